"""Tables and lists of music: Exportify, Apple Music, YouTube Music, Last.fm, Deezer, ListenBrainz."""

from __future__ import annotations

import io
import itertools
import json
import re
import zipfile
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from typing import Any

from redraft.domain.archive import Reason, Skipped
from redraft.domain.errors import InputError
from redraft.domain.items import Item
from redraft.domain.message import Message
from redraft.domain.music import Listing, Playlist, Track
from redraft.importers.bounds import read_up_to
from redraft.importers.contract import BrokenEnd, Options, Part, Platform
from redraft.importers.dates import from_epoch, from_text, from_words
from redraft.importers.json_records import items
from redraft.importers.opening import Member, Source
from redraft.importers.tables import Row, header_of, plain_rows, rows
from redraft.importers.xml_tokens import require_short_tokens

_WHOLE = 256 << 20
_LINE = 4 << 20
_CELLS, _ROWS = 50, 2_000_000
"""Columns and rows of a sheet that are looked at: a cell may say that it is the 16,384th, a row any number."""
_FEATURES = (
    "danceability",
    "energy",
    "key",
    "loudness",
    "mode",
    "speechiness",
    "acousticness",
    "instrumentalness",
    "liveness",
    "valence",
    "tempo",
    "popularity",
)


def named(track: Track) -> Track | Skipped:
    """The track, or a skip when it has neither a title nor an artist."""
    return track if track.title or track.artist else Skipped.because(Reason.EMPTY)


def _number(value: Any) -> float | None:
    try:
        return float(value)
    except (TypeError, ValueError):
        return None


def whole_number(value: Any) -> int | None:
    """A number of a table's cell, None when it is none."""
    found = _number(value)
    return int(found) if found is not None and abs(found) < 1e15 else None


def _year(value: Any) -> int | None:
    found = re.match(r"(\d{4})", str(value or ""))
    return int(found[1]) if found and 1000 < int(found[1]) < 2200 else None


# Exportify: two programs of the same name, told apart by header only


def _exportify(row: Row | Playlist) -> Item:
    if isinstance(row, Playlist):
        return row
    uri = row.get("track uri") or row.get("spotify uri") or row.get("track id") or ""
    if uri.startswith("spotify:episode"):
        return Skipped.because(Reason.PODCAST, True)
    genres = row.get("genres") or row.get("artist genres") or ""
    features = {k: v for k in _FEATURES if (v := _number(row.get(k))) is not None}
    explicit = row.get("explicit", "").lower()
    return named(
        Track(
            row["track name"],
            row.get("artist name(s)", ""),
            row.get("album name", ""),
            playlist=row["\0list"],
            date=from_text(row.get("added at")),
            year=_year(row.get("album release date") or row.get("release date")),
            length_ms=whole_number(row.get("track duration (ms)") or row.get("duration (ms)")),
            genres=tuple(g.strip() for g in re.split("[,;]", genres) if g.strip()),
            features=features,
            explicit=explicit == "true" if explicit in {"true", "false"} else None,
            uri=uri,
            local=uri.startswith("spotify:local"),
        )
    )


# YouTube Music, Last.fm, Deezer, ListenBrainz


def _youtube_music(row: Row) -> Item:
    title, album = row.get("song title", ""), row.get("album title", "")
    artist = ", ".join(v for k, v in row.items() if k.startswith("artist name") and v)
    return named(Track(title, artist, album, Listing.LIBRARY, uri=row.get("song url") or row.get("video id") or ""))


def _lastfm_row(row: list[str], header: list[str]) -> Item | None:
    if [c.strip().lower() for c in row] == header and "artist" in header:
        return None
    if "artist" in header:
        found = dict(zip(header, row, strict=False))
        title = found.get("track") or found.get("title") or found.get("name") or ""
        when = from_epoch(found.get("uts")) or _lastfm_date(found.get("utc_time") or found.get("date"))
        return named(Track(title, found["artist"], found.get("album", ""), Listing.PLAYED, date=when))
    artist, album, title, date = row[:4]
    return named(Track(title, artist, album, Listing.PLAYED, date=_lastfm_date(date)))


