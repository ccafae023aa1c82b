"""Mail: mbox files and single messages."""

from __future__ import annotations

import email
import re
from collections.abc import Iterator
from datetime import UTC, datetime
from email.message import EmailMessage
from email.policy import default as modern
from email.utils import parseaddr, parsedate_to_datetime

from redraft.domain.archive import Audience, Kind, Post, Skipped
from redraft.domain.message import Message
from redraft.importers.bounds import read_up_to
from redraft.importers.contract import BrokenEnd, Options, Part, Platform, post_or_skip
from redraft.importers.markup import to_text
from redraft.importers.opening import Member, Source

_MESSAGE_LIMIT = 8 << 20
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


def _body(message: EmailMessage) -> str:
    part = message.get_body(preferencelist=("plain", "html"))
    if part is None:
        return ""
    payload = part.get_payload(decode=True)
    raw = payload if isinstance(payload, bytes) else b""
    try:
        text = raw.decode(part.get_content_charset() or "utf-8", "replace")
    except LookupError:
        text = raw.decode("utf-8", "replace")
    text = to_text(text) if part.get_content_subtype() == "html" else text
    kept = [line for line in text.replace("\r\n", "\n").split("\n") if not _QUOTE.match(line)]
    return "\n".join(kept)


def _date(message: EmailMessage) -> datetime | None:
    try:
        found = parsedate_to_datetime(str(message.get("Date", "")))
    except (ValueError, TypeError, IndexError, OverflowError):
        return None
    return found.replace(tzinfo=UTC) if found.tzinfo is None else found.astimezone(UTC)


def _item(raw: bytes, me: str) -> Post | Skipped:
    message = email.message_from_bytes(raw, policy=modern)
    assert isinstance(message, EmailMessage)
    name, address = parseaddr(str(message.get("From", "")))
    own = me.lower() in {name.lower(), address.lower()} if me else None
    if "Sent" in str(message.get("X-Gmail-Labels", "")).split(","):
        own = True
    subject = str(message.get("Subject", ""))
    body = _body(message)
    text = f"{subject}\n\n{body}" if subject and body.strip() else subject or body
    identity = str(message.get("Message-ID", "")).strip("<> ")
    return post_or_skip(Post(identity, text, _date(message), Kind.MESSAGE, Audience.DIRECT, own, address))


def _parts(source: Source, options: Options) -> Iterator[Part]:
    if not options.me:
        options.note("whose", Message("read.mail_owner"))
    for member in source.members:
        sort = _sort(source, member)
        if sort:
            raws = (lambda m=member: _mbox(source, m)) if sort == "mbox" else (lambda m=member: _single(source, m))
            yield Part(member, raws, lambda raw: _item(raw, options.me))


MAIL = Platform("mail", "Mail (mbox, EML)", _looks, _parts)
