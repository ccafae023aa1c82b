"""TikTok: one JSON file whose keys vary in place and case."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from redraft.domain.archive import Audience, Concluded, Kind, Post
from redraft.domain.items import Item
from redraft.importers import concluded
from redraft.importers.contract import Options, Part, Platform, post_or_skip
from redraft.importers.dates import from_text
from redraft.importers.json_records import whole
from redraft.importers.opening import Member, Source

Raw = tuple[str, dict[str, Any]]


def _members(source: Source) -> list[Member]:
    named = source.find(r"(^|/)user_data(_tiktok)?\.json$")
    marks = (b'"commentslist"', b'"chathistory"', b'"biodescription"', b'"profileinfo"', b'"tiktok')
    return named or [m for m in source.find(r"(\.json|^file)$")[:20] if any(k in source.head(m).lower() for k in marks)]


def _looks(source: Source) -> float:
    return 0.9 if _members(source) else 0.0


def _walk(value: Any, options: Options) -> Iterator[Raw]:
    """Comments, chats, the profile's text and what TikTok concluded, wherever they stand."""
    pending: list[Any] = [value]
    while pending:
        here = pending.pop()
        if isinstance(here, list):
            pending += reversed(here)
            continue
        if not isinstance(here, dict):
            continue
        below: list[Any] = []
        for key, inner in here.items():
            name = str(key).lower()
            if name == "commentslist":
                yield from (("comment", entry) for entry in (inner if isinstance(inner, list) else ()))
            elif name == "chathistory" and isinstance(inner, dict):
                if inner and options.wants_messages():
                    yield from (("message", entry) for chat in inner.values() for entry in _chats(chat))
            elif name == "biodescription" and isinstance(inner, str) and inner:
                yield "profile", {"bio": inner}
            elif said := concluded.tiktok(name, inner):
                yield from (("concluded", {"about": about, "text": text}) for about, text in said if text)
            else:
                below.append(inner)
        pending += reversed(below)


def _chats(value: Any) -> Iterator[Any]:
    """The messages of one chat, which is a list, or a list one level down."""
    for entries in [value] if isinstance(value, list) else value.values() if isinstance(value, dict) else ():
        yield from entries if isinstance(entries, list) else ()


def _item(raw: Raw, me: str) -> Item:
    sort, entry = raw
    if sort == "concluded":
        return Concluded(entry["text"], "TikTok", entry["about"])
    low = {str(k).lower(): v for k, v in entry.items()}
    when = from_text(low.get("date"))
    if sort == "comment":
        return post_or_skip(Post("", str(low["comment"] or ""), when, Kind.COMMENT, url=str(low.get("url") or "")))
    if sort == "profile":
        return post_or_skip(Post("", str(low["bio"]), None, Kind.PROFILE))
    author = str(low.get("from") or "")
    own = author == me if me else None
    return post_or_skip(Post("", str(low["content"] or ""), when, Kind.MESSAGE, Audience.DIRECT, own, author))


def _me(value: Any) -> str:
    """The owner's user name in the profile, empty when it is not there."""
    pending = [value]
    while pending:
        here = pending.pop()
        if isinstance(here, dict):
            for key, inner in here.items():
                if str(key).lower() == "username" and "biodescription" in {str(k).lower() for k in here}:
                    return str(inner)
                if isinstance(inner, dict):
                    pending.append(inner)
    return ""


def _parts(source: Source, options: Options) -> Iterator[Part]:
    for member in _members(source):
        owner = [options.me]

        def raws(m: Member = member, owner: list[str] = owner) -> Iterator[Raw]:
            value = whole(source, m)
            owner[0] = owner[0] or _me(value)
            return _walk(value, options)

        yield Part(member, raws, lambda raw, o=owner: _item(raw, o[0]))  # type: ignore[misc]


TIKTOK = Platform("tiktok", "TikTok", _looks, _parts)
