"""Apple Music: ``Library.xml`` and the play activity of a privacy request."""

from __future__ import annotations

import plistlib
from collections.abc import Iterable, Iterator
from datetime import UTC, datetime
from typing import Any

from redraft.domain.archive import Reason, Skipped
from redraft.domain.errors import InputError
from redraft.domain.items import Item
from redraft.domain.message import Message
from redraft.domain.music import Leak, Listing, Playlist, Track
from redraft.importers.bounds import read_up_to
from redraft.importers.contract import BrokenEnd, Options, Part, Platform
from redraft.importers.dates import from_text
from redraft.importers.listening import named, whole_number
from redraft.importers.opening import Member, Source
from redraft.importers.playlists import user_in
from redraft.importers.tables import Row, header_of, rows
from redraft.importers.xml_tokens import require_short_tokens

_WHOLE = 256 << 20


def _is_activity(source: Source, member: Member) -> bool:
    columns = set(header_of(source, member))
    return "event start timestamp" in columns and bool(columns & {"song name", "play duration milliseconds"})


def _apple_library(source: Source, member: Member) -> Iterator[Any]:
    with source.open(member) as stream:
        data = read_up_to(stream, _WHOLE + 1)
    if len(data) > _WHOLE:
        raise InputError(Message("read.apple_too_large"))
    require_short_tokens(data)
    try:
        library = plistlib.loads(data, fmt=plistlib.FMT_XML)  # its binary form can hold lists that grow when read
    except Exception as error:  # expat's own error is not a ValueError
        raise BrokenEnd from error
    for playlist in _values(library.get("Playlists")):
        if isinstance(playlist, dict) and not playlist.get("Master") and "Distinguished Kind" not in playlist:
            yield Playlist(
                str(playlist.get("Name") or ""), str(playlist.get("Description") or ""), member=member.number
            )
    yield from _values(library.get("Tracks"))


def _values(found: Any) -> Iterable[Any]:
    return found.values() if isinstance(found, dict) else found if isinstance(found, list) else ()


def _apple_track(raw: Any) -> Item:
    if not isinstance(raw, dict):
        return raw  # type: ignore[no-any-return]
    if raw.get("Podcast"):
        return Skipped.because(Reason.PODCAST, True)
    added = raw.get("Date Added")
    place = str(raw.get("Location") or "")
    return named(
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
    heard = whole_number(row.get("play duration milliseconds"))
    return named(
        Track(
            title,
            artist,
            row.get("container album name") or row.get("album name") or "",
            Listing.PLAYED,
            date=when,
            played_ms=heard,
        )
    )


def _apple_members(source: Source) -> list[Member]:
    return [
        m
        for m in source.find(r"(\.xml|^file)$")
        if b"Music Folder" in source.head(m) or b"<key>Tracks</key>" in source.head(m)
    ]


def _apple_parts(source: Source, options: Options) -> Iterator[Part]:
    for member in _apple_members(source):
        yield Part(member, lambda m=member: _apple_leaks(_apple_library(source, m)), _apple_track)  # type: ignore[misc]
    for member in source.find(r"(\.csv|^file)$"):
        if _is_activity(source, member):
            yield Part(member, lambda m=member: rows(source, m), _apple_play)  # type: ignore[misc]


def _looks(source: Source) -> float:
    if _apple_members(source):
        return 0.95
    return 0.9 if any(_is_activity(source, m) for m in source.find(r"(\.csv|^file)$")[:300]) else 0.0


APPLE = Platform("apple-music", "Apple Music", _looks, _apple_parts, music=True)
