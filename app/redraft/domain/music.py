"""What a person listens to, as exports and playlist files hold it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum

from redraft.domain.archive import NOWHERE, Locator


class Listing(StrEnum):
    """How a track got into the file."""

    PLAYLIST = "playlist"
    LIBRARY = "library"
    PLAYED = "played"


@dataclass(frozen=True, slots=True)
class Track:
    """One item of a playlist or library, or one play.

    ``date`` is when it was added or played, UTC; ``year`` of release; ``length_ms`` of the track; ``played_ms`` heard;
    ``plays`` as the library counted them. ``features`` are audio features by lower-case name, as exported.
    ``local`` means a file of the user's own; ``path`` is then where it lies, when the file says so.
    """

    title: str
    artist: str = ""
    album: str = ""
    listing: Listing = Listing.PLAYLIST
    playlist: str = ""
    date: datetime | None = None
    year: int | None = None
    length_ms: int | None = None
    played_ms: int | None = None
    plays: int | None = None
    genres: tuple[str, ...] = ()
    features: Mapping[str, float] = field(default_factory=dict)
    explicit: bool | None = None
    uri: str = ""
    local: bool = False
    path: str = ""
    locator: Locator = NOWHERE


@dataclass(frozen=True, slots=True)
class Playlist:
    """A playlist's own words: name and description are text that the user wrote."""

    name: str
    description: str = ""
    followers: int | None = None
    modified: datetime | None = None
    member: int = -1


@dataclass(frozen=True, slots=True)
class Leak:
    """A path in a playlist that gives a user name of a computer away; ``user`` is that name."""

    path: str
    user: str
