"""Country of residence: local artists, languages of titles, and the hours at which somebody sleeps.

Everybody hears American and British records; what tells countries apart is who else is heard. For a home h the share of
artists from country c is a mixture: local[h] from h, a part from countries with the same language, the rest as the
world listens. The shares stand in ``resources/music/countries.txt`` and were set by judgement.
"""

from __future__ import annotations

from dataclasses import replace
from functools import cache

import numpy as np
from numpy.typing import NDArray

from redraft.domain.attributes import Attribute
from redraft.domain.listening import Listening
from redraft.domain.message import Message
from redraft.domain.music_report import Clue, ClueKind, Reliability
from redraft.music.catalogue import Country, countries
from redraft.music.facts import Facts
from redraft.music.habits import hours_ahead
from redraft.music.languages import UNKNOWN
from redraft.music.reading import Floats, Gone, Reading, added_up, fewer

LANGUAGE_SHARE = 0.15
"""Artists from other countries with a language of one's own country, where that is not English."""
LEAST_ARTISTS = 5
SECOND_ARTISTS, SECOND_LEAD = 4, 4.0
"""Artists of a second country, and how many times the world's share they must be, for it to be named as well."""
CEILING = 0.92
CLOCK_ERROR = 1.8
"""Hours by which the zone told by sleep is off, one standard deviation; set by judgement."""
CAUTION = Message("music.caution_places")
_WORLD = {"US": 0.46, "GB": 0.16, "CA": 0.04, "KR": 0.02, "JP": 0.02, "AU": 0.02, "FR": 0.02, "DE": 0.02, "SE": 0.02,
          "PR": 0.02, "JM": 0.015, "BR": 0.015, "IT": 0.012, "ES": 0.012, "CO": 0.012, "MX": 0.012, "IE": 0.01,
          "NL": 0.01, "IN": 0.01, "NG": 0.01, "AR": 0.008, "RU": 0.006, "TR": 0.005}  # fmt: skip
"""Where the artists of the world's playlists are from; every other country 0.1 %."""
_LANGUAGE_WEIGHT = 0.6
"""How much titles in a language count beside an artist whose country is known."""


@cache
def _tables() -> tuple[tuple[Country, ...], Floats, Floats]:
    """Countries, log listeners' shares, and log P(artist from c | home h) − log P(artist from c), shape (c, h)."""
    known = tuple(countries().values())
    world = np.array([_WORLD.get(c.code, 0.001) for c in known])
    world /= world.sum()
    heard = np.zeros((len(known), len(known)))
    for h, home in enumerate(known):
        kin = np.array([_related(home, c) * world[i] for i, c in enumerate(known)])
        share = LANGUAGE_SHARE if kin.sum() else 0.0
        heard[:, h] = (1 - home.local - share) * world
        if share:
            heard[:, h] += share * kin / kin.sum()
        heard[h, h] += home.local
    listeners = np.array([c.weight for c in known])
    return known, listeners / listeners.sum(), np.log(heard) - np.log(world)[:, None]


def _related(home: Country, other: Country) -> float:
    """1 when the other country sings in a language of home that is not English."""
    return float(other.code != home.code and other.languages[0] != "en" and other.languages[0] in home.languages)


@cache
def _language_rows() -> dict[str, Floats]:
    """For each language but English: log of the chance that somebody of each home hears titles in it, over the mean."""
    known, _, leads = _tables()
    world = np.array([_WORLD.get(c.code, 0.001) for c in known])
    world /= world.sum()
    rows = {}
    for language in sorted({c for country in known for c in country.languages} - {"en"}):
        spoken = np.array([float(country.languages[0] == language) for country in known])
        if not spoken.any():
            spoken = np.array([float(language in country.languages) for country in known])
        chance = (np.exp(leads) * (world * spoken)[:, None]).sum(axis=0)
        rows[language] = np.log(chance) - np.log(float((world * spoken).sum()))
    return rows


def read_country(facts: Facts, listening: Listening) -> Reading | None:
    """None when too few artists have a known country or language and there are no hours."""
    known, base, leads = _tables()
    place = {country.code: i for i, country in enumerate(known)}
    clues: list[Clue] = []
    rows: list[Floats] = []
    homes_of: list[str] = []
    for artist in facts.artists:
        code = artist.commonest("country")
        language = artist.commonest("language")
        name = artist.name or "unknown artist"
        if code in place:
            clues.append(Clue(ClueKind.ARTIST, name, f"from {known[place[code]].name}", artist.tracks))
            rows.append(leads[place[code]])
            homes_of.append(code)
        elif language in _language_rows() and language != UNKNOWN:
            clues.append(Clue(ClueKind.ARTIST, name, f"titles in {language}", artist.tracks))
            rows.append(_LANGUAGE_WEIGHT * _language_rows()[language])
            homes_of.append("")
    if len(clues) < LEAST_ARTISTS:
        clues, rows, homes_of = [], [], []
    ahead = hours_ahead(listening)
    if ahead is not None:
        clues.append(Clue(ClueKind.HOURS, "hours of listening", f"asleep as in UTC{ahead:+.0f}", sum(listening.hours)))
        rows.append(_clock_row(known, ahead) / TOGETHER(len(clues)))
        homes_of.append("")
    if not clues:
        return None
    reading = added_up(
        Attribute.LOCATION, [c.name for c in known], base, clues, np.array(rows), ceiling=CEILING,
        reliability=Reliability.FAIR, caution=CAUTION, together=TOGETHER,
    )  # fmt: skip
    homes = np.array([place.get(code, -1) for code in homes_of], dtype=np.int64)
    return replace(reading, chances=lambda gone: shared(reading.chances(gone), homes, gone))


def shared(chances: Floats, homes: NDArray[np.int64], gone: Gone) -> Floats:
    """The chance of the likeliest country, shared with a second one that is heard far more than the world hears it.

    A person from one country who lives in another hears both. ``homes`` is the country of each clue, -1 unknown.
    """
    left = np.delete(homes, sorted(gone)) if gone else homes
    counts = np.bincount(left[left >= 0], minlength=len(chances))
    top = int(chances.argmax())
    known, _, _ = _tables()
    world = np.array([_WORLD.get(c.code, 0.001) for c in known])
    usual = counts.sum() * world / world.sum()
    rivals = [i for i in np.flatnonzero(counts >= SECOND_ARTISTS) if i != top and counts[i] >= SECOND_LEAD * usual[i]]
    if not rivals or not counts[top]:
        return chances
    second = max(rivals, key=lambda i: (counts[i], -i))
    part = chances[top] * counts[second] / (counts[top] + counts[second])
    moved = chances.copy()
    moved[top] -= part
    moved[second] += part
    return moved


TOGETHER = fewer(5, 1.2)


def _clock_row(known: tuple[Country, ...], ahead: float) -> Floats:
    """log-likelihood of each country's clocks, cut off, since the sleeper may keep odd hours."""
    gaps = []
    for country in known:
        low, high = country.clocks
        inside = low <= ahead <= high
        gaps.append(0.0 if inside else min(_around_the_clock(ahead, low), _around_the_clock(ahead, high)))
    return np.asarray(np.maximum(-0.5 * (np.array(gaps) / CLOCK_ERROR) ** 2, -3.0))


def _around_the_clock(first: float, second: float) -> float:
    gap = abs(first - second) % 24
    return min(gap, 24 - gap)
