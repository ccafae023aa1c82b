"""Spotify: account data, extended history, and the Web API's JSON."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from contextlib import suppress
from typing import Any

from redraft.domain.archive import Audience, Concluded, Kind, Post, Reason, Skipped
from redraft.domain.errors import InputError
from redraft.domain.items import Item
from redraft.domain.message import Message
from redraft.domain.music import Listing, Playlist, Track
from redraft.importers.contract import BAD_RECORD, BrokenEnd, Options, Part, Platform, post_or_skip
from redraft.importers.dates import from_text
from redraft.importers.json_records import items, whole
from redraft.importers.opening import Member, Source

_NAMES = {
    "playlists": re.compile(r"(^|/)playlist\d*\.json$", re.I),
    "library": re.compile(r"(^|/)yourlibrary\.json$", re.I),
    "plays": re.compile(r"(^|/)streaminghistory(_music_|_podcast_)?\d*\.json$", re.I),
    "extended": re.compile(r"(^|/)(streaming_history_(audio|video)_.*|endsong_?\d*)\.json$", re.I),
    "comments": re.compile(r"(^|/)podcastinteractivitycomments\.json$", re.I),
    "prompts": re.compile(r"(^|/)userprompts\.json$", re.I),
    "searches": re.compile(r"(^|/)searchqueries\.json$", re.I),
    "inferences": re.compile(r"(^|/)inferences\.json$", re.I),
}
_SIGNS = (
    ("extended", (b'"master_metadata_track_name"',)),
    ("plays", (b'"endTime"', b'"msPlayed"')),
    ("playlists", (b'"playlists"', b'"items"')),
    ("inferences", (b'"inferences"',)),
    ("web", (b'"tracks"', b'"track"', b'"artists"')),
    ("web_list", (b'"added_at"', b'"track"', b'"artists"')),
)


def _sort(source: Source, member: Member) -> str:
    if not member.name.lower().endswith((".json", "file")):
        return ""
    for name, pattern in _NAMES.items():
        if pattern.search(member.name):
            return name
    head = source.head(member)
    return next((name for name, signs in _SIGNS if all(sign in head for sign in signs)), "")


def _looks(source: Source) -> float:
    found = {_sort(source, m) for m in source.find(r"(\.json|^file)$")[:300]} - {"", "comments", "prompts"}
    if found & {"extended", "plays", "web", "web_list"}:
        return 0.96
    return 0.9 if found else 0.0


def _playlists(source: Source, member: Member) -> Iterator[Any]:
    """(playlist, None) once, then (playlist, item) for each of its items."""
    for raw in items(source, member, "playlists.item"):
        if isinstance(raw, BrokenEnd):
            yield raw
            continue
        yield raw, None
        entries = raw.get("items") if isinstance(raw, dict) else None
        yield from ((raw, entry) for entry in (entries if isinstance(entries, list) else ()))


def _playlist_item(raw: Any, member: Member) -> Item:
    playlist, entry = raw
    name = str(playlist.get("name") or "")
    if entry is None:
        modified = from_text(playlist.get("lastModifiedDate"))
        followers = playlist.get("numberOfFollowers")
        return Playlist(name, str(playlist.get("description") or ""), followers, modified, member.number)
    added = from_text(entry.get("addedDate"))
    track, local = entry.get("track"), entry.get("localTrack")
    if track is None and local is None:
        if entry.get("episode") or entry.get("audiobook"):
            return Skipped.because(Reason.PODCAST, True)
        return Skipped.because(Reason.EMPTY)
    if track is not None:
        title, artist = str(track.get("trackName") or ""), str(track.get("artistName") or "")
        uri = str(track.get("trackUri") or "")
        return _named(Track(title, artist, str(track.get("albumName") or ""), playlist=name, date=added, uri=uri))
    if isinstance(local, str):
        return _named(Track(local, playlist=name, date=added, local=True))
    uri = str(local.get("uri") or local.get("trackUri") or "")
    pieces = [p.replace("+", " ") for p in uri.split(":")[2:5]] if uri.startswith("spotify:local:") else []
    title = str(local.get("trackName") or (pieces[2] if len(pieces) > 2 else ""))
    artist = str(local.get("artistName") or (pieces[0] if pieces else ""))
    return _named(Track(title, artist, playlist=name, date=added, uri=uri, local=True))


def _named(track: Track) -> Track | Skipped:
    return track if track.title or track.artist else Skipped.because(Reason.EMPTY)


def _library(raw: Any) -> Item:
    track = Track(
        str(raw["track"] or ""),
        str(raw.get("artist") or ""),
        str(raw.get("album") or ""),
        Listing.LIBRARY,
        uri=str(raw.get("uri") or ""),
    )
    return _named(track)


def _play(raw: Any) -> Item:
    if "trackName" not in raw and ("podcastName" in raw or "episodeName" in raw):
        return Skipped.because(Reason.PODCAST, True)
    heard = raw.get("msPlayed")
    return _named(
        Track(
            str(raw["trackName"] or ""),
            str(raw.get("artistName") or ""),
            listing=Listing.PLAYED,
            date=from_text(raw.get("endTime")),
            played_ms=int(heard) if heard is not None else None,
        )
    )


def _extended(raw: Any, seen: set[int]) -> Item:
    title = raw["master_metadata_track_name"]
    if title is None:
        spoken = raw.get("episode_name") or raw.get("spotify_episode_uri") or raw.get("audiobook_title")
        return Skipped.because(Reason.PODCAST if spoken else Reason.EMPTY, True)
    heard = raw.get("ms_played")
    key = hash((raw.get("ts"), raw.get("spotify_track_uri") or title, heard, raw.get("offline_timestamp")))
    if key in seen:
        return Skipped.because(Reason.DUPLICATE)
    seen.add(key)
    return Track(
        str(title),
        str(raw.get("master_metadata_album_artist_name") or ""),
        str(raw.get("master_metadata_album_album_name") or ""),
        Listing.PLAYED,
        date=from_text(raw.get("ts")),
        played_ms=int(heard) if heard is not None else None,
        uri=str(raw.get("spotify_track_uri") or ""),
    )


def _web(raw: Any) -> Item:
    track = raw.get("track", raw)
    if track is None:
        return Skipped.because(Reason.EMPTY)
    if track.get("type") == "episode":
        return Skipped.because(Reason.PODCAST, True)
    album = track.get("album") or {}
    artists = ", ".join(str(a.get("name") or "") for a in track.get("artists") or ())
    year = str(album.get("release_date") or "")[:4]
    return _named(
        Track(
            str(track.get("name") or ""),
            artists,
            str(album.get("name") or ""),
            date=from_text(raw.get("added_at")),
            year=int(year) if year.isdigit() else None,
            length_ms=track.get("duration_ms"),
            explicit=track.get("explicit"),
            uri=str(track.get("uri") or ""),
            local=bool(track.get("is_local")),
        )
    )


_WORDS = {"comments": Kind.COMMENT, "prompts": Kind.POST, "searches": Kind.SEARCH}
_SAYING = ("comment", "text", "prompt", "message", "searchQuery", "query")


def _strings(source: Source, member: Member) -> Iterator[Any]:
    """Every object of a small file, in order, however deep it lies."""
    pending: list[Any] = [whole(source, member)]
    while pending:
        here = pending.pop()
        if isinstance(here, dict):
            yield here
            pending += reversed(list(here.values()))
        elif isinstance(here, list):
            pending += reversed(here)


def _words(raw: Any, kind: Kind) -> Item | None:
    text = next((raw[k] for k in _SAYING if isinstance(raw.get(k), str)), None)
    if text is None:
        return None
    when = next((w for k, v in raw.items() if re.search("date|time|created", k, re.I) and (w := from_text(v))), None)
    return post_or_skip(Post("", text, when, kind, Audience.PUBLIC if kind is Kind.COMMENT else Audience.DIRECT))


def _parts(source: Source, options: Options) -> Iterator[Part]:
    seen: set[int] = set()
    for member in source.find(r"(\.json|^file)$"):
        sort = _sort(source, member)
        if not sort:
            continue
        if sort in {"web", "web_list"}:
            _web_notes(source, member, options)
        yield _part(source, member, sort, seen)


def _web_notes(source: Source, member: Member, options: Options) -> None:
    with suppress(InputError, *BAD_RECORD):
        data = whole(source, member)
        total = data.get("tracks", data).get("total")
        here = len(data.get("tracks", data).get("items") or ())
        if isinstance(total, int) and total > here:
            options.note("pages", Message("music.spotify_part", {"total": total, "here": here}))


def _part(source: Source, member: Member, sort: str, seen: set[int]) -> Part:
    if sort == "playlists":
        return Part(member, lambda: _playlists(source, member), lambda raw: _playlist_item(raw, member))
    if sort in _WORDS:
        return Part(member, lambda: _strings(source, member), lambda raw: _words(raw, _WORDS[sort]))
    if sort == "inferences":
        said = lambda raw: Concluded(raw) if isinstance(raw, str) else None  # noqa: E731
        return Part(member, lambda: items(source, member, "inferences.item"), said)
    if sort in {"web", "web_list"}:
        prefix = "tracks.items.item" if sort == "web" else "items.item"
        return Part(member, lambda: items(source, member, prefix), _web)
    prefix = "tracks.item" if sort == "library" else "item"
    reading: Callable[[Any], Item] = {"library": _library, "plays": _play}.get(sort, lambda raw: _extended(raw, seen))
    return Part(member, lambda: items(source, member, prefix), reading)


SPOTIFY = Platform("spotify", "Spotify", _looks, _parts, music=True)
