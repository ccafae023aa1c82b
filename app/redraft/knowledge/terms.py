"""Finding the terms of a table in a text: the longest first, and proper names only where they can be meant."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Generic, TypeVar

from redraft.domain.text import Span

T = TypeVar("T")
W = TypeVar("W")
_WORD = re.compile(r"[^\W_]+(?:['’.&-][^\W_]+)*")
LONGEST = 6
"""Words of a term."""


@dataclass(frozen=True, slots=True)
class _Entry(Generic[T]):
    """One term: as it is written, and what it means."""

    written: str
    meanings: list[T] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Found(Generic[T]):
    """A term in a text, and everything that it may mean."""

    term: str
    span: Span
    meanings: tuple[T, ...]


@dataclass(frozen=True, slots=True)
class Hint:
    """What a term says: a place ("City, Country" or "Country"), and by how many nats."""

    place: str
    gain: float


class Terms(Generic[T]):
    """``entries`` are terms with a meaning each; ``ordinary`` tells a word (in lower case) that everybody uses.

    A term in capitals that is an ordinary word without them is found only in capitals, and not where a sentence
    begins. All else is found however it is written, with a possessive or plural s.
    """

    def __init__(self, entries: Iterable[tuple[str, T]], ordinary: Callable[[str], bool]) -> None:
        self._entries: dict[str, _Entry[T]] = {}
        self._strict: set[str] = set()
        for term, meaning in entries:
            key = " ".join(_plain(w[0]) for w in _WORD.finditer(term))
            if not key:
                continue
            self._entries.setdefault(key, _Entry(term)).meanings.append(meaning)
            if term != term.lower() and all(ordinary(word) for word in key.split()):
                self._strict.add(key)

    def find(self, text: str) -> Iterator[Found[T]]:
        """Every term of the text, none within another."""
        words = [(m.start(), m.end(), _plain(m[0])) for m in _WORD.finditer(text)]
        return longest_first(words, LONGEST, lambda some: self._found(text, some))

    def _found(self, text: str, words: Sequence[tuple[int, int, str]]) -> Found[T] | None:
        entry = self._entry(text, words)
        if entry is None:
            return None
        return Found(entry.written, Span(words[0][0], words[-1][1]), tuple(entry.meanings))

    def _entry(self, text: str, words: Sequence[tuple[int, int, str]]) -> _Entry[T] | None:
        key = " ".join(word for _, _, word in words)
        known = next((k for k in (key, key.removesuffix("s")) if k in self._entries), None)
        if known is None:
            return None
        if known in self._strict:
            written = text[words[0][0] : words[-1][1]]
            if written[:1].islower() or (len(words) == 1 and begins(text, words[0][0])):
                return None
        return self._entries[known]


def longest_first(
    words: Sequence[W], longest: int, found: Callable[[Sequence[W]], Found[T] | None]
) -> Iterator[Found[T]]:
    """What ``found`` says of words that stand together, of the most words first, and none within another."""
    at = 0
    while at < len(words):
        for count in range(min(longest, len(words) - at), 0, -1):
            one = found(words[at : at + count])
            if one is not None:
                yield one
                at += count
                break
        else:
            at += 1


def begins(text: str, at: int) -> bool:
    """Whether a sentence begins there, where a capital says nothing."""
    before = text[:at].rstrip(" \"'“‘«([*_-–—")
    between = text[len(before) : at]
    quoted = before[-1:] == "," and any(mark in between for mark in "\"'“‘«")
    return not before or before[-1] in ".!?…\n:" or "\n" in between or quoted


def _plain(word: str) -> str:
    """Without case, accents and what people leave out."""
    low = "".join(c for c in unicodedata.normalize("NFKD", word.casefold()) if not unicodedata.combining(c))
    low = low.replace("’", "'").replace(".", "").replace("-", "")
    return low.removesuffix("'s")
