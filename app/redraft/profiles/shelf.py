"""The most telling posts of an archive with their texts, a few hundred an attribute, however large the archive is."""

from __future__ import annotations

import heapq
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from math import log1p

from redraft.domain.archive import Post
from redraft.domain.attributes import ALWAYS_ASKED, ASKED, Attribute
from redraft.domain.finding import Finding
from redraft.profiles.dossier import Dossier, compile_dossier, excerpt
from redraft.profiles.telling import Look, Telling
from redraft.profiles.votes import Part

KEPT = 192
"""Posts kept for each attribute: four times what one reading of the model holds."""
KEPT_FOR_NOVELTY = 1_000
"""Posts kept because their words are unusual, whatever they are about: archives of so many are read as a whole."""
LONGEST_KEPT = 20_000
"""Code points of a kept text; nearly all posts are shorter, and a few long ones must not fill the memory."""
UNCALIBRATED = 0.5
"""What the attributes without labelled data count when posts are chosen."""
LEAST = 0.25
"""What a post must promise in all to be shown to the model: below it only room is left, and nothing to learn.

Just under the most that a post without a word for its author gets for novelty alone, which many tell with ("beer
gardens here are …"); measured by ``tests/bench/needles.py --set model=no``: 96 % of the own text, 92 % at 0.3.
"""

Subject = Attribute | None
"""What a post may be kept for; None stands for novelty, whatever it is about."""


@dataclass(frozen=True, slots=True)
class Candidate:
    """A post the model may be shown. ``at`` is its position in the archive's index."""

    at: int
    post: Post
    look: Look