def _lastfm_date(value: Any) -> datetime | None:
    return from_words(value, ("%d %b %Y %H:%M", "%d %b %Y, %H:%M"))


def _lastfm_json(raw: Any) -> Item:
    def word(value: Any) -> str:
        return str(value.get("#text") or value.get("name") or "") if isinstance(value, dict) else str(value or "")

    date = raw.get("date") or {}
    when = from_epoch(date.get("uts")) if isinstance(date, dict) else from_epoch(date)
    return named(Track(str(raw["name"]), word(raw.get("artist")), word(raw.get("album")), Listing.PLAYED, date=when))


def _deezer(source: Source, member: Member) -> Iterator[Any]:
    import openpyxl

    with source.open(member) as stream:
        data = read_up_to(stream, _WHOLE)
    with zipfile.ZipFile(io.BytesIO(data)) as inside:
        for info in inside.infolist():
            if info.file_size > max(8 << 20, info.compress_size * 200) or info.file_size > _WHOLE:
                raise InputError(Message("read.workbook_bomb"))
            with inside.open(info) as part:
                require_short_tokens(read_up_to(part, _WHOLE))  # type: ignore[arg-type]
    try:
        book = openpyxl.load_workbook(io.BytesIO(data), read_only=True, data_only=True)
        for sheet in book.worksheets:
            if "listening" in sheet.title.lower():
                yield from _sheet(sheet)
    except InputError:
        raise
    except Exception as error:  # openpyxl raises whatever its XML reader does
        raise BrokenEnd from error


def _sheet(sheet: Any) -> Iterator[dict[str, Any]]:
    header: list[str] = []
    for cells in itertools.islice(sheet.iter_rows(max_col=_CELLS, values_only=True), _ROWS):
        if not header:
            header = [str(c or "").strip().lower() for c in cells]
        elif any(c is not None for c in cells):
            yield dict(zip(header, cells, strict=False))


def _deezer_row(row: Any) -> Item:
    when = row.get("date")
    if isinstance(when, datetime):
        when = when.replace(tzinfo=UTC)
    heard = whole_number(row.get("listening time"))
    return named(
        Track(
            str(row.get("song title") or ""),
            str(row.get("artist") or ""),
            str(row.get("album title") or ""),
            Listing.PLAYED,
            date=when if isinstance(when, datetime) else from_text(when),
            played_ms=heard * 1000 if heard is not None else None,
        )
    )


def _listen_lines(source: Source, member: Member) -> Iterator[str]:
    with source.open(member) as stream, io.TextIOWrapper(stream, "utf-8-sig", "replace", newline="\n") as lines:
        while line := lines.readline(_LINE):
            if line.strip():
                yield line


def _listen(line: str) -> Item:
    raw = json.loads(line)
    data = raw["track_metadata"]
    if not data.get("track_name"):
        return Skipped.because(Reason.EMPTY)
    info = data.get("additional_info") or {}
    when = from_epoch(raw.get("listened_at"))
    length = info.get("duration_ms")
    return named(
        Track(
            str(data["track_name"]),
            str(data.get("artist_name") or ""),
            str(data.get("release_name") or ""),
            Listing.PLAYED,
            date=when,
            length_ms=length,
        )
    )


# Telling them apart


def _by_header(name: str) -> Callable[[Source, Member], bool]:
    tests: dict[str, Callable[[set[str]], bool]] = {
        "exportify": lambda c: {"track name", "artist name(s)"} <= c,
        "youtube-music": lambda c: (
            "song title" in c and ("album title" in c or any(k.startswith("artist name") for k in c))
        ),
        "lastfm": lambda c: (
            "artist" in c and ("track" in c or "title" in c) and ("uts" in c or "date" in c or "utc_time" in c)
        ),
    }
    return lambda source, member: tests[name](set(header_of(source, member)))


def _bare_lastfm(source: Source, member: Member) -> bool:
    """A table without header whose fourth column is a date in Last.fm's form."""
    line = source.head(member).decode("utf-8-sig", "replace").partition("\n")[0].strip()
    return re.search(r',"?\d{1,2} \w{3} \d{4},? \d\d:\d\d"?$', line) is not None


