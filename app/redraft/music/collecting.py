"""Adding a stream of tracks up, so that 300,000 plays cost as much memory as the songs among them."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from functools import lru_cache

from redraft.domain.archive import Concluded, Post, Skipped, Tally
from redraft.domain.items import Item
from redraft.domain.listening import HEARD_MS, Listening, Song
from redraft.domain.music import Leak, Listing, Playlist, Track

MOST_WORDS = 2_000
"""Typed texts (searches, comments) that are kept; more of them say the same again."""
_FIRST_YEAR = 1900


@lru_cache(1 << 15)
def plain(name: str) -> str:
    """A name without case, accents, punctuation and a leading "the", so that spellings meet."""
    folded = unicodedata.normalize("NFKD", name.casefold())
    bare = "".join(c for c in folded if not unicodedata.combining(c))
    return re.sub(r"[^\w]+", "", re.sub(r"^the ", "", bare).replace("&", "and")) or name.casefold()


@dataclass(slots=True)
class _Sum:
    """One song while it is added up."""

    spelled: Counter[tuple[str, str]] = field(default_factory=Counter)
    listed: int = 0
    plays: int = 0
    skips: int = 0
    played_ms: int = 0
    year: int | None = None
    length_ms: int | None = None
    genres: set[str] = field(default_factory=set)
    explicit: bool | None = None
    lists: set[str] = field(default_factory=set)
    local: bool = False

    def song(self) -> Song:
        artist, title = min(self.spelled, key=lambda name: (-self.spelled[name], name))
        return Song(
            title, artist, self.listed, self.plays, self.skips, self.played_ms, self.year, self.length_ms,
            tuple(sorted(self.genres)), self.explicit, tuple(sorted(self.lists)), self.local,
        )  # fmt: skip


def _fullest(playlist: Playlist) -> tuple[int, str, int]:
    return playlist.followers or 0, playlist.modified.isoformat() if playlist.modified else "", playlist.member


class Collector:
    """Takes items one after the other; their order makes no difference to :meth:`listening`."""

    def __init__(self) -> None:
        self._tally = Tally()
        self._songs: dict[tuple[str, str], _Sum] = {}
        self._playlists: dict[tuple[str, str], Playlist] = {}
        self._hours = [0] * 168
        self._days: set[date] = set()
        self._span: tuple[datetime, datetime] | None = None
        self._newest: datetime | None = None
        self._added: Counter[tuple[int, int]] = Counter()
        self._audio: dict[str, list[float]] = {}
        self._said: set[str] = set()
        self._concluded: set[Concluded] = set()
        self._leaks: dict[str, Leak] = {}
        self._kinds: Counter[Listing] = Counter()

    def add(self, item: Item) -> None:
        """Count an item and keep what matters of it."""
        if isinstance(item, Track):
            self._tally.keep()
            self._track(item)
        elif isinstance(item, Skipped):
            self._tally.skip(item)
        elif isinstance(item, Post):
            self._tally.keep(item.own)
            if item.own is not False:
                self._said.add(item.text)
        elif isinstance(item, Playlist):
            self._playlist(item)
        elif isinstance(item, Concluded):
            self._concluded.add(item)
        elif isinstance(item, Leak):
            known = self._leaks.get(item.user)
            self._leaks[item.user] = item if known is None else min(known, item, key=lambda leak: leak.path)

    def _playlist(self, item: Playlist) -> None:
        key = (item.name, item.description)
        known = self._playlists.get(key)
        self._playlists[key] = item if known is None else max(known, item, key=_fullest)

    def _track(self, track: Track) -> None:
        self._kinds[track.listing] += 1
        entry = self._songs.setdefault((plain(track.artist), plain(track.title)), _Sum())
        entry.spelled[track.artist, track.title] += 1
        entry.genres.update(track.genres)
        entry.local |= track.local
        if track.playlist:
            entry.lists.add(track.playlist)
            self._playlists.setdefault((track.playlist, ""), Playlist(track.playlist))
        if track.year and _FIRST_YEAR <= track.year <= datetime.now(UTC).year + 1:
            # A reissue carries a later year than the song: the earliest is nearest to the truth.
            entry.year = track.year if entry.year is None else min(entry.year, track.year)
        entry.length_ms = track.length_ms if entry.length_ms is None else max(entry.length_ms, track.length_ms or 0)
        entry.explicit = track.explicit if entry.explicit is None else entry.explicit or bool(track.explicit)
        for name, value in track.features.items():
            self._audio.setdefault(name, []).append(value)
        if track.date is not None:
            self._newest = track.date if self._newest is None else max(self._newest, track.date)
        if track.listing is Listing.PLAYED:
            self._play(track, entry)
        else:
            entry.listed += 1
            entry.plays += max(0, track.plays or 0)
            if track.date is not None:
                self._added[track.date.year, track.date.month] += 1

    def _play(self, track: Track, entry: _Sum) -> None:
        entry.played_ms += max(0, track.played_ms or 0)
        if track.played_ms is not None and track.played_ms < HEARD_MS:
            entry.skips += 1
            return
        entry.plays += 1
        when = track.date
        if when is not None:
            self._hours[when.weekday() * 24 + when.hour] += 1
            self._days.add(when.date())
            first, last = self._span or (when, when)
            self._span = min(first, when), max(last, when)

    def listening(self) -> Listening:
        """What was added so far."""
        named = {name for name, description in self._playlists if description}
        playlists = [p for (name, said), p in self._playlists.items() if said or name not in named]
        first, last = self._span or (None, None)
        return Listening(
            songs=tuple(self._songs[key].song() for key in sorted(self._songs)),
            counts=self._tally.counts,
            playlists=tuple(sorted(playlists, key=lambda p: (p.name, p.description))),
            hours=tuple(self._hours) if any(self._hours) else (),
            days=len(self._days),
            first=first,
            last=last,
            newest=self._newest,
            added=dict(sorted(self._added.items())),
            audio={k: (sum(sorted(v)) / len(v), len(v)) for k, v in sorted(self._audio.items())},
            concluded=tuple(sorted(self._concluded, key=lambda c: c.text)),
            leaks=tuple(self._leaks[user] for user in sorted(self._leaks)),
            own_words=tuple(sorted(self._said)[:MOST_WORDS]),
            listed=self._kinds[Listing.PLAYLIST],
            library=self._kinds[Listing.LIBRARY],
            plays=self._kinds[Listing.PLAYED],
        )
