"""The posts of an archive as rows of a table: small enough to hold a million of them. Knows no Qt."""

from __future__ import annotations

import re
from array import array
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from enum import IntEnum

import numpy as np

from redraft.domain.archive import Audience, Kind, Post
from redraft.usecases.ports import CancelToken

LONGEST = 160
"""Code points of a post that a row shows and that can be searched for."""
UNKNOWN = -(1 << 62)
"""The date of a post without one: before all others."""
SORTED_BY = 24
"""Code points of a text by which rows are sorted."""
PIECE = 4_096
"""Rows searched at a time: between two pieces the window gets its turn."""

_KINDS, _AUDIENCES = tuple(Kind), tuple(Audience)
_KIND_NUMBERS = {kind: number for number, kind in enumerate(_KINDS)}
_AUDIENCE_NUMBERS = {audience: number for number, audience in enumerate(_AUDIENCES)}


class Column(IntEnum):
    """What can be seen and sorted by."""

    DATE = 0
    TEXT = 1
    KIND = 2
    AUDIENCE = 3


@dataclass(frozen=True, slots=True)
class Row:
    """One post: its position among the kept posts, from 0, and its text shortened to one line."""

    at: int
    date: datetime | None
    text: str
    kind: Kind
    audience: Audience


class PostRows:
    """Rows in reading order. Grows on one thread while others read; about 20 bytes a row and the shortened text."""

    def __init__(self) -> None:
        self._dates = array("q")
        self._kinds, self._audiences = array("B"), array("B")
        self._ends = array("q", [0])
        self._texts = bytearray()

    def __len__(self) -> int:
        return len(self._ends) - 1

    def add(self, post: Post) -> None:
        """Take a post in."""
        flat = " ".join(post.text[: 4 * LONGEST].split())
        cut = flat if len(flat) <= LONGEST else flat[: LONGEST - 1] + "…"
        self._texts += cut.encode("utf-8", "replace") + b"\n"
        self._dates.append(UNKNOWN if post.date is None else int(post.date.timestamp()))
        self._kinds.append(_KIND_NUMBERS[post.kind])
        self._audiences.append(_AUDIENCE_NUMBERS[post.audience])
        self._ends.append(len(self._texts))  # last: a row counts once it is whole

    def row(self, at: int) -> Row:
        """The row at a place in reading order."""
        date = self._dates[at]
        return Row(
            at,
            None if date == UNKNOWN else datetime.fromtimestamp(date, UTC),
            self._text(at),
            _KINDS[self._kinds[at]],
            _AUDIENCES[self._audiences[at]],
        )

    def order(self, column: Column, *, descending: bool, cancel: CancelToken | None = None) -> np.ndarray:
        """All places, sorted; equal rows stay in reading order."""
        count = len(self)
        keys: np.ndarray
        if column is Column.TEXT:
            firsts = [self._text(at)[:SORTED_BY].casefold() for at in _turns(count, cancel)]
            keys = np.unique(np.array(firsts), return_inverse=True)[1] if firsts else np.zeros(0, dtype=np.int64)
        else:
            source = {Column.DATE: self._dates, Column.KIND: self._kinds, Column.AUDIENCE: self._audiences}[column]
            keys = np.array(source[:count], dtype=np.int64)
        return np.argsort(-keys if descending else keys, kind="stable").astype(np.int32)

    def matching(self, words: str, cancel: CancelToken | None = None) -> np.ndarray:
        """For each row whether it holds the words, whatever their case."""
        count = len(self)
        found = np.zeros(count, dtype=bool)
        plain = " ".join(words.split())
        pattern = re.compile(re.escape(plain), re.IGNORECASE)
        if not plain.isascii():
            for at in _turns(count, cancel):
                found[at] = pattern.search(self._text(at)) is not None
            return found
        # Letters of ASCII are the same bytes in every text, so many rows are searched in one go.
        quick = re.compile(pattern.pattern.encode(), re.IGNORECASE)
        ends = np.array(self._ends[: count + 1])
        for start in range(0, count, PIECE):
            if cancel is not None and cancel.is_set():
                break
            first, last = ends[start], ends[min(start + PIECE, count)]
            hits = [first + match.start() for match in quick.finditer(bytes(self._texts[first:last]))]
            found[np.searchsorted(ends, hits, side="right") - 1] = True
        return found

    def _text(self, at: int) -> str:
        # The last byte is the break that keeps words of two rows apart.
        return bytes(self._texts[self._ends[at] : self._ends[at + 1] - 1]).decode("utf-8", "replace")


def _turns(count: int, cancel: CancelToken | None) -> Iterator[int]:
    for start in range(0, count, PIECE):
        if cancel is not None and cancel.is_set():
            return
        yield from range(start, min(start + PIECE, count))
