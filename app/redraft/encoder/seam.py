"""Whether an author would post a change: a line through what the quick encoder makes of the text before and after."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from redraft.encoder.packing import Array


class Seam:
    """Made by ``models/fitting/rewriter/prices.py``, which says how good it is."""

    def __init__(self, arrays: Mapping[str, NDArray[np.generic]]) -> None:
        self._weight, self._constant = arrays["weight"].astype(np.float32), float(arrays["constant"].astype(np.float32))

    @classmethod
    def load(cls, file: Path) -> Seam:
        """Read its file; raises OSError, ValueError or KeyError."""
        with np.load(file, allow_pickle=False) as arrays:
            return cls(dict(arrays))

    def of(self, states: Array) -> Array:
        """The log-odds that the author would post it [changes], of :func:`state` [changes, width]."""
        found: Array = states @ self._weight + self._constant
        return found


def state(new: Array, there: tuple[int, int], old: Array, here: tuple[int, int]) -> Array:
    """The pieces beside new words, those words, what was there before, the new text and what it lacks, in this order.

    ``new`` and ``old``: [pieces, width] with both ends' marks; of each the piece before the words and the one after.
    """
    first, last = there
    whole = _mean(new[1:-1])
    return np.concatenate(
        [
            new[first],
            new[last],
            _mean(new[first + 1 : last]),
            whole,
            _mean(old[here[0] + 1 : here[1]]),
            whole - _mean(old[1:-1]),
        ]
    )


def _mean(hidden: Array) -> Array:
    found: Array = hidden.mean(0) if len(hidden) else np.zeros(hidden.shape[1], hidden.dtype)
    return found
