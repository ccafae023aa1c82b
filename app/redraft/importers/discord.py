"""Discord's data package: every message in it is the owner's own."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import suppress
from typing import Any

from redraft.domain.archive import Audience, Kind, Post, Skipped
from redraft.domain.errors import InputError
from redraft.importers.contract import BAD_RECORD, Options, Part, Platform, post_or_skip
from redraft.importers.dates import from_text
from redraft.importers.json_records import items, whole
from redraft.importers.opening import Member, Source
from redraft.importers.tables import rows

_MESSAGES = re.compile(r"(^|/)c?\d{5,}/messages\.(csv|json)$", re.IGNORECASE)
_CHANNEL = re.compile(r"(^|/)c?\d{5,}/channel\.json$", re.IGNORECASE)
_PRIVATE = {"1", "3", "dm", "group_dm"}


def _looks(source: Source) -> float:
    folders = {m.name.rpartition("/")[0] for m in source.members if _CHANNEL.search(m.name)}
    if any(_MESSAGES.search(m.name) and m.name.rpartition("/")[0] in folders for m in source.members):
        return 0.97
    return 0.7 if folders else 0.0


def _channel(source: Source, member: Member) -> tuple[str, Audience]:
    """The channel's name and who reads it."""
    with suppress(InputError, *BAD_RECORD):
        data = whole(source, member)
        private = str(data.get("type", "")).lower() in _PRIVATE or "recipients" in data
        guild = data.get("guild") or {}
        place = " / ".join(str(p) for p in (guild.get("name"), data.get("name")) if p)
        return place, Audience.DIRECT if private else Audience.FOLLOWERS
    return "", Audience.UNKNOWN


def _item(row: Any, place: str, audience: Audience) -> Post | Skipped:
    low = {str(k).lower(): v for k, v in row.items()}
    name, text = str(low["id"]), str(low.get("contents") or "")
    kind = Kind.MESSAGE if audience is Audience.DIRECT else Kind.POST
    return post_or_skip(Post(name, text, from_text(low.get("timestamp")), kind, audience, place=place))


def _parts(source: Source, options: Options) -> Iterator[Part]:
    channels = {m.name.rpartition("/")[0]: m for m in source.members if _CHANNEL.search(m.name)}
    for member in source.members:
        if not _MESSAGES.search(member.name):
            continue
        channel = channels.get(member.name.rpartition("/")[0])
        place, audience = _channel(source, channel) if channel else ("", Audience.UNKNOWN)
        if audience is Audience.DIRECT and not options.wants_messages():
            continue
        table = member.name.lower().endswith(".csv")
        raws = (lambda m=member: rows(source, m)) if table else (lambda m=member: items(source, m, "item"))
        yield Part(member, raws, lambda row, p=place, a=audience: _item(row, p, a))  # type: ignore[misc]


DISCORD = Platform("discord", "Discord", _looks, _parts)
