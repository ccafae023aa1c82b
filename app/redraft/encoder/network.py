"""A small BERT encoder (arXiv 1810.04805) in numpy, with the heads that were learnt on top of it.

No runtime beside numpy: six layers of 384 numbers read a 150-word draft in some 50 ms on one core. Matrices lie in the
file as 8-bit numbers with a scale a row, and are widened once when they are loaded; the vocabulary stays as it lies.
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

Array = NDArray[np.floating[Any]]

EPSILON = np.float32(1e-12)


@dataclass(frozen=True, slots=True)
class Heard:
    """What the heads say of one stretch of text of ``n`` pieces, as logits.

    ``tags`` [n, attributes]: is this piece evidence. ``told`` [attributes]: could a sharp reader tell.
    ``values``: by attribute, one number for each of its known answers.
    """

    tags: Array
    told: Array
    values: Mapping[str, Array]


@dataclass(frozen=True, slots=True)
class _Layer:
    mixing: tuple[Array, Array]
    joined: tuple[Array, Array]
    first_norm: tuple[Array, Array]
    widened: tuple[Array, Array]
    narrowed: tuple[Array, Array]
    second_norm: tuple[Array, Array]


class Encoder:
    """Reads at most :attr:`longest` pieces at once. Give it the arrays of a file that ``models/fitting`` wrote."""

    def __init__(self, arrays: Mapping[str, NDArray[np.generic]], heads: int) -> None:
        self._words = arrays["words"]
        self._word_scales = arrays["words.scale"].astype(np.float32)
        self._places = arrays["places"].astype(np.float32)
        self._norm = (arrays["norm.weight"].astype(np.float32), arrays["norm.bias"].astype(np.float32))
        count = sum(1 for name in arrays if name.endswith(".mixing") and name.startswith("layer."))
        self._layers = [_layer(arrays, f"layer.{i}") for i in range(count)]
        self._heads = heads
        self._tag, self._look = _matrix(arrays, "tag"), _matrix(arrays, "look")
        self._weigh = arrays["weigh"].astype(np.float32)
        self._bias = arrays["bias"].astype(np.float32)
        names = sorted(n.removeprefix("value.") for n in arrays if n.startswith("value.") and n.count(".") == 1)
        self._values = {name: _matrix(arrays, f"value.{name}") for name in names}
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
        bounds = np.cumsum([0, *map(len, texts)]).tolist()
        hidden = self._read(texts, list(pairwise(bounds)), pause)
        tags = hidden @ self._tag[0] + self._tag[1]
        looks = hidden @ self._look[0] + self._look[1]
        return [self._heads_of(hidden[a:b], tags[a:b], looks[a:b], value_of) for a, b in pairwise(bounds)]

    def _heads_of(self, hidden: Array, tags: Array, looks: Array, value_of: Mapping[str, int]) -> Heard:
        pooled = _softmax(looks.T) @ hidden
        told = (pooled * self._weigh).sum(-1) + self._bias + tags.max(0)
        values = {name: pooled[value_of[name]] @ head[0] + head[1] for name, head in self._values.items()}
        return Heard(tags, told, values)

    def _read(self, texts: Sequence[Sequence[int]], bounds: list[tuple[int, int]], pause: Callable[[], None]) -> Array:
        ids = np.concatenate([np.asarray(text) for text in texts])
        places = np.concatenate([self._places[: len(text)] for text in texts])
        words = self._words[ids].astype(np.float32) * self._word_scales[ids][:, None]
        hidden = _normal(words + places, self._norm)
        for layer in self._layers:
            pause()
            hidden = self._step(hidden, layer, bounds)
        return hidden

    def _step(self, hidden: Array, layer: _Layer, bounds: list[tuple[int, int]]) -> Array:
        mixed = hidden @ layer.mixing[0] + layer.mixing[1]
        seen = np.concatenate([self._attention(mixed[a:b]) for a, b in bounds])
        hidden = _normal(hidden + seen @ layer.joined[0] + layer.joined[1], layer.first_norm)
        wide = _gelu(hidden @ layer.widened[0] + layer.widened[1])
        return _normal(hidden + wide @ layer.narrowed[0] + layer.narrowed[1], layer.second_norm)

    def _attention(self, mixed: Array) -> Array:
        """What each piece of one text takes from the others."""
        length = len(mixed)
        asked, offered, given = mixed.reshape(length, 3, self._heads, -1).transpose(1, 2, 0, 3)
        share = _softmax(asked @ offered.transpose(0, 2, 1) / np.float32(math.sqrt(asked.shape[-1])))
        seen: Array = (share @ given).transpose(1, 0, 2).reshape(length, -1)
        return seen


def _layer(arrays: Mapping[str, NDArray[np.generic]], name: str) -> _Layer:
    def pair(part: str) -> tuple[Array, Array]:
        return arrays[f"{name}.{part}.weight"].astype(np.float32), arrays[f"{name}.{part}.bias"].astype(np.float32)

    return _Layer(
        _matrix(arrays, f"{name}.mixing"),
        _matrix(arrays, f"{name}.joined"),
        pair("first_norm"),
        _matrix(arrays, f"{name}.widened"),
        _matrix(arrays, f"{name}.narrowed"),
        pair("second_norm"),
    )


def _matrix(arrays: Mapping[str, NDArray[np.generic]], name: str) -> tuple[Array, Array]:
    """A matrix [in, out] and its bias; it lies as 8-bit numbers [out, in] with a scale for each row."""
    rows = arrays[name].astype(np.float32) * arrays[f"{name}.scale"].astype(np.float32)[:, None]
    return np.ascontiguousarray(rows.T), arrays[f"{name}.bias"].astype(np.float32)


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