def _tables(source: Source) -> list[Member]:
    return source.find(r"(\.csv|^file)$")


def _any(test: Callable[[Source, Member], bool], level: float) -> Callable[[Source], float]:
    return lambda source: level if any(test(source, m) for m in _tables(source)[:300]) else 0.0


def _exportify_parts(source: Source, options: Options) -> Iterator[Part]:
    for member in _tables(source):
        if _by_header("exportify")(source, member):
            name = member.base.removesuffix(".csv")
            yield Part(member, lambda m=member, n=name: _with_name(source, m, n), _exportify)  # type: ignore[misc]


def _with_name(source: Source, member: Member, name: str) -> Iterator[Any]:
    """The playlist, which is named as the file is, then its rows with that name."""
    yield Playlist(name, member=member.number)
    yield from (row | {"\0list": name} for row in rows(source, member))


def _youtube_parts(source: Source, options: Options) -> Iterator[Part]:
    for member in _tables(source):
        if _by_header("youtube-music")(source, member):
            yield Part(member, lambda m=member: rows(source, m), _youtube_music)  # type: ignore[misc]
        elif {"video id"} <= set(header_of(source, member)) and len(header_of(source, member)) <= 3:
            options.note("ids-only", Message("read.youtube_ids"))


def _lastfm_json_members(source: Source) -> list[Member]:
    return [
        m
        for m in source.find(r"(\.json|^file)$")[:100]
        if b'"recenttracks"' in source.head(m) or b'"#text"' in source.head(m)
    ]


def _lastfm_parts(source: Source, options: Options) -> Iterator[Part]:
    for member in _tables(source):
        if _by_header("lastfm")(source, member) or _bare_lastfm(source, member):
            header = header_of(source, member)
            yield Part(member, lambda m=member: plain_rows(source, m), lambda row, h=header: _lastfm_row(row, h))  # type: ignore[misc]
    for member in _lastfm_json_members(source):
        prefix = "recenttracks.track.item" if b'"recenttracks"' in source.head(member) else "item"
        yield Part(member, lambda m=member, p=prefix: items(source, m, p), _lastfm_json)  # type: ignore[misc]


def _workbooks(source: Source) -> list[Member]:
    return [m for m in source.find(r"(\.xlsx|^file)$") if source.head(m).startswith(b"PK")]


def _deezer_parts(source: Source, options: Options) -> Iterator[Part]:
    for member in _workbooks(source):
        yield Part(member, lambda m=member: _deezer(source, m), _deezer_row)  # type: ignore[misc]


def _listen_members(source: Source) -> list[Member]:
    return [
        m
        for m in source.find(r"(\.jsonl|^file)$")
        if b'"track_metadata"' in source.head(m) and b'"listened_at"' in source.head(m)
    ]


def _listen_parts(source: Source, options: Options) -> Iterator[Part]:
    for member in _listen_members(source):
        yield Part(member, lambda m=member: _listen_lines(source, m), _listen)  # type: ignore[misc]


def _lastfm_looks(source: Source) -> float:
    if any(_by_header("lastfm")(source, m) or _bare_lastfm(source, m) for m in _tables(source)[:100]):
        return 0.85
    return 0.9 if _lastfm_json_members(source) else 0.0


EXPORTIFY = Platform("exportify", "Exportify", _any(_by_header("exportify"), 0.96), _exportify_parts, music=True)
YOUTUBE_MUSIC = Platform(
    "youtube-music", "YouTube Music", _any(_by_header("youtube-music"), 0.92), _youtube_parts, music=True
)
LASTFM = Platform("lastfm", "Last.fm", _lastfm_looks, _lastfm_parts, music=True)
DEEZER = Platform("deezer", "Deezer", lambda s: 0.7 if _workbooks(s) else 0.0, _deezer_parts, music=True)
LISTENBRAINZ = Platform(
    "listenbrainz", "ListenBrainz", lambda s: 0.96 if _listen_members(s) else 0.0, _listen_parts, music=True
)
