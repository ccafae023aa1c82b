"""Finding many words and short phrases in one walk over a text."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import lru_cache

_WORD = re.compile(r"[^\W_]+")


@dataclass(frozen=True, slots=True)
class Hit:
    """One place where an entry stands: its ``label``, the folded ``words`` found, and code points in the text."""

    label: str
    words: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class _Entry:
    label: str
    words: tuple[str, ...]

    def fits(self, said: tuple[str, ...], written: tuple[str, ...]) -> bool:
        """True when the folded words are the entry's; an entry in capitals also has to be written in capitals."""
        return all(
            word == spelled if word.isupper() else told.startswith(word[:-1]) if word.endswith("*") else word == told
            for word, told, spelled in zip(self.words, said, written, strict=True)
        )


@dataclass(slots=True)
class Lexicon:
    """Entries by their first word.

    An entry is one word or several joined by hyphens, which stand for any separator; a star at the end of a word stands
    for any ending. Accents and case do not count, except that an entry in capitals (``LA``) has to be written so.
    """

    _exact: dict[str, list[_Entry]] = field(default_factory=dict)
    _begun: dict[str, list[_Entry]] = field(default_factory=dict)

    def add(self, label: str, phrases: Iterable[str]) -> None:
        """Add phrases that all stand for ``label``."""
        for phrase in phrases:
            words = tuple(w if w.isupper() else fold(w) for w in re.findall(r"[^\W_]+\*?", phrase))
            if not words:
                continue
            first = words[0].lower()
            if first.endswith("*"):
                self._begun.setdefault(first[:-1], []).append(_Entry(label, words))
            else:
                self._exact.setdefault(first, []).append(_Entry(label, words))

    def hits(self, text: str) -> list[Hit]:
        """All entries in the order of the text; they may overlap."""
        written = [(m.group(), m.start(), m.end()) for m in _WORD.finditer(text)]
        said = [_folded(word) for word, _, _ in written]
        found = []
        for at, word in enumerate(said):
            for entry in self._starting(word):
                last = at + len(entry.words)
                told = tuple(said[at:last])
                if len(told) == len(entry.words) and entry.fits(told, tuple(w for w, _, _ in written[at:last])):
                    found.append(Hit(entry.label, " ".join(told), written[at][1], written[last - 1][2]))
        return found

    def _starting(self, word: str) -> Iterable[_Entry]:
        yield from self._exact.get(word, ())
        for length in range(1, len(word) + 1):
            yield from self._begun.get(word[:length], ())


def fold(text: str) -> str:
    """Lower case without accents; letters that have no plain form stay."""
    return "".join(c for c in unicodedata.normalize("NFKD", text.lower()) if not unicodedata.combining(c))


@lru_cache(maxsize=8192)
def _folded(word: str) -> str:
    return fold(word)
