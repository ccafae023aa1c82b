"""How patterns are written in every table of a language: regular expressions, with three signs of their own.

- a space is any gap between words, line ends as well; followed by ``?`` or ``*``, it may be missing
- ``_`` is one space, so that what stands around it is on one line, as a name is
- ``{name}`` is a part that patterns share: an entry of ``[parts]``, a piece of a pattern or a list of which any entry
  fits, or of ``[lists]``, where the entries are separated by spaces

Escaped characters, character classes and names of groups are left as they are.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from typing import Any

Parts = Mapping[str, str | list[str]]
"""Named parts: a piece of a pattern, or a list of which any entry fits."""
_PART = re.compile(r"\{([a-z_]+)\}")
_SIGNS = {" ": r"\s+", " ?": r"\s*", " *": r"\s*", "_": " "}
_SIGN = re.compile(r"\\.|\[(?:\\.|[^\]\\])*\]|\(\?P[<=]\w+|_| [?*]?", re.S)
NOTHING = "(?!)"
"""A pattern that fits nowhere."""


def any_of(entries: Iterable[str]) -> str:
    """A group that matches any of the entries."""
    return "(?:" + "|".join(entries) + ")"


def literally(words: Iterable[str]) -> list[str]:
    """Plain words as entries of a list, longest first so that the longest wins."""
    return [re.escape(w).replace(r"\ ", " ").replace("_", r"\_") for w in sorted(words, key=lambda w: (-len(w), w))]


class Notation:
    """Expands patterns with the parts of one table, the nearest first."""

    def __init__(self, *parts: Parts) -> None:
        self._parts = parts
        self._known: dict[str, str] = {}

    @classmethod
    def of(cls, table: Mapping[str, Any], *more: Parts) -> Notation:
        """With the parts and lists of a table, and what else its patterns may name."""
        lists = {name: text.split() for name, text in table.get("lists", {}).items()}
        return cls(table.get("parts", {}), lists, *more)

    def compile(self, pattern: str, more: Parts | None = None) -> re.Pattern[str]:
        """The pattern, ready to search with; ``more`` are parts for this once. Raises KeyError for one without any."""
        return re.compile((Notation(*self._parts, more) if more else self).expand(pattern))

    def part(self, name: str) -> re.Pattern[str]:
        """One of the parts, ready to search with; where nobody defines it, what fits nowhere."""
        known = any(name in parts for parts in self._parts)
        return self.compile(f"{{{name}}}" if known else NOTHING)

    def expand(self, pattern: str) -> str:
        """The regular expression. Raises KeyError for a part that nobody defines."""
        return _SIGN.sub(lambda m: _SIGNS.get(m.group(), m.group()), self._filled(pattern))

    def words(self, entries: Iterable[str]) -> re.Pattern[str]:
        """Any of the entries as whole words; "n't" needs no word before it."""
        return self.compile(rf"\b{any_of(entries)}\b")

    def entries(self, name: str) -> list[str]:
        """The entries of a list, or the one part. Raises KeyError for a part that nobody defines."""
        said = self._find(name)
        return [said] if isinstance(said, str) else list(said)

    def _find(self, name: str) -> str | list[str]:
        for parts in self._parts:
            if name in parts:
                return parts[name]
        raise KeyError(name)

    def _filled(self, pattern: str) -> str:
        return _PART.sub(lambda m: self._part(m[1]), pattern)

    def _part(self, name: str) -> str:
        if name not in self._known:
            found = self._find(name)
            self._known[name] = self._filled(found if isinstance(found, str) else any_of(found))
        return self._known[name]
