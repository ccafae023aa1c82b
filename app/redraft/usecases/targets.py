"""What has to go, and when it is gone: answers that are the same, attributes that speak of one another."""

from __future__ import annotations

import re
from collections.abc import Iterable

from redraft.domain.attributes import Attribute

AGE_REACH = 5
"""Years within which two ages are one answer, as in the SynthPAI evaluation (arXiv 2406.07217)."""

_PLACES = frozenset({Attribute.LOCATION, Attribute.BIRTHPLACE, Attribute.PLACE, Attribute.WHEREABOUTS})
_SPEAKS_OF: dict[Attribute, frozenset[Attribute]] = {
    Attribute.LOCATION: _PLACES | {Attribute.ETHNICITY, Attribute.ABSENCE},
    Attribute.BIRTHPLACE: _PLACES | {Attribute.ETHNICITY},
    Attribute.OCCUPATION: frozenset({Attribute.EMPLOYER, Attribute.TITLE, Attribute.EDUCATION, Attribute.UNION}),
    Attribute.EDUCATION: frozenset({Attribute.SCHOOL, Attribute.OCCUPATION, Attribute.TITLE}),
    Attribute.INCOME: frozenset({Attribute.OCCUPATION, Attribute.EMPLOYER, Attribute.FINANCE}),
    Attribute.RELATIONSHIP: frozenset({Attribute.FAMILY}),
    Attribute.SEX: frozenset({Attribute.TITLE}),
}
"""Statements about the second that tell the first."""


def about(attribute: Attribute, hidden: Iterable[Attribute]) -> bool:
    """True when words about ``attribute`` tell one of the ``hidden``."""
    return any(attribute is one or attribute in _SPEAKS_OF.get(one, ()) for one in hidden)


def nearer(guess: str, value: str, *, than: str) -> bool:
    """True for an age that tells of ``value``: so near that one person may be both, and nearer than what is usual."""
    ages = [re.search(r"\d+", age) for age in (guess, value, than)]
    if not all(ages):
        return False
    one, other, usual = (int(age.group()) for age in ages)  # type: ignore[union-attr]
    return abs(one - other) <= 2 * AGE_REACH and abs(one - other) < abs(usual - other)


def same(attribute: Attribute, one: str, other: str, *, exactly: bool = False) -> bool:
    """True when two values are one answer to a reader: ages within reach, places in one country.

    A reader who knows the country will find the city, so that only another country hides it; ``exactly`` asks for the
    same city.
    """
    a, b = one.casefold().strip(), other.casefold().strip()
    if attribute is Attribute.AGE:
        ages = [re.search(r"\d+", value) for value in (a, b)]
        return all(ages) and abs(int(ages[0].group()) - int(ages[1].group())) <= AGE_REACH  # type: ignore[union-attr]
    if attribute in _PLACES and not exactly:
        return a.split(", ")[-1] == b.split(", ")[-1]
    return a == b
