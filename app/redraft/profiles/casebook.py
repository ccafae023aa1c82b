"""Everything known about one archive while it is scanned, and the profile that follows from it at any moment."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import datetime

from redraft.domain.archive import Counts, Locator, Post, Skipped
from redraft.domain.attributes import ALWAYS_ASKED, ASKED, ASKED_WHERE_CUED, CODES, Attribute
from redraft.domain.finding import Finding
from redraft.domain.profile import Cut, Trait
from redraft.domain.report import Verdict
from redraft.domain.text import Span
from redraft.profiles.cases import REVEALED, Case, cases
from redraft.profiles.course import present
from redraft.profiles.cut import smallest_cut
from redraft.profiles.dossier import Dossier
from redraft.profiles.forums import Forums
from redraft.profiles.heard import Closely, Heard, Noticed, Reading
from redraft.profiles.index import PostIndex
from redraft.profiles.ledger import Ledger, about_author
from redraft.profiles.shelf import Shelf, by_era
from redraft.profiles.traits import Sources, carrying, grown, trait
from redraft.profiles.votes import Fusion, Part, Vote, by_itself, grouped, strongest

MOST_UNQUOTED = 8
"""Posts among which a conclusion is shared that rests on no single sentence."""
PINNED = 4_000
"""Posts whose texts stay in memory because a finding rests on them."""
PROMISING = 1.5
"""What a dossier must promise for one of the further attributes to be asked: a statement, or two rare cues."""


class Casebook:
    """Takes posts with their findings and the model's answers in, in any mixture; gives the profile out."""

    def __init__(self, shelf: Shelf, fusion: Fusion, forums: Forums) -> None:
        self.index = PostIndex()
        self.scanned = 0
        self._shelf = shelf
        self.fusion = fusion
        self._forums = forums
        self._ledger = Ledger()
        self._closely = Closely()
        self._pinned: dict[int, Post] = {}
        self._latest: datetime | None = None
        self._known_cases: tuple[tuple[int, int, int, datetime | None], list[Case]] | None = None

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
        self._forums.add(at, post)
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

    def to_notice(self, most: int) -> list[tuple[int, Post]]:
        """The posts that the encoder has yet to read, with their positions, what promises most first."""
        fresh = [c for c in self._shelf.candidates() if not self._closely.has_noticed(c.at)]
        promise = {c.at: sum(self._shelf.worth(c, ASKED).values()) for c in fresh}
        best = sorted(fresh, key=lambda c: (-promise[c.at], c.at))[:most]
        return [(c.at, c.post) for c in best]

    @property
    def noticed(self) -> int:
        """How many posts the encoder has read."""
        return self._closely.posts_noticed

    def said_by_place(self, post: Post) -> set[Attribute]:
        """What tells where a post stands, whatever its words say."""
        return self._forums.says(post)

    def notice(self, noticed: Noticed) -> None:
        """Take in what the encoder says of a post."""
        self._closely.notice(noticed)

    def dossier(self, letters: int, *, eras: int = 1, without: Collection[int] | None = None) -> Dossier | None:
        """The most telling posts that the model has not read yet, within so many code points, or None.

        The posts are taken in so many ``eras``, the latest first: what is read together is then of one time, and what
        holds now is not drowned by what was. With ``without``: of all posts but these, read or not.
        """
        passed_over = self._closely.asked if without is None else without
        candidates = self._shelf.candidates()
        for era in by_era(candidates, eras):
            found = self._shelf.dossier(letters, ASKED, among=[c for c in era if c.at not in passed_over])
            if found.pieces:
                return found
        return None

    def questions(self, dossier: Dossier) -> tuple[Attribute, ...]:
        """What is worth asking about a dossier: the eight that nearly any text tells of, and what it has cues for."""
        posts = [piece.at for piece in dossier.pieces]
        cued = (
            a
            for a in ASKED_WHERE_CUED
            if self._shelf.promise(dossier, a) >= PROMISING or self._closely.telling(a, posts)
        )
        return (*ALWAYS_ASKED, *cued)

    def hear(self, dossier: Dossier, verdicts: Sequence[Verdict], findings: Sequence[Finding]) -> Reading:
        """Take in what the model concluded from a dossier. The result is what :meth:`recall` needs.

        What it quotes from posts that tell no reader anything of the author (a story's hero) is no conclusion.
        """
        quotes = {f.attribute: f for f in findings}
        dates = sorted(p.post.date for p in dossier.pieces if p.post.date is not None)
        middle = dates[len(dates) // 2] if dates else None
        heard = []
        for verdict in verdicts:
            if verdict.attribute not in ALWAYS_ASKED and not verdict.revealed:
                continue  # a mere guess at these was never calibrated and would only offend
            parts = self._parts(dossier, verdict, quotes.get(verdict.attribute))
            for guess in verdict.guesses:
                weight = self.fusion.weight(guess.confidence, by_model=True)
                if weight > 0 and parts:
                    when = middle if verdict.attribute is Attribute.AGE else None
                    vote = Vote(guess.value, weight, parts, stated=False, date=when)
                    heard.append(Heard(verdict.attribute, vote, verdict.revealed))
        about = tuple(verdict.attribute for verdict in verdicts)
        reading = Reading(tuple(piece.at for piece in dossier.pieces), tuple(heard), about)
        self.recall(reading)
        return reading

    def recall(self, reading: Reading) -> None:
        """Take in what :meth:`hear` gave before."""
        self._closely.read(reading)

    @property
    def letters(self) -> int:
        """Code points of the posts that the model may be shown."""
        return sum(len(c.post.text) for c in self._shelf.candidates())

    @property
    def asked(self) -> int:
        """How many posts the model has read."""
        return len(self._closely.asked)

    def looked(self, attributes: Iterable[Attribute]) -> dict[Attribute, float]:
        """By attribute the share of the scanned posts that were read for it by whoever could find it, 0 to 1.

        What has a form of its own, such as a number or an address, the fast tier finds wherever it stands.
        """
        return {a: 1.0 if a in CODES else min(1.0, self._closely.looked(a) / max(1, self.scanned)) for a in attributes}

    def missing(self) -> list[int]:
        """Positions of posts that carry a trait and whose texts are not at hand."""
        at_hand = self._texts({})
        wanted: set[int] = set()
        for case in self._cases():
            for group in grouped(case.about.attribute, present(case.about.attribute, case.votes, self.index.date))[:1]:
                wanted.update(at for at, _ in carrying(group, self.fusion))
        return sorted(wanted - at_hand.keys())

    def traits(self, more: Mapping[int, Post] | None = None) -> tuple[tuple[Trait, ...], tuple[Trait, ...]]:
        """What all posts give away about the author, and whom and what they name. ``more``: texts read again."""
        sources = Sources(self.fusion, self.index.date, self._texts(more or {}))
        found = [
            (case.own, trait(case.about, case.votes, sources, revealed=case.revealed, telling=case.telling))
            for case in self._cases()
        ]
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
        telling = {part.at: part.share for case in cases for part in case.telling}
        items = [*telling, *(part.at for group in groups for vote in group.votes for part in vote.parts)]
        alone = {at: max(telling.get(at, 0.0), sure) for at, sure in by_itself(groups, self.fusion).items()}
        alone = {**telling, **alone}

        def confidence(removed: frozenset[int]) -> float:
            told = max((sure for at, sure in telling.items() if at not in removed), default=0.0)
            return max(told, strongest(groups, self.fusion, removed))

        found = smallest_cut(items, confidence, threshold, keep=keep, gone=gone, by_itself=alone)
        return found.cut(attribute, threshold)

    def _cases(self) -> list[Case]:
        """What there is to say something about."""
        state = (len(self._ledger), len(self._closely), len(self._forums), self._latest)
        if self._known_cases is None or self._known_cases[0] != state:
            found = cases(self._ledger, self._closely, self._forums, self.fusion, self.index.date)
            for case in found:
                case.votes = grown(case.about.attribute, case.votes, self._latest)
            self._known_cases = (state, found)
        return self._known_cases[1]

    def _parts(self, dossier: Dossier, verdict: Verdict, finding: Finding | None) -> tuple[Part, ...]:
        """The posts that a conclusion rests on: those quoted, else those that speak of the attribute most."""
        spans: dict[int, list[Span]] = {}
        for evidence in finding.evidence if finding is not None else ():
            for piece, quote in dossier.trace(evidence):
                spans.setdefault(piece.at, []).append(quote.span)
        about = verdict.attribute
        if spans:
            own = {at: found for at, found in spans.items() if not self._closely.denies(at, about)}
            return tuple(Part(at, 1 / len(own), tuple(found)) for at, found in own.items())
        if telling := self._closely.telling(about, [p.at for p in dossier.pieces])[:MOST_UNQUOTED]:
            return tuple(Part(part.at, 1 / len(telling), part.spans) for part in telling)
        return self._shelf.speaking(dossier, about, MOST_UNQUOTED)

    def _texts(self, more: Mapping[int, Post]) -> dict[int, Post]:
        return {**{c.at: c.post for c in self._shelf.candidates()}, **self._pinned, **more}
