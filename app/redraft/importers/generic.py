"""Anything else that holds texts: CSV with a column picker, JSONL, plain text, a folder of Markdown."""

from __future__ import annotations

import io
import json
import re
from collections.abc import Iterator
from datetime import datetime
from typing import Any

from redraft.domain.archive import Audience, Kind, Post, Reason, Skipped
from redraft.domain.errors import InputError
from redraft.domain.message import Message
from redraft.importers.bounds import read_up_to
from redraft.importers.contract import Options, Part, Platform, post_or_skip
from redraft.importers.dates import from_text
from redraft.importers.opening import Member, Source
from redraft.importers.tables import Row, header_of, rows

TEXT_NAMES = (
    "text",
    "body",
    "content",
    "message",
    "comment",
    "full_text",
    "post",
    "description",
    "selftext",
    "caption",
)
DATE_NAMES = ("date", "created_at", "timestamp", "created", "time", "published", "created_utc", "datetime")
_FILE_LIMIT = 16 << 20
_LINE_LIMIT = 4 << 20


def columns_of(source: Source, member: Member) -> list[str]:
    """The columns a user can pick from, in lower case."""
    return header_of(source, member)


def _pick(names: list[str], chosen: dict[str, str]) -> dict[str, str]:
    """Which column is the text, the date and so on: as chosen, else by usual names."""
    found = {key: name.lower() for key, name in chosen.items() if name.lower() in names}
    usual = {
        "text": TEXT_NAMES,
        "date": DATE_NAMES,
        "id": ("id",),
        "title": ("title", "subject"),
        "url": ("url", "permalink"),
    }
    for key, options in usual.items():
        for option in options:
            if key not in found and option in names:
                found[key] = option
    return found


def _row(row: Row | dict[str, Any], columns: dict[str, str]) -> Post | Skipped:
    if "text" in columns and columns["text"] not in row:
        return Skipped.because(Reason.MALFORMED)
    title, body = (str(row.get(columns.get(k, ""), "") or "") for k in ("title", "text"))
    text = f"{title}\n\n{body}" if title and body and columns.get("title") != columns.get("text") else body or title
    name, link = (str(row.get(columns.get(k, ""), "") or "") for k in ("id", "url"))
    when = from_text(row.get(columns.get("date", ""), ""))
    return post_or_skip(Post(name, text, when, Kind.POST, Audience.UNKNOWN, url=link))


def _tables(source: Source) -> list[Member]:
    return source.find(r"\.(csv|tsv)$")


def _csv_looks(source: Source) -> float:
    found = [_pick(header_of(source, m), {}) for m in _tables(source)[:20]]
    return 0.3 if any("text" in f for f in found) else 0.15 if found else 0.0


def _csv_parts(source: Source, options: Options) -> Iterator[Part]:
    for member in _tables(source):
        columns = _pick(header_of(source, member), options.columns)
        if "text" not in columns:
            options.note("columns", Message("do.choose_column"))
            continue
        yield Part(member, lambda m=member: rows(source, m), lambda row, c=columns: _row(row, c))  # type: ignore[misc]


def lines(source: Source, member: Member) -> Iterator[str]:
    """Non-blank lines; one that is longer than the limit comes cut, and then does not parse."""
    with source.open(member) as stream, io.TextIOWrapper(stream, "utf-8-sig", "replace", newline="\n") as lines:
        while line := lines.readline(_LINE_LIMIT):
            if line.strip():
                yield line


def jsonl_members(source: Source, among: list[Member] | None = None) -> list[Member]:
    """The members, or those of them, that begin with a line that is an object."""
    found = []
    for member in source.find(r"(\.(jsonl|ndjson)|^file)$") if among is None else among:
        first = source.head(member).lstrip(b"\xef\xbb\xbf").partition(b"\n")[0].strip()
        if first.startswith(b"{") and first.endswith(b"}"):
            found.append(member)
    return found


