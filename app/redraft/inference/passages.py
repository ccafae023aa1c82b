"""Places in a text: sentences that can be quoted, and overlapping parts of what is too long to read at once."""

from __future__ import annotations

import re
from collections.abc import Callable

from redraft.domain.text import Span

_END = re.compile(r"[.!?…]+[\"'”’)\]]*\s+|\n+")
LONGEST_SENTENCE = 400
OVERLAP = 0.08
"""Share of a part that is read again at the start of the next, so that no sentence is seen by halves only."""


def sentences(text: str) -> list[Span]:
    """Sentences and lines without the white space around them; what is very long is cut at a space."""
    spans: list[Span] = []
    start = 0
    for end in [m.end() for m in _END.finditer(text)] + [len(text)]:
        while end - start > LONGEST_SENTENCE:
            cut = text.rfind(" ", start + 1, start + LONGEST_SENTENCE)
            cut = cut if cut > start else start + LONGEST_SENTENCE
            _keep(text, start, cut, spans)
            start = cut
        _keep(text, start, end, spans)
        start = end
    return spans


def _keep(text: str, start: int, end: int, spans: list[Span]) -> None:
    piece = text[start:end]
    left = start + len(piece) - len(piece.lstrip())
    right = start + len(piece.rstrip())
    if any(c.isalnum() for c in text[left:right]):
        spans.append(Span(left, right))


def parts(text: str, count: Callable[[str], int], limit: int) -> list[Span]:
    """Cover the whole text with overlapping spans of at most ``limit`` tokens as ``count`` counts them."""
    spans: list[Span] = []
    start = 0
    size = max(1, limit)
    while start < len(text):
        end = min(len(text), start + size * 4)
        while count(text[start:end]) > limit and end - start > 1:
            end = start + max(1, (end - start) * 3 // 4)
        if end < len(text):
            space = text.rfind(" ", start + (end - start) // 2, end)
            end = space if space > start else end
        spans.append(Span(start, end))
        if end >= len(text):
            break
        start = max(start + 1, end - int((end - start) * OVERLAP))
    return spans
