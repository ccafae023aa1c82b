"""Items of an archive on their way from the reader, which reads untrusted files: decoding trusts nothing."""

from __future__ import annotations

from typing import Any

from redraft.codec import from_json, to_json
from redraft.domain.archive import Concluded, Post, Skipped
from redraft.domain.items import Item
from redraft.domain.music import Leak, Playlist, Track
from redraft.workers import gate

_TYPES: dict[str, type[Item]] = {
    "post": Post, "track": Track, "skipped": Skipped, "playlist": Playlist, "concluded": Concluded, "leak": Leak,
}  # fmt: skip
_KNOWN = tuple(_TYPES)
_NAMES = {kind: name for name, kind in _TYPES.items()}


def item_to_json(item: Item) -> list[Any]:
    """``[name of its type, fields]``."""
    return [_NAMES[type(item)], to_json(item)]


def item_from_json(data: object) -> Item:
    """The inverse of :func:`item_to_json`; raises ValueError for anything else, a moment without a zone included."""
    if not isinstance(data, list) or len(data) != 2 or data[0] not in _KNOWN:
        raise ValueError("not an item")
    item: Item = from_json(_TYPES[data[0]], data[1])
    moment = getattr(item, "date", None) or getattr(item, "modified", None)
    if moment is not None and moment.tzinfo is None:
        raise ValueError("a moment has no zone")
    return gate.item(item)
