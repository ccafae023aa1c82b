"""Cities, countries and states of the US: GeoNames (CC BY 4.0), in the tables that ``gazetteers/build.py`` makes; and
other regions.

The names of cities are looked up in the bytes of their file: 190,000 names of 34,000 cities in dictionaries took 105 MB
of memory and most of a second. The file is not mapped, since a mapping keeps it open, and a worker holds nothing open.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from functools import cache

from redraft.assets import resource


@dataclass(frozen=True, slots=True)
class City:
    """A city of at least 15,000 people; ``country`` in ISO's two letters, ``region`` the GeoNames code in it."""

    people: int
    name: str
    country: str
    region: str


@dataclass(frozen=True, slots=True)
class Country:
    """``code`` is ISO's two letters, ``number`` its three digits."""

    code: str
    number: str
    name: str
    people: int


@dataclass(frozen=True, slots=True)
class State:
    """A state of the United States: two letters, the FIPS number and the name."""

    code: str
    fips: str
    name: str


@dataclass(frozen=True, slots=True)
class Region:
    """A county, an island, a part of a country as people name it; ``country`` in ISO's two letters."""

    name: str
    country: str
    people: int


def plain(text: str) -> str:
    """Lower case, without accents and punctuation."""
    folded = unicodedata.normalize("NFKD", text.casefold())
    return " ".join(re.sub(r"[^a-z0-9]+", " ", "".join(c for c in folded if not unicodedata.combining(c))).split())


@cache
def countries() -> dict[str, Country]:
    """All countries by their two letters."""
    rows = (Country(code, number, name, int(people)) for code, number, name, _continent, people in _rows("countries"))
    return {row.code: row for row in rows}


@cache
def states() -> dict[str, State]:
    """The states of the US by their two letters."""
    return {row.code: row for row in (State(*fields) for fields in _rows("states"))}


@cache
def regions() -> dict[str, list[Region]]:
    """Regions by their :func:`plain` name."""
    named: dict[str, list[Region]] = {}
    for name, country, people in _rows("regions"):
        named.setdefault(plain(name), []).append(Region(name, country, int(people)))
    return named


def cities() -> list[City]:
    """All cities, the largest first."""
    return [_city(fields) for fields in _rows("city_sizes")]


def cities_named(name: str) -> list[City]:
    """The cities with this name, in any language's Latin letters, the largest first; see :func:`plain`."""
    key = plain(name)
    if not key:
        return []
    numbers = _entry(_city_names(), f"{key}\t".encode())
    return [_city(_city_lines()[int(number, 36)].split("\t")) for number in numbers.split()]


def _city(fields: list[str]) -> City:
    people, name, country, region = fields
    return City(int(people), name, country, region)


def _rows(name: str) -> list[list[str]]:
    return [line.split("\t") for line in _lines(name)]


def _lines(name: str) -> list[str]:
    text = resource("gazetteers", f"{name}.tsv").read_text(encoding="utf-8")
    return [line for line in text.splitlines() if not line.startswith("#")]


@cache
def _city_lines() -> list[str]:
    return _lines("city_sizes")


@cache
def _city_names() -> bytes:
    """Lines of a plain name and the numbers of its cities, sorted by the bytes of the line."""
    return resource("gazetteers", "city_names.tsv").read_bytes()


def _entry(table: bytes, key: bytes) -> str:
    """What stands after ``key`` in the one line that begins with it, found by halving; empty when there is none."""
    low, high = 0, len(table)
    while low < high:
        start = table.rfind(b"\n", low, (low + high) // 2) + 1 or low
        end = table.find(b"\n", start)
        line = table[start:end]
        if line.startswith(key):
            return line[len(key) :].decode()
        if line < key:
            low = end + 1
        else:
            high = start
    return ""
