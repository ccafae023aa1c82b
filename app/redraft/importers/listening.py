"""Tables and lists of music: Exportify, Apple Music, YouTube Music, Last.fm, Deezer, ListenBrainz."""

from __future__ import annotations

import io
import json
import plistlib
import re
import zipfile
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from typing import Any

from redraft.domain.archive import Reason, Skipped
from redraft.domain.errors import InputError
from redraft.domain.music import Leak, Listing, Playlist, Track
from redraft.importers.bounds import read_up_to
from redraft.importers.contract import BrokenEnd, Item, Options, Part, Platform
from redraft.importers.dates import from_epoch, from_text, from_words
from redraft.importers.json_records import items
from redraft.importers.opening import Member, Source
from redraft.importers.playlists import user_in
from redraft.importers.tables import Row, header_of, plain_rows, rows

_WHOLE = 256 << 20
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


def _named(track: Track) -> Track | Skipped:
    return track if track.title or track.artist else Skipped.because(Reason.EMPTY)


def _number(value: Any) -> float | None:
    try:
        return float(value)
    except (TypeError, ValueError):
        return None


def _whole_number(value: Any) -> int | None:
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
    return _named(
        Track(
            row["track name"],
            row.get("artist name(s)", ""),
            row.get("album name", ""),
            playlist=row["\0list"],
            date=from_text(row.get("added at")),
            year=_year(row.get("album release date") or row.get("release date")),
            length_ms=_whole_number(row.get("track duration (ms)") or row.get("duration (ms)")),
            genres=tuple(g.strip() for g in re.split("[,;]", genres) if g.strip()),
            features=features,
            explicit=explicit == "true" if explicit in {"true", "false"} else None,
            uri=uri,
            local=uri.startswith("spotify:local"),
        )
    )


# Apple Music


def _apple_library(source: Source, member: Member) -> Iterator[Any]:
    with source.open(member) as stream:
        data = read_up_to(stream, _WHOLE + 1)
    if len(data) > _WHOLE:
        raise InputError("The Apple Music library is larger than 256 MB.")
    try:
        library = plistlib.loads(data)
    except (plistlib.InvalidFileException, Exception) as error:  # expat's own error is not a ValueError
        raise BrokenEnd from error
    for playlist in library.get("Playlists") or ():
        if isinstance(playlist, dict) and not playlist.get("Master") and "Distinguished Kind" not in playlist:
            yield Playlist(
                str(playlist.get("Name") or ""), str(playlist.get("Description") or ""), member=member.number
            )
    yield from (library.get("Tracks") or {}).values()


def _apple_track(raw: Any) -> Item:
    if not isinstance(raw, dict):
        return raw  # type: ignore[no-any-return]
    if raw.get("Podcast"):
        return Skipped.because(Reason.PODCAST, True)
    added = raw.get("Date Added")
    place = str(raw.get("Location") or "")
    return _named(
        Track(
            str(raw.get("Name") or ""),
            str(raw.get("Artist") or ""),
            str(raw.get("Album") or ""),
            Listing.LIBRARY,
            date=added.replace(tzinfo=UTC) if isinstance(added, datetime) else None,
            year=raw.get("Year"),
            length_ms=raw.get("Total Time"),
            plays=raw.get("Play Count"),
            genres=(str(raw["Genre"]),) if raw.get("Genre") else (),
            explicit=raw.get("Explicit"),
            local=place.startswith("file:"),
            path=place if user_in(place) else "",
        )
    )


def _apple_leaks(raws: Iterator[Any]) -> Iterator[Any]:
    """One leak for each user name, before the track that has it."""
    seen: set[str] = set()
    for raw in raws:
        place = str(raw.get("Location") or "") if isinstance(raw, dict) else ""
        user = user_in(place)
        if user and user not in seen:
            seen.add(user)
            yield Leak(place, user)
        yield raw


def _apple_play(row: Row) -> Item:
    title = row.get("song name") or row.get("content name") or row.get("track description") or ""
    artist = row.get("artist name", "")
    if not artist and " - " in title:
        artist, _, title = title.partition(" - ")
    when = from_text(row.get("event start timestamp") or row.get("event timestamp") or row.get("date played"))
    heard = _whole_number(row.get("play duration milliseconds"))
    return _named(
        Track(
            title,
            artist,
            row.get("container album name") or row.get("album name") or "",
            Listing.PLAYED,
            date=when,
            played_ms=heard,
        )
    )


# YouTube Music, Last.fm, Deezer, ListenBrainz


def _youtube_music(row: Row) -> Item:
    title, album = row.get("song title", ""), row.get("album title", "")
    artist = ", ".join(v for k, v in row.items() if k.startswith("artist name") and v)
    return _named(Track(title, artist, album, Listing.LIBRARY, uri=row.get("song url") or row.get("video id") or ""))


