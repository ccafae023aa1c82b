"""Takeout's "My Activity" as a page: a cell for each entry, with the product's name above it."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime

from redraft.importers.contract import BrokenEnd
from redraft.importers.markup import to_text
from redraft.importers.opening import Member, Source

_OUTER = b'<div class="outer-cell'
_CHUNK, _LONGEST = 1 << 20, 8 << 20
"""Bytes that are read at a time, and of the longest entry."""
_FIRST = 1 << 20
"""Bytes in which the first entry of the product is looked for."""
_HEADER = re.compile(r'class="header-cell[^<>]{0,200}>(.{0,400}?)</div>', re.DOTALL)
_CONTENT = re.compile(r'class="content-cell[^<>]{0,200}>')
_BREAK = re.compile(r"<br\b[^<>]{0,40}>")
_LINK = re.compile(r'href="(https://(?:gemini|bard)\.google\.com/[^"<>]{1,200})"')
_LOCAL = re.compile(r'<a\b[^<>]{0,40}href="(?!https?:)[^"<>]{0,400}"')
_COUNTED = re.compile(r"[^?!]{0,20}\d{1,3}[^?!]{0,40}[.:。]$")
_CLOCK = re.compile(r"\b(\d{1,2}):(\d\d)(?::(\d\d))?(?:\s*([AaPp])\.?\s?[Mm]\b)?")
_YEAR = re.compile(r"(?<!\d)(20\d\d)(?!\d)")
_PLAIN = re.compile(r"(?<!\d)(\d{1,2})[./](\d{1,2})[./]20\d\d|20\d\d\s*[年./-]\s*(\d{1,2})\s*[月./-]\s*(\d{1,2})")
_WORD = re.compile(r"[^\W\d_]{3,}")
_DAY = re.compile(r"(?<![\d:])(\d{1,2})(?![\d:])")
_MONTHS = (
    ("jan", "ene", "gen"), ("feb", "fév", "fev"), ("mar", "mär", "mrt"), ("apr", "avr", "abr"),
    ("may", "mai", "mag", "mei"), ("jun", "juin", "giu"), ("jul", "juil", "lug"), ("aug", "aoû", "ago"),
    ("sep", "set"), ("oct", "okt", "ott", "out"), ("nov",), ("dec", "dez", "déc", "dic"),
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Entry:
    """What stands in a cell of the product: the line that somebody wrote with the verb before it, and beside it."""

    line: str
    answered: bool
    date: str
    url: str
    files: bool


def entries(source: Source, member: Member, *, only_first: bool = False) -> Iterator[Entry | BrokenEnd]:
    """The entries of the product; cells of others are passed over. ``only_first``: as far as a first look goes."""
    for cell in _cells(source, member, _FIRST if only_first else None):
        if isinstance(cell, BrokenEnd):
            if not only_first:
                yield cell
            continue
        header = _HEADER.search(cell, 0, 2_000)
        product = to_text(header[1]) if header else ""
        if ("Gemini" in product or "Bard" in product) and len(product) <= 40:
            yield _entry(cell)
            if only_first:
                return


def _cells(source: Source, member: Member, most: int | None) -> Iterator[str | BrokenEnd]:
    """Cell by cell, however large the page is; one that is too long to be one comes as broken."""
    buffer, looked, read, begun = bytearray(), 0, 0, False
    with source.open(member) as stream:
        while chunk := stream.read(_CHUNK):
            buffer += chunk
            read += len(chunk)
            while (at := buffer.find(_OUTER, looked)) >= 0:
                if begun:
                    yield _decoded(buffer[:at])
                del buffer[: at + len(_OUTER)]
                begun, looked = True, 0
            looked = max(0, len(buffer) - len(_OUTER))
            if len(buffer) > _LONGEST:
                if begun:
                    yield BrokenEnd()
                del buffer[: -len(_OUTER)]
                begun, looked = False, 0
            if most is not None and read >= most:
                break
    if begun:
        yield _decoded(buffer)


def _decoded(data: bytearray) -> str:
    return data.decode("utf-8", "replace")


def _entry(cell: str) -> Entry | BrokenEnd:
    """The line is what stands before the date; behind the date stands the answer."""
    start = _CONTENT.search(cell)
    if start is None:
        return BrokenEnd()
    inside = cell[start.end() :]
    end = _CONTENT.search(inside)
    inside = inside[: end.start()].rpartition("<")[0] if end else inside
    pieces = _BREAK.split(inside)
    at = next((n for n, piece in enumerate(pieces) if n and _is_moment(piece)), None)
    if at is None:
        return BrokenEnd()
    said, files = _without_files(pieces[:at])
    link = _LINK.search(cell)
    date, behind = _parted(pieces[at])
    answer = to_text(behind + "<br>".join(pieces[at + 1 :]))
    lines = [to_text(piece).replace("\xa0", " ") for piece in said]
    return Entry("\n".join(lines), bool(answer), date, html.unescape(link[1]) if link else "", files)


def _parted(piece: str) -> tuple[str, str]:
    """A date as ISO (empty where nobody can read it), and the answer that may follow it without a break."""
    text, mark, behind = piece.partition("<")
    when = read_moment(html.unescape(text))
    return when.isoformat() if when else "", mark + behind


def _without_files(pieces: list[str]) -> tuple[list[str], bool]:
    """The lines that were typed, without the names of files, and the sentence that counts them."""
    kept = list(pieces)
    while len(kept) > 1 and _LOCAL.search(kept[-1]):
        kept.pop()
    files = len(kept) < len(pieces)
    if len(kept) > 1 and "<" not in kept[-1] and _COUNTED.fullmatch(to_text(kept[-1])):
        kept.pop()
        files = True
    return kept, files


def _is_moment(piece: str) -> bool:
    text = html.unescape(piece.partition("<")[0]).strip()
    return 8 <= len(text) <= 60 and _YEAR.search(text) is not None and _CLOCK.search(text) is not None


def read_moment(text: str) -> datetime | None:
    """A date as such pages write it, taken as UTC; None where the order of day and month cannot be known."""
    year, clock, plain = _YEAR.search(text), _CLOCK.search(text), _PLAIN.search(text)
    if year is None or clock is None:
        return None
    hour, minute, second = int(clock[1]), int(clock[2]), int(clock[3] or 0)
    if clock[4]:
        hour = hour % 12 + (12 if clock[4] in "pP" else 0)
    if plain and plain[3]:
        month, day = int(plain[3]), int(plain[4])
    elif plain:
        day, month = int(plain[1]), int(plain[2])
        if "/" in plain[0] and day <= 12 and month <= 12 and day != month:
            return None
        if month > 12:
            day, month = month, day
    else:
        before = text[: clock.start()]
        month = next((n for word in _WORD.findall(before) if (n := _month(word))), 0)
        rest = _YEAR.sub(" ", before)
        found = _DAY.search(rest)
        day = int(found[1]) if found else 0
    try:
        return datetime(int(year[1]), month, day, hour, minute, second, tzinfo=UTC)
    except ValueError:
        return None


def _month(word: str) -> int:
    low = word.lower()
    return next((n for n, names in enumerate(_MONTHS, 1) if low.startswith(names)), 0)
