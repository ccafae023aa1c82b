"""An archive that follows a script: for pictures of the archive page and for its tests."""

from __future__ import annotations

import time
from collections.abc import Collection, Iterator, Mapping, Sequence
from datetime import UTC, datetime, timedelta
from pathlib import Path

from redraft.domain.archive import Audience, Counts, Kind, Match, Opened, Post, Reason, Refused
from redraft.domain.attributes import Attribute
from redraft.domain.errors import InputError
from redraft.domain.finding import Basis, Finding, Guess, Source
from redraft.domain.message import Message
from redraft.domain.profile import (
    LOOKED_FOR,
    ArchiveReport,
    Carrier,
    Change,
    Cut,
    Moment,
    Phase,
    Progress,
    ScanTimings,
    Stage,
    Trait,
)  # fmt: skip
from redraft.domain.text import Evidence
from redraft.gui.archive.desk import Steer, Wish
from redraft.usecases.ports import Checkpoints
from redraft.usecases.stages import PostsRead, ScanStage
from screenshots.scripted_crowd import narrow

BEGAN = datetime(2015, 3, 1, 12, tzinfo=UTC)
REDDIT = Match("reddit", "Reddit", music=False, confidence=0.99)
Clue = tuple[str, str]
"""A text, and its telling words."""

TRAITS: tuple[tuple[Attribute, tuple[tuple[str, float], ...], Message, tuple[Clue, ...]], ...] = (
    (
        Attribute.LOCATION,
        (("Edinburgh, United Kingdom", 0.93), ("Glasgow, United Kingdom", 0.04), ("Aberdeen, United Kingdom", 0.01)),
        Message("profile.point", {"count": 3}),
        (
            ("The 22 was late again and I ran down Leith Walk in the rain.", "ran down Leith Walk"),
            ("Best sourdough is the place by the Shore, and I will not be told otherwise.", "the place by the Shore"),
            ("The haar came in so thick that I could not see the links from the kitchen.", "The haar came in"),
        ),
    ),
    (
        Attribute.OCCUPATION,
        (("map conservator", 0.81), ("librarian", 0.12), ("archivist", 0.05)),
        Message("profile.point", {"count": 2}),
        (
            ("Spent the day lining a sea chart with kozo paper, my back hates me.", "lining a sea chart"),
            ("Wheat starch paste is a craft of its own.", "Wheat starch paste"),
        ),
    ),
    (
        Attribute.RELATIONSHIP,
        (("married", 0.88), ("in a relationship", 0.1)),
        Message("profile.point", {"count": 1}),
        (("We got the wedding photos back and my hat is in all of them.", "the wedding photos"),),
    ),
)  # fmt: skip
INSTEAD = {
    "The 22 was late again and I ran down Leith Walk in the rain.": "The bus was late again and I ran in the rain.",
    "Spent the day lining a sea chart with kozo paper, my back hates me.": "Spent the day at work, my back hates me.",
}
SELDOM = (Attribute.RELIGION, Attribute.POLITICS, Attribute.ETHNICITY)
"""What few of the posts were read for."""
FILLERS = (
    "That recipe works with half the sugar, too.", "Third week of wheel class and the bowls are still ashtrays.",
    "Thank you, that fixed it.", "Does anybody else dream about the crossword?", "The second season is better.",
)  # fmt: skip


