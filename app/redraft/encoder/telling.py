"""What a sharp reader could tell from a text: how likely, by which words, and which of the known answers."""

from __future__ import annotations

import json
import math
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Protocol

import numpy as np

from redraft.assets import verify
from redraft.domain.attributes import Attribute
from redraft.domain.edit import Placed
from redraft.domain.errors import Cancelled
from redraft.domain.finding import Guess
from redraft.domain.text import Evidence, Span
from redraft.domain.told import Pointer, Told
from redraft.encoder.network import Array, Encoder, Heard, mean
from redraft.encoder.seam import Seam, state
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
HARDLY = 0.2
"""How likely an attribute has to be told for its words to be of interest."""
LEAST_SHARE = 0.1
"""Share of the strongest tag below which a word points to nothing."""
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
    """Encoders with their vocabulary and the names of what they tell.

    What all of them say is the mean of what each says; the last is the quick one, which is asked alone where many texts
    are compared. ``curves``, and ``quick`` for the quick one alone; ``languages``: by code, the curves of those that
    have their own.
    """

    def __init__(
        self,
        encoders: Sequence[Encoder],
        pieces: Cutter,
        curves: Curves,
        values: Mapping[Attribute, Sequence[str]],
        *,
        quick: Curves | None = None,
        languages: Mapping[str, Curves] | None = None,
        seam: Seam | None = None,
    ) -> None:
        self._encoders, self._pieces, self._curves, self._values = encoders, pieces, curves, values
        self._quick, self._languages, self._seam = quick or curves, languages or {}, seam
        order = list(curves)
        self._rows = {attribute.value: order.index(attribute) for attribute in values}

    @classmethod
    def load(cls, folder: Path) -> Telling:
        """From the encoders that the card names and their vocabulary, if they are what ``SHA256SUMS`` says.

        Raises OSError, or ValueError for other files.
        """
        verify(folder)
        card = json.loads((folder / "encoder.json").read_text("utf-8"))
        encoders = [Encoder.load(folder / name, int(heads)) for name, heads in card["encoders"].items()]
        values = {Attribute(n): v for n, v in card["values"].items()}
        languages = {code: _curves(own) for code, own in card.get("languages", {}).items()}
        quick = _curves(card["quick"]) if "quick" in card else None
        seam = Seam.load(folder / "seam.npz") if (folder / "seam.npz").exists() else None
        curves = _curves(card["curves"])
        return cls(encoders, _vocabulary(folder), curves, values, quick=quick, languages=languages, seam=seam)

    def of(self, language: str) -> Telling:
        """The same encoders, calibrated for texts in a language."""
        own = self._languages.get(language)
        if own is None:
            return self
        return Telling(self._encoders, self._pieces, own, self._values, languages=self._languages, seam=self._seam)

    def alone(self) -> Telling:
        """The quick encoder by itself."""
        return Telling(self._encoders[-1:], self._pieces, self._quick, self._values, seam=self._seam)

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
        room = min(one.longest for one in self._encoders) - 2
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
        return [{} if logits is None else _shares(self._curves, logits) for logits in highest]

    def seams(self, made: Sequence[Placed], cancel: CancelToken | None = None) -> list[float]:
        """Whether its author would post each change, as log-odds. Raises Cancelled."""
        if self._seam is None or not made:
            return [0.0] * len(made)
        found: list[float] = self._seam.of(self.seam_states(made, cancel)).tolist()
        return found

    def seam_states(self, made: Sequence[Placed], cancel: CancelToken | None = None) -> Array:
        """What that is read from [changes, width]; each text is read once, however many changes it has."""
        quick = self._encoders[-1]
        texts = list(dict.fromkeys(text for one in made for text in (one.new, one.old)))
        pieces = {text: self._pieces.pieces(text)[: quick.longest - 2] for text in texts}
        hidden: dict[str, Array] = {}
        for batch in _batches([(i, pieces[text]) for i, text in enumerate(texts)]):
            ids = [[self._pieces.begin, *(p.id for p in part), self._pieces.end] for _, part in batch]
            read = quick.states(ids, _stop(cancel))
            hidden |= {texts[i]: one for (i, _), one in zip(batch, read, strict=True)}
        return np.array(
            [
                state(
                    hidden[one.new],
                    beside(pieces[one.new], one.there),
                    hidden[one.old],
                    beside(pieces[one.old], one.here),
                )
                for one in made
            ]
        )

    def _hear(self, parts: Sequence[Sequence[Piece]], cancel: CancelToken | None) -> list[Heard]:
        ids = [[self._pieces.begin, *(p.id for p in part), self._pieces.end] for part in parts]
        every = [one.hear(ids, self._rows, _stop(cancel)) for one in self._encoders]
        return [mean(said) for said in zip(*every, strict=True)]

    def _told(
        self, text: str, attribute: Attribute, index: int, heard: Sequence[tuple[Sequence[Piece], Heard]]
    ) -> Told:
        """From the stretch that tells most; its words are the evidence."""
        part, best = max(heard, key=lambda one: float(one[1].told[index]))
        words = _whole(text, part, 1 / (1 + np.exp(-best.tags[1:-1, index])))
        values: list[Guess] = []
        if attribute in self._values:
            powers = np.exp(best.values[attribute.value] - best.values[attribute.value].max())
            shares = (powers / powers.sum()).tolist()
            values = [Guess(v, s) for v, s in zip(self._values[attribute], shares, strict=True)]
        likely = _share(self._curves[attribute], float(best.told[index]))
        ranked = tuple(sorted(values, key=lambda guess: -guess.confidence))
        return Told(attribute, likely, _quotes(text, words), ranked, _pointers(words) if likely >= HARDLY else ())


def beside(pieces: Sequence[Piece], span: Span) -> tuple[int, int]:
    """The piece before a place and the one after, counted with the mark of the beginning; the marks of both ends stand
    for what is before and after a text.
    """
    first = sum(p.start < span.start for p in pieces)
    return first, 1 + sum(p.start < span.end or p.start < span.start for p in pieces)


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
                words = tuple(Pointer(word.span.shifted(part.start), word.share) for word in one.words)
                best[one.attribute] = replace(one, evidence=tuple(moved), words=words)
    return tuple(best.values())


def _shares(curves: Curves, logits: Array) -> dict[Attribute, float]:
    return {a: _share(curve, float(logit)) for (a, curve), logit in zip(curves.items(), logits, strict=True)}


def _share(curve: tuple[float, float], logit: float) -> float:
    scale, shift = curve
    return 1 / (1 + math.exp(-(scale * logit + shift)))


def _stop(cancel: CancelToken | None) -> Callable[[], None]:
    def pause() -> None:
        if cancel is not None and cancel.is_set():
            raise Cancelled

    return pause


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


def _quotes(text: str, words: Sequence[_Word]) -> tuple[Evidence, ...]:
    """The stretches of words that the tags point to, the strongest at most :data:`MOST_QUOTES`, in the text's order."""
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


def _pointers(words: Sequence[_Word]) -> tuple[Pointer, ...]:
    """Every word that the tags point to, by what share of the strongest."""
    most = max((word.weight for word in words), default=1.0)
    shares = ((Span(word.start, word.end), word.weight / most) for word in words)
    return tuple(Pointer(span, share) for span, share in shares if share >= LEAST_SHARE)


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
