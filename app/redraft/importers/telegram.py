"""Telegram Desktop's ``result.json``: one chat, or all of them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from redraft.domain.archive import Audience, Kind, Post, Reason, Skipped
from redraft.domain.message import Message
from redraft.importers.contract import Options, Part, Platform, post_or_skip
from redraft.importers.dates import from_epoch, from_text
from redraft.importers.json_records import MendedEscapes, items
from redraft.importers.opening import Member, Source

_ALL = re.compile(rb'"chats"\s*:\s*\{')
_MESSAGE = re.compile(rb'"messages"\s*:\s*\[')
_OWNER = re.compile(rb'"personal_information"\s*:\s*\{[^}]*?"user_id"\s*:\s*"?(\d+)')
_SORT = re.compile(rb'"type"\s*:\s*"(\w+)"')
_AUDIENCES = {
    "public_channel": Audience.PUBLIC,
    "public_supergroup": Audience.PUBLIC,
    "private_channel": Audience.FOLLOWERS,
    "private_supergroup": Audience.FOLLOWERS,
    "private_group": Audience.FOLLOWERS,
}


def _members(source: Source) -> list[Member]:
    found = source.find(r"(\.json|^file)$")[:50]
    return [m for m in found if _is_export(source.head(m))]


def _is_export(head: bytes) -> bool:
    if b'"sender_name"' in head:
        return False
    known = b'"date_unixtime"' in head or b'"text_entities"' in head or b'"from_id"' in head
    return (known and b'"messages"' in head) or (b'"personal_information"' in head and b'"about"' in head)


def _looks(source: Source) -> float:
    if _members(source):
        return 0.95
    return 0.4 if source.find(r"(^|/)messages\d*\.html$") and source.find(r"(^|/)(chats|export_results)") else 0.0


def _text(message: dict[str, Any]) -> str:
    said = message.get("text_entities") or message.get("text") or ""
    if isinstance(said, str):
        return said
    return "".join(part if isinstance(part, str) else str(part.get("text", "")) for part in said)


def _audience(head: bytes) -> Audience:
    """Who reads a chat that stands alone; an export of all chats tells it of each too late, so DIRECT is assumed."""
    found = None if _ALL.search(head) else _SORT.search(head.partition(b'"messages"')[0])
    return _AUDIENCES.get(found[1].decode(), Audience.DIRECT) if found else Audience.DIRECT


def _item(message: Any, me: str, audience: Audience) -> Post | Skipped:
    if message.get("type") == "service":
        return Skipped.because(Reason.SERVICE)
    sender = str(message.get("from_id") or "")
    author = str(message.get("from") or "")
    own: bool | None = None
    if me:
        own = sender == f"user{me}" if me.isdigit() else me in {author, sender}
    if message.get("forwarded_from") and own is not False:
        return Skipped.because(Reason.REPOST)
    when = from_epoch(message.get("date_unixtime")) or from_text(message.get("date"))
    name = str(message.get("id", ""))
    return post_or_skip(Post(name, _text(message), when, Kind.MESSAGE, audience, own, author))


def _said(message: Any) -> tuple[str, str, str]:
    return str(message["id"]), _text(message), str(message.get("reply_to_message_id") or "")


def _parts(source: Source, options: Options) -> Iterator[Part]:
    for member in _members(source):
        head = source.head(member)
        prefix = "chats.list.item.messages.item" if _ALL.search(head) else "messages.item"
        owner = _OWNER.search(head)
        audience = _audience(head)
        me = options.me or (owner[1].decode() if owner else "")
        if not me:
            options.note("whose", Message("read.telegram_owner"))

        def raws(m: Member = member, prefix: str = prefix) -> Iterator[Any]:
            return items(source, m, prefix, MendedEscapes)

        yield Part(member, raws, lambda raw, me=me, a=audience: _item(raw, me, a), _said)  # type: ignore[misc]


TELEGRAM = Platform("telegram", "Telegram", _looks, _parts)
