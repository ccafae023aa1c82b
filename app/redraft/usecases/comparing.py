"""What makes a new text of an old one, by whole words: for showing both, however the one became the other."""

from __future__ import annotations

import re
from difflib import SequenceMatcher

from redraft.domain.text import Span

_PIECES = re.compile(r"\s+|\w+|[^\w\s]")
_JOINED = 2
"""Pieces that stayed between two changes: fewer words alone are read more easily as part of one change."""


def replacements(old: str, new: str) -> dict[Span, str]:
    """What stands in the new text in place of each span of the old one; applied, they give the new text."""
    before, after = _pieces(old), _pieces(new)
    matcher = SequenceMatcher(
        None, [old[s.start : s.end] for s in before], [new[s.start : s.end] for s in after], False
    )
    found: list[tuple[int, int, int, int]] = []
    for kind, *places in matcher.get_opcodes():
        if kind != "equal":
            joined = (
                found.pop() if found and _close(old, before[found[-1][1] : places[0]]) else (places[0], 0, places[2], 0)
            )
            found.append((joined[0], places[1], joined[2], places[3]))
    return {
        Span(_at(before, i1, old), _at(before, i2, old)): new[_at(after, j1, new) : _at(after, j2, new)]
        for i1, i2, j1, j2 in found
    }


def _close(text: str, between: list[Span]) -> bool:
    return len(between) <= _JOINED and not any("\n" in text[s.start : s.end] for s in between)


def _pieces(text: str) -> list[Span]:
    return [Span(*found.span()) for found in _PIECES.finditer(text)]


def _at(pieces: list[Span], number: int, text: str) -> int:
    """Where a piece begins; behind the last is the end of the text."""
    return pieces[number].start if number < len(pieces) else len(text)
