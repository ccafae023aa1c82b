"""LinkedIn: ``Comments.csv``, ``Shares.csv``, ``messages.csv``, each quoting in its own way, and what it concluded."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator

from redraft.domain.archive import Audience, Kind, Post, Reason, Skipped
from redraft.importers import concluded
from redraft.importers.contract import Options, Part, Platform, post_or_skip
from redraft.importers.dates import from_text
from redraft.importers.opening import Member, Source
from redraft.importers.tables import Row, header_of, rows


def _sort(source: Source, member: Member) -> str:
    columns = set(header_of(source, member))
    if {"date", "link", "message"} <= columns:
        return "comment"
    if {"date", "sharecommentary"} <= columns:
        return "share"
    return "message" if {"conversation id", "from", "content"} <= columns else ""


def _looks(source: Source) -> float:
    own = any(_sort(source, m) for m in source.find(r"(\.csv|^file)$")[:80])
    return 0.95 if own or any(True for _ in concluded.linkedin(source)) else 0.0


def _item(row: Row, sort: str, me: str) -> Post | Skipped:
    if "\0bad" in row:
        return Skipped.because(Reason.MALFORMED)
    when = from_text(row.get("date"))
    if sort == "message":
        author = row["from"]
        own = author == me if me else None
        return post_or_skip(Post("", row["content"], when, Kind.MESSAGE, Audience.DIRECT, own, author))
    text = row["message" if sort == "comment" else "sharecommentary"].replace('\\"', '"')
    if sort == "share":
        # Each line of a share may stand in quotes of its own, whose outer ones the table took off.
        text = text.replace('"\n"', "\n")
    link = row.get("link") or row.get("sharelink") or ""
    name = hashlib.sha256("\0".join((row.get("date", ""), link, text)).encode()).hexdigest()[:16]
    public = row.get("visibility", "").upper() in {"", "MEMBER_NETWORK", "PUBLIC", "ANYONE"}
    audience = Audience.PUBLIC if public else Audience.FOLLOWERS
    return post_or_skip(Post(name, text, when, Kind.COMMENT if sort == "comment" else Kind.POST, audience, url=link))


def _parts(source: Source, options: Options) -> Iterator[Part]:
    for member in source.find(r"(\.csv|^file)$"):
        sort = _sort(source, member)
        if sort and (sort != "message" or options.wants_messages()):
            yield Part(member, lambda m=member: rows(source, m), lambda row, s=sort: _item(row, s, options.me))  # type: ignore[misc]
    yield from concluded.linkedin(source)


LINKEDIN = Platform("linkedin", "LinkedIn", _looks, _parts)
