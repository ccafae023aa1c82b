"""WhatsApp's exported chats: plain text whose dates follow the phone's language."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from datetime import UTC, datetime

from redraft.domain.archive import Audience, Kind, Post, Reason, Skipped
from redraft.domain.message import Message
from redraft.importers.contract import Options, Part, Platform, post_or_skip
from redraft.importers.opening import Member, Source

_MARKS = str.maketrans({"\u200e": None, "\u200f": None, "\ufeff": None, "\u202f": " ", "\xa0": " "})
_LINE = re.compile(
    r"\[?(\d{1,4})[./-](\d{1,2})[./-](\d{1,4})\.?,? (?:at |um )?(\d{1,2})[:.](\d\d)(?:[:.](\d\d))? ?"
    r"([AaPp]\.? ?[Mm]\.?)?(?:\] | - | ?: )"
)
_AUTHOR = re.compile(r"([^:]{1,100}):(?: (.*)|([^\s/].{0,3})|)$", re.DOTALL)
_OMITTED = re.compile(
    r"^(<[^<>]{3,40}>|(image|video|audio|sticker|GIF|document|Contact card) omitted|null|"
    r"(This message was deleted|You deleted this message)\.?)$"
)
_GONE = re.compile(r"^(This message was deleted|You deleted this message)\.?$")
_RECORD_LIMIT = 1 << 20
Raw = tuple[tuple[str, ...], str]


def _clean(line: str) -> str:
    return line.translate(_MARKS)


def _members(source: Source) -> list[Member]:
    found = []
    for member in source.find(r"(\.txt|^file)$")[:500]:
        lines = _clean(source.head(member).decode("utf-8", "replace")).splitlines()[:20]
        if sum(_LINE.match(line) is not None for line in lines) >= 2 or (lines and _LINE.match(lines[0])):
            found.append(member)
    return found


def _looks(source: Source) -> float:
    return 0.92 if _members(source) else 0.0


def _raws(source: Source, member: Member) -> Iterator[Raw]:
    """(parts of the date, the rest with its following lines) of every message."""
    stamp: tuple[str, ...] = ()
    body: list[str] = []
    size = 0
    with source.open(member) as stream, io.TextIOWrapper(stream, "utf-8-sig", "replace", newline="\n") as lines:
        while raw := lines.readline(_RECORD_LIMIT):
            line = _clean(raw.rstrip("\r\n"))
            found = _LINE.match(line)
            if found:
                if stamp:
                    yield stamp, "\n".join(body)
                stamp = tuple(g or "" for g in found.groups())
                body, size = [line[found.end() :]], 0
            elif size < _RECORD_LIMIT:
                body.append(line)
                size += len(line)
    if stamp:
        yield stamp, "\n".join(body)


def _order(source: Source, member: Member, options: Options) -> bool:
    """True when the day comes first: by the user's word, by a number above 12, or else it asks."""
    first = second = 0
    for count, (stamp, _) in enumerate(_raws(source, member)):
        if len(stamp[0]) == 4:
            return False
        first, second = max(first, int(stamp[0])), max(second, int(stamp[1]))
        if first > 12 or second > 12 or count > 200_000:
            break
    if first > 12 or second > 12:
        return first > 12
    if options.day_first is None:
        options.note("date-order", Message("read.whatsapp_dates"))
    return options.day_first is not False


def _moment(stamp: tuple[str, ...], day_first: bool) -> datetime | None:
    one, two, three, hour, minute, second, half = stamp
    if len(one) == 4:
        year, month, day = int(one), int(two), int(three)
    else:
        day, month = (int(one), int(two)) if day_first else (int(two), int(one))
        year = int(three) + (2000 if len(three) <= 2 else 0)
    hours = int(hour)
    if half:
        hours = hours % 12 + (12 if half[0] in "pP" else 0)
    try:
        return datetime(year, month, day, hours, int(minute), int(second or 0), tzinfo=UTC)
    except ValueError:
        return None


def _item(raw: Raw, me: str, day_first: bool) -> Post | Skipped:
    stamp, rest = raw
    found = _AUTHOR.match(rest)
    if found is None:
        return Skipped.because(Reason.SERVICE)
    author, text = found[1].strip(), (found[2] or found[3] or "").strip()
    own = author == me if me else None
    if own is not False and _GONE.match(text):
        return Skipped.because(Reason.DELETED, own)
    if _OMITTED.match(text):
        text = ""
    when = _moment(stamp, day_first)
    return post_or_skip(Post("", text, when, Kind.MESSAGE, Audience.DIRECT, own, author))


def _parts(source: Source, options: Options) -> Iterator[Part]:
    if not options.me:
        options.note("whose", Message("read.whatsapp_owner"))
    for member in _members(source):
        # Moments are the phone's own time, of an unknown zone; they are taken as UTC.
        if options.only is not None and member.number not in options.only:
            continue
        day_first: list[bool] = []

        def item(raw: Raw, m: Member = member, known: list[bool] = day_first) -> Post | Skipped:
            if not known:
                known.append(_order(source, m, options))
            return _item(raw, options.me, known[0])

        yield Part(member, lambda m=member: _raws(source, m), item)  # type: ignore[misc]


WHATSAPP = Platform("whatsapp", "WhatsApp", _looks, _parts)