class Shelf:
    """Takes every post, keeps the best, and puts together what the model reads."""

    def __init__(self, telling: Telling) -> None:
        self._telling = telling
        self._heaps: dict[Subject, list[tuple[float, int]]] = {a: [] for a in (*ASKED, None)}
        self._kept: dict[int, Candidate] = {}
        self._weighed_at = 64

    def __len__(self) -> int:
        return len(self._kept)

    def offer(self, at: int, post: Post, findings: Iterable[Finding]) -> None:
        """Take a post in."""
        look = self._telling.look(post, findings)
        if len(post.text) <= LONGEST_KEPT:
            self._keep(Candidate(at, post, look))
        if self._telling.posts >= 2 * self._weighed_at:
            self._weigh_again()

    def post(self, at: int) -> Post | None:
        """The kept post at a position."""
        candidate = self._kept.get(at)
        return None if candidate is None else candidate.post

    def candidates(self) -> list[Candidate]:
        """Everything kept, in the order of the archive, the same text once."""
        return list({c.post.text: c for c in (self._kept[at] for at in sorted(self._kept, reverse=True))}.values())[
            ::-1
        ]

    def dossier(
        self, letters: int, attributes: Sequence[Attribute], *, among: Iterable[Candidate] | None = None
    ) -> Dossier:
        """The most telling posts that fit into so many code points, the oldest first.

        Each post is worth what it adds to what is there already: the tenth post about work adds less than the first
        about home. Of a long post the most telling stretch is taken.
        """
        pool = []
        for candidate in self.candidates() if among is None else among:
            worth = self.worth(candidate, attributes)
            if sum(worth.values()) >= LEAST:
                pool.append((candidate, excerpt(candidate.post.text, candidate.look.cues), worth))
        have: dict[Subject, float] = dict.fromkeys((*attributes, None), 0.0)
        queue = [(-_gain(worth, have, len(span)), number) for number, (_, span, worth) in enumerate(pool)]
        heapq.heapify(queue)
        chosen = []
        while queue:
            stale, number = heapq.heappop(queue)
            candidate, span, worth = pool[number]
            if len(span) + 1 > letters:
                continue
            gain = -_gain(worth, have, len(span))
            if gain > stale + 1e-12:
                heapq.heappush(queue, (gain, number))
                continue
            letters -= len(span) + 1
            for subject, value in worth.items():
                have[subject] += value
            chosen.append((candidate.at, candidate.post, span))
        return compile_dossier(chosen)

    def speaking(self, dossier: Dossier, attribute: Attribute, most: int) -> tuple[Part, ...]:
        """The posts of a dossier that speak of an attribute most, each with its share of what they say together."""
        found = self._speaking(dossier, attribute)
        heaviest = sorted((pair for pair in found if pair[0] > 0), key=lambda pair: (-pair[0], pair[1]))[:most]
        if not heaviest:
            heaviest = [(1.0, at) for _, at in found[:most]]
        total = sum(worth for worth, _ in heaviest)
        return tuple(Part(at, worth / total) for worth, at in heaviest)

    def promise(self, dossier: Dossier, attribute: Attribute) -> float:
        """What a dossier promises for an attribute, in the unit of :class:`.telling.Telling`."""
        return sum(worth for worth, _ in self._speaking(dossier, attribute))

    def _speaking(self, dossier: Dossier, attribute: Attribute) -> list[tuple[float, int]]:
        kept = [self._kept[p.at] for p in dossier.pieces if p.at in self._kept]
        return [(self._telling.worth(c.look).get(attribute, 0.0), c.at) for c in kept]

    def worth(self, candidate: Candidate, attributes: Sequence[Attribute]) -> dict[Subject, float]:
        """What a post promises for each of these, and by its novelty."""
        all_of_it = self._telling.worth(candidate.look)
        worth: dict[Subject, float] = {None: self._telling.novelty(candidate.look)}
        for attribute in attributes:
            if value := all_of_it.get(attribute):
                worth[attribute] = value if attribute in ALWAYS_ASKED else value * UNCALIBRATED
        return worth

    def _keep(self, candidate: Candidate) -> None:
        entries: dict[Subject, float] = {None: self._telling.novelty(candidate.look)}
        for attribute, worth in self._telling.worth(candidate.look).items():
            entries[attribute] = worth
        for subject, worth in entries.items():
            heap = self._heaps.get(subject)
            if heap is None:
                continue
            if len(heap) < (KEPT if subject is not None else KEPT_FOR_NOVELTY):
                heapq.heappush(heap, (worth, -candidate.at))
            elif (worth, -candidate.at) > heap[0]:
                heapq.heapreplace(heap, (worth, -candidate.at))
            else:
                continue
            self._kept[candidate.at] = candidate

    def _weigh_again(self) -> None:
        """What was rare when it came may have become usual since; and drop what no subject holds any more."""
        self._weighed_at = self._telling.posts
        kept, self._kept = self._kept, {}
        self._heaps = {subject: [] for subject in self._heaps}
        for candidate in kept.values():
            self._keep(candidate)
        held = {-minus_at for heap in self._heaps.values() for _, minus_at in heap}
        self._kept = {at: self._kept[at] for at in sorted(held)}


def by_era(candidates: Sequence[Candidate], eras: int) -> list[list[Candidate]]:
    """The posts in so many stretches of time that have about as many code points each, the latest first."""
    first = datetime.min.replace(tzinfo=UTC)
    ordered = sorted(candidates, key=lambda c: c.post.date or first)
    total = sum(len(c.post.text) for c in ordered)
    found: list[list[Candidate]] = [[] for _ in range(eras)]
    letters = 0
    for candidate in reversed(ordered):
        found[min(eras - 1, letters * eras // max(1, total))].append(candidate)
        letters += len(candidate.post.text)
    return [sorted(era, key=lambda c: c.at) for era in found]


def _gain(worth: dict[Subject, float], have: dict[Subject, float], length: int) -> float:
    """What a post adds a code point; a fixed share stands for the line it takes."""
    added = sum(log1p(have[a] + value) - log1p(have[a]) for a, value in worth.items())
    return added / (length + 40)
