"""Stretches of a text that can go so that what is left still stands: sentences, asides, clauses after a comma."""

from __future__ import annotations

import re

from redraft.domain.text import Span
from redraft.rewriting.words import list_of

_EMOJI = "[\U0001f300-\U0001faff\u2600-\u27bf][\ufe0f\u200d\U0001f300-\U0001faff\u2600-\u27bf]*"
_END = re.compile(rf"(?:[.!?…]+(?:[)\]*_]*(?=\s|$)|[\"'”’)\]*_]+(?=\s+(?:[A-Z]|i\b)|\s*$))|{_EMOJI}(?=\s|$)|\n)\s*")
_CLOSING = re.compile(rf"\s*(?:{_EMOJI}\s*)+$")
ASIDE = re.compile(r"[ \t]*\([^()\n]{3,}\)")
"""What stands in brackets, with the space before it."""
_JOINT = re.compile(r",\s+|;\s+|:\s+|\s+[-–—]+\s+|—")
LEAST_WORDS = 2
"""A shorter stretch is part of the words around it."""
LIST_WORDS = 3
"""A shorter stretch before "and" is one of several things in a row."""
LEAST_REST = 3
"""Words of a sentence that have to be left when a clause goes."""


def droppable(text: str) -> tuple[Span, ...]:
    """All stretches that can go, each with the space and the mark it would leave hanging; they may nest."""
    found: set[Span] = set()
    whole = sentences(text)
    for sentence in whole:
        if len(whole) > 1:
            found.add(_with_space(text, sentence))
        found.update(_clauses(text, sentence))
    return tuple(sorted(found))


def sentences(text: str) -> list[Span]:
    """Sentences and lines, with their end marks and without the white space around them."""
    spans: list[Span] = []
    start = 0
    for end in [*(m.end() for m in _END.finditer(text)), len(text)]:
        piece = text[start:end]
        left = start + len(piece) - len(piece.lstrip())
        right = start + len(piece.rstrip())
        if any(c.isalnum() for c in text[left:right]):
            spans.append(Span(left, right))
            start = end
        elif spans and right > left and "\n" not in text[spans[-1].end : right]:
            spans[-1] = Span(spans[-1].start, right)
            start = end
        else:
            start = end
    return spans


def before_emoji(text: str, span: Span) -> Span:
    """The span without the emoji at its end, which close a sentence as a full stop does."""
    found = _CLOSING.search(text, span.start, span.end)
    return span if found is None else Span(span.start, found.start())


def _with_space(text: str, sentence: Span) -> Span:
    """The sentence with the space after it, or before it where it ends a line; line breaks stay."""
    end = sentence.end
    while end < len(text) and text[end] in " \t":
        end += 1
    start = sentence.start
    if end == len(text) or text[end] == "\n":
        while start > 0 and text[start - 1] in " \t":
            start -= 1
    return Span(start, end)


def _clauses(text: str, sentence: Span) -> list[Span]:
    body = text[sentence.start : sentence.end]
    found = [
        Span(sentence.start + m.start(), sentence.start + m.end())
        for m in ASIDE.finditer(body)
        if any(c.isalnum() for c in body[: m.start()] + body[m.end() :])
    ]
    marks = [m for m in _JOINT.finditer(body) if not _within_aside(body, m.start())]
    starts = [0, *(m.end() for m in marks)]
    ends = [*(m.start() for m in marks), len(body.rstrip(" .!?…\"'”’)*_"))]
    if len(starts) == 1:
        return found
    for i, (start, end) in enumerate(zip(starts, ends, strict=True)):
        words = body[start:end].split()
        rest = len(body.split()) - len(words)
        if len(words) < LEAST_WORDS or rest < LEAST_REST:
            continue
        first = words[0].casefold().strip("\"'“‘*_(")
        if i == 0 and first in list_of("openers") and len(body[starts[1] : ends[-1]].split()) >= LEAST_REST:
            found.append(Span(sentence.start, sentence.start + starts[1]))
        elif i == 1 and first not in list_of("coordinating") and body.split()[0].casefold() in list_of("openers"):
            continue
        elif i > 1 and first in ("and", "or") and len(body[starts[i - 1] : ends[i - 1]].split()) < LIST_WORDS:
            continue  # the end of a list, with all that is said of it
        elif (
            i + 2 < len(starts)
            and _begins(body[starts[i + 2] :], ("and", "or"))
            and (len(body[starts[i + 1] : ends[i + 1]].split()) < LIST_WORDS)
        ):
            continue  # its beginning
        elif i > 0 and (first in list_of("openers") | list_of("continuing") or first.endswith("ing")):
            found.append(Span(sentence.start + marks[i - 1].start(), sentence.start + end))
    return found


def _begins(words: str, with_one_of: tuple[str, ...]) -> bool:
    return any(word.casefold() in with_one_of for word in words.split(maxsplit=1)[:1])


def _within_aside(body: str, at: int) -> bool:
    return body.count("(", 0, at) > body.count(")", 0, at)
