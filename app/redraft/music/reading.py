"""One attribute read from a set of clues: any order gives the same chances, and any clue can be taken away again."""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from redraft.domain.attributes import Attribute
from redraft.domain.finding import Guess
from redraft.domain.message import Message
from redraft.domain.music_report import Clue, Reliability

Floats = NDArray[np.float64]
Gone = frozenset[int]
"""Numbers of clues that are left out."""
SHOWN = 12
"""Clues shown for a conclusion."""
GUESSES = 3


@dataclass(frozen=True, slots=True)
class Reading:
    """``chances`` gives the probability of each value when some clues are gone; ``clues`` carry their own weights.

    ``base`` is what would be said without any clue. ``support[i, v]`` is what clue ``i`` adds to value ``v``, in nats,
    at the present set; for a reading whose clues do not simply add up it is what taking the clue away would cost.
    """

    attribute: Attribute
    values: tuple[str, ...]
    base: Floats
    clues: tuple[Clue, ...]
    support: Floats
    chances: Callable[[Gone], Floats]
    reliability: Reliability
    caution: Message
    calibrated: bool = False

    def guesses(self, shares: Floats | None = None) -> tuple[Guess, ...]:
        """The likeliest values; ``shares`` takes the place of the chances, for instance after joining two sides."""
        found = self.chances(frozenset()) if shares is None else shares
        order = sorted(range(len(self.values)), key=lambda i: (-found[i], self.values[i]))
        kept = [i for i in order if self.values[i] and found[i] > 0.01][:GUESSES]
        return tuple(Guess(self.values[i], min(1.0, float(found[i]))) for i in kept)

    def carriers(self, value: str) -> tuple[tuple[int, Clue], ...]:
        """Numbers and clues that speak for a value, the strongest first, with their weights over the mean value's."""
        column = self.values.index(value)
        others = [i for i in range(len(self.values)) if i != column]
        rivals = self.support[:, others].mean(axis=1) if others else np.zeros(len(self.clues))
        lead = self.support[:, column] - rivals if len(self.clues) else np.zeros(0)
        order = sorted(range(len(self.clues)), key=lambda i: (-round(float(lead[i]), 9), self.clues[i]))
        return tuple(
            (i, Clue(c.kind, c.name, c.detail, c.tracks, round(float(lead[i]), 3)))
            for i in order
            if lead[i] > 0.01 and (c := self.clues[i])
        )


def added_up(
    attribute: Attribute,
    values: Sequence[str],
    base: Floats,
    clues: Sequence[Clue],
    weights: Floats,
    *,
    ceiling: float,
    reliability: Reliability,
    caution: Message,
    together: Callable[[int], float] | None = None,
    groups: Sequence[int] | None = None,
) -> Reading:
    """A reading whose clues add up: log base + f(number of clues) × sum of their log-likelihoods, a linear set model.

    ``weights`` has the shape (clues, fine values). ``together`` is f: clues of one person are not independent, so many
    of them count for fewer. ``ceiling`` is the weight of the whole against its base, since the model itself may be
    wrong. ``groups`` maps fine values to ``values``, such as ages to bands.
    """
    membership = np.eye(len(values)) if groups is None else np.eye(len(values))[list(groups)]
    start = np.log(base)
    total = weights.sum(axis=0) if len(clues) else np.zeros(len(base))
    coarse = base @ membership

    def chances(gone: Gone) -> Floats:
        left = total - weights[sorted(gone)].sum(axis=0) if gone else total
        number = len(clues) - len(gone)
        if number <= 0:
            return np.asarray(coarse)
        score = start + (together(number) if together else 1.0) * left
        shares = np.exp(score - score.max())
        return np.asarray(ceiling * (shares / shares.sum()) @ membership + (1 - ceiling) * coarse)

    factor = together(len(clues)) if together and clues else 1.0
    mean = membership / np.maximum(membership.sum(axis=0), 1)
    support = np.log(np.exp(factor * weights) @ mean) if len(clues) else np.zeros((0, len(values)))
    return Reading(
        attribute, tuple(values), np.asarray(coarse), tuple(clues), np.asarray(support), chances, reliability, caution
    )


def fewer(first: float, slope: float) -> Callable[[int], float]:
    """Factor by which n clues count: all of the first few, then only with the square root of their number."""
    return lambda n: min(1.0, (first + slope * math.sqrt(n)) / n)
