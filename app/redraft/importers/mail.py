"""Mail: mbox files and single messages."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime

from redraft.domain.archive import Audience, Kind, Post, Skipped
from redraft.domain.message import Message
from redraft.importers import mime
from redraft.importers.bounds import read_up_to
from redraft.importers.contract import BrokenEnd, Options, Part, Platform, post_or_skip
from redraft.importers.markup import to_text
from redraft.importers.opening import Member, Source

_MESSAGE_LIMIT = 8 << 20
_DATE_LIMIT = 100
_HEADER = re.compile(
    rb"^(from|to|date|subject|received|return-path|message-id|mime-version|delivered-to):", re.I | re.M
)
_QUOTE = re.compile(r"^(>.*|On .{5,100} wrote:|-----Original Message-----.*)$")


def _sort(source: Source, member: Member) -> str:
    head = source.head(member)
    if head.startswith(b"From ") and _HEADER.search(head):
        return "mbox"
    if member.name.lower().endswith((".eml", "file")) and len(_HEADER.findall(head[:4096])) >= 2:
        return "eml"
    return ""


def _looks(source: Source) -> float:
    found = source.find(r"(\.(mbox|eml|mbx)|^file|(^|/)[^./]+)$")[:50]
    return 0.9 if any(_sort(source, m) for m in found) else 0.0


def _mbox(source: Source, member: Member) -> Iterator[bytes | BrokenEnd]:
    """One message after the other; one that is over the limit (attachments) is cut to it."""
    lines: list[bytes] = []
    size = 0
    blank = True
    with source.open(member) as stream:
        while line := stream.readline(1 << 20):
            if line.startswith(b"From ") and blank:
                if lines:
                    yield b"".join(lines)
                lines, size = [], 0
            elif size < _MESSAGE_LIMIT:
                lines.append(line[1:] if line.startswith(b">From ") else line)
                size += len(line)
            blank = not line.strip()
    if lines:
        yield b"".join(lines)


def _single(source: Source, member: Member) -> Iterator[bytes]:
    with source.open(member) as stream:
        yield read_up_to(stream, _MESSAGE_LIMIT)


def _body(headers: mime.Headers, content: bytes) -> str:
    text, is_html = mime.body(headers, content)
    text = to_text(text) if is_html else text
    return "\n".join(line for line in text.split("\n") if not _QUOTE.match(line))


def _date(header: bytes) -> datetime | None:
    try:
        found = parsedate_to_datetime(header[:_DATE_LIMIT].decode("ascii", "replace"))
    except (ValueError, TypeError, IndexError, OverflowError):
        return None
    return found.replace(tzinfo=UTC) if found.tzinfo is None else found.astimezone(UTC)


def _item(raw: bytes, me: str) -> Post | Skipped:
    headers, content = mime.split(raw.replace(b"\r\n", b"\n"))
    name, address = mime.mailbox(headers.get("from", b""))
    own = me.lower() in {name.lower(), address.lower()} if me else None
    if "Sent" in mime.words(headers.get("x-gmail-labels", b"")).split(","):
        own = True
    subject = mime.words(headers.get("subject", b""))
    body = _body(headers, content)
    text = f"{subject}\n\n{body}" if subject and body.strip() else subject or body
    identity = mime.words(headers.get("message-id", b"")).strip("<> ")
    when = _date(headers.get("date", b""))
    return post_or_skip(Post(identity, text, when, Kind.MESSAGE, Audience.DIRECT, own, address))


def _parts(source: Source, options: Options) -> Iterator[Part]:
    if not options.me:
        options.note("whose", Message("read.mail_owner"))
    for member in source.members:
        sort = _sort(source, member)
        if sort:
            raws = (lambda m=member: _mbox(source, m)) if sort == "mbox" else (lambda m=member: _single(source, m))
            yield Part(member, raws, lambda raw: _item(raw, options.me))


MAIL = Platform("mail", "Mail (mbox, EML)", _looks, _parts)
