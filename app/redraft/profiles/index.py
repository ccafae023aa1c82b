"""A million posts in memory without their texts: 16 bytes each, and the texts read again when they are shown."""

from __future__ import annotations

from array import array
from datetime import UTC, datetime

from redraft.domain.archive import Counts, Locator, Post, Skipped, Tally

_NO_DATE = -(1 << 62)


class PostIndex:
    """Where each kept post stands and when it was written. 16 bytes a post."""

    def __init__(self) -> None:
        self._member = array("I")
        self._record = array("I")
        self._date = array("q")
        self._tally = Tally()

    def __len__(self) -> int:
        return len(self._member)

    @property
    def counts(self) -> Counts:
        """Exact counts of what went by so far."""
        return self._tally.counts

    def add(self, item: object) -> int | None:
        """Count an item of an importer; returns the position of a post that was kept, else None."""
        if isinstance(item, Skipped):
            self._tally.skip(item)
        if not isinstance(item, Post):
            return None
        self._tally.keep(item.own)
        self._member.append(item.locator.member)
        self._record.append(item.locator.record)
        self._date.append(int(item.date.timestamp()) if item.date else _NO_DATE)
        return len(self) - 1

    def locator(self, at: int) -> Locator:
        """Where post ``at`` stands."""
        return Locator(self._member[at], self._record[at])

    def date(self, at: int) -> datetime | None:
        """When post ``at`` was written, to the second, UTC."""
        seconds = self._date[at]
        return None if seconds == _NO_DATE else datetime.fromtimestamp(seconds, UTC)
