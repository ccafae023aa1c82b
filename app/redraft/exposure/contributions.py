"""What each attribute adds: Shapley values of the bits gained, exact for few attributes, sampled for many."""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from math import factorial

import numpy as np

from redraft.domain.attributes import Attribute

EXACT = 8
ORDERS = 100
"""Orders drawn when there are too many attributes to try every set."""


class Game:
    """``bits`` gives what a set of known attributes is worth; ``drawn`` are the sets a reader gets right."""

    def __init__(
        self,
        players: Sequence[Attribute],
        drawn: Sequence[frozenset[Attribute]],
        bits: Callable[[frozenset[Attribute]], float],
    ) -> None:
        self.players = tuple(players)
        self._bits = bits
        self._place = {p: 1 << i for i, p in enumerate(self.players)}
        tally = Counter(self._mask(one) for one in drawn)
        self._masks = np.array(list(tally), dtype=np.int64)
        self._weights = np.array(list(tally.values())) / max(1, len(drawn))
        self._known: dict[int, float] = {}

    def _mask(self, kept: Iterable[Attribute]) -> int:
        return sum(self._place[p] for p in kept)

    def _of(self, mask: int) -> float:
        if mask not in self._known:
            self._known[mask] = self._bits(frozenset(p for p, bit in self._place.items() if mask & bit))
        return self._known[mask]

    def value(self, kept: frozenset[Attribute]) -> float:
        """Bits on average when only ``kept`` may be known."""
        masks = (self._masks & self._mask(kept)).tolist()
        return float(np.dot(self._weights, [self._of(m) for m in masks]))

    def shapley(self) -> dict[Attribute, float]:
        """Bits of every player; they add up to the value of all."""
        return self.exact() if len(self.players) <= EXACT else self.sampled()

    def exact(self) -> dict[Attribute, float]:
        """Every set of the others, weighted as Shapley did (1953)."""
        n = len(self.players)
        subsets = np.arange(1 << n)
        table = np.array([self._of(int(m)) for m in subsets])
        worth = table[subsets[:, None] & self._masks[None, :]] @ self._weights
        sizes = np.array([int(m).bit_count() for m in subsets])
        result = {}
        for player, bit in self._place.items():
            without = subsets[(subsets & bit) == 0]
            weights = np.array([factorial(k) * factorial(n - k - 1) / factorial(n) for k in range(n)])
            result[player] = float(np.dot(weights[sizes[without]], worth[without | bit] - worth[without]))
        return result

    def sampled(self, orders: int = ORDERS) -> dict[Attribute, float]:
        """The mean gain over random orders and their reverses; the same orders for the same players."""
        draw = random.Random(0)  # noqa: S311
        result = dict.fromkeys(self.players, 0.0)
        order: list[Attribute] = []
        for i in range(orders):
            order = draw.sample(self.players, len(self.players)) if i % 2 == 0 else order[::-1]
            kept: frozenset[Attribute] = frozenset()
            before = self.value(kept)
            for player in order:
                kept |= {player}
                after = self.value(kept)
                result[player] += (after - before) / orders
                before = after
        return result
