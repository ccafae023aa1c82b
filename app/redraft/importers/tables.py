"""CSV as exports write it: a mark at the start, blank rows, preambles, several ways to quote."""

from __future__ import annotations

import csv
import io
from collections import deque
from collections.abc import Iterator
from typing import BinaryIO

from redraft.importers.contract import BrokenEnd
from redraft.importers.opening import Member, Source

LIMIT = 4 << 20
"""Characters of one row, beyond which it counts as broken: a mark that is never closed takes all that follows."""
csv.field_size_limit(2 * LIMIT)
_AGAIN, _AGAIN_FREE = 4, 2 * LIMIT
"""How many times the characters of the file may be read again after broken rows, beside so many in any case."""
_BAD = ["\0bad"]
Row = dict[str, str]


def decoded(stream: BinaryIO, head: bytes) -> io.TextIOWrapper:
    """The stream as text: UTF-16 by its mark, UTF-8 otherwise; bytes that are neither become replacement marks."""
    encoding = "utf-16" if head[:2] in {b"\xff\xfe", b"\xfe\xff"} else "utf-8-sig"
    return io.TextIOWrapper(stream, encoding=encoding, errors="replace", newline="")


def header_of(source: Source, member: Member) -> list[str]:
    """Lower-case names of the columns from the first bytes, after any preamble; empty when there are none."""
    head = source.head(member)
    if b"\0" in head[:64] and head[:2] not in {b"\xff\xfe", b"\xfe\xff"}:
        return []
    text = head.decode("utf-16" if head[:2] in {b"\xff\xfe", b"\xfe\xff"} else "utf-8-sig", "replace")
    for row in _rows(io.StringIO(text, newline=""), text):
        return [name.strip().lower() for name in row]
    return []


def _rows(lines: io.TextIOBase, head: str) -> Iterator[list[str]]:
    preamble = head.lstrip("\ufeff").startswith(("Notes:", '"Notes:'))
    for row in _Rows(lines, head):
        if preamble:
            # A preamble ends with the first row that has several names and no sentence.
            if len(row) < 2 or any(len(cell) > 60 for cell in row):
                continue
            preamble = False
        if any(cell.strip() for cell in row):
            yield row


class _Rows:
    """Rows as lists. Of one without an end, ``_BAD`` comes, and reading goes on behind its first line."""

    def __init__(self, lines: io.TextIOBase, head: str) -> None:
        self._lines, self._delimiter = lines, _delimiter(head)
        self._escape = "\\" if '\\"' in head and '""' not in head else None
        self._waiting: deque[str] = deque()
        self._used: list[str] = []
        self._length = self._read = self._again = self._width = 0
        self._ended = False

    def __iter__(self) -> Iterator[list[str]]:
        reader = self._reader()
        while True:
            self._used, self._length = [], 0
            try:
                row = next(reader, None)
            except csv.Error:
                row = _BAD
            if row is None:
                return
            if row is not _BAD and self._closed():
                self._width = self._width or len(row)
                yield row
                continue
            yield _BAD
            self._again += self._length
            if self._again > _AGAIN * self._read + _AGAIN_FREE:
                raise BrokenEnd
            self._waiting.extendleft(reversed(self._used[1:]))
            self._ended = False
            reader = self._reader()

    def _reader(self) -> Iterator[list[str]]:
        return csv.reader(self._fed(), delimiter=self._delimiter, escapechar=self._escape)

    def _fed(self) -> Iterator[str]:
        """The lines that wait to be read again, then those of the file; raises csv.Error when a row has too many."""
        while True:
            line = self._waiting.popleft() if self._waiting else self._line()
            if not line:
                self._ended = True
                return
            self._used.append(line)
            self._length += len(line)
            if self._length > LIMIT and len(self._used) > 1:
                raise csv.Error
            yield line

    def _line(self) -> str:
        """The file's next line, up to its break; raises csv.Error behind one that is too long."""
        line = piece = self._lines.readline(LIMIT)
        self._read += len(line)
        while len(piece) == LIMIT and piece[-1] not in "\r\n":
            piece = self._lines.readline(LIMIT)
            self._read += len(piece)
        if piece is not line:
            raise csv.Error
        return line.replace("\0", "")

    def _closed(self) -> bool:
        """False when a quotation mark in the row is not closed, so that it took rows behind it.

        Either it took all of them, or the next mark ended it in the middle of a cell, and there are rows among what it
        took.
        """
        if len(self._used) < 2 or self._width < 2 or not (self._ended or self._ends_in_a_cell()):
            return True
        behind = csv.reader(self._used[1:], delimiter=self._delimiter, escapechar=self._escape)
        return not any(len(row) == self._width for row in behind)

    def _ends_in_a_cell(self) -> bool:
        try:
            for _row in csv.reader(self._used, delimiter=self._delimiter, escapechar=self._escape, strict=True):
                pass
        except csv.Error:
            return True
        return False


def _delimiter(head: str) -> str:
    first = head.lstrip("\ufeff\r\n").partition("\n")[0]
    return max(",;\t", key=first.count) if first else ","


def rows(source: Source, member: Member) -> Iterator[Row]:
    r"""Each row by lower-case column name; blank rows are left out, one that cannot be split has the key ``\0bad``."""
    head = source.head(member)
    with source.open(member) as stream, decoded(stream, head) as text:
        table = _rows(text, head.decode("utf-8", "replace"))
        names = [name.strip().lower() for name in next(table, [])]
        for row in table:
            yield dict(zip(names, row, strict=False)) if row != ["\0bad"] else {"\0bad": ""}


def plain_rows(source: Source, member: Member) -> Iterator[list[str]]:
    """Rows as lists, the header among them."""
    head = source.head(member)
    with source.open(member) as stream, decoded(stream, head) as text:
        yield from _rows(text, head.decode("utf-8", "replace"))
