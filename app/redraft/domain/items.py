"""Everything that importers yield, and its JSON form. The reader reads untrusted files, so decoding trusts nothing."""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping
from dataclasses import MISSING, fields
from datetime import datetime
from typing import Any

from redraft.domain.archive import Audience, Kind, Locator, Post, Reason, Skipped
from redraft.domain.music import Concluded, Leak, Listing, Playlist, Track

Item = Post | Track | Skipped | Playlist | Concluded | Leak
"""Post, Track and Skipped are records and are counted; the rest comes along with them and is not."""

_TYPES: dict[str, type[Item]] = {
    "post": Post, "track": Track, "skipped": Skipped, "playlist": Playlist, "concluded": Concluded, "leak": Leak,
}  # fmt: skip
_NAMES = {kind: name for name, kind in _TYPES.items()}
Decode = Callable[[Any], Any]


def item_to_json(item: Item) -> dict[str, Any]:
    """``{"type", …}`` with the fields that differ from their defaults; moments in ISO form, places as pairs."""
    body: dict[str, Any] = {"type": _NAMES[type(item)]}
    for name, default in _DEFAULTS[type(item)]:
        value = getattr(item, name)
        if value != default:
            body[name] = _encoded(value)
    return body


def item_from_json(data: Any) -> Item:
    """The inverse of :func:`item_to_json`; raises KeyError, TypeError or ValueError for anything else."""
    if not isinstance(data, dict):
        raise TypeError("an item is no object")
    kind = _TYPES[data["type"]]
    decoders = _DECODERS[kind]
    return kind(**{name: decoders[name](value) for name, value in data.items() if name != "type"})


def _encoded(value: Any) -> Any:
    if isinstance(value, datetime):
        return value.isoformat()
    if isinstance(value, Locator):
        return [value.member, value.record]
    if isinstance(value, tuple):
        return list(value)
    return dict(value) if isinstance(value, Mapping) else value


def _of(kind: type) -> Decode:
    def decode(value: Any) -> Any:
        if type(value) is not kind:
            raise TypeError("a field of an item has the wrong type")
        return value

    return decode


def _maybe(decode: Decode) -> Decode:
    return lambda value: None if value is None else decode(value)


def _number(value: Any) -> float:
    if isinstance(value, bool) or not isinstance(value, int | float) or not math.isfinite(value):
        raise TypeError("a field of an item is no number")
    return float(value)


def _moment(value: Any) -> datetime:
    moment = datetime.fromisoformat(value)
    if moment.tzinfo is None:
        raise ValueError("a moment has no zone")
    return moment


def locator_from_json(value: Any) -> Locator:
    """A place from ``[member, record]``; raises TypeError or ValueError for anything else."""
    member, record = value
    return Locator(_of(int)(member), _of(int)(record))


def _pair(value: Any) -> tuple[float, float]:
    latitude, longitude = value
    return _number(latitude), _number(longitude)


_TEXT, _WHOLE, _FLAG = _of(str), _of(int), _of(bool)
_DECODERS: dict[type, dict[str, Decode]] = {
    Post: {
        "id": _TEXT, "text": _TEXT, "date": _maybe(_moment), "kind": Kind, "audience": Audience, "own": _maybe(_FLAG),
        "author": _TEXT, "url": _TEXT, "place": _TEXT, "gps": _maybe(_pair), "in_reply_to": _TEXT,
        "locator": locator_from_json,
    },
    Skipped: {"reason": Reason, "own": _maybe(_FLAG), "locator": locator_from_json},
    Track: {
        "title": _TEXT, "artist": _TEXT, "album": _TEXT, "listing": Listing, "playlist": _TEXT,
        "date": _maybe(_moment), "year": _maybe(_WHOLE), "length_ms": _maybe(_WHOLE), "played_ms": _maybe(_WHOLE),
        "plays": _maybe(_WHOLE), "genres": lambda v: tuple(_TEXT(g) for g in _of(list)(v)),
        "features": lambda v: {_TEXT(k): _number(n) for k, n in _of(dict)(v).items()},
        "explicit": _maybe(_FLAG), "uri": _TEXT, "local": _FLAG, "path": _TEXT, "locator": locator_from_json,
    },
    Playlist: {
        "name": _TEXT, "description": _TEXT, "followers": _maybe(_WHOLE), "modified": _maybe(_moment),
        "member": _WHOLE,
    },
    Concluded: {"text": _TEXT, "by": _TEXT},
    Leak: {"path": _TEXT, "user": _TEXT},
}  # fmt: skip


def _default(field: Any) -> Any:
    if field.default_factory is not MISSING:
        return field.default_factory()
    return field.default


_DEFAULTS = {kind: tuple((f.name, _default(f)) for f in fields(kind)) for kind in _NAMES}
