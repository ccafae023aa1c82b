"""Bluesky: the repository as a CAR file."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from redraft.domain.archive import Kind, Post, Reason, Skipped
from redraft.domain.errors import InputError
from redraft.domain.message import Message
from redraft.importers.bounds import read_up_to
from redraft.importers.car import BROKEN, Blocks
from redraft.importers.contract import BAD_RECORD, BrokenEnd, Options, Part, Platform, post_or_skip
from redraft.importers.dates import from_text
from redraft.importers.opening import Member, Source

_MARK = b"\x3a\xa2\x65roots"
_LIMIT = 256 << 20
_POSTS = b"app.bsky.feed.post/"
_LONGEST_KEY = 1_024
"""Bytes of a record's name; the protocol allows less."""


def _members(source: Source) -> list[Member]:
    return [m for m in source.members if source.head(m)[1:9] == _MARK or _MARK in source.head(m)[:16]]


def _looks(source: Source) -> float:
    return 0.99 if _members(source) else 0.0


def _raws(source: Source, member: Member) -> Iterator[Any]:
    """(did, key, record) of every post in the order of keys, which is the order of time."""
    with source.open(member) as stream:
        data = read_up_to(stream, _LIMIT + 1)
    if len(data) > _LIMIT:
        raise InputError(Message("read.bluesky_too_large"), Message("do.export_without_media"))
    blocks = Blocks(data)
    commit = next((found for root in blocks.roots if isinstance(found := blocks.get(root), dict)), None)
    if commit is None or "data" not in commit:
        raise BrokenEnd
    yield from ((commit.get("did", ""), key, record) for key, record in _walk(blocks, commit["data"]))


def _walk(blocks: Blocks, root: Any) -> Iterator[tuple[bytes, Any]]:
    """Depth first, left to right, with a stack of our own and every node once: a file may hold a ring."""
    seen: set[bytes] = set()
    pending: list[tuple[Any, bytes | None]] = [(root, None)]
    while pending:
        link, key = pending.pop()
        if key is not None:
            if key.startswith(_POSTS):
                yield key, blocks.get(link) if link is not None else BROKEN
            continue
        node = blocks.get(link)
        if node is BROKEN:
            yield _POSTS, BROKEN
        if not isinstance(node, dict) or link in seen:
            continue
        seen.add(link)
        inside: list[tuple[Any, bytes | None]] = [(node.get("l"), None)]
        key_now = b""
        entries = node.get("e")
        for entry in entries if isinstance(entries, list) else ():
            try:
                key_now = (key_now[: entry["p"]] + bytes(entry["k"]))[:_LONGEST_KEY]
                inside += [(entry["v"], key_now), (entry.get("t"), None)]
            except BAD_RECORD:
                inside.append((None, _POSTS))  # which leads to no record
        pending += [one for one in reversed(inside) if one != (None, None)]


def _alts(embed: dict[str, Any]) -> Iterator[str | None]:
    """The author's descriptions of pictures and films, which may stand beside a quoted post."""
    media = embed.get("media") or embed
    yield media.get("alt")
    yield from (image.get("alt") for image in media.get("images") or ())


def _item(raw: Any) -> Post | Skipped | None:
    did, key, record = raw
    if record is None:
        return None  # a partial file lacks this block
    if record is BROKEN:
        return Skipped.because(Reason.MALFORMED)
    name = key.decode().rpartition("/")[2]
    text = "\n\n".join(t for t in [record["text"], *_alts(record.get("embed") or {})] if t)
    kind = Kind.COMMENT if record.get("reply") else Kind.POST
    link = f"https://bsky.app/profile/{did}/post/{name}" if did else ""
    return post_or_skip(Post(name, text, from_text(record.get("createdAt")), kind, url=link))


def _said(raw: Any) -> tuple[str, str, str]:
    did, key, record = raw
    parent = ((record.get("reply") or {}).get("parent") or {}).get("uri") or ""
    return f"at://{did}/{key.decode()}", record["text"], parent


def _parts(source: Source, options: Options) -> Iterator[Part]:
    for member in _members(source):
        yield Part(member, lambda m=member: _raws(source, m), _item, _said)  # type: ignore[misc]


BLUESKY = Platform("bluesky", "Bluesky", _looks, _parts)
