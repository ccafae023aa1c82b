"""Offsets between Python, which counts code points, and Qt, which counts UTF-16 units. The only place that converts."""

from __future__ import annotations

from bisect import bisect_left, bisect_right

_LAST_OF_BMP = "\uffff"


class Utf16Map:
    """The offsets of one text both ways.

    Cheap for texts without characters beyond the basic plane; otherwise it keeps the place of each of those.
    """

    __slots__ = ("_starts", "length")

    def __init__(self, text: str) -> None:
        plain = text.isascii() or max(text, default="") <= _LAST_OF_BMP
        self._starts = [] if plain else [i for i, char in enumerate(text) if char > _LAST_OF_BMP]
        self.length = len(text)

    def to_qt(self, offset: int) -> int:
        """The UTF-16 unit at which code point ``offset`` begins; offsets beyond the end are the end."""
        offset = max(0, min(offset, self.length))
        return offset + bisect_left(self._starts, offset)

    def to_python(self, unit: int) -> int:
        """The code point that holds UTF-16 unit ``unit``; a unit in the middle of a pair belongs to that pair."""
        unit = max(0, min(unit, self.length + len(self._starts)))
        before = bisect_right(self._starts, unit, key=lambda start: start + bisect_left(self._starts, start) + 1)
        return min(unit - before, self.length)
