"""JSON records of a damaged file, each by its own brackets, so that a broken one costs itself alone.

Work grows with the file and not with its square: every byte is looked at a few times, and what is read again after a
broken record is counted, so that a file of nothing else counts as broken from there on.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from typing import Any

from redraft.importers.contract import BAD_RECORD, BrokenEnd, EarlyEnd

CHUNK = 1 << 16
DEEPEST = 1_000
"""Brackets inside brackets."""
RECORD_LIMIT = 32 << 20
"""Bytes of one record, beyond which it counts as broken."""
_AGAIN, _AGAIN_FREE = 4, 1 << 18
"""How many times the bytes of the file may be read again, beside so many in any case."""

_FLAT = re.compile(rb'(?:[\s,:\d.eE+-]++|true|false|null|NaN|Infinity|"(?:[^"\\\n]|\\.)*+["\n])*+', re.DOTALL)
"""All that stands between two brackets. A line break always ends a string."""
_REST = re.compile(rb'(?:[^"\\\n]|\\.)*+', re.DOTALL)
_FIRST_KEY = re.compile(rb'\{\s*("(?:[^"\\]|\\.){0,200}")')
_PAIRS = {ord("}"): ord("{"), ord("]"): ord("[")}
_QUOTE, _BACKSLASH, _END = ord('"'), ord("\\"), ord("]")
_WORD, _KEY = 8, 4_096
"""Bytes of the longest word outside of strings, and of the longest key that is looked for."""


class _Damaged(Exception):
    """The record is broken, or the file ends in it."""


class Records:
    """The objects and lists of the array under ``key`` (empty: the outermost), or of all such arrays (``several``).

    A broken one comes as :class:`BrokenEnd`. Iterating raises EarlyEnd when the file stops between two of them, and
    BrokenEnd when nothing more can be made of it.
    """

    def __init__(self, stream: Any, key: str, *, several: bool = False) -> None:
        self._stream, self._several = stream, several
        self._array = rb'"' + re.escape(key.encode()) + rb'"\s*+:\s*+\[' if key else rb"\["
        self._form = b""
        """A pattern of how records of this file begin: with their first key."""
        self._buffer = bytearray()
        self._start, self._at = -1, 0
        self._read = self._again = 0
        self._lost = False
        """True after a broken record, until one is followed by another: brackets may be its rest."""

    def __iter__(self) -> Iterator[Any]:
        if not self._seek(self._array):
            raise BrokenEnd
        while True:
            try:
                piece = self._piece()
            except _Damaged:
                if not self._recover():
                    raise BrokenEnd from None
                yield BrokenEnd()
                continue
            if piece is not None:
                yield _parsed(piece)
            elif not (self._lost and self._recover()) and not (self._several and self._seek(self._array)):
                return

    def _piece(self) -> bytes | None:
        """The bytes of the next record; None at the array's end."""
        self._start, opened = -1, bytearray()
        while True:
            mark = self._bracket()
            if mark not in _PAIRS:
                if not opened:
                    self._start = self._at - 1
                opened.append(mark)
                if len(opened) > DEEPEST:
                    raise _Damaged
            elif opened:
                if opened.pop() != _PAIRS[mark]:
                    raise _Damaged
                if not opened:
                    return self._taken()
            elif mark == _END:
                return None
            elif not self._lost:
                raise _Damaged

    def _taken(self) -> bytes:
        piece = bytes(self._buffer[self._start : self._at])
        self._form = self._form or _form(piece)
        if self._lost and self._form and re.compile(rb"\s*+,\s*+" + self._form).match(self._buffer, self._at):
            self._lost = False
        return piece

    def _bracket(self) -> int:
        """The next bracket that stands in no string; reading goes on behind it."""
        while True:
            found = _FLAT.match(self._buffer, self._at)
            self._at = found.end() if found else self._at
            left = len(self._buffer) - self._at
            mark = self._buffer[self._at] if left else 0
            if mark in b"[]{}":
                self._at += 1
                return mark
            if mark == _QUOTE:
                self._finish_string()
            elif left >= _WORD:
                raise _Damaged
            elif not self._more():
                if left or self._start >= 0:
                    raise _Damaged
                raise EarlyEnd

    def _finish_string(self) -> None:
        """Go on behind a string that reaches beyond what was read so far."""
        self._at += 1
        while True:
            found = _REST.match(self._buffer, self._at)
            self._at = found.end() if found else self._at
            if self._at < len(self._buffer) and self._buffer[self._at] != _BACKSLASH:
                self._at += 1
                return
            if not self._more():
                raise _Damaged

    def _more(self) -> bool:
        """Read on and let go of what lies before the record; False at the end of the file."""
        keep = self._start if self._start >= 0 else self._at
        del self._buffer[:keep]
        self._at -= keep
        self._start = min(self._start, 0)
        if len(self._buffer) > RECORD_LIMIT:
            raise _Damaged
        chunk = self._stream.read(CHUNK)
        self._buffer += chunk
        self._read += len(chunk)
        return bool(chunk)

    def _recover(self) -> bool:
        """Go to what looks like the start of another record, or to the next array; False when there is none."""
        scanned = self._at
        if self._start >= 0:
            self._form = self._form or _form(bytes(self._buffer[self._start : self._start + _KEY]))
            self._at = self._start + 1
        before = self._at
        if not self._form:
            return False
        several = b"|(?P<array>" + self._array + b")" if self._several else b""
        if not self._seek(self._form + several):
            return False
        self._lost = True
        self._again += max(0, scanned - before)
        return self._again <= _AGAIN * self._read + _AGAIN_FREE

    def _seek(self, pattern: bytes) -> bool:
        """Go to the next record's start that the pattern finds, or behind the array's bracket."""
        self._start = -1
        wanted = re.compile(pattern)
        while True:
            found = wanted.search(self._buffer, self._at)
            if found:
                is_array = pattern == self._array or bool(found.groupdict().get("array"))
                self._at = found.end() if is_array else found.start()
                return True
            self._at = max(self._at, len(self._buffer) - _KEY)
            if not self._more():
                return False


def _form(piece: bytes) -> bytes:
    first = _FIRST_KEY.match(piece)
    return rb"\{\s*+" + re.escape(first[1]) if first else b""


def _parsed(piece: bytes) -> Any:
    try:
        return json.loads(piece)
    except BAD_RECORD:
        return BrokenEnd()
