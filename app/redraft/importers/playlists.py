"""Playlist files: M3U, PLS, XSPF, JSPF. An absolute path in one may give a user name away."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any
from urllib.parse import unquote

from defusedxml import DefusedXmlException
from defusedxml.ElementTree import ParseError, fromstring

from redraft.domain.archive import Reason, Skipped
from redraft.domain.errors import InputError
from redraft.domain.items import Item
from redraft.domain.message import Message
from redraft.domain.music import Leak, Playlist, Track
from redraft.importers.bounds import read_up_to
from redraft.importers.contract import BrokenEnd, Options, Part, Platform
from redraft.importers.json_records import items
from redraft.importers.opening import Member, Source

_LIMIT = 64 << 20
_USER = re.compile(r"(?:^|[/\\])(?:home|Users|Documents and Settings)[/\\]+([^/\\]{1,64})[/\\]", re.IGNORECASE)
_SECONDS = re.compile(r"[0-9]{1,9}$")
_NOBODY = {"public", "shared", "default", "all users"}
_EXTINF = re.compile(r"#EXTINF:\s*+(-?\d{1,9}(?:\.\d{1,9})?)?[^,]*+,(.*)$", re.IGNORECASE)


def user_in(path: str) -> str:
    """The user name that an absolute path gives away, empty when there is none."""
    found = _USER.search(unquote(path))
    return found[1] if found and found[1].lower() not in _NOBODY else ""


def _text(source: Source, member: Member) -> str:
    with source.open(member) as stream:
        data = read_up_to(stream, _LIMIT + 1)
    if len(data) > _LIMIT:
        raise InputError(Message("read.playlist_too_large"))
    if data[:2] in {b"\xff\xfe", b"\xfe\xff"}:
        return data.decode("utf-16", "replace")
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        return data.decode("latin-1")


def _located(title: str, path: str, seconds: str, name: str, artist: str = "", album: str = "") -> list[Item]:
    """The track, after the leak that its path is, if it is one."""
    absolute = path.startswith(("/", "file:", "\\\\")) or re.match(r"[A-Za-z]:[/\\]", path) is not None
    web = "://" in path and not path.startswith("file:")
    stem = re.sub(r"\.\w{1,5}$", "", unquote(path).replace("\\", "/").rpartition("/")[2]) if not web else path
    said = title or stem
    if not artist and " - " in said:
        artist, _, said = said.partition(" - ")
    length = int(float(seconds) * 1000) if seconds and float(seconds) > 0 else None
    track = Track(
        said.strip(),
        artist.strip(),
        album,
        playlist=name,
        length_ms=length,
        uri=path if web else "",
        local=not web,
        path=path if absolute else "",
    )
    user = user_in(path) if absolute else ""
    return [*([Leak(path, user)] if user else []), track]


def _m3u(source: Source, member: Member) -> Iterator[Any]:
    name = re.sub(r"\.\w+$", "", member.base)
    title = seconds = artist = album = ""
    for raw in _text(source, member).splitlines():
        line = raw.strip()
        if not line:
            continue
        if line.startswith("#"):
            found = _EXTINF.match(line)
            key, _, value = line.partition(":")
            if found:
                seconds, title = found[1] or "", found[2].strip()
            elif key.upper() == "#PLAYLIST":
                name = value.strip()
                yield Playlist(name, member=member.number)
            elif key.upper() == "#EXTART":
                artist = value.strip()
            elif key.upper() == "#EXTALB":
                album = value.strip()
            continue
        yield from _located(title, line, seconds, name, artist, album)
        title = seconds = artist = ""


def _pls(source: Source, member: Member) -> Iterator[Any]:
    name = re.sub(r"\.\w+$", "", member.base)
    entries: dict[int, dict[str, str]] = {}
    for line in _text(source, member).splitlines():
        found = re.match(r"\s*(File|Title|Length)(\d{1,9})\s*=\s*(.*)$", line, re.IGNORECASE)
        if found:
            entries.setdefault(int(found[2]), {})[found[1].lower()] = found[3].strip()
    for _, entry in sorted(entries.items()):
        if "file" not in entry and "title" not in entry:
            yield Skipped.because(Reason.MALFORMED)
            continue
        length = entry.get("length", "")
        yield from _located(
            entry.get("title", ""), entry.get("file", ""), length if _SECONDS.match(length) else "", name
        )


def _local(tag: str) -> str:
    return tag.rpartition("}")[2]


def _xspf(source: Source, member: Member) -> Iterator[Any]:
    try:
        root = fromstring(_text(source, member).lstrip("\ufeff"))
    except (ParseError, DefusedXmlException, ValueError) as error:
        raise BrokenEnd from error
    fields = {_local(child.tag): (child.text or "").strip() for child in root}
    name = fields.get("title") or member.base
    yield Playlist(name, fields.get("annotation", ""), member=member.number)
    for track in root.iter():
        if _local(track.tag) == "track":
            yield {_local(child.tag): (child.text or "").strip() for child in track} | {"\0list": name}


def _jspf(source: Source, member: Member) -> Iterator[Any]:
    for raw in items(source, member, "playlist.track.item"):
        yield raw if not isinstance(raw, dict) else raw | {"\0list": member.base.rpartition(".")[0]}


def _item(raw: Any) -> Item:
    if not isinstance(raw, dict):
        return raw  # type: ignore[no-any-return]
    place = raw.get("location") or ""
    path = str(place[0] if isinstance(place, list) and place else place or "")
    length = raw.get("duration")
    seconds = str(float(length) / 1000) if length else ""
    title, artist, album = (str(raw.get(k) or "") for k in ("title", "creator", "album"))
    if not title and not path:
        return Skipped.because(Reason.EMPTY)
    return _located(title, path, seconds, str(raw["\0list"]), artist, album)[-1]


def _leaks(raws: Iterator[Any]) -> Iterator[Any]:
    """The raw tracks of XSPF and JSPF, each after the leak in its path."""
    for raw in raws:
        place = raw.get("location") if isinstance(raw, dict) else ""
        path = place[0] if isinstance(place, list) and place else place
        if isinstance(path, str) and path.startswith(("file:", "/")) and user_in(path):
            yield Leak(path, user_in(path))
        yield raw


def _sort(source: Source, member: Member) -> str:
    head = source.head(member).lstrip(b"\xef\xbb\xbf \r\n\t")
    ending = member.name.lower().rpartition(".")[2]
    if head.startswith(b"#EXTM3U") or ending in {"m3u", "m3u8"}:
        return "m3u"
    if head[:10].lower() == b"[playlist]" or ending == "pls":
        return "pls"
    if b"xspf.org/ns" in head or ending == "xspf":
        return "xspf"
    jspf = ending == "jspf" or (head.startswith(b"{") and re.match(rb'\{\s*"playlist"\s*:\s*\{', head))
    return "jspf" if jspf else ""


def _looks(source: Source) -> float:
    found = [m for m in source.members[:500] if _sort(source, m)]
    return 0.9 if found and len(found) * 2 >= len(source.members) else 0.4 if found else 0.0


def _parts(source: Source, options: Options) -> Iterator[Part]:
    readers = {"m3u": _m3u, "pls": _pls, "xspf": _xspf, "jspf": _jspf}
    for member in source.members:
        sort = _sort(source, member)
        if sort:
            yield Part(member, lambda m=member, read=readers[sort]: _leaks(read(source, m)), _item)  # type: ignore[misc]


PLAYLISTS = Platform("playlists", "Playlist files (M3U, PLS, XSPF, JSPF)", _looks, _parts, music=True)
