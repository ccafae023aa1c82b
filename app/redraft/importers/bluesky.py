"""Bluesky: the repository as a CAR file."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import libipld

from redraft.domain.archive import Kind, Post, Skipped
from redraft.domain.errors import InputError
from redraft.domain.message import Message
from redraft.importers.bounds import read_up_to
from redraft.importers.contract import BrokenEnd, Options, Part, Platform, post_or_skip
from redraft.importers.dates import from_text
from redraft.importers.opening import Member, Source

_MARK = b"\x3a\xa2\x65roots"
_LIMIT = 256 << 20
_POSTS = b"app.bsky.feed.post/"


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
    header, blocks = libipld.decode_car(data)
    commit = next((blocks[r] for r in header["roots"] if r in blocks), None)
    if commit is None or "data" not in commit:
        raise BrokenEnd
    yield from ((commit.get("did", ""), key, record) for key, record in _walk(blocks, commit["data"]))


def _walk(blocks: dict[bytes, Any], root: Any) -> Iterator[tuple[bytes, Any]]:
    """Depth first, left to right, with a stack of our own and every node once: a file may hold a ring."""
    seen: set[bytes] = set()
    pending: list[tuple[Any, bytes | None]] = [(root, None)]
    while pending:
        link, key = pending.pop()
        if key is not None:
            if key.startswith(_POSTS):
                yield key, blocks.get(link)
            continue
        node = blocks.get(link)
        if not isinstance(node, dict) or link in seen:
            continue
        seen.add(link)
        inside: list[tuple[Any, bytes | None]] = [(node.get("l"), None)]
        key_now = b""
        for entry in node.get("e") or ():
            key_now = key_now[: entry["p"]] + bytes(entry["k"])
            inside += [(entry["v"], key_now), (entry.get("t"), None)]
        pending += [one for one in reversed(inside) if one[0] is not None]


def _alts(embed: dict[str, Any]) -> Iterator[str | None]:
    """The author's descriptions of pictures and films, which may stand beside a quoted post."""
    media = embed.get("media") or embed
    yield media.get("alt")
    yield from (image.get("alt") for image in media.get("images") or ())


def _item(raw: Any) -> Post | Skipped | None:
    did, key, record = raw
    if record is None:
        return None  # a partial file lacks this block
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
