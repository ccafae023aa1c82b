"""What can go of a text in a language that nobody here knows: a code, or the sentence that it stands in."""

from __future__ import annotations

from collections.abc import Sequence

from redraft.domain.edit import Change
from redraft.domain.text import Span
from redraft.rewriting.pieces import sentences
from redraft.rewriting.seams import closed

GAP = "…"
"""What is understood everywhere as words left out."""

UNREAD = frozenset({"gap", "sentence"})
"""Kinds of change that need no knowledge of a language."""


def blanks(text: str, telling: Sequence[Span]) -> tuple[Change, ...]:
    """For each telling stretch a gap in its place, and leaving out its sentence where that is not all of the text."""
    whole = sentences(text)
    found = [Change(span, GAP, "gap") for span in telling]
    found += [
        Change(*closed(text, sentence), "sentence")
        for span in telling
        for sentence in whole
        if len(whole) > 1 and sentence.start <= span.start and span.end <= sentence.end
    ]
    return tuple(dict.fromkeys(found))
