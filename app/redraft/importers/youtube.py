"""YouTube in Google Takeout: comments and live chats as CSV, and the old HTML."""

from __future__ import annotations

import itertools
import json
import re
from collections.abc import Iterator

from redraft.domain.archive import Audience, Kind, Post, Skipped
from redraft.domain.items import Item
from redraft.importers import concluded
from redraft.importers.bounds import read_up_to
from redraft.importers.contract import Options, Part, Platform, post_or_skip
from redraft.importers.dates import from_text
from redraft.importers.markup import to_text
from redraft.importers.opening import Member, Source
from redraft.importers.tables import header_of, plain_rows

_CELL = re.compile(rb'takeoutSegments|\{""text"":')
_SENT = re.compile(r"<li>(?=[^<]{0,60}\d{4}-\d\d-\d\d \d\d:\d\d:\d\d UTC)")
_WHEN = re.compile(r"(\d{4}-\d\d-\d\d \d\d:\d\d:\d\d) UTC")


def _is_table(source: Source, member: Member) -> bool:
    columns = header_of(source, member)
    if "comment id" in columns and "comment text" in columns:
        return True
    if "live chat id" in columns and "live chat text" in columns:
        return True
    # Headers are translated; the shape of the text cell is not.
    return len(columns) >= 5 and _CELL.search(source.head(member)) is not None


def _is_page(source: Source, member: Member) -> bool:
    head = source.head(member).decode("utf-8", "replace")
    return "youtube.com" in head and _SENT.search(head) is not None


def _looks(source: Source) -> float:
    if any(_is_table(source, m) for m in source.find(r"(\.csv|^file)$")[:200]):
        return 0.95
    if any(_is_page(source, m) for m in source.find(r"(\.html?|^file)$")[:200]):
        return 0.9
    return 0.6 if any(True for _ in concluded.google(source)) else 0.0


def _words(cell: str) -> str:
    """The text of ``{"takeoutSegments": […]}`` or of JSON objects joined by commas, with raw line breaks in them."""
    if not cell.lstrip().startswith("{"):
        return cell
    try:
        value = json.loads(f"[{cell}]", strict=False)
    except ValueError:
        return cell
    segments = [s for v in value for s in (v.get("takeoutSegments", [v]) if isinstance(v, dict) else ())]
    return "".join(str(s.get("text", "")) for s in segments)


_UUID = re.compile(r"[\w.-]{15,80}$")
_VIDEO = re.compile(r"[\w-]{11}$")


def _columns(header: list[str], row: list[str]) -> dict[str, int]:
    """Positions of text, date, id and video; by name, or by the look of the cells when the names are translated."""
    named = {
        "text": ("comment text", "live chat text"),
        "date": ("comment create timestamp", "live chat create timestamp"),
        "id": ("comment id", "live chat id"),
        "video": ("video id",),
    }
    found = {key: header.index(n) for key, names in named.items() for n in names if n in header}
    if "text" in found:
        return found
    for at, cell in enumerate(row):
        if cell.lstrip().startswith("{"):
            found["text"] = at
        elif "date" not in found and from_text(cell) and len(cell) >= 10:
            found["date"] = at
        elif "id" not in found and cell.startswith("Ug"):
            found["id"] = at
        elif _VIDEO.match(cell) and "video" not in found and not cell.isdigit():
            found["video"] = at
    return found


def _table(source: Source, member: Member) -> Iterator[dict[str, str]]:
    header: list[str] | None = None
    for row in plain_rows(source, member):
        if header is None:
            header = [name.strip().lower() for name in row]
            continue
        yield {key: row[at] for key, at in _columns(header, row).items() if at < len(row)}


def _comment(row: dict[str, str], kind: Kind) -> Post | Skipped:
    video = row.get("video", "")
    link = f"https://www.youtube.com/watch?v={video}" + (f"&lc={row['id']}" if row.get("id") else "") if video else ""
    return post_or_skip(
        Post(row.get("id", ""), _words(row["text"]), from_text(row.get("date")), kind, Audience.PUBLIC, url=link)
    )


def _page(source: Source, member: Member) -> Iterator[str]:
    with source.open(member) as stream:
        text = read_up_to(stream, 64 << 20).decode("utf-8", "replace")
    starts = [m.start() for m in _SENT.finditer(text)] + [len(text)]
    for start, end in itertools.pairwise(starts):
        yield text[start:end].partition("</li>")[0]


def _entry(piece: str) -> Post | Skipped:
    when = _WHEN.search(piece)
    _, _, body = piece.partition("<br")
    link = re.search(r'href="(https?://(?:www\.)?youtube\.com/[^"]+)"', piece)
    text = to_text("<br" + body)
    return post_or_skip(Post("", text, from_text(when[1]) if when else None, Kind.COMMENT, url=link[1] if link else ""))


def _parts(source: Source, options: Options) -> Iterator[Part]:
    for member in source.find(r"(\.csv|^file)$"):
        if _is_table(source, member):
            chat = "live chat" in ",".join(header_of(source, member))

            def item(row: dict[str, str], chat: bool = chat) -> Item:
                return _comment(row, Kind.MESSAGE if chat else Kind.COMMENT)

            yield Part(member, lambda m=member: _table(source, m), item)  # type: ignore[misc]
    for member in source.find(r"(\.html?|^file)$"):
        if _is_page(source, member):
            yield Part(member, lambda m=member: _page(source, m), _entry)  # type: ignore[misc]
    yield from concluded.google(source)


YOUTUBE = Platform("youtube", "YouTube (Google Takeout)", _looks, _parts)
