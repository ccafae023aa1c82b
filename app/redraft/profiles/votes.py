"""Pooling what many posts say about one attribute into one confidence a value.

Every statement and every conclusion of the model is a vote: a value and how far it moves the log-odds. Votes for the
same value add up, the strongest whole and each further one by a fixed share less, since posts of one author repeat one
another; values that exclude each other then share one probability with "none of them". A single vote keeps exactly
the confidence it came with. The numbers are those of ``models/fusion/archive.json``, which
``models/fitting/fusion.py`` makes from SynthPAI authors; without that file they are set by judgement.
"""

from __future__ import annotations

import json
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from math import exp, log
from pathlib import Path

from redraft.domain.attributes import Attribute
from redraft.domain.relations import number_in, same
from redraft.domain.text import Span

CERTAIN = 0.99
"""No conclusion is surer than this."""
LEAST_POSTS = 3
"""Posts that make a habit."""
DOUBT, MOST = 3.0, 0.85
"""How sure a habit of ``n`` posts makes it: n / (n + DOUBT), at most MOST. Set by judgement: nobody labelled any."""


@dataclass(frozen=True, slots=True)
class Fusion:
    """What an unsupported value has, what each further vote keeps, and what a vote of the model counts."""

    prior: float = 0.1
    discount: float = 0.5
    model: float = 1.0

    @classmethod
    def load(cls, path: Path | None) -> Fusion:
        """Read ``models/fusion/*.json``; without a file the defaults."""
        if path is None or not path.is_file():
            return cls()
        data = json.loads(path.read_text(encoding="utf-8"))
        return cls(float(data["prior"]), float(data["discount"]), float(data["model"]))

    def weight(self, confidence: float, *, by_model: bool) -> float:
        """Nats that a conclusion of this confidence adds; none when it is no surer than the prior."""
        sure = min(CERTAIN, max(1e-3, confidence))
        return max(0.0, logit(sure) - logit(self.prior)) * (self.model if by_model else 1.0)


@dataclass(frozen=True, slots=True)
class Part:
    """A post's share of a vote, from 0 to 1, with the places of its telling words."""

    at: int
    share: float
    spans: tuple[Span, ...] = ()


@dataclass(frozen=True, slots=True)
class Vote:
    """``weight`` nats for ``value``, carried by posts. ``date`` is when it was said, None when unknown or by many.

    ``habit``: what its posts have in common says so, such as where all of them were written. ``keeps``: what the next
    vote beside this one still counts, None as fitted.
    """

    value: str
    weight: float
    parts: tuple[Part, ...]
    stated: bool
    date: datetime | None = None
    why: str = ""
    habit: bool = False
    keeps: float | None = None

    def left(self, gone: Collection[int]) -> float:
        """The weight once these posts are gone."""
        if self.habit:
            left = sum(part.at not in gone for part in self.parts)
            lost = logit(habitual(len(self.parts))) - logit(habitual(left)) if left >= LEAST_POSTS else self.weight
            return self.weight - lost
        if len(self.parts) == 1:
            return 0.0 if self.parts[0].at in gone else self.weight
        return self.weight * (1.0 - sum([part.share for part in self.parts if part.at in gone]))


@dataclass(slots=True)
class Group:
    """Votes for what counts as one value; the heaviest gives its name."""

    value: str
    votes: list[Vote] = field(default_factory=list)


def grouped(attribute: Attribute, votes: Iterable[Vote]) -> list[Group]:
    """Votes by value, the heaviest vote first; statements name a value before conclusions do."""
    groups: list[Group] = []
    known: dict[str, Group] = {}
    for vote in sorted(votes, key=lambda v: (-v.stated, -v.weight)):
        group = known.get(vote.value) or next((g for g in groups if same(attribute, g.value, vote.value)), None)
        if group is None:
            groups.append(group := Group(vote.value))
        known[vote.value] = group
        group.votes.append(vote)
    return groups


def pooled(votes: Iterable[Vote], fusion: Fusion, gone: Collection[int] = ()) -> float:
    """Nats that votes for one value have together."""
    return _together([(vote.left(gone), vote.keeps) for vote in votes], fusion)


def _together(weights: Iterable[tuple[float, float | None]], fusion: Fusion) -> float:
    total, share = 0.0, 1.0
    for weight, keeps in sorted(weights, key=lambda pair: -pair[0]):
        total += share * weight
        share *= fusion.discount if keeps is None else keeps
    return total


def confidences(groups: Sequence[Group], fusion: Fusion, gone: Collection[int] = ()) -> list[tuple[str, float]]:
    """Each value with its probability, the most likely first; what has no weight left is not listed."""
    odds = []
    for group in groups:
        nats = pooled(group.votes, fusion, gone)
        if nats > 1e-9:
            odds.append((group.value, exp(min(50.0, logit(fusion.prior) + nats))))
    total = 1.0 + sum(o for _, o in odds)
    found = [(value, min(CERTAIN, o / total)) for value, o in odds]
    return sorted(found, key=lambda pair: -pair[1])


def strongest(groups: Sequence[Group], fusion: Fusion, gone: Collection[int] = ()) -> float:
    """How sure the surest value would be if no other spoke against it.

    At least :func:`confidences`' first, and never more when more posts go: what a cut has to bring down. Deleting posts
    that contradict a conclusion must not count as progress against it.
    """
    return _sure(max((pooled(group.votes, fusion, gone) for group in groups), default=0.0), fusion)


def by_itself(groups: Sequence[Group], fusion: Fusion) -> dict[int, float]:
    """For each post, :func:`strongest` when all others are gone; in one pass, where that would take one for each."""
    weights: dict[int, dict[int, list[tuple[float, float | None]]]] = {}
    for number, group in enumerate(groups):
        for vote in group.votes:
            shared = sum(part.share for part in vote.parts)
            for part in () if vote.habit else vote.parts:  # one post is no habit
                left = vote.weight * (1.0 - (shared - part.share) if len(vote.parts) > 1 else 1.0)
                weights.setdefault(part.at, {}).setdefault(number, []).append((left, vote.keeps))
    return {at: _sure(max(_together(w, fusion) for w in of.values()), fusion) for at, of in weights.items()}


def _sure(nats: float, fusion: Fusion) -> float:
    return min(CERTAIN, 1.0 / (1.0 + exp(-logit(fusion.prior) - nats))) if nats > 1e-9 else 0.0


def habitual(posts: int) -> float:
    """How sure what so many posts have in common makes it."""
    return min(MOST, posts / (posts + DOUBT))


def aged(vote: Vote, today: datetime | None) -> Vote:
    """An age as it is ``today``, when the moment at which it was true is known."""
    age = number_in(vote.value)
    if age is None or vote.date is None or today is None:
        return vote
    return replace(vote, value=str(age + round((today - vote.date).days / 365.25)))


def logit(probability: float) -> float:
    """Log-odds."""
    return log(probability / (1.0 - probability))
