"""Weights in 4 bits, as they lie in the file, and in 8 as they are used.

A number of a matrix is ``scale[row] * step[row, group] * code``: a code of 4 bits (-8 to 7), a whole step from 1 to 15
for each group of :data:`GROUP` numbers, of either sign, and a scale for each row. Step times code fits 8 bits, so a
matrix is unpacked to 8-bit numbers without loss and no number with a fraction is made before it is used.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import numpy as np
from numpy.typing import NDArray

Array = NDArray[np.floating[Any]]
Arrays = Mapping[str, NDArray[np.generic]]

GROUP = 32
MOST, TRIED = 15, 5
"""The longest step, and how many are tried for each group."""
_CODES = np.array([[(byte & 15) - 8, (byte >> 4) - 8] for byte in range(256)], np.int8)


def packed(matrix: Array, bits: int = 4) -> dict[str, NDArray[np.generic]]:
    """A matrix [out, in] as ``codes`` [out, in / 2], ``steps`` [out, in / 32] and ``scale`` [out].

    Of the steps that may do, each group gets the one that is least off. With less than four ``bits`` fewer codes are
    used, which lie as wide and compress better.
    """
    most = 1 << bits - 1
    out, width = matrix.shape
    groups = matrix.astype(np.float64).reshape(out, width // GROUP, GROUP)
    # The side that has the larger number gets the least code, so that one more of them is of use.
    sign = np.where(groups.max(-1) > -groups.min(-1), -1, 1)
    highest = np.maximum(np.abs(groups).max(-1) / most, 1e-12)
    scale = highest.max(1) / MOST
    fitting = np.ceil(highest / scale[:, None] - 1e-9)
    best = np.full(fitting.shape, np.inf)
    steps, codes = np.ones(fitting.shape), np.zeros(groups.shape)
    for smaller in range(TRIED):
        # A smaller step cuts the largest numbers, and is nearer to all others.
        tried = sign * np.clip(fitting - smaller, 1, MOST)
        worth = (tried * scale[:, None])[..., None]
        rounded = np.clip(np.round(groups / worth), -most, most - 1)
        off = ((rounded * worth - groups) ** 2).sum(-1)
        better = off < best
        best, steps = np.where(better, off, best), np.where(better, tried, steps)
        codes = np.where(better[..., None], rounded, codes)
    pairs = codes.astype(np.int64).reshape(out, width // 2, 2) + 8
    both = (pairs[..., 0] | pairs[..., 1] << 4).astype(np.uint8)
    return {"codes": both, "steps": steps.astype(np.int8), "scale": scale.astype(np.float32)}


def unpacked(codes: NDArray[np.generic], steps: NDArray[np.generic]) -> NDArray[np.int8]:
    """Eight-bit numbers [out, in], to be multiplied by the scale of their row."""
    out = len(codes)
    numbers = _CODES[codes.astype(np.uint8, copy=False)].reshape(out, steps.shape[1], GROUP)
    whole: NDArray[np.int8] = (numbers * steps.astype(np.int8)[..., None]).reshape(out, -1)
    return whole


class Matrix:
    """A matrix with its bias: ``of(x)`` is x times it."""

    def __init__(self, arrays: Arrays, name: str) -> None:
        self._whole = np.ascontiguousarray(unpacked(arrays[f"{name}.codes"], arrays[f"{name}.steps"]).T)
        self._scale = arrays[f"{name}.scale"].astype(np.float32)
        self._bias = arrays[f"{name}.bias"].astype(np.float32)

    def of(self, x: Array) -> Array:
        """[…, in] becomes […, out]."""
        result: Array = x @ self._whole.astype(np.float32)
        result *= self._scale
        result += self._bias
        return result


class Words:
    """The vocabulary's numbers, which stay packed: a text has few of them."""

    def __init__(self, arrays: Arrays, name: str) -> None:
        self._codes, self._steps = arrays[f"{name}.codes"], arrays[f"{name}.steps"]
        self._scale = arrays[f"{name}.scale"].astype(np.float32)

    def of(self, ids: NDArray[np.int64]) -> Array:
        """[pieces, width]."""
        rows: Array = unpacked(self._codes[ids], self._steps[ids]).astype(np.float32) * self._scale[ids][:, None]
        return rows
