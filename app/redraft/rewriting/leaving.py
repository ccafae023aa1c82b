"""What can go of a text in a language that only an encoder reads: whole sentences and what stands in brackets."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from redraft.domain.edit import Change
from redraft.domain.text import Span
from redraft.languages import Language
from redraft.languages.notation import NOTHING, Notation
from redraft.rewriting.pieces import ASIDE
from redraft.rewriting.seams import closed

_END = re.compile(r"[.!?…]+[\"'”’»)]*(?=\s)|\n+")
_OPENING = "\"'“„«‹(¿¡–—- \t\n"
_FIRST = re.compile(r"[^\W\d_]+")


def left_out(text: str, telling: Sequence[Span], language: Language) -> tuple[Change, ...]:
    """Sentences with telling words and brackets around them, each as it can go alone.

    No question goes, and no sentence on which the next one leans.
    """
    asides = (Span(*found.span()) for found in ASIDE.finditer(text))
    found = [Change(aside, "", "aside") for aside in asides if any(map(aside.overlaps, telling))]
    whole = list(sentences(text, language))
    leaning = language.words("leaning")
    for one, after in zip(whole, [*whole[1:], None], strict=True):
        words = text[one.start : one.end]
        if len(whole) == 1 or "?" in words or not any(map(one.overlaps, telling)):
            continue
        if after is not None and "\n" not in text[one.end : after.start] and _leans(text, after, leaning):
            continue
        found.append(Change(*closed(text, one), "sentence"))
    return tuple(dict.fromkeys(found))


def sentences(text: str, language: Language) -> Iterator[Span]:
    """Sentences and lines, without the white space around them."""
    abbreviation = Notation().compile(language.table("language").get("abbreviation", NOTHING))
    start = 0
    for end in [*(m.end() for m in _END.finditer(text)), len(text)]:
        rest = text[end:].lstrip(_OPENING)
        inside = "\n" not in text[end - 1 : end] and end < len(text)
        if inside and (rest[:1].islower() or abbreviation.search(text[max(0, end - 12) : end])):
            continue
        piece = text[start:end]
        if any(letter.isalnum() for letter in piece):
            left = start + len(piece) - len(piece.lstrip())
            yield Span(left, start + len(piece.rstrip()))
        start = end


def _leans(text: str, sentence: Span, leaning: frozenset[str]) -> bool:
    first = _FIRST.search(text, sentence.start, sentence.end)
    return first is not None and first[0].casefold() in leaning
