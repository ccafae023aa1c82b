"""How many people a set of known values fits."""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping
from dataclasses import replace
from functools import cache, lru_cache

import numpy as np
import numpy.typing as npt

from redraft.domain.attributes import Attribute
from redraft.domain.message import NOTHING, Message
from redraft.exposure import facts
from redraft.exposure.places import Place, find
from redraft.exposure.tables import GROUP_YEARS, table, world

Floats = npt.NDArray[np.float64]

_SURVEY = tuple(a for a in Attribute if a.narrows == "survey")
FOREIGN = Message("exposure.foreign")
INDEPENDENT = Message("exposure.independent")


def single(attribute: Attribute) -> bool:
    """True when what is known belongs to one person: a code, an address to write to, what nobody else is."""
    return attribute.narrows == "one"


_JOINT_TABLES: Mapping[str, Callable[[Attribute, str], object | None]] = {
    "place": lambda _, value: find(value),
    "age": lambda _, value: facts.age_range(value),
    "sex": lambda _, value: facts.sex_of(value),
    "survey": facts.categories,
}
"""What a value is in the tables that hold several attributes together, by what an attribute's table calls them."""


def covered(attribute: Attribute, value: str, place: Place | None) -> bool:
    """True when a table says how many people it fits."""
    if single(attribute):
        return True
    joint = _JOINT_TABLES.get(attribute.narrows)
    return joint(attribute, value) is not None if joint else _share(attribute, value, place) is not None


@lru_cache(4096)
def _share(attribute: Attribute, value: str, place: Place | None) -> facts.Share | None:
    """The share for attributes that no joint table covers. Tables by country need a place."""
    country = place.country if place else ""
    abroad = 0.0 if country == "United States" else facts.FOREIGN_SIGMA
    if attribute.narrows == "occupation":
        found = facts.occupation_share(value)
        return replace(found, sigma=found.sigma + abroad, assumption=FOREIGN if abroad else NOTHING) if found else None
    if attribute.narrows == "religion":
        return facts.religion_share(value, country)
    if attribute.narrows == "condition":
        return facts.health_share(value, country)
    if attribute.narrows == "name":
        return facts.name_share(value)
    return None


def count(known: Mapping[Attribute, str]) -> tuple[float, float, set[Message]]:
    """Natural logarithm of the people who fit, its spread, and the assumptions made.

    Depends on nothing but ``known``, and every further value makes it smaller or leaves it: within each sex and
    five-year age group the shares multiply, and the groups are those of the place's country.
    """
    if any(single(a) for a in known):
        return 0.0, 0.0, set()
    place = find(known[Attribute.LOCATION]) if Attribute.LOCATION in known else None
    log = math.log(place.people if place else world())
    variance = place.sigma**2 if place else 0.0
    share, spread, assumed = _joint(known, place)
    used = set(assumed)
    log, variance = log + math.log(share), variance + spread
    for attribute, value in known.items():
        found = _share(attribute, value, place)
        if found:
            log, variance = log + math.log(found.share), variance + found.sigma**2
            used |= {found.assumption} if found.assumption else set()
            used.add(INDEPENDENT)
    return max(0.0, log), math.sqrt(variance), used


_JOINT = (Attribute.AGE, Attribute.SEX, *_SURVEY)


def _joint(known: Mapping[Attribute, str], place: Place | None) -> tuple[float, float, frozenset[Message]]:
    """Share of age, sex, education and marital status together, its variance, and assumptions."""
    return _group(place.code if place else "", *(known.get(a, "") for a in _JOINT))


@lru_cache(4096)
def _group(code: str, age: str, sex: str, *survey: str) -> tuple[float, float, frozenset[Message]]:
    """The same for the country's code and the values, empty where nothing is known."""
    low, high = facts.age_range(age) or (0, 120)
    one_sex = facts.sex_of(sex)
    meant = [m for a, value in zip(_SURVEY, survey, strict=True) if value and (m := facts.categories(a, value))]
    fits = everyone = 0.0
    for one in ("male", "female"):
        everyone += float(ages(code, one, 0, 120).sum())
        if one_sex in {None, one}:
            crowd = ages(code, one, low, high)
            for each in meant:
                crowd = crowd * profile(*each, one)
            fits += float(crowd.sum())
    variance = 0.10**2 if one_sex or (low, high) != (0, 120) else 0.0
    abroad = 0.0 if code == "840" else facts.FOREIGN_SIGMA
    variance += len(meant) * (0.15**2 + abroad**2)
    used = {INDEPENDENT} if meant else set()
    return max(fits, 1.0) / everyone, variance, frozenset(used | ({FOREIGN} if meant and abroad else set()))


@cache
def ages(code: str, sex: str, low: int, high: int) -> Floats:
    """People of a country (the world for an unknown code) and a sex by five-year group, within low to high."""
    table_ = table("people")
    rows = [table_[code]] if code in table_ else list(table_.values())
    whole: Floats = np.array([row[sex] for row in rows], dtype=np.float64).sum(axis=0)
    starts = np.arange(len(whole)) * GROUP_YEARS
    inside = np.minimum(high + 1, starts + GROUP_YEARS) - np.maximum(low, starts)
    return np.asarray(whole * np.clip(inside, 0, GROUP_YEARS) / GROUP_YEARS)


@cache
def profile(group: str, labels: tuple[str, ...], sex: str) -> Floats:
    """The share of labels by five-year group in the survey; below its youngest age nobody has any of them."""
    hits, everyone = np.zeros(21), np.zeros(21)
    for row in table("survey")[group]:
        path, number = row[1:-1], float(row[-1])
        at = 0 if group == "B15001" else -1
        if row[0] != sex or not path or "years" not in path[at] or (at == 0 and len(path) == 1):
            continue
        low, high = facts.age_range(path[at]) or (0, 0)
        if "and over" in path[at]:
            high = 104
        elif " and " in path[at]:
            high = low + 1
        for i in range(21):
            part = max(0, min(high, i * 5 + 4) - max(low, i * 5) + 1) / (high - low + 1)
            everyone[i] += part * number
            hits[i] += part * number * (path[1 if at == 0 else 0] in labels)
    youngest = 18 if group == "B15001" else 15
    grown = np.clip((np.arange(21) * 5 + 5 - youngest) / 5, 0, 1)
    return np.asarray(np.divide(hits, everyone, out=np.zeros(21), where=everyone > 0) * grown)
