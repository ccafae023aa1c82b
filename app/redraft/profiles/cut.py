"""The smallest set of items to remove so that a conclusion falls below a threshold. Items are posts, tracks, anything.

The confidence may be any function of what is removed. The search is greedy, which is the best there is where weights
add up with a discount, as they do in :mod:`redraft.profiles.votes`; what is not needed after all is put back, and
while there are few enough combinations every smaller set is tried too.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations
from math import comb
from typing import Generic, TypeVar

from redraft.domain.attributes import Attribute
from redraft.domain.profile import Cut

T = TypeVar("T")
Confidence = Callable[[frozenset[T]], float]
"""How sure a conclusion is once these items are gone. It should not grow when more items go."""

MOST_SETS = 2_000
"""Smaller sets that are tried to be sure; beyond it :attr:`Choice.smallest` is False unless one item is enough."""
MOST_TRIED = 60
"""Candidates tried in a step before one is taken that does nothing by itself."""


@dataclass(frozen=True, slots=True)
class Choice(Generic[T]):
    """What to remove."""

    items: tuple[T, ...]
    before: float
    after: float
    reached: bool
    smallest: bool

    def cut(self, attribute: Attribute, threshold: float) -> Cut[T]:
        """The same, of an attribute."""
        return Cut(attribute, threshold, self.items, self.before, self.after, self.reached, self.smallest)


def smallest_cut(
    items: Sequence[T],
    confidence: Confidence[T],
    threshold: float,
    *,
    keep: Collection[T] = (),
    gone: Collection[T] = (),
    by_itself: Mapping[T, float] | None = None,
) -> Choice[T]:
    """The fewest of ``items`` whose removal brings ``confidence`` below ``threshold``.

    ``keep`` stays in any case; ``gone`` is removed already, as ticked by the user, and is neither counted nor listed.
    When even everything is not enough, the result holds what helps, and ``reached`` is False. ``by_itself``, which only
    saves time, says how sure the conclusion is when of all items that one alone is left: whatever is enough by itself
    is part of every cut.
    """
    base = frozenset(gone)
    before = confidence(base)
    if before < threshold:
        return Choice((), before, before, reached=True, smallest=True)
    free = [item for item in dict.fromkeys(items) if item not in keep and item not in base]
    must = [item for item in free if by_itself is not None and by_itself.get(item, 0.0) >= threshold]
    base = base.union(must)
    rest = _smallest([item for item in free if item not in base], base, confidence, threshold)
    return Choice((*must, *rest.items), before, rest.after, rest.reached, rest.smallest)


def _smallest(free: list[T], base: frozenset[T], confidence: Confidence[T], threshold: float) -> Choice[T]:
    """The fewest of ``free`` beside ``base``, which goes in any case."""
    before = confidence(base)
    if before < threshold:
        return Choice((), before, before, reached=True, smallest=True)
    alone = {item: confidence(base | {item}) for item in free}
    free.sort(key=lambda item: alone[item])  # stable: equal ones stay in the order they came in
    everything = confidence(base.union(free))
    if everything >= threshold:
        helping = _needed(tuple(free), base, confidence, everything)
        return Choice(helping, before, everything, reached=False, smallest=False)
    chosen = _needed(_greedy(free, base, confidence, threshold), base, confidence, threshold)
    better, sure = _smaller(free, base, confidence, threshold, len(chosen))
    chosen = better or chosen
    return Choice(chosen, before, confidence(base.union(chosen)), reached=True, smallest=sure)


def _greedy(free: Sequence[T], base: frozenset[T], confidence: Confidence[T], threshold: float) -> tuple[T, ...]:
    """Item by item, in the order of what each does alone; one that does nothing now waits until nothing else does."""
    chosen: list[T] = []
    left = list(free)
    gone, now = base, confidence(base)
    while now >= threshold:
        best = left[0]
        for item in left[:MOST_TRIED]:
            after = confidence(gone | {item})
            if after < now - 1e-12:
                best = item
                break
        left.remove(best)
        chosen.append(best)
        gone |= {best}
        now = confidence(gone)
    return tuple(chosen)


def _needed(chosen: tuple[T, ...], base: frozenset[T], confidence: Confidence[T], threshold: float) -> tuple[T, ...]:
    """Without what can stay: the weakest is tried first. ``threshold`` may be met, when it is what can be had."""
    kept = list(chosen)
    enough = confidence(base.union(kept)) if confidence(base.union(kept)) >= threshold else None
    for item in reversed(chosen):
        rest = base.union(k for k in kept if k is not item)
        after = confidence(rest)
        if after < threshold or (enough is not None and after <= enough + 1e-12):
            kept = [k for k in kept if k is not item]
    return tuple(kept)


def _smaller(
    free: Sequence[T], base: frozenset[T], confidence: Confidence[T], threshold: float, size: int
) -> tuple[tuple[T, ...] | None, bool]:
    """A set of fewer than ``size`` that suffices, if there is one, and whether all were tried. The smallest first."""
    tried = 0
    for fewer in range(1, size):
        tried += comb(len(free), fewer)
        if tried > MOST_SETS:
            return None, False
        for some in combinations(free, fewer):
            if confidence(base.union(some)) < threshold:
                return some, True
    return None, True