def _json_line(line: str, chosen: dict[str, str]) -> Post | Skipped:
    value = json.loads(line)
    low = {str(k).lower(): v for k, v in value.items()}
    return _row(low, _pick(list(low), chosen))


def _jsonl_parts(source: Source, options: Options) -> Iterator[Part]:
    for member in jsonl_members(source):
        yield Part(member, lambda m=member: lines(source, m), lambda line: _json_line(line, options.columns))  # type: ignore[misc]


def whole_text(source: Source, member: Member) -> Iterator[str]:
    """A member's text as one record; raises InputError when it is too large."""
    with source.open(member) as stream:
        data = read_up_to(stream, _FILE_LIMIT + 1)
    if len(data) > _FILE_LIMIT:
        raise InputError(Message("read.text_too_large"), Message("do.split"))
    yield data.decode("utf-16" if data[:2] in {b"\xff\xfe", b"\xfe\xff"} else "utf-8-sig", "replace").replace(
        "\r\n", "\n"
    )


def _is_text(source: Source, member: Member) -> bool:
    head = source.head(member)
    return b"\0" not in head or head[:2] in {b"\xff\xfe", b"\xfe\xff"}


def text_members(source: Source) -> list[Member]:
    """Files that are plain text by their name and their first bytes."""
    return [m for m in source.find(r"(\.(txt|text)|^file)$") if _is_text(source, m)]


def _text_looks(source: Source) -> float:
    return 0.1 if text_members(source) else 0.0


def _text_parts(source: Source, options: Options) -> Iterator[Part]:
    for member in text_members(source):
        yield Part(
            member,
            lambda m=member: whole_text(source, m),  # type: ignore[misc]
            lambda text, m=member: post_or_skip(Post(m.name, text, audience=Audience.UNKNOWN)),  # type: ignore[misc]
        )


_FRONT = re.compile(r"---[ \t]*\n([\s\S]{0,65536}?)\n(?:---|\.\.\.)[ \t]*(?:\n|$)")
_FIELD = re.compile(r"^(\w+)[ \t]*:[ \t]*(.*)$", re.MULTILINE)


def front_matter(text: str) -> tuple[dict[str, str], str]:
    """The fields before a Markdown file's body, by lower-case name, and the body."""
    found = _FRONT.match(text)
    if found is None:
        return {}, text
    fields = {k.lower(): v.strip().strip("\"'") for k, v in _FIELD.findall(found[1])}
    return fields, text[found.end() :]


def _note(text: str, member: Member) -> Post | Skipped:
    fields, body = front_matter(text)
    title = fields.get("title", "")
    said = f"{title}\n\n{body}" if title and body.strip() else title or body
    when: datetime | None = from_text(fields.get("date") or fields.get("created"))
    draft = fields.get("draft", "").lower() == "true" or fields.get("published", "").lower() == "false"
    return post_or_skip(Post(member.name, said, when, Kind.DRAFT if draft else Kind.ARTICLE, Audience.UNKNOWN))


def _markdown(source: Source) -> list[Member]:
    return [m for m in source.find(r"\.(md|markdown|mdx)$") if _is_text(source, m)]


def _markdown_looks(source: Source) -> float:
    found = _markdown(source)
    return 0.5 if found and len(found) * 2 > len(source.members) else 0.2 if found else 0.0


def _markdown_parts(source: Source, options: Options) -> Iterator[Part]:
    for member in _markdown(source):
        yield Part(member, lambda m=member: whole_text(source, m), lambda text, m=member: _note(text, m))  # type: ignore[misc]


CSV = Platform("csv", "Table (CSV)", _csv_looks, _csv_parts)
JSONL = Platform("jsonl", "JSON lines", lambda s: 0.35 if jsonl_members(s) else 0.0, _jsonl_parts)
TEXT = Platform("text", "Text files", _text_looks, _text_parts)
MARKDOWN = Platform("markdown", "Folder of Markdown", _markdown_looks, _markdown_parts)
