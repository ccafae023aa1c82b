"""Where somebody is: a place name of any common form to a country and the number of people there."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache, lru_cache

from redraft.exposure.tables import table, world
from redraft.geography import cities_named, countries, plain, regions, states

CITY_SIGMA = 0.30
"""Spread of the logarithm of a city's size: a city within its limits and its built-up area differ. Set by judgement."""
COUNTRY_SIGMA = 0.04
"""The same for a country or state: the year of the table and the year of the text differ. Set by judgement."""
SMALL_PEOPLE, SMALL_SIGMA = 3_000.0, 1.2
"""People of a place that has a name and stands in no table: the tables end at 15,000. Set by judgement."""
_NAME = re.compile(
    r"(?:[Tt]he )?[^\W\d_a-z][\w'’.-]*(?: (?:(?:of|on|upon|the|de|la|am|an|der|by) )*[^\W\d_a-z][\w'’.-]*){0,3}"
)
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
    """The place meant by "City, Country", "City", "State, Country", "Region" or "Country".

    What else has a name is a small place: every larger one is known. None when it has none.
    """
    nations, federal = _names()
    parts = [p for p in map(plain, value.split(",")) if p]
    if not parts:
        return None
    first, name = parts[0], value.split(",", maxsplit=1)[0].strip()
    iso = next((nations[p] for p in reversed(parts) if p in nations), "")
    state = next((federal[p] for p in reversed(parts) if p in federal), "") if iso in {"", "US"} else ""
    fits = [
        city
        for city in cities_named(first)
        if (not iso or city.country == iso) and (not state or len(parts) == 1 or city.region == state)
    ]
    known = [] if state else [r for r in regions().get(first, ()) if not iso or r.country == iso]
    region = max(known, key=lambda r: r.people, default=None)
    if region is not None and (not fits or fits[0].people < region.people):
        return _place(region.name, region.country, region.people, COUNTRY_SIGMA)
    if fits and first not in nations and not (first in federal and state and _small(fits[0].people, state)):
        largest = fits[0]
        return _place(largest.name, largest.country, largest.people, CITY_SIGMA) if largest.people > 0 else None
    if first in nations or first in federal or not _NAME.fullmatch(name):
        return _whole(iso, state)
    small = Place(name, "", "", SMALL_PEOPLE, SMALL_SIGMA)
    return _place(name, iso or "US", SMALL_PEOPLE, SMALL_SIGMA) if iso or state else small


def _whole(iso: str, state: str) -> Place | None:
    """A state of the US, or a country."""
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
