"""What a sharp reader could tell from a text: how likely, by which words, and which of the known answers."""

from __future__ import annotations

import json
import math
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Protocol

import numpy as np

from redraft.assets import verify
from redraft.domain.attributes import Attribute
from redraft.domain.errors import Cancelled
from redraft.domain.finding import Guess
from redraft.domain.text import Evidence, Span
from redraft.domain.told import Told
from redraft.encoder.network import Array, Encoder, Heard
from redraft.encoder.unigram import Unigram
from redraft.encoder.wordpiece import Piece, WordPieces
from redraft.usecases.ports import CancelToken

OVERLAP = 128
"""Pieces that two stretches of a long text share, so that nothing stands at an edge of both."""
AT_ONCE = 1024
"""Pieces that are read together: more fill no more of the processor."""
MOST_QUOTES = 3
LONGEST_QUOTE = 20
"""Words; what is longer shows the words around its strongest."""
GAP = 2
"""Words within a quote that are no evidence themselves."""
MARKED = 0.4
"""Share of the strongest tag from which a word belongs to the evidence."""
_SENTENCE_ENDS = frozenset(".!?…\n")


@dataclass(frozen=True, slots=True)
class _Word:
    start: int
    end: int
    weight: float


@dataclass(frozen=True, slots=True)
class Reading:
    """What was read of a text: every attribute, and by how much each of its words points to it."""

    told: tuple[Told, ...]
    _pieces: Sequence[Piece] = ()
    _shares: Mapping[Attribute, Array] = field(default_factory=dict)

    def weight(self, attribute: Attribute, span: Span) -> float:
        """How telling the words of ``span`` are, as a share of the most telling ones of the text, 0 to 1."""
        pairs = zip(self._pieces, self._shares[attribute], strict=True)
        return max((float(share) for piece, share in pairs if piece.overlaps(span)), default=0.0)


class Cutter(Protocol):
    """What cuts texts into the pieces of a vocabulary."""

    begin: int
    end: int

    def pieces(self, text: str) -> list[Piece]:
        """All pieces, without the marks of the text's beginning and end."""


Curves = Mapping[Attribute, tuple[float, float]]
"""By attribute, scale and shift that make a logit a calibrated one."""


class Telling:
    """The encoder with its vocabulary and the names of what it tells.

    ``languages``: by code, the curves of those that have their own.
    """

    def __init__(
        self,
        encoder: Encoder,
        pieces: Cutter,
        curves: Curves,
        values: Mapping[Attribute, Sequence[str]],
        languages: Mapping[str, Curves] | None = None,
    ) -> None:
        self._encoder, self._pieces, self._curves, self._values = encoder, pieces, curves, values
        self._languages = languages or {}
        order = list(curves)
        self._rows = {attribute.value: order.index(attribute) for attribute in values}

    @classmethod
    def load(cls, folder: Path) -> Telling:
        """From ``encoder.npz``, its vocabulary and their card, if they are what ``SHA256SUMS`` says.

        Raises OSError, or ValueError for other files.
        """
        verify(folder)
        card = json.loads((folder / "encoder.json").read_text("utf-8"))
        encoder = Encoder.load(folder / "encoder.npz", int(card["heads"]))
        values = {Attribute(n): v for n, v in card["values"].items()}
        languages = {code: _curves(own) for code, own in card.get("languages", {}).items()}
        return cls(encoder, _vocabulary(folder), _curves(card["curves"]), values, languages)

    def of(self, language: str) -> Telling:
        """The same encoder, calibrated for texts in a language."""
        own = self._languages.get(language)
        return self if own is None else Telling(self._encoder, self._pieces, own, self._values, self._languages)

    def tell(self, text: str, cancel: CancelToken | None = None) -> tuple[Told, ...]:
        """Every attribute, in the card's order; none for a text without words. Raises Cancelled."""
        return self.read(text, cancel).told

    def read(self, text: str, cancel: CancelToken | None = None) -> Reading:
        """The same, with what each word weighs."""
        pieces = self._pieces.pieces(text)
        if not pieces:
            return Reading(())
        heard = [(part, self._hear([part], cancel)[0]) for part in self._parts(pieces)]
        told = tuple(self._told(text, attribute, i, heard) for i, attribute in enumerate(self._curves))
        # Where two stretches share pieces, the later one has more of what follows them.
        tags = {piece: tag for part, one in heard for piece, tag in zip(part, one.tags[1:-1], strict=True)}
        weights = 1 / (1 + np.exp(-np.array(list(tags.values()))))
        shares = weights / weights.max(0)
        return Reading(told, list(tags), {a: shares[:, i] for i, a in enumerate(self._curves)})

    def _parts(self, pieces: Sequence[Piece]) -> list[Sequence[Piece]]:
        room = self._encoder.longest - 2
        step = room - OVERLAP
        return [pieces[at : at + room] for at in range(0, max(1, len(pieces) - OVERLAP), step)]

    def likely(self, texts: Sequence[str], cancel: CancelToken | None = None) -> list[dict[Attribute, float]]:
        """Of each text only how likely each attribute is told; none for a text without words. Raises Cancelled."""
        parts = [(i, part) for i, text in enumerate(texts) for part in self._parts(self._pieces.pieces(text)) if part]
        highest: list[Array | None] = [None] * len(texts)
        for batch in _batches(parts):
            for (i, _), heard in zip(batch, self._hear([part for _, part in batch], cancel), strict=True):
                before = highest[i]
                highest[i] = heard.told if before is None else np.maximum(before, heard.told)
        return [{} if logits is None else self._shares(logits) for logits in highest]

    def _hear(self, parts: Sequence[Sequence[Piece]], cancel: CancelToken | None) -> list[Heard]:
        def pause() -> None:
            if cancel is not None and cancel.is_set():
                raise Cancelled

        ids = [[self._pieces.begin, *(p.id for p in part), self._pieces.end] for part in parts]
        return self._encoder.hear(ids, self._rows, pause)

    def _shares(self, logits: Array) -> dict[Attribute, float]:
        return {a: self._share(a, float(logit)) for a, logit in zip(self._curves, logits, strict=True)}

    def _share(self, attribute: Attribute, logit: float) -> float:
        scale, shift = self._curves[attribute]
        return 1 / (1 + math.exp(-(scale * logit + shift)))

    def _told(
        self, text: str, attribute: Attribute, index: int, heard: Sequence[tuple[Sequence[Piece], Heard]]
    ) -> Told:
        """From the stretch that tells most; its words are the evidence."""
        part, best = max(heard, key=lambda one: float(one[1].told[index]))
        evidence = quotes(text, part, best.tags[1:-1, index])
        values: list[Guess] = []
        if attribute in self._values:
            powers = np.exp(best.values[attribute.value] - best.values[attribute.value].max())
            shares = (powers / powers.sum()).tolist()
            values = [Guess(v, s) for v, s in zip(self._values[attribute], shares, strict=True)]
        return Told(
            attribute,
            self._share(attribute, float(best.told[index])),
            evidence,
            tuple(sorted(values, key=lambda guess: -guess.confidence)),
        )


