"""Places by their names, and others that could be meant instead."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache, lru_cache
from random import Random

from redraft import geography, languages
from redraft.rewriting.words import list_of


@dataclass(frozen=True, slots=True)
class Place:
    """A city with its country, or a country when ``city`` is empty; both as GeoNames spells them."""

    city: str
    code: str
    country: str


@cache
def _countries() -> dict[str, Place]:
    by_code = {c.code: Place("", c.code, c.name) for c in geography.countries().values()}
    known = {place.country.casefold(): place for place in by_code.values()}
    return known | {name: by_code[code] for name, code in _other_names("countries").items()}


def _other_names(kind: str) -> Mapping[str, str]:
    return languages.default().table("rewriting")[kind]  # type: ignore[no-any-return]


@cache
def _state_codes() -> frozenset[str]:
    return frozenset(code.casefold() for code in geography.states())


@lru_cache(4096)
def _city(name: str) -> geography.City | None:
    """Of the cities with a name the largest; a name that is not the usual one counts for a twentieth.

    Who writes accents means the city that is spelt with them.
    """

    def likely(city: geography.City) -> tuple[bool, int]:
        usual = city.name.casefold() == name
        return usual and not name.isascii(), city.people if usual else city.people // 20

    fits = (city for city in geography.cities_named(name) if len(name) > 3 or city.name.casefold() == name)
    return max(fits, key=likely, default=None)


def look_up(name: str) -> Place | None:
    """The place of that name, the largest when there are several; ``None`` when none is known.

    "Leeds, United Kingdom" is taken apart at the comma; the part after it decides between towns of one name.
    """
    parts = [part.strip().casefold() for part in name.split(",") if part.strip()]
    if not parts or name.strip().casefold() in list_of("no_towns"):
        return None
    countries = _countries()
    if len(parts) == 2 and parts[1] in _state_codes():
        parts[1] = "usa"
    if len(parts) == 1 and parts[0].removeprefix("the ") in countries:
        return countries[parts[0].removeprefix("the ")]
    by_code = {place.code: place for place in countries.values()}
    parts[0] = _other_names("cities").get(parts[0], parts[0])
    if (city := _city(parts[0])) is not None:
        country = countries.get(parts[-1]) if len(parts) > 1 else by_code.get(city.country)
        country = country or by_code.get(city.country)
        return Place(city.name, country.code, country.country) if country else None
    return countries.get(parts[-1]) if len(parts) > 1 else None


def another(name: str, chance: Random) -> str | None:
    """A city of about as many people in another country, or another country; None for a place that is not known."""
    place = look_up(name)
    if place is None:
        return None
    if not place.city:
        others = sorted({p.country for p in _countries().values() if p.code != place.code})
        return chance.choice(others)
    city = _city(place.city.casefold())
    people = 100_000 if city is None else city.people
    fits = (c for c in geography.cities() if c.country != place.code and people / 2 < c.people < people * 2)
    near = sorted({c.name for c in fits})
    return chance.choice(near) if near else None
