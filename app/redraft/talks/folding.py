"""Sentences of a chat, and how they are folded: spelled out and bare, so that one form fits many ways to write it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from redraft.domain.text import Span

LONGEST = 300
"""Code points of a sentence that are looked at; what goes on longer asks before that, or asks nothing short."""
_SENTENCE = re.compile(r"[^.!?…\n]+(?:[.!?…]+|\n|$)")
_QUOTES = str.maketrans({"’": "'", "‘": "'", "´": "'", "`": "'"})
_WORD = re.compile(r"[a-zà-ÿ0-9]+(?:['/-][a-zà-ÿ0-9]+)*")


def sentences(text: str) -> Iterator[Span]:
    """The sentences of a text, with their marks; a line ends one."""
    for found in _SENTENCE.finditer(text):
        words = found.group()
        start = found.start() + len(words) - len(words.lstrip())
        end = found.start() + len(words.rstrip())
        if start < end:
            yield Span(start, end)


def folded(sentence: str, spelling: Mapping[str, str]) -> str:
    """A sentence in small letters, with single spaces, its words as the table spells them, without marks."""
    words = _WORD.findall(sentence[:LONGEST].casefold().translate(_QUOTES))
    return " ".join(said for word in words if (said := spelling.get(word, word)))
