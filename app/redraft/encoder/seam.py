"""How like a person's a change reads where it was made: a small head on what the encoder's lower layers make of it."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from redraft.encoder.packing import Array

DEPTH = 5
"""Layers that are read; those above know what a text tells, and less of how it reads."""


class Seam:
    """Made by ``models/fitting/rewriter/seams.py``, which says how good it is."""

    def __init__(self, arrays: Mapping[str, NDArray[np.generic]]) -> None:
        self._first, self._bias = arrays["first"].astype(np.float32), arrays["bias"].astype(np.float32)
        self._second = arrays["second"].astype(np.float32)
        self._constant = float(arrays["constant"].astype(np.float32))

    @classmethod
    def load(cls, file: Path) -> Seam:
        """Read its file; raises OSError, ValueError or KeyError."""
        with np.load(file, allow_pickle=False) as arrays:
            return cls(dict(arrays))

    def of(self, states: Array) -> Array:
        """The log-odds that a person wrote it [changes], of :func:`state` [changes, width]."""
        found: Array = np.maximum(states @ self._first + self._bias, 0) @ self._second + self._constant
        return found


def state(hidden: Array, first: int, last: int) -> Array:
    """The pieces beside new words, those words and all of the text, one after the other.

    ``hidden``: [pieces, width] with both ends' marks; ``first`` is the piece before the words, ``last`` the one after.
    """
    inside = hidden[first + 1 : last].mean(0) if last > first + 1 else np.zeros_like(hidden[0])
    return np.concatenate([hidden[first], hidden[last], inside, hidden[1:-1].mean(0) if len(hidden) > 2 else inside])
