"""Everything known about one archive while it is scanned, and the profile that follows from it at any moment."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime

from redraft.domain.archive import Counts, Locator, Post, Skipped
from redraft.domain.attributes import ALWAYS_ASKED, ASKED, ASKED_WHERE_CUED, Attribute
from redraft.domain.finding import Finding
from redraft.domain.profile import Cut, Trait
from redraft.domain.report import Verdict
from redraft.domain.text import Span
from redraft.profiles.cut import smallest_cut
from redraft.profiles.dossier import Dossier
from redraft.profiles.history import present
from redraft.profiles.index import PostIndex
from redraft.profiles.ledger import Ledger, about_author
from redraft.profiles.shelf import Shelf
from redraft.profiles.traits import About, Sources, carrying, grown, trait
from redraft.profiles.votes import Fusion, Part, Vote, by_itself, grouped, strongest

MOST_UNQUOTED = 8
"""Posts among which a conclusion is shared that rests on no single sentence."""
MOST_THINGS = 60
"""Traits shown of what there can be many of, such as e-mail addresses, and of other people."""
PINNED = 4_000
"""Posts whose texts stay in memory because a finding rests on them."""
REVEALED = 0.5
PROMISING = 1.5
"""What a dossier must promise for one of the further attributes to be asked: a statement, or two rare cues."""


@dataclass(frozen=True, slots=True)
class Heard:
    """One conclusion of the model about posts it read together."""

    attribute: Attribute
    vote: Vote
    revealed: bool

    @property
    def about(self) -> About:
        """Which trait it belongs to."""
        return About(self.attribute, self.attribute.severity)


@dataclass(frozen=True, slots=True)
class Reading:
    """What the model concluded from one dossier, whose posts were ``asked``, by position."""

    asked: tuple[int, ...]
    heard: tuple[Heard, ...]


@dataclass(slots=True)
class Case:
    """What will be one trait: its votes, and whether it is about the author.

    ``conclusions`` are those of the ledger that speak of it, ``findings`` how many it and the model have.
    """

    about: About
    own: bool
    votes: list[Vote] = field(default_factory=list)
    revealed: bool = False
    conclusions: list[int] = field(default_factory=list)
    findings: int = 0


class Casebook:
    """Takes posts with their findings and the model's answers in, in any mixture; gives the profile out."""

    def __init__(self, shelf: Shelf, fusion: Fusion) -> None:
        self.index = PostIndex()
        self.scanned = 0
        self._shelf = shelf
        self._fusion = fusion
        self._ledger = Ledger()
        self._heard: list[Heard] = []
        self._asked: set[int] = set()
        self._pinned: dict[int, Post] = {}
        self._latest: datetime | None = None
        self._known_cases: tuple[tuple[int, int, datetime | None], list[Case]] | None = None

    @property
    def counts(self) -> Counts:
        """Exact counts of what went by."""
        return self.index.counts

    def skip(self, skipped: Skipped) -> None:
        """Count a record that is not kept."""
        self.index.add(skipped)

    def add(self, post: Post, findings: Sequence[Finding] | None, *, readable: bool = True) -> int:
        """Take a post in; ``findings`` None means that it lies outside of what is scanned. Returns its position.

        One that is not ``readable``, for its language, is never put to the model.
        """
        at = self.index.add(post)
        assert at is not None
        if findings is None:
            return at
        self.scanned += 1
        if post.date is not None and (self._latest is None or post.date > self._latest):
            self._latest = post.date
        self._ledger.add(at, findings)
        if readable:
            self._shelf.offer(at, post, findings)
        if len(self._pinned) < PINNED and any(about_author(f) for f in findings):
            self._pinned[at] = post
        return at

    def locator(self, at: int) -> Locator:
        """Where the post at a position stands in the archive."""
        return self.index.locator(at)

    def post(self, at: int) -> Post | None:
        """A post whose text is at hand."""
        kept = self._shelf.post(at)
        return kept if kept is not None else self._pinned.get(at)

    def dossier(self, letters: int, *, without: Collection[int] | None = None) -> Dossier | None:
        """The most telling posts that the model has not read yet, within so many code points, or None.

        With ``without``: of all posts but these, whether the model has read them or not.
        """
        passed_over = self._asked if without is None else without
        fresh = [c for c in self._shelf.candidates() if c.at not in passed_over]
        found = self._shelf.dossier(letters, ASKED, among=fresh)
        return found if found.pieces else None

    def questions(self, dossier: Dossier) -> tuple[Attribute, ...]:
        """What is worth asking about a dossier: the eight that nearly any text tells of, and what it has cues for."""
        return (*ALWAYS_ASKED, *(a for a in ASKED_WHERE_CUED if self._shelf.promise(dossier, a) >= PROMISING))

    def hear(self, dossier: Dossier, verdicts: Sequence[Verdict], findings: Sequence[Finding]) -> Reading:
        """Take in what the model concluded from a dossier. The result is what :meth:`recall` needs."""
        quotes = {f.attribute: f for f in findings}
        dates = sorted(p.post.date for p in dossier.pieces if p.post.date is not None)
        middle = dates[len(dates) // 2] if dates else None
        heard = []
        for verdict in verdicts:
            if verdict.attribute not in ALWAYS_ASKED and not verdict.revealed:
                continue  # a mere guess at these was never calibrated and would only offend
            parts = self._parts(dossier, verdict, quotes.get(verdict.attribute))
            for guess in verdict.guesses:
                weight = self._fusion.weight(guess.confidence, by_model=True)
                if weight > 0:
                    when = middle if verdict.attribute is Attribute.AGE else None
                    vote = Vote(guess.value, weight, parts, stated=False, date=when)
                    heard.append(Heard(verdict.attribute, vote, verdict.revealed))
        reading = Reading(tuple(piece.at for piece in dossier.pieces), tuple(heard))
        self.recall(reading)
        return reading

    def recall(self, reading: Reading) -> None:
        """Take in what :meth:`hear` gave before."""
        self._heard += reading.heard
        self._asked.update(reading.asked)

    @property
    def asked(self) -> int:
        """How many posts the model has read."""
        return len(self._asked)

    def missing(self) -> list[int]:
        """Positions of posts that carry a trait and whose texts are not at hand."""
        at_hand = self._texts({})
        wanted: set[int] = set()
        for case in self._cases():
            for group in grouped(case.about.attribute, present(case.about.attribute, case.votes))[:1]:
                wanted.update(at for at, _ in carrying(group, self._fusion))
        return sorted(wanted - at_hand.keys())

    def traits(self, more: Mapping[int, Post] | None = None) -> tuple[tuple[Trait, ...], tuple[Trait, ...]]:
        """What all posts give away about the author, and whom and what they name. ``more``: texts read again."""
        sources = Sources(self._fusion, self.index.date, self._texts(more or {}))
        found = [(case.own, trait(case.about, case.votes, sources, revealed=case.revealed)) for case in self._cases()]
        own = [t for is_own, t in found if is_own and t is not None]
        named = [t for is_own, t in found if not is_own and t is not None]
        own.sort(
            key=lambda t: (t.attribute.last, -t.finding.severity, not t.revealed, -t.finding.best.confidence, -t.posts)
        )
        return tuple(own), tuple(named)

    def cut(
        self,
        attribute: Attribute,
        threshold: float = REVEALED,
        *,
        keep: Collection[int] = (),
        gone: Collection[int] = (),
    ) -> Cut[int]:
        """The fewest posts, by position, to delete or edit so that the attribute falls below the threshold.

        ``keep`` are posts that stay; ``gone`` those that the user ticked already.
        """
        cases = [case for case in self._cases() if case.own and case.about.attribute is attribute]
        # With what is superseded: without the posts about the new home a reader believes those about the old one.
        groups = [group for case in cases for group in grouped(attribute, case.votes)]
        items = [part.at for group in groups for vote in group.votes for part in vote.parts]

        def confidence(removed: frozenset[int]) -> float:
            return strongest(groups, self._fusion, removed)

        alone = by_itself(groups, self._fusion)
        found = smallest_cut(items, confidence, threshold, keep=keep, gone=gone, by_itself=alone)
        return found.cut(attribute, threshold)

    def _cases(self) -> list[Case]:
        """What there is to say something about; of what there can be many the gravest and most frequent."""
        state = (len(self._ledger), len(self._heard), self._latest)
        if self._known_cases is None or self._known_cases[0] != state:
            self._known_cases = (state, self._made_cases())
        return self._known_cases[1]

    def _made_cases(self) -> list[Case]:
        """Votes are made for what is shown alone: of a million findings they would take half a gigabyte."""
        known = self._ledger.conclusions()
        cases: dict[About, Case] = {}
        for number, (what, count) in enumerate(known):
            case = cases.setdefault(About.of(what), Case(About.of(what), about_author(what)))
            case.conclusions.append(number)
            case.findings += count
        for heard in self._heard:
            case = cases.setdefault(heard.about, Case(heard.about, own=True))
            case.findings += 1
            case.revealed |= heard.revealed
        many = sorted(cases.values(), key=lambda c: (not c.own, -c.about.severity if c.own else 0, -c.findings))
        own, named = [c for c in many if c.own], [c for c in many if not c.own]
        chosen = own[:MOST_THINGS] + named[:MOST_THINGS]
        rows = self._ledger.rows(number for case in chosen for number in case.conclusions)
        for case in chosen:
            votes = [v for number in case.conclusions for v in self._statements(known[number][0], rows[number])]
            votes += [h.vote for h in self._heard if h.about == case.about]
            case.votes = grown(case.about.attribute, votes, self._latest)
        return chosen

    def _statements(self, what: Finding, rows: Iterable[int]) -> Iterator[Vote]:
        weight = self._fusion.weight(what.best.confidence, by_model=False)
        for at, span in map(self._ledger.entry, rows):
            part = Part(at, 1.0, (span,) if len(span) else ())
            yield Vote(what.best.value, weight, (part,), stated=True, date=self.index.date(at))

    def _parts(self, dossier: Dossier, verdict: Verdict, finding: Finding | None) -> tuple[Part, ...]:
        """The posts that a conclusion rests on: those quoted, else those that speak of the attribute most."""
        spans: dict[int, list[Span]] = {}
        for evidence in finding.evidence if finding is not None else ():
            for piece, quote in dossier.trace(evidence):
                spans.setdefault(piece.at, []).append(quote.span)
        if spans:
            return tuple(Part(at, 1 / len(spans), tuple(found)) for at, found in spans.items())
        return self._shelf.speaking(dossier, verdict.attribute, MOST_UNQUOTED)

    def _texts(self, more: Mapping[int, Post]) -> dict[int, Post]:
        return {**{c.at: c.post for c in self._shelf.candidates()}, **self._pinned, **more}
