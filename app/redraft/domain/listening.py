"""What a file of music holds, added up: songs, hours, lists and what was wrong with it. The order of tracks is gone."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime

from redraft.domain.archive import Concluded, Counts
from redraft.domain.music import Leak, Playlist

HEARD_MS = 30_000
"""Milliseconds from which a play counts as heard; below, the track was skipped. Spotify counts a stream from there."""

Hours = tuple[int, ...]
"""Plays by the hour of the week, 168 of them from Monday 00:00 UTC."""


@dataclass(frozen=True, slots=True)
class Song:
    """One song, however often it occurs. ``artist`` and ``title`` are spelled as they occur most.

    ``listed`` entries in playlists and the library, ``plays`` heard, ``skips`` begun and not heard, ``played_ms`` in
    all. ``lists`` are the names of the playlists it stands in, sorted. ``local``: the user has it as a file.
    """

    title: str
    artist: str
    listed: int = 0
    plays: int = 0
    skips: int = 0
    played_ms: int = 0
    year: int | None = None
    length_ms: int | None = None
    genres: tuple[str, ...] = ()
    explicit: bool | None = None
    lists: tuple[str, ...] = ()
    local: bool = False


@dataclass(frozen=True, slots=True)
class Listening:
    """Everything in the file.

    ``songs`` are sorted by artist and title. ``added`` counts tracks by (year, month) in which they were added.
    ``first`` and ``last`` are of the dated plays, ``days`` the days with plays, ``newest`` the latest date of any kind.
    ``audio`` is the mean of each audio feature and over how many tracks. ``own_words`` are texts the user typed, such
    as searches. ``library`` and ``listed`` count records of those kinds.
    """

    songs: tuple[Song, ...]
    counts: Counts
    playlists: tuple[Playlist, ...] = ()
    hours: Hours = ()
    days: int = 0
    first: datetime | None = None
    last: datetime | None = None
    newest: datetime | None = None
    added: Mapping[tuple[int, int], int] = field(default_factory=dict)
    audio: Mapping[str, tuple[float, int]] = field(default_factory=dict)
    concluded: tuple[Concluded, ...] = ()
    leaks: tuple[Leak, ...] = ()
    own_words: tuple[str, ...] = ()
    listed: int = 0
    library: int = 0
    plays: int = 0
