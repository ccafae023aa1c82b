"""What an assistant keeps about its user, as it keeps it: a memory is no post, and shown as what the vendor says."""

from __future__ import annotations

import re
from collections.abc import Iterator

from redraft.domain.archive import Concluded
from redraft.importers.concluded import LONGEST

ABOUT = "memory"
_HEADING = re.compile(r"#{1,6}\s+(.{1,80}?)[#:\s]*$|\*\*([^*]{1,80}?):?\*\*:?$")
_TITLE = 100
"""Code points of a line that may be a heading."""
_BULLET = re.compile(r"(?:[-*•]|\d{1,4}[.)])\s+")
_DATED = re.compile(r"\[?\d{4}-\d\d-\d\d\]?[.:]?\s*(?:-\s+)?")
_SENTENCE = re.compile(r"(?<=[.!?])\s+(?=[^\sa-z])")


def remembered(text: str, by: str, about: str = ABOUT) -> Iterator[Concluded]:
    """Each thing that a memory holds: a line or a sentence of it, under the heading that it stands under."""
    under = about
    for line in text.splitlines():
        words = line.strip()
        if len(words) < _TITLE and (heading := _HEADING.match(words)):
            under = (heading[1] or heading[2]).strip() or about
            continue
        words = _DATED.sub("", _BULLET.sub("", words, 1), 1).replace("**", "").strip()
        for piece in _pieces(words):
            yield Concluded(piece, by, under)


def _pieces(words: str) -> Iterator[str]:
    """A line as it is where it is short, otherwise its sentences, each cut where it would be too long to show."""
    if not words:
        return
    for sentence in [words] if len(words) <= LONGEST else _SENTENCE.split(words):
        yield sentence if len(sentence) <= LONGEST else sentence[: LONGEST - 1].rstrip() + "…"
