"""What music gives away about the person who listens: conclusions, what carries them, features and advice."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from redraft.domain.archive import Concluded, Counts, Match
from redraft.domain.attributes import Attribute
from redraft.domain.exposure import Exposure
from redraft.domain.finding import Finding
from redraft.domain.message import Message
from redraft.domain.profile import Cut
from redraft.domain.report import ModelInfo
from redraft.domain.text import Note


class ClueKind(StrEnum):
    """What sort of thing speaks."""

    ARTIST = "artist"
    TRACK = "track"
    NAME = "name"
    GENRE = "genre"
    YEARS = "years"
    HOURS = "hours"
    AUDIO = "audio"
    PATH = "path"
    WORDS = "words"


@dataclass(frozen=True, slots=True, order=True)
class Clue:
    """One thing in the music that points to a conclusion.

    ``name`` is the artist, the title or the name of a playlist, as the file spells it; ``detail`` says in a few words
    what about it; ``tracks`` stand behind it. ``weight`` is what it adds to the best guess, in nats of log-odds, 0 when
    it is not counted that way.
    """

    kind: ClueKind
    name: str
    detail: str = ""
    tracks: int = 0
    weight: float = 0.0


class Reliability(StrEnum):
    """How far music can be trusted about an attribute, whatever the confidence says."""

    STATED = "stated"
    MEASURED = "measured"
    FAIR = "fair"
    WEAK = "weak"


@dataclass(frozen=True, slots=True)
class Conclusion:
    """A finding with the tracks and names that carry it, the strongest first.

    ``finding`` has no evidence: nothing is quoted from a text. ``caution`` says in one sentence how reliable such a
    conclusion is in general, with its source. ``calibrated`` is True when its confidence was fitted on labelled data.
    ``alone`` holds what each side said of the best guess before they were joined, by ``music`` and ``model``.
    """

    finding: Finding
    clues: tuple[Clue, ...]
    reliability: Reliability
    caution: Message
    calibrated: bool = False
    alone: Mapping[str, float] = field(default_factory=dict)

    @property
    def attribute(self) -> Attribute:
        """Which attribute."""
        return self.finding.attribute


@dataclass(frozen=True, slots=True)
class Features:
    """Numbers about the music, in the groups of "All of Me" (arXiv 2401.14296), JSON-ready; None where unknown.

    ``kinds`` are shares of kinds of music, largest first; ``decades`` counts songs by the decade of release; ``hours``
    24 counts of plays by the hour of the day, in UTC; ``languages`` counts songs.
    """

    groups: Mapping[str, Mapping[str, float | int | str | None]]
    kinds: tuple[tuple[str, float], ...] = ()
    decades: tuple[tuple[int, int], ...] = ()
    hours: tuple[int, ...] = ()
    languages: tuple[tuple[str, int], ...] = ()


@dataclass(frozen=True, slots=True)
class Advice:
    """One thing to do. ``items`` are the names it is about; ``cut`` is there when it is about what to move.

    ``measured``: the confidences of the cut were fitted on labelled data.
    """

    code: str
    sentence: Message
    items: tuple[str, ...] = ()
    cut: Cut[Clue] | None = None
    measured: bool = False


@dataclass(frozen=True, slots=True)
class Lines:
    """What the model gets to read, most telling first; it cuts each list to its room.

    ``unknown`` are artists whose kind of music nobody knows and the model is asked about.
    """

    names: tuple[str, ...] = ()
    artists: tuple[str, ...] = ()
    titles: tuple[str, ...] = ()
    unknown: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Opinion:
    """What the model thinks of the listener: the probability of each value of some attributes, and kinds of artists."""

    shares: Mapping[Attribute, Mapping[str, float]]
    kinds: Mapping[str, str] = field(default_factory=dict)
    model: ModelInfo | None = None
    evaluated_tokens: int = 0
    notes: tuple[Note, ...] = ()


@dataclass(frozen=True, slots=True)
class MusicTimings:
    """Seconds a stage took, and the tokens that the model read."""

    read: float = 0.0
    music: float = 0.0
    names: float = 0.0
    model: float = 0.0
    total: float = 0.0
    evaluated_tokens: int = 0


@dataclass(frozen=True, slots=True)
class PlaylistReport:
    """The result of a check of music, most exposing first.

    ``told`` are findings in what the user wrote: names and descriptions of playlists, searches. ``missing`` names
    what the file does not hold and what was done instead. ``concluded`` is what the platform itself says.
    """

    match: Match
    counts: Counts
    conclusions: tuple[Conclusion, ...]
    told: tuple[Conclusion, ...]
    features: Features
    missing: tuple[Note, ...]
    concluded: tuple[Concluded, ...] = ()
    advice: tuple[Advice, ...] = ()
    exposure: Exposure | None = None
    notes: tuple[Note, ...] = ()
    model: ModelInfo | None = None
    timings: MusicTimings = field(default_factory=MusicTimings)

    @property
    def findings(self) -> tuple[Finding, ...]:
        """All findings, those of the music first."""
        return tuple(c.finding for c in (*self.conclusions, *self.told))
