"""A million posts in memory without their texts: 24 bytes each, and the texts read again when they are shown."""

from __future__ import annotations

from array import array
from collections.abc import Sequence
from datetime import UTC, datetime

from redraft.domain.archive import Audience, Counts, Kind, Locator, Post, Skipped, Tally

_KINDS = tuple(Kind)
_AUDIENCES = tuple(Audience)
_NO_DATE = -(1 << 62)


class PostIndex:
    """Where each kept post stands, when it was written, its kind, audience and length. 24 bytes a post."""

    def __init__(self) -> None:
        self._member = array("I")
        self._record = array("I")
        self._date = array("q")
        self._length = array("I")
        self._kind = array("B")
        self._audience = array("B")
        self._own = array("b")
        self._tally = Tally()

    def __len__(self) -> int:
        return len(self._member)

    @property
    def counts(self) -> Counts:
        """Exact counts of what went by so far."""
        return self._tally.counts

    @property
    def bytes_a_post(self) -> int:
        """Memory for one post, without the slack that arrays keep for growing."""
        columns = (self._member, self._record, self._date, self._length, self._kind, self._audience, self._own)
        return sum(column.itemsize for column in columns)

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
        self._length.append(min(len(item.text), 0xFFFFFFFF))
        self._kind.append(_KINDS.index(item.kind))
        self._audience.append(_AUDIENCES.index(item.audience))
        self._own.append(-1 if item.own is None else int(item.own))
        return len(self) - 1

    def locator(self, at: int) -> Locator:
        """Where post ``at`` stands."""
        return Locator(self._member[at], self._record[at])

    def date(self, at: int) -> datetime | None:
        """When post ``at`` was written, to the second, UTC."""
        seconds = self._date[at]
        return None if seconds == _NO_DATE else datetime.fromtimestamp(seconds, UTC)

    def kind(self, at: int) -> Kind:
        """What post ``at`` is."""
        return _KINDS[self._kind[at]]

    def audience(self, at: int) -> Audience:
        """Who could read post ``at``."""
        return _AUDIENCES[self._audience[at]]

    def own(self, at: int) -> bool | None:
        """Whether post ``at`` is the owner's; None when nobody can tell."""
        return None if self._own[at] < 0 else bool(self._own[at])

    def length(self, at: int) -> int:
        """Code points of post ``at``."""
        return self._length[at]

    def order_by_date(self) -> Sequence[int]:
        """Positions from the oldest to the newest, the undated last."""
        return sorted(range(len(self)), key=lambda at: (self._date[at] == _NO_DATE, self._date[at]))