def _vocabulary(folder: Path) -> Cutter:
    """Unigrams with their log-probabilities, or the pieces of words."""
    table = folder / "pieces.tsv"
    if table.is_file():
        return Unigram.of(table.read_text("utf-8"))
    return WordPieces((folder / "vocabulary.txt").read_text("utf-8").split("\n"))


def _curves(card: Mapping[str, Sequence[float]]) -> Curves:
    return {Attribute(name): (float(scale), float(shift)) for name, (scale, shift) in card.items()}


def together(text: str, parts: Sequence[tuple[Span, Sequence[Told]]]) -> tuple[Told, ...]:
    """What is told of a text by its parts, which were read one by one: of each attribute, where it is likeliest."""
    best: dict[Attribute, Told] = {}
    for part, heard in parts:
        for one in heard:
            known = best.get(one.attribute)
            if known is None or one.probability > known.probability:
                moved = (Evidence.of(text, part.start + e.start, part.start + e.end) for e in one.evidence)
                best[one.attribute] = replace(one, evidence=tuple(moved))
    return tuple(best.values())


def _batches(parts: Sequence[tuple[int, Sequence[Piece]]]) -> Iterator[list[tuple[int, Sequence[Piece]]]]:
    """As many as may be read together, in their order."""
    batch: list[tuple[int, Sequence[Piece]]] = []
    room = AT_ONCE
    for one in parts:
        if batch and len(one[1]) > room:
            yield batch
            batch, room = [], AT_ONCE
        batch.append(one)
        room -= len(one[1])
    if batch:
        yield batch


def quotes(text: str, pieces: Sequence[Piece], logits: Array) -> tuple[Evidence, ...]:
    """The stretches of words that the tags point to, the strongest at most :data:`MOST_QUOTES`, in the text's order."""
    words = _whole(text, pieces, 1 / (1 + np.exp(-logits)))
    if not words:
        return ()
    least = MARKED * max(word.weight for word in words)
    runs: list[list[int]] = []
    for i, word in enumerate(words):
        if word.weight < least:
            continue
        if (
            runs
            and i - runs[-1][-1] <= GAP + 1
            and not _SENTENCE_ENDS & set(text[words[runs[-1][-1]].end : word.start])
        ):
            runs[-1].append(i)
        else:
            runs.append([i])
    runs.sort(key=lambda run: -max(words[i].weight for i in run))
    found = sorted(_trimmed(words, run) for run in runs[:MOST_QUOTES])
    return tuple(Evidence.of(text, words[first].start, words[last].end) for first, last in found)


def _whole(text: str, pieces: Sequence[Piece], weights: Array) -> list[_Word]:
    """Pieces put together to what stands between spaces, less marks at its ends; the strongest piece counts."""
    words: list[_Word] = []
    for piece, weight in zip(pieces, weights, strict=True):
        if words and not any(c.isspace() for c in text[words[-1].end : piece.start]):
            last = words[-1]
            words[-1] = _Word(last.start, piece.end, max(last.weight, float(weight)))
        else:
            words.append(_Word(piece.start, piece.end, float(weight)))
    return [word for word in (_bare(text, w) for w in words) if word.end > word.start]


def _bare(text: str, word: _Word) -> _Word:
    start, end = word.start, word.end
    while start < end - 1 and text[start] in "\"'“”‘’«»([{*_":
        start += 1
    while start < end - 1 and text[end - 1] in "\"'“”‘’«»)]}*_,.;:!?…":
        end -= 1
    return _Word(start, end, word.weight)


def _trimmed(words: Sequence[_Word], run: Sequence[int]) -> tuple[int, int]:
    """First and last word of a quote that is not too long."""
    first, last = run[0], run[-1]
    if last - first < LONGEST_QUOTE:
        return first, last
    strongest = max(run, key=lambda i: words[i].weight)
    low = max(first, strongest - LONGEST_QUOTE // 2)
    return low, min(last, low + LONGEST_QUOTE - 1)
