"""Where somebody is: a place name of any common form to a country and the number of people there."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache, lru_cache

from redraft.exposure.tables import table, world
from redraft.geography import cities_named, countries, plain, states

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


WORLD = Place("the world", "", "", 0.0, 0.0)


@cache
def _names() -> tuple[dict[str, str], dict[str, str]]:
    """Codes of countries and of states of the US by plain name."""
    known = {plain(country.name): code for code, country in countries().items()} | _SAME
    return known, {plain(state.name): code for code, state in states().items()}


@lru_cache(4096)
def find(value: str) -> Place | None:
    """The place meant by "City, Country", "City", "State, Country" or "Country"; None when it is not known."""
    nations, regions = _names()
    parts = [p for p in map(plain, value.split(",")) if p]
    if not parts:
        return None
    iso = next((nations[p] for p in reversed(parts) if p in nations), "")
    state = next((regions[p] for p in reversed(parts) if p in regions), "") if iso in {"", "US"} else ""
    fits = [
        city
        for city in cities_named(parts[0])
        if (not iso or city.country == iso) and (not state or len(parts) == 1 or city.region == state)
    ]
    if fits and parts[0] not in nations and not (parts[0] in regions and state and _small(fits[0].people, state)):
        largest = fits[0]
        return _place(largest.name, largest.country, largest.people, CITY_SIGMA) if largest.people > 0 else None
    if state:
        known = states()[state]
        return _place(known.name, "US", float(table("states")[known.fips]), COUNTRY_SIGMA)
    return _place("", iso, 0.0, COUNTRY_SIGMA) if iso else None


def _small(people: float, state: str) -> bool:
    """True when a city is less than a third of the state of its name: then the state is meant, as with Washington."""
    return people < float(table("states")[states()[state].fips]) / 3


def _place(name: str, iso: str, people: float, sigma: float) -> Place | None:
    """A place of a country; without a name the country itself."""
    country = countries()[iso]
    groups = table("people").get(country.number)
    whole = float(sum(map(sum, groups.values()))) if groups else float(country.people)
    return Place(name or country.name, country.name, country.number, min(people or whole, whole, world()), sigma)
