"""Cut a text into pieces that are analysed, and remembered, one by one."""

# Tables of patterns read best one family a line.
# ruff: noqa: E501

from __future__ import annotations

import re
from collections.abc import Iterator

from redraft.detectors.contract import split_sentences
from redraft.domain.text import Span
from redraft.languages import Language

_BLOCK = re.compile(r"\n[ \t\r]*\n\s*")
LONG = 500
"""A paragraph longer than this many code points is cut at ends of sentences: one keystroke then costs one short analysis
while most sentences still see their neighbours."""
HARD = 2000
"""No piece is longer than this, even without any sentence end (about 5 ms of regular expressions)."""


def pieces(text: str, language: Language) -> Iterator[Span]:
    """Stretches of the text in order. Cuts fall between paragraphs, sentences or, at worst, words."""
    at = 0
    for gap in _BLOCK.finditer(text):
        yield from _paragraph(text, at, gap.start(), language)
        at = gap.end()
    yield from _paragraph(text, at, len(text), language)


def _paragraph(text: str, start: int, end: int, language: Language) -> Iterator[Span]:
    if end - start <= LONG:
        if start < end:
            yield Span(start, end)
        return
    first: int | None = None
    last = start
    for sentence in split_sentences(text[start:end], language):
        if first is None:
            first = start + sentence.start
        last = start + sentence.end
        if last - first >= LONG // 2:
            yield from _hard(text, first, last)
            first = None
    if first is not None:
        yield from _hard(text, first, last)


def _hard(text: str, start: int, end: int) -> Iterator[Span]:
    while end - start > HARD:
        cut = max(text.rfind(" ", start + HARD // 2, start + HARD), text.rfind("\n", start + HARD // 2, start + HARD))
        cut = start + HARD if cut < 0 else cut
        yield Span(start, cut)
        start = cut
    if start < end:
        yield Span(start, end)
