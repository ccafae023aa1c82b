"""Features of a file of music in the groups of "All of Me" (arXiv 2401.14296), from whatever the file holds."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Sequence
from statistics import mean, median, pstdev

from redraft.domain.listening import Listening
from redraft.domain.message import NOTHING, Message, both
from redraft.domain.music_report import Features
from redraft.domain.text import Note
from redraft.music.facts import Facts
from redraft.music.habits import by_hour
from redraft.music.languages import UNKNOWN

_AUDIO = ("danceability", "energy", "valence", "tempo", "acousticness", "instrumentalness", "speechiness", "loudness")
_Value = float | int | str | None


def features(facts: Facts, listening: Listening) -> Features:
    """All groups; None stands for what the file does not hold."""
    every = facts.all
    kinds = Counter(f.kind for f in every if f.kind)
    years = [f.year for f in every if f.year]
    known = sum(kinds.values())
    groups: dict[str, dict[str, _Value]] = {
        "songs": _songs(listening),
        "artists": _artists(facts),
        "genres": {
            "known": known,
            "kinds": len(kinds),
            "main": max(sorted(kinds), key=lambda k: kinds[k]) if kinds else None,
            "main_share": _rounded(max(kinds.values()) / known) if known else None,
        },
        "diversity": _diversity(facts),
        "years": {
            "known": len(years),
            "mean": _rounded(mean(years)) if years else None,
            "spread": _rounded(pstdev(years)) if years else None,
            "oldest": min(years) if years else None,
            "newest": max(years) if years else None,
        },
        "time": _time(listening),
        "audio": {k: _rounded(listening.audio[k][0]) if k in listening.audio else None for k in _AUDIO},
    }
    languages = Counter(f.language for f in every if f.language != UNKNOWN)
    return Features(
        groups,
        kinds=tuple((k, round(n / known, 4)) for k, n in sorted(kinds.items(), key=lambda i: (-i[1], i[0]))),
        decades=tuple(sorted(Counter(y // 10 * 10 for y in years).items())),
        hours=tuple(int(n) for n in by_hour(listening)) if listening.hours else (),
        languages=tuple(sorted(languages.items(), key=lambda i: (-i[1], i[0]))),
    )


def missing(facts: Facts, listening: Listening) -> list[Note]:
    """What the file does not hold, and what was done instead."""
    notes = []
    songs = sum(a.tracks for a in facts.artists)
    export, listed, model = (facts.kinds_from.get(k, 0) for k in ("export", "list", "model"))
    if songs and export < songs:
        parts = (
            Message("music.by_export", {"count": export}) if export else NOTHING,
            Message("music.by_list", {"count": listed}) if listed else NOTHING,
            Message("music.by_model", {"count": model}) if model else NOTHING,
        )
        known = tuple(part for part in parts if part) or (Message("music.by_none"),)
        notes.append(Note("genres", Message("music.genres_known", {"songs": songs, "known": known})))
    dated, by_list = facts.years_from.get("export", 0), facts.years_from.get("list", 0)
    if songs and dated < songs:
        rest = Message("music.years_stand_in", {"count": by_list}) if by_list else NOTHING
        notes.append(Note("years", both(Message("music.years_known", {"dated": dated, "songs": songs}), rest)))
    if not listening.audio:
        notes.append(Note("audio", Message("music.no_audio")))
    if not listening.hours:
        notes.append(Note("plays", Message("music.no_times")))
    if not listening.added and not listening.hours:
        notes.append(Note("dates", Message("music.no_dates")))
    return notes


def diversity_of(facts: Facts) -> tuple[float, float | None]:
    """Artists a song, and the entropy of kinds of music in nats (None when no kind is known)."""
    songs = sum(a.tracks for a in facts.artists)
    kinds = Counter(f.kind for f in facts.all if f.kind)
    return len(facts.artists) / max(1, songs), _entropy(list(kinds.values())) if kinds else None


def _entropy(counts: Sequence[float]) -> float:
    total = sum(counts)
    return -sum(n / total * math.log(n / total) for n in sorted(counts) if n)


def _rounded(value: float) -> float:
    return round(value, 3)


def _songs(listening: Listening) -> dict[str, _Value]:
    songs = listening.songs
    lengths = [s.length_ms for s in songs if s.length_ms]
    said = [s.explicit for s in songs if s.explicit is not None]
    begun = sum(s.plays + s.skips for s in songs)
    return {
        "different": len(songs),
        "in_lists": listening.listed,
        "in_library": listening.library,
        "plays": listening.plays,
        "playlists": len({p.name for p in listening.playlists}),
        "minutes_mean": _rounded(mean(lengths) / 60_000) if lengths else None,
        "explicit_share": _rounded(sum(said) / len(said)) if said else None,
        "local_files": sum(s.local for s in songs),
        "skipped_share": _rounded(sum(s.skips for s in songs) / begun) if begun else None,
        "hours_played": _rounded(sum(s.played_ms for s in songs) / 3_600_000) if listening.plays else None,
    }


def _artists(facts: Facts) -> dict[str, _Value]:
    named = [a for a in facts.artists if a.name]
    sizes = [a.tracks for a in named]
    return {
        "different": len(sizes),
        "songs_each_mean": _rounded(mean(sizes)) if sizes else None,
        "songs_each_median": _rounded(median(sizes)) if sizes else None,
        "top": named[0].name if sizes else None,
        "known_country_share": _rounded(sum(bool(a.commonest("country")) for a in named) / len(sizes))
        if sizes
        else None,
    }


def _diversity(facts: Facts) -> dict[str, _Value]:
    spread, entropy = diversity_of(facts)
    weights = [a.weight for a in facts.artists]
    total = sum(weights)
    return {
        "artists_per_song": _rounded(spread) if weights else None,
        "genre_entropy": None if entropy is None else _rounded(entropy),
        "artist_entropy": _rounded(_entropy(weights)) if weights else None,
        "top_ten_share": _rounded(sum(weights[:10]) / total) if weights else None,
    }


def _time(listening: Listening) -> dict[str, _Value]:
    added = listening.added
    return {
        "first_play": listening.first.date().isoformat() if listening.first else None,
        "last_play": listening.last.date().isoformat() if listening.last else None,
        "days_with_plays": listening.days or None,
        "first_added": "{}-{:02}".format(*min(added)) if added else None,
        "last_added": "{}-{:02}".format(*max(added)) if added else None,
        "added_a_month": _rounded(sum(added.values()) / len(added)) if added else None,
    }
