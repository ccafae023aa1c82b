"""How patterns are written in a language's tables: a space is any gap, ``{name}`` a part that patterns share."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping

Parts = Mapping[str, str | list[str]]
"""Named parts: a piece of a pattern, or a list of which any entry fits."""
_PART = re.compile(r"\{([a-z_]+)\}")
_GAPS = {" ": r"\s+", " ?": r"\s*", " *": r"\s*"}
_SPACE = re.compile(r"\\.|\[(?:\\.|[^\]\\])*\]| [?*]?", re.S)


def any_of(entries: Iterable[str]) -> str:
    """A group that matches any of the entries."""
    return "(?:" + "|".join(entries) + ")"


def literally(words: Iterable[str]) -> list[str]:
    """Plain words as entries of a list, longest first so that the longest wins."""
    return [re.escape(w).replace(r"\ ", " ") for w in sorted(words, key=lambda w: (-len(w), w))]


class Notation:
    """Expands patterns with the parts of one table, the nearest first."""

    def __init__(self, *parts: Parts) -> None:
        self._parts = parts
        self._known: dict[str, str] = {}

    def expand(self, pattern: str) -> str:
        """The regular expression. Raises KeyError for a part that nobody defines."""
        return _SPACE.sub(lambda m: _GAPS.get(m.group(), m.group()), self._filled(pattern))

    def words(self, entries: Iterable[str]) -> re.Pattern[str]:
        """Any of the entries as whole words; "n't" needs no word before it."""
        return re.compile(r"\b" + self.expand(any_of(entries)) + r"\b")

    def entries(self, name: str) -> list[str]:
        """The entries of a list, or the one part."""
        said = self._find(name)
        return [said] if isinstance(said, str) else list(said)

    def _find(self, name: str) -> str | list[str]:
        return next(parts[name] for parts in self._parts if name in parts)

    def _filled(self, pattern: str) -> str:
        return _PART.sub(lambda m: self._part(m[1]), pattern)

    def _part(self, name: str) -> str:
        if name not in self._known:
            found = next((parts[name] for parts in self._parts if name in parts), None)
            if found is None:
                raise KeyError(name)
            self._known[name] = self._filled(found if isinstance(found, str) else any_of(found))
        return self._known[name]
