"""CSV as exports write it: a mark at the start, blank rows, preambles, several ways to quote."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from typing import BinaryIO

from redraft.importers.opening import Member, Source

csv.field_size_limit(1 << 26)
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
    escaped = '\\"' in head and '""' not in head
    delimiter = _delimiter(head)
    reader = csv.reader(
        (line.replace("\0", "") for line in lines), delimiter=delimiter, escapechar="\\" if escaped else None
    )
    preamble = head.lstrip("\ufeff").startswith(("Notes:", '"Notes:'))
    while True:
        try:
            row = next(reader)
        except StopIteration:
            return
        except csv.Error:
            yield ["\0bad"]
            continue
        if preamble:
            # A preamble ends with the first row that has several names and no sentence.
            if len(row) < 2 or any(len(cell) > 60 for cell in row):
                continue
            preamble = False
        if any(cell.strip() for cell in row):
            yield row


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