def posts(count: int) -> list[Post]:
    """Posts by nobody: the telling ones among many that tell nothing."""
    telling = [text for _attribute, _guesses, _why, clues in TRAITS for text, _quote in clues]
    places = {count * (2 * i + 1) // (2 * len(telling)): text for i, text in enumerate(telling)}
    return [
        Post(
            f"t{at}",
            places.get(at, FILLERS[at % len(FILLERS)]),
            BEGAN + timedelta(days=3650 * at / count),
            Kind.COMMENT if at % 4 else Kind.POST,
            Audience.PUBLIC,
            place="r/pottery",
        )
        for at in range(count)
    ]


class ScriptedArchive:
    """Knows one archive of ``count`` posts. With ``holds`` the scan waits half-way until it is stopped."""

    def __init__(self, count: int = 260, *, holds: bool = False, nothing: bool = False) -> None:
        self._posts = posts(count)
        self._nothing = nothing
        self.holds = holds
        self.wishes: list[Wish] = []
        self.resumed: list[bool] = []
        self.exported: list[Path] = []
        self.extended = 0.0

    def open(self, paths: Sequence[Path]) -> Opened:
        """See :class:`ArchiveDesk`."""
        if any(path.suffix == ".bin" for path in paths):
            raise InputError(Message("archive.unknown_export"), Message("do.choose_platform"))
        refused = (Refused("messages.csv", Message("refused.encrypted")),)
        return Opened((REDDIT,), 12, media=3, refused=refused, fingerprint="scripted")

    def scan(
        self, wish: Wish, steer: Steer, kept: Checkpoints | None = None, *, resume: bool = False
    ) -> Iterator[ScanStage]:
        """See :class:`ArchiveDesk`."""
        self.wishes.append(wish)
        self.resumed.append(resume)
        count = len(self._posts)
        yield Progress(Stage.COUNTING, count)
        for at, post in enumerate(self._posts):
            yield PostsRead((post,))
            if at == count // 2:
                yield Progress(Stage.READING, at, count, 2_300.0, 12.0)
                yield self._report(at, finished=False)
                while self.holds and not steer.cancel.is_set():
                    time.sleep(0.005)
            if steer.cancel.is_set():
                yield self._report(at, finished=False)
                return
        yield Progress(Stage.DONE, count, count)
        yield self._report(count, finished=True)

    def extend(self, seconds: float, steer: Steer) -> Iterator[ScanStage]:
        """See :class:`ArchiveDesk`."""
        self.extended += seconds
        yield Progress(Stage.ASKING, round(seconds), round(seconds), 0.0, 0.0)
        yield self._report(len(self._posts), finished=True)

    def cut(self, attribute: Attribute, *, keep: Collection[int], gone: Collection[int]) -> Cut[int]:
        """See :class:`ArchiveDesk`."""
        carriers = [
            c.at for trait in self._traits(len(self._posts)) if trait.attribute is attribute for c in trait.carriers
        ]
        needed = [at for at in carriers if at not in gone and at not in keep]
        left = 0.31 if not any(at in keep for at in carriers) else 0.72
        return Cut(attribute, 0.5, tuple(needed), 0.93, left, reached=left < 0.5)

    def texts(self, positions: Sequence[int]) -> Mapping[int, Post]:
        """See :class:`ArchiveDesk`."""
        return {at: self._posts[at] for at in positions}

    def export(self, report: ArchiveReport, opened: Opened, path: Path) -> None:
        """See :class:`ArchiveDesk`."""
        self.exported.append(path)

    def export_plan(self, report: ArchiveReport, path: Path) -> None:
        """See :class:`ArchiveDesk`."""
        self.exported.append(path)

    def close(self) -> None:
        """See :class:`ArchiveDesk`."""

    def _report(self, scanned: int, *, finished: bool) -> ArchiveReport:
        traits = self._traits(scanned)
        counts = Counts(len(self._posts) + 40, len(self._posts), len(self._posts), {Reason.OTHER_AUTHOR: 40})
        cuts = tuple(self._cut_of(trait) for trait in traits)
        timings = ScanTimings(1.0, 5.0, 60.0, 66.0, posts_asked=scanned // 4)
        exposure = narrow([trait.finding for trait in traits], (), each=7.0)
        return ArchiveReport(
            REDDIT, counts, traits, exposure=exposure, cuts=cuts, posts=dict(enumerate(self._posts)), scanned=scanned,
            finished=finished, timings=timings, looked=dict.fromkeys(LOOKED_FOR, 1.0) | dict.fromkeys(SELDOM, 0.42),
            edits=self._edits(),
        )  # fmt: skip

    def _edits(self) -> dict[int, str]:
        """What some of the telling posts could say instead."""
        new = {at: INSTEAD.get(post.text, "") for at, post in enumerate(self._posts)}
        return {at: text for at, text in new.items() if text}

    def _cut_of(self, trait: Trait) -> Cut[int]:
        items = tuple(carrier.at for carrier in trait.carriers)
        return Cut(trait.attribute, 0.5, items, trait.finding.best.confidence, 0.31, reached=True)

    def _traits(self, scanned: int) -> tuple[Trait, ...]:
        if self._nothing:
            return ()
        found = []
        for attribute, guesses, why, clues in TRAITS:
            values = tuple(Guess(value, share) for value, share in guesses)
            finding = Finding.make(attribute, values, (), source=Source.FUSED, basis=Basis.IMPLIED, why=why)
            carriers = [
                Carrier(
                    at,
                    post,
                    guesses[0][0],
                    1.2,
                    (Evidence.of(text, text.index(quote), text.index(quote) + len(quote)),),
                )
                for at, post in enumerate(self._posts[:scanned])
                for text, quote in clues
                if post.text == text
            ]
            if carriers:
                found.append(_trait(finding, carriers))
        return tuple(found)


def _quoted(text: str, quote: str) -> Evidence:
    at = text.index(quote)
    return Evidence.of(text, at, at + len(quote))


def _trait(finding: Finding, carriers: Sequence[Carrier]) -> Trait:
    times = [carrier.post.date or BEGAN for carrier in carriers]
    best = finding.best
    steps = [Moment(when, best.value, best.confidence * (i + 1) / len(times), i + 1) for i, when in enumerate(times)]
    if finding.attribute is not Attribute.LOCATION:
        return Trait(finding, True, len(carriers), tuple(carriers), tuple(steps))
    before = Moment(BEGAN + timedelta(days=100), "London, United Kingdom", 0.4, 2)
    moved = {"earlier": "London, United Kingdom", "last": "2018-11-05", "later": best.value, "since": "2019-01-09"}
    sentence = Message("profile.change", moved)
    change = Change("London, United Kingdom", best.value, before.date, times[0], sentence)
    course = (Phase("London, United Kingdom", before.date, datetime(2018, 11, 5, tzinfo=UTC)),
              Phase(best.value, datetime(2019, 1, 9, tzinfo=UTC), times[-1]))  # fmt: skip
    return Trait(finding, True, len(carriers) + 9, tuple(carriers), (before, *steps), (change,), course)
