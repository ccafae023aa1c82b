"""What is known offline: kinds of music, well-known artists, countries and telling words, from ``resources/music``."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache, lru_cache

from redraft.assets import resource
from redraft.domain.attributes import Attribute
from redraft.domain.errors import RedraftError
from redraft.domain.message import Message
from redraft.music.collecting import plain

VARIOUS = "various"
NOWHERE = "XX"


@dataclass(frozen=True, slots=True)
class Artist:
    """``kind`` is empty and ``year`` None where the list mixes kinds; ``country`` is empty where it says nothing."""

    country: str
    kind: str
    year: int | None


@dataclass(frozen=True, slots=True)
class Country:
    """``languages`` of its songs, commonest first; clocks in hours ahead of UTC; ``weight`` among the world's
    listeners; ``local`` is the share of home artists in what people there hear.
    """

    code: str
    name: str
    languages: tuple[str, ...]
    clocks: tuple[float, float]
    weight: float
    local: float


@dataclass(frozen=True, slots=True)
class Marker:
    """Words that point to a value of an attribute. ``where`` holds some of n (names), t (titles), a, k (kinds)."""

    attribute: Attribute
    value: str
    strength: float
    where: str
    words: re.Pattern[str]


def _lines(name: str) -> list[list[str]]:
    path = resource("music", name)
    try:
        text = path.read_text(encoding="utf-8")
    except OSError as error:
        raise RedraftError(Message("music.lists_missing"), Message("do.install_redraft")) from error
    return [line.split("|") for line in text.splitlines() if line and not line.startswith("#")]


def lists() -> list[tuple[Artist, tuple[str, ...]]]:
    """The list of artists as it stands in the file: what is known, and the names of which it is."""
    found = []
    for country, kind, year, names in _lines("artists.txt"):
        mixed = kind == VARIOUS
        artist = Artist("" if country == NOWHERE else country, "" if mixed else kind, None if mixed else int(year))
        found.append((artist, tuple(names.split("; "))))
    return found


@cache
def artists() -> dict[str, Artist]:
    """By plain name."""
    return {plain(name): artist for artist, names in lists() for name in names}


@lru_cache(1 << 15)
def find_artist(name: str) -> Artist | None:
    """The artist of that name; of several names in one field the first that is known."""
    known = artists()
    for spelled in (name, *re.split(r"[,;]| feat\.? | & | x ", name)):
        found = known.get(plain(spelled.strip()))
        if found is not None:
            return found
    return None


@cache
def countries() -> dict[str, Country]:
    """By ISO 3166-1 code."""
    found = {}
    for code, name, languages, low, high, weight, local in _lines("countries.txt"):
        clocks = float(low), float(high)
        found[code] = Country(code, name, tuple(languages.split(",")), clocks, float(weight), float(local) / 100)
    return found


@cache
def kinds() -> tuple[tuple[str, str, re.Pattern[str]], ...]:
    """(kind, column of the survey or empty, pattern) in the order in which they are tried."""
    return tuple((name, column, words_pattern(words.split(","))) for name, column, words in _lines("genres.txt"))


@cache
def survey_column(kind: str) -> str:
    """The survey's column for a kind of music, empty when it has none."""
    return next((column for name, column, _ in kinds() if name == kind), "")


@lru_cache(1 << 14)
def kind_of(genre: str) -> str:
    """The kind that a genre belongs to, empty when none."""
    return next((name for name, _, pattern in kinds() if pattern.search(genre)), "")


@lru_cache(1 << 14)
def country_of_genre(genre: str) -> str:
    """The country that a genre names, such as "slovak hip hop", empty when none."""
    return next((code for pattern, code in _nations() if pattern.search(genre)), "")


@cache
def _nations() -> tuple[tuple[re.Pattern[str], str], ...]:
    return tuple((words_pattern(words.split(",")), code) for code, words in _lines("nations.txt"))


@cache
def markers() -> tuple[Marker, ...]:
    """In the order of the file."""
    return tuple(
        Marker(Attribute(attribute), value, float(strength), where, words_pattern(words.split(",")))
        for attribute, value, strength, where, words in _lines("markers.txt")
    )


def words_pattern(words: Sequence[str]) -> re.Pattern[str]:
    """Any of the words, as whole words; a star stands for any ending or beginning, spaces for any white space."""
    parts = []
    for word in sorted({w.strip().casefold() for w in words if w.strip()}, key=lambda w: (-len(w), w)):
        body = re.escape(word.strip("*").strip()).replace(r"\ ", r"\s+")
        parts.append((r"\w*" if word.startswith("*") else "") + body + (r"\w*" if word.endswith("*") else ""))
    return re.compile(rf"(?<!\w)(?:{'|'.join(parts)})(?!\w)", re.IGNORECASE)
