"""The real words put back into what an assistant made of a masked text."""

from __future__ import annotations

from redraft.domain.stand_ins import Put, StandIns, Unmasked
from redraft.domain.text import Span
from redraft.usecases.masking.hits import Hit, disjoint
from redraft.usecases.masking.read_labels import read_labels
from redraft.usecases.masking.read_names import read_names

OPEN, CLOSE = "⟦", "⟧"
"""What stands around words that could not be put back, where nothing else can mark them."""


def hits(text: str, stand_ins: StandIns) -> list[Hit]:
    """Where stand-ins stand in a text, and what looks like one and is none."""
    return disjoint([*read_labels(text, stand_ins), *read_names(text, stand_ins)])


def unmask(text: str, stand_ins: StandIns) -> Unmasked:
    """The text with the real words, and where something stands that could not be put back."""
    parts: list[str] = []
    put: list[Put] = []
    left: list[Span] = []
    at = length = 0
    for hit in hits(text, stand_ins):
        old = text[hit.span.start : hit.span.end]
        new = old if hit.new is None else hit.new
        start = length + hit.span.start - at
        span = Span(start, start + len(new))
        if hit.new is None:
            left.append(span)
        else:
            put.append(Put(span, old, new))
        parts += [text[at : hit.span.start], new]
        at, length = hit.span.end, span.end
    return Unmasked("".join((*parts, text[at:])), tuple(put), tuple(left))


def marked(answer: Unmasked) -> str:
    """The text with marks around what could not be put back."""
    parts, at = [], 0
    for span in answer.left:
        parts += [answer.text[at : span.start], OPEN, answer.text[span.start : span.end], CLOSE]
        at = span.end
    return "".join((*parts, answer.text[at:]))
