"""What is known of each song: kind, country, year, language and weight. The export goes before the lists."""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from redraft.domain.listening import Listening, Song
from redraft.music.catalogue import Artist, country_of_genre, find_artist, kind_of
from redraft.music.collecting import plain
from redraft.music.languages import UNKNOWN, Identify, language_of_titles

UNDATED_KINDS = frozenset({"classical", "opera", "children", "sleep", "soundtrack", "worship", "gospel", "quran"})
"""Kinds whose years say nothing about when somebody was young."""


@dataclass(frozen=True, slots=True)
class Fact:
    """A song with ``weight`` 1 and up: how often it was played counts with its logarithm. Empty means unknown."""

    song: Song
    weight: float
    kind: str = ""
    country: str = ""
    year: int | None = None
    language: str = UNKNOWN


@dataclass(frozen=True, slots=True)
class ArtistFacts:
    """All songs of one artist; ``name`` as the file spells it."""

    name: str
    facts: tuple[Fact, ...]

    @property
    def tracks(self) -> int:
        """Songs by the artist."""
        return len(self.facts)

    @property
    def weight(self) -> float:
        """Weights of the songs, added up."""
        return sum(f.weight for f in self.facts)

    def commonest(self, name: str) -> str:
        """The value of ``kind``, ``country`` or ``language`` that most songs have; empty when none is known."""
        counts = Counter(v for f in self.facts if (v := getattr(f, name)) and v != UNKNOWN)
        return min(counts, key=lambda v: (-counts[v], v)) if counts else ""


@dataclass(frozen=True, slots=True)
class Facts:
    """All artists, the most heard first, and how much was known of how many songs, by where it was from."""

    artists: tuple[ArtistFacts, ...]
    kinds_from: Mapping[str, int]
    years_from: Mapping[str, int]

    @property
    def all(self) -> list[Fact]:
        """Every song."""
        return [fact for artist in self.artists for fact in artist.facts]


def weight_of(song: Song) -> float:
    """1 for an entry in a list, more with the logarithm of its plays; 0 for what was only ever skipped."""
    if not song.listed and not song.plays:
        return 0.0
    return 1.0 + math.log1p(song.plays)


def gather(listening: Listening, learned: Mapping[str, str] | None = None, identify: Identify | None = None) -> Facts:
    """Look every song up. ``learned`` maps names of artists to kinds that the language model knows.

    ``identify`` tells the language of titles that nothing else tells.
    """
    told = {plain(name): kind for name, kind in (learned or {}).items()}
    by_artist: dict[str, list[Song]] = defaultdict(list)
    for song in listening.songs:
        if weight_of(song) > 0:
            by_artist[plain(song.artist)].append(song)
    kinds, years = Counter[str](), Counter[str]()
    artists = []
    for key in sorted(by_artist):
        songs = by_artist[key]
        name = Counter(s.artist for s in songs).most_common(1)[0][0]
        artists.append(_artist(name, songs, told.get(key, ""), identify, kinds, years))
    artists.sort(key=lambda a: (-a.weight, plain(a.name)))
    return Facts(tuple(artists), dict(kinds), dict(years))


def _artist(
    name: str,
    songs: Sequence[Song],
    learned: str,
    identify: Identify | None,
    kinds: Counter[str],
    years: Counter[str],
) -> ArtistFacts:
    known = find_artist(name) if name else None
    named = {g for s in songs for g in s.genres}
    nations = Counter(c for g in sorted(named) if (c := country_of_genre(g)))
    country = known.country if known and known.country else (nations.most_common(1)[0][0] if nations else "")
    language = language_of_titles([s.title for s in songs], country, identify)
    facts = []
    for song in songs:
        kind, kind_from = _kind(song, named, known, learned)
        year, year_from = (song.year, "export") if song.year else (known.year if known else None, "list")
        kinds[kind_from if kind else "none"] += 1
        years[year_from if year else "none"] += 1
        facts.append(Fact(song, weight_of(song), kind, country, year, language))
    return ArtistFacts(name, tuple(facts))


def _kind(song: Song, artist_genres: set[str], known: Artist | None, learned: str) -> tuple[str, str]:
    """The kind and where it is from: the song's genres, those of its artist's other songs, the list, the model."""
    for genres in (song.genres, sorted(artist_genres)):
        counts = Counter(k for g in genres if (k := kind_of(g)))
        if counts:
            return min(counts, key=lambda k: (-counts[k], k)), "export"
    if known is not None and known.kind:
        return known.kind, "list"
    return (learned, "model") if learned else ("", "none")
