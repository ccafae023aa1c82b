"""A playlist that follows a script: for pictures of the playlist page and for its tests."""

from __future__ import annotations

import time
from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path

from redraft.domain.archive import Concluded, Counts, Match, Reason
from redraft.domain.attributes import Attribute
from redraft.domain.errors import Cancelled, InputError
from redraft.domain.finding import Basis, Finding, Guess, Source
from redraft.domain.message import Message
from redraft.domain.music_report import (
    Advice,
    Clue,
    ClueKind,
    Conclusion,
    Features,
    MusicTimings,
    PlaylistReport,
    Reliability,
)
from redraft.domain.profile import Cut
from redraft.domain.text import Note
from redraft.usecases.ports import CancelToken
from screenshots.scripted_crowd import narrow

SPOTIFY = Match("spotify", "Spotify", music=True, confidence=0.99)


def _conclusion(
    attribute: Attribute,
    guesses: tuple[tuple[str, float], ...],
    clues: tuple[Clue, ...],
    reliability: Reliability,
    caution: Message,
) -> Conclusion:
    values = tuple(Guess(value, share) for value, share in guesses)
    why = Message("music.why", {"said": Message("music.said_this", {"value": values[0].value})})
    finding = Finding.make(attribute, values, (), source=Source.MUSIC, basis=Basis.IMPLIED, why=why)
    return Conclusion(finding, clues, reliability, caution)


CONCLUSIONS = (
    _conclusion(
        Attribute.AGE,
        (("31-36", 0.58), ("25-30", 0.27), ("37-42", 0.09)),
        (
            Clue(ClueKind.YEARS, "2004–2009", "half of the songs", 214, 1.1),
            Clue(ClueKind.ARTIST, "An old band", "1998–2007", 41),
        ),
        Reliability.FAIR,
        Message("music.caution_ages"),
    ),
    _conclusion(
        Attribute.FAMILY,
        (("has young children", 0.84),),
        (Clue(ClueKind.NAME, "bedtime for Nora", "says “bedtime”", 38, 2.2),),
        Reliability.STATED,
        Message("music.caution_words"),
    ),
    _conclusion(
        Attribute.SEX,
        (("female", 0.61), ("male", 0.39)),
        (Clue(ClueKind.GENRE, "musical", "", 60, 0.3),),
        Reliability.WEAK,
        Message("music.caution_gender"),
    ),
)
FEATURES = Features(
    {},
    kinds=(("rock", 0.34), ("musical", 0.18), ("children", 0.14), ("folk", 0.11), ("jazz", 0.05)),
    decades=((1970, 12), (1980, 31), (1990, 88), (2000, 214), (2010, 120), (2020, 40)),
    hours=(2, 1, 0, 0, 0, 3, 18, 42, 30, 12, 9, 8, 14, 10, 8, 9, 16, 38, 52, 60, 44, 20, 8, 4),
)
GENRES = Message("music.genres_known", {"songs": 505, "known": (Message("music.by_list", {"count": 312}),)})
REPORT = PlaylistReport(
    SPOTIFY,
    Counts(540, 505, 505, {Reason.DUPLICATE: 35}),
    CONCLUSIONS,
    (),
    FEATURES,
    (Note("genres", GENRES),),
    concluded=(Concluded("Parents"), Concluded("Commuters"), Concluded("Likely to travel")),
    advice=(
        Advice(
            "rename",
            Message("advice.rename", {"count": 1}),
            ("bedtime for Nora",),
            Cut(Attribute.FAMILY, 0.5, (), 0.84, 0.22, reached=True),
        ),
    ),
    timings=MusicTimings(total=4.2),
)


class ScriptedPlaylist:
    """Knows one playlist. With ``holds`` the model never ends until it is stopped."""

    def __init__(self, *, holds: bool = False, nothing: bool = False) -> None:
        self.holds = holds
        self.report = replace(REPORT, conclusions=(), advice=(), concluded=()) if nothing else REPORT
        self.report = replace(self.report, exposure=narrow(self.report.findings, ()))
        self.exported: list[Path] = []
        self.cancelled = 0

    def stages(self, paths: Sequence[Path], cancel: CancelToken) -> Iterator[PlaylistReport]:
        """See :class:`PlaylistDesk`."""
        if any(path.suffix == ".bin" for path in paths):
            raise InputError(
                Message("playlist.unknown_export"),
                Message("do.choose_playlist"),
            )
        yield self.report
        while self.holds and not cancel.is_set():
            time.sleep(0.005)
        if cancel.is_set():
            self.cancelled += 1
            raise Cancelled

    def export(self, report: PlaylistReport, path: Path) -> None:
        """See :class:`PlaylistDesk`."""
        self.exported.append(path)

    def close(self) -> None:
        """See :class:`PlaylistDesk`."""