def _lastfm_row(row: list[str], header: list[str]) -> Item | None:
    if [c.strip().lower() for c in row] == header and "artist" in header:
        return None
    if "artist" in header:
        found = dict(zip(header, row, strict=False))
        title = found.get("track") or found.get("title") or found.get("name") or ""
        when = from_epoch(found.get("uts")) or _lastfm_date(found.get("utc_time") or found.get("date"))
        return _named(Track(title, found["artist"], found.get("album", ""), Listing.PLAYED, date=when))
    artist, album, title, date = row[:4]
    return _named(Track(title, artist, album, Listing.PLAYED, date=_lastfm_date(date)))


def _lastfm_date(value: Any) -> datetime | None:
    return from_words(value, ("%d %b %Y %H:%M", "%d %b %Y, %H:%M"))


def _lastfm_json(raw: Any) -> Item:
    def word(value: Any) -> str:
        return str(value.get("#text") or value.get("name") or "") if isinstance(value, dict) else str(value or "")

    date = raw.get("date") or {}
    when = from_epoch(date.get("uts")) if isinstance(date, dict) else from_epoch(date)
    return _named(Track(str(raw["name"]), word(raw.get("artist")), word(raw.get("album")), Listing.PLAYED, date=when))


def _deezer(source: Source, member: Member) -> Iterator[Any]:
    import openpyxl

    with source.open(member) as stream:
        data = read_up_to(stream, _WHOLE)
    with zipfile.ZipFile(io.BytesIO(data)) as inside:
        for info in inside.infolist():
            if info.file_size > max(8 << 20, info.compress_size * 200) or info.file_size > 4 * _WHOLE:
                raise InputError("The workbook looks like a decompression bomb.")
    try:
        book = openpyxl.load_workbook(io.BytesIO(data), read_only=True, data_only=True)
    except Exception as error:  # openpyxl raises whatever its XML reader does
        raise BrokenEnd from error
    for sheet in book.worksheets:
        if "listening" in sheet.title.lower():
            header: list[str] = []
            for cells in sheet.iter_rows(values_only=True):
                if not header:
                    header = [str(c or "").strip().lower() for c in cells]
                elif any(c is not None for c in cells):
                    yield dict(zip(header, cells, strict=False))


def _deezer_row(row: Any) -> Item:
    when = row.get("date")
    if isinstance(when, datetime):
        when = when.replace(tzinfo=UTC)
    heard = _whole_number(row.get("listening time"))
    return _named(
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
        yield from (line for line in lines if line.strip())


def _listen(line: str) -> Item:
    raw = json.loads(line)
    data = raw["track_metadata"]
    info = data.get("additional_info") or {}
    when = from_epoch(raw.get("listened_at"))
    length = info.get("duration_ms")
    return _named(
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
        "apple": lambda c: (
            {"event start timestamp", "song name"} <= c or {"event start timestamp", "play duration milliseconds"} <= c
        ),
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


def _apple_members(source: Source) -> list[Member]:
    return [
        m
        for m in source.find(r"(\.xml|^file)$")
        if b"Music Folder" in source.head(m) or b"<key>Tracks</key>" in source.head(m)
    ]


def _apple_parts(source: Source, options: Options) -> Iterator[Part]:
    for member in _apple_members(source):
        yield Part(member, lambda m=member: _apple_leaks(_apple_library(source, m)), _apple_track)  # type: ignore[misc]
    for member in _tables(source):
        if _by_header("apple")(source, member):
            yield Part(member, lambda m=member: rows(source, m), _apple_play)  # type: ignore[misc]


def _youtube_parts(source: Source, options: Options) -> Iterator[Part]:
    for member in _tables(source):
        if _by_header("youtube-music")(source, member):
            yield Part(member, lambda m=member: rows(source, m), _youtube_music)  # type: ignore[misc]
        elif {"video id"} <= set(header_of(source, member)) and len(header_of(source, member)) <= 3:
            options.note("ids-only", "YouTube's playlist files hold video ids only, no titles; they were left out.")


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


def _apple_looks(source: Source) -> float:
    return 0.95 if _apple_members(source) else _any(_by_header("apple"), 0.9)(source)


EXPORTIFY = Platform("exportify", "Exportify", _any(_by_header("exportify"), 0.96), _exportify_parts, music=True)
APPLE = Platform("apple-music", "Apple Music", _apple_looks, _apple_parts, music=True)
YOUTUBE_MUSIC = Platform(
    "youtube-music", "YouTube Music", _any(_by_header("youtube-music"), 0.92), _youtube_parts, music=True
)
LASTFM = Platform("lastfm", "Last.fm", _lastfm_looks, _lastfm_parts, music=True)
DEEZER = Platform("deezer", "Deezer", lambda s: 0.7 if _workbooks(s) else 0.0, _deezer_parts, music=True)
LISTENBRAINZ = Platform(
    "listenbrainz", "ListenBrainz", lambda s: 0.96 if _listen_members(s) else 0.0, _listen_parts, music=True
)
