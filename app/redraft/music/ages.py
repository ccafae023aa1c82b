"""Age from the years of songs: people hear what is new, and keep hearing what came out when they were young.

The bump: songs from one's tenth to thirtieth year, most of all around fourteen, are remembered and liked best
(Jakubowski et al. 2020, doi 10.1177/2059204320965058); the young also like their parents' bump (Krumhansl & Zupnick
2013, doi 10.1177/0956797613486486). The shares below were set by judgement, no labelled playlists being at hand.
"""

from __future__ import annotations

import math
import re

import numpy as np

from redraft.domain.attributes import Attribute
from redraft.domain.listening import Listening
from redraft.domain.message import Message
from redraft.domain.music_report import Clue, ClueKind, Reliability
from redraft.music.facts import UNDATED_KINDS, Facts
from redraft.music.reading import Floats, Reading, added_up, fewer

YOUNGEST, OLDEST = 13, 80
AGES = np.arange(YOUNGEST, OLDEST + 1)
BANDS = ("13-17", "18-24", "25-34", "35-44", "45-54", "55+")
_STARTS = (13, 18, 25, 35, 45, 55)
_SHARES = (0.10, 0.26, 0.28, 0.17, 0.11, 0.08)
"""Listeners of streaming services by band, set by judgement."""
BUMP_AT, BUMP_WIDTH, BUMP_SHARE = 16, 6.0, 0.40
PARENTS_AT, PARENTS_SHARE = -10, 0.07
RECENT_YEARS, RECENT_SHARE = 4.0, 0.33
EARLIEST = 1950
CEILING = 0.85
TOGETHER = fewer(3, 1.6)
CAUTION = Message("music.caution_ages")
_CLASS = re.compile(r"(?:class of|senior year|abi(?:tur)?|promo|graduation|prom|matura)\D{0,3}((?:19|20)\d\d)", re.I)
_BIRTHDAY = re.compile(r"(?:turning|my|mein)\s+(\d\d)(?:st|nd|rd|th|\.)?(?:\s+(?:birthday|geburtstag)|$)", re.I)


def band_of(age: int) -> int:
    """The number of the band that an age falls into."""
    return max(i for i, start in enumerate(_STARTS) if age >= start)


def read_age(facts: Facts, listening: Listening, today: int) -> Reading | None:
    """None when no song has a year. ``today`` is the year in which the newest entry was made."""
    groups = [band_of(int(age)) for age in AGES]
    sizes = np.bincount(groups, minlength=len(BANDS))
    base = np.array([_SHARES[g] / sizes[g] for g in groups])
    table = year_table(today)
    clues, rows = [], []
    for artist in facts.artists:
        years = [f.year for f in artist.facts if f.year and f.kind not in UNDATED_KINDS]
        if years:
            known = [table[min(max(y, EARLIEST), today) - EARLIEST] for y in years]
            weight = min(2.0, 1.0 + 0.3 * math.log(len(years)))
            clues.append(Clue(ClueKind.ARTIST, artist.name or "unknown artist", _span(years), len(years)))
            rows.append(weight * np.mean(known, axis=0))
    names = {p.name: said for p in listening.playlists if (said := _said_age(p.name, today)) is not None}
    clues += [Clue(ClueKind.NAME, name, "says a year of school or a birthday") for name in sorted(names)]
    if not clues:
        return None
    # What somebody writes counts whole, however many songs there are.
    rows += [names[name] / TOGETHER(len(clues)) for name in sorted(names)]
    weights = np.array(rows)
    return added_up(
        Attribute.AGE, BANDS, base, clues, weights, ceiling=CEILING, reliability=Reliability.FAIR, caution=CAUTION,
        together=TOGETHER, groups=groups,
    )  # fmt: skip


def middle_years(facts: Facts) -> Clue | None:
    """The years between which half of the songs lie, for people to see; None when fewer than four have a year."""
    years = sorted(f.year for f in facts.all if f.year and f.kind not in UNDATED_KINDS)
    if len(years) < 4:
        return None
    half = years[len(years) // 4 : len(years) - len(years) // 4]
    return Clue(ClueKind.YEARS, _span(half), "half of the songs", len(half))


def year_table(today: int) -> Floats:
    """Log P(year | age) over its mean for all ages, shape (years from :data:`EARLIEST`, ages)."""
    years = np.arange(EARLIEST, today + 1)[:, None]
    birth = today - AGES[None, :]
    recent = np.broadcast_to(np.exp(-(today - years) / RECENT_YEARS), (len(years), len(AGES)))
    old = np.broadcast_to(np.exp(-(today - years) / 30.0), (len(years), len(AGES)))
    bump = np.exp(-0.5 * ((years - birth - BUMP_AT) / BUMP_WIDTH) ** 2)
    parents = np.exp(-0.5 * ((years - birth - PARENTS_AT) / BUMP_WIDTH) ** 2)
    whole = BUMP_WIDTH * math.sqrt(2 * math.pi)
    bump, parents = BUMP_SHARE * bump / whole, PARENTS_SHARE * parents / whole
    # What would lie in the future or before the first year is heard among the new and the old.
    rest = (1 - bump.sum(axis=0) - parents.sum(axis=0)) / (1 - BUMP_SHARE - PARENTS_SHARE)
    recent = rest * RECENT_SHARE * recent / recent.sum(axis=0)
    old = rest * (1 - BUMP_SHARE - PARENTS_SHARE - RECENT_SHARE) * old / old.sum(axis=0)
    table = np.log(bump + parents + recent + old)
    return np.asarray(table - table.mean(axis=1, keepdims=True))


def _span(years: list[int]) -> str:
    low, high = min(years), max(years)
    return str(low) if low == high else f"{low} to {high}"


def _said_age(name: str, today: int) -> Floats | None:
    """What a name such as "Class of 2019" or "my 40th birthday" says, over all ages; None when it says nothing."""
    school = _CLASS.search(name)
    if school:
        ended = int(school[1])
        return _around(18 + today - ended, 1.5) if 1960 <= ended <= today + 3 else None
    birthday = _BIRTHDAY.search(name)
    return _around(int(birthday[1]), 3.0) if birthday and YOUNGEST <= int(birthday[1]) <= OLDEST else None


def _around(age: int, width: float) -> Floats:
    near = np.exp(-0.5 * ((AGES - age) / width) ** 2)
    return np.asarray(3.0 * (near + 0.03) / 1.03 - 1.5)
