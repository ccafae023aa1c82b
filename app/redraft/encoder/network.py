"""BERT (arXiv 1810.04805) or MPNet (arXiv 2004.09297) in numpy, with the heads that were learnt on top of it.

No runtime beside numpy: eight layers of 768 numbers read a 150-word draft in some 300 ms on one core. Matrices lie in
memory as 8-bit numbers with a scale a row and are widened when they are used, a layer in some milliseconds; how they
lie in the file is told in :mod:`redraft.encoder.packing`.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from redraft.encoder.packing import Matrix, Words

Array = NDArray[np.floating[Any]]

EPSILON = np.float32(1e-5)
EXACT, FARTHEST = 8, 128
"""Distances between pieces: below the first each counts for itself, from the second on all count the same."""


@dataclass(frozen=True, slots=True)
class Heard:
    """What the heads say of one stretch of text of ``n`` pieces, as logits.

    ``tags`` [n, attributes]: is this piece evidence. ``told`` [attributes]: could a sharp reader tell.
    ``values``: by attribute, one number for each of its known answers.
    """

    tags: Array
    told: Array
    values: Mapping[str, Array]


def mean(heard: Sequence[Heard]) -> Heard:
    """What several encoders say of the same pieces, each as much as the other."""
    if len(heard) == 1:
        return heard[0]
    values = {name: np.mean([one.values[name] for one in heard], 0) for name in heard[0].values}
    return Heard(np.mean([one.tags for one in heard], 0), np.mean([one.told for one in heard], 0), values)


@dataclass(frozen=True, slots=True)
class _Layer:
    mixing: Matrix
    joined: Matrix
    first_norm: tuple[Array, Array]
    widened: Matrix
    narrowed: Matrix
    second_norm: tuple[Array, Array]


class Encoder:
    """Reads at most :attr:`longest` pieces at once. Give it the arrays of a file that ``models/fitting`` wrote."""

    def __init__(self, arrays: Mapping[str, NDArray[np.generic]], heads: int) -> None:
        self._words = Words(arrays, "words")
        self._places = arrays["places"].astype(np.float32)
        self._norm = (arrays["norm.weight"].astype(np.float32), arrays["norm.bias"].astype(np.float32))
        self._nearness = arrays["nearness"].astype(np.float32) if "nearness" in arrays else None
        count = sum(1 for name in arrays if name.endswith(".mixing.bias") and name.startswith("layer."))
        self._layers = [_layer(arrays, f"layer.{i}") for i in range(count)]
        self._heads = heads
        self._tag, self._look = Matrix(arrays, "tag"), Matrix(arrays, "look")
        self._weigh = arrays["weigh"].astype(np.float32)
        self._bias = arrays["bias"].astype(np.float32)
        names = sorted(n.split(".")[1] for n in arrays if n.startswith("value.") and n.endswith(".bias"))
        self._values = {name: Matrix(arrays, f"value.{name}") for name in names}
        self.longest = len(self._places)

    @classmethod
    def load(cls, file: Path, heads: int) -> Encoder:
        """Read a file of arrays; raises OSError, or ValueError when it is no such file."""
        with np.load(file, allow_pickle=False) as arrays:
            return cls(dict(arrays), heads)

    def hear(
        self, texts: Sequence[Sequence[int]], value_of: Mapping[str, int], pause: Callable[[], None] = lambda: None
    ) -> list[Heard]:
        """What the heads say of each text, read together, which costs less than one by one.

        The numbers of a text begin and end with their marks; ``value_of``: rows of attributes with values. ``pause``
        is called before each layer, and may raise to stop.
        """
        bounds = _bounds(texts)
        hidden = self._read(texts, bounds, pause)
        tags, looks = self._tag.of(hidden), self._look.of(hidden)
        return [self._heads_of(hidden[a:b], tags[a:b], looks[a:b], value_of) for a, b in bounds]

    def states(self, texts: Sequence[Sequence[int]], pause: Callable[[], None] = lambda: None) -> list[Array]:
        """What the last layer makes of each text [pieces, width]."""
        bounds = _bounds(texts)
        hidden = self._read(texts, bounds, pause)
        return [hidden[a:b] for a, b in bounds]

    def _heads_of(self, hidden: Array, tags: Array, looks: Array, value_of: Mapping[str, int]) -> Heard:
        pooled = _softmax(looks.T) @ hidden
        told = (pooled * self._weigh).sum(-1) + self._bias + tags.max(0)
        values = {name: head.of(pooled[value_of[name]]) for name, head in self._values.items()}
        return Heard(tags, told, values)

    def _read(self, texts: Sequence[Sequence[int]], bounds: list[tuple[int, int]], pause: Callable[[], None]) -> Array:
        words = self._words.of(np.concatenate([np.asarray(text) for text in texts]))
        hidden = _normal(words + np.concatenate([self._places[: len(text)] for text in texts]), self._norm)
        near = self._near(max(map(len, texts)))
        for layer in self._layers:
            pause()
            hidden = self._step(hidden, layer, bounds, near)
        return hidden

    def _near(self, length: int) -> Array:
        """[heads, from, to]: what pieces mean to each other by their distance alone; in BERT nothing."""
        if self._nearness is None:
            return np.zeros((1, length, length), np.float32)
        return self._nearness[_distances(length, len(self._nearness))].transpose(2, 0, 1)

    def _step(self, hidden: Array, layer: _Layer, bounds: list[tuple[int, int]], near: Array) -> Array:
        mixed = layer.mixing.of(hidden)
        seen = np.concatenate([self._attention(mixed[a:b], near[:, : b - a, : b - a]) for a, b in bounds])
        hidden = _normal(hidden + layer.joined.of(seen), layer.first_norm)
        return _normal(hidden + layer.narrowed.of(_gelu(layer.widened.of(hidden))), layer.second_norm)

    def _attention(self, mixed: Array, near: Array) -> Array:
        """What each piece of one text takes from the others."""
        length = len(mixed)
        asked, offered, given = mixed.reshape(length, 3, self._heads, -1).transpose(1, 2, 0, 3)
        share = _softmax(asked @ offered.transpose(0, 2, 1) / np.float32(math.sqrt(asked.shape[-1])) + near)
        seen: Array = (share @ given).transpose(1, 0, 2).reshape(length, -1)
        return seen


def _bounds(texts: Sequence[Sequence[int]]) -> list[tuple[int, int]]:
    """Where each text begins and ends when all are read as one."""
    return list(pairwise(np.cumsum([0, *map(len, texts)]).tolist()))


def _layer(arrays: Mapping[str, NDArray[np.generic]], name: str) -> _Layer:
    def pair(part: str) -> tuple[Array, Array]:
        return arrays[f"{name}.{part}.weight"].astype(np.float32), arrays[f"{name}.{part}.bias"].astype(np.float32)

    return _Layer(
        Matrix(arrays, f"{name}.mixing"),
        Matrix(arrays, f"{name}.joined"),
        pair("first_norm"),
        Matrix(arrays, f"{name}.widened"),
        Matrix(arrays, f"{name}.narrowed"),
        pair("second_norm"),
    )


def _distances(length: int, buckets: int) -> NDArray[np.int64]:
    """[from, to]: which bucket the distance of two pieces falls in, half of them for what stands before.

    Near ones count each for itself, farther ones by the logarithm of the distance (as in T5, arXiv 1910.10683).
    """
    half = buckets // 2
    distance = np.arange(length)[:, None] - np.arange(length)[None, :]
    far = np.maximum(np.abs(distance), 1).astype(np.float32)
    steps = np.log(far / np.float32(EXACT)) / np.float32(math.log(FARTHEST / EXACT)) * np.float32(half - EXACT)
    large = np.minimum(EXACT + steps.astype(np.int64), half - 1)
    bucket: NDArray[np.int64] = np.where(np.abs(distance) < EXACT, np.abs(distance), large)
    return bucket + half * (distance < 0)


def _softmax(logits: Array) -> Array:
    """Over the last axis."""
    powers = np.exp(logits - logits.max(-1, keepdims=True))
    shares: Array = powers / powers.sum(-1, keepdims=True)
    return shares


def _normal(values: Array, norm: tuple[Array, Array]) -> Array:
    """Layer normalisation over the last axis."""
    values = values - values.mean(-1, keepdims=True)
    spread = np.sqrt((values * values).mean(-1, keepdims=True) + EPSILON)
    scaled: Array = values / spread * norm[0] + norm[1]
    return scaled


def _gelu(x: Array) -> Array:
    """X times the normal distribution's share below it, by formula 7.1.26 of Abramowitz and Stegun (error < 2e-7)."""
    z = np.abs(x) * np.float32(math.sqrt(0.5))
    t = 1 / (1 + np.float32(0.3275911) * z)
    series: Any = np.float32(1.061405429)
    for factor in (-1.453152027, 1.421413741, -0.284496736, 0.254829592):
        series = series * t + np.float32(factor)
    tail = np.float32(0.5) * series * t * np.exp(-z * z)
    result: Array = x * np.where(x > 0, 1 - tail, tail)
    return result
