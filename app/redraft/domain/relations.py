"""How two answers relate, by the tables of their attributes: the same, telling of one another, or far apart."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from enum import StrEnum
from functools import lru_cache

from redraft.domain.attributes import Answers, Attribute, Group

Fact = tuple[Attribute, str]
"""An attribute and an answer about it."""


def same(attribute: Attribute, one: str, other: str) -> bool:
    """Whether two answers say one thing: numbers within reach, a place with or without its country, words in words."""
    relation = attribute.relation
    first, second = number_in(one), number_in(other)
    if relation.kind is Answers.NUMBER and first is not None and second is not None:
        return abs(first - second) <= relation.reach
    if relation.kind is Answers.PLACE:
        here, there = _parts(one), _parts(other)
        alike = len(here) == 1 or len(there) == 1 or here[-1] == there[-1]
        return here[0] == there[0] or (alike and (_within(here[0], there[0]) or _within(there[0], here[0])))
    return _says(attribute, one, other) or _says(attribute, other, one)


def tells(known: Fact, new: Fact) -> bool:
    """Whether a fact says an answer or more: who knows the town knows the country, not the other way round.

    To name the town where somebody is known to live tells nothing either.
    """
    attribute = new[0]
    if known[0] is not attribute and not (attribute.group is Group.NAMED and known[0] in attribute.told_by):
        return False
    if attribute.relation.kind is not Answers.PLACE:
        return _says(attribute, known[1], new[1])
    here, there = _parts(known[1]), _parts(new[1])
    shared = min(len(here), len(there))
    return here[:shared] == there[:shared] or here[-len(there) :] == there


def hidden(attribute: Attribute, was: str, now: str, *, usual: str = "") -> bool:
    """Whether ``now`` is so far from ``was`` that this counts as gone.

    A reader who knows the country will find the town, so that only another country hides it. A number still tells of
    another so near that one person may be both, unless the ``usual`` answer, of somebody who wrote nothing, is as near.
    """
    if attribute.relation.kind is Answers.NUMBER and usual:
        before, after, anybody = number_in(was), number_in(now), number_in(usual)
        if before is None or after is None or anybody is None:
            return True
        return abs(after - before) > attribute.relation.gone or abs(after - before) >= abs(anybody - before)
    if attribute.relation.kind is Answers.PLACE and _parts(was)[-1] == _parts(now)[-1]:
        return False
    return not same(attribute, was, now)


class Fate(StrEnum):
    """What became of something that could be told: nothing of it is left, less of it, or all."""

    GONE = "gone"
    VAGUER = "vaguer"
    STILL = "still there"


def fate(attribute: Attribute, was: str, now: str, *, named: bool = True, was_named: bool = True) -> Fate:
    """What became of an answer where a reader can still give one: less where the new one is wider, or where nobody
    here can name it any more. Another answer is no success: that a reader could tell is what counts.
    """
    if was_named and not named:
        return Fate.VAGUER
    wider = tells((attribute, was), (attribute, now)) and not tells((attribute, now), (attribute, was))
    return Fate.VAGUER if wider else Fate.STILL


def nearest(attribute: Attribute, answer: str, among: Sequence[str]) -> list[int]:
    """The places in a list of what comes nearest to an answer; none where nothing is near.

    That is itself, or what says more or less of it, or what it is not hidden by, or what ends with the same word.
    """
    if not _plain(answer):
        return []
    last = _plain(answer).split()[-1]
    steps: tuple[Callable[[str], bool], ...] = (
        lambda value: _plain(value) == _plain(answer),
        lambda value: tells((attribute, answer), (attribute, value)) or tells((attribute, value), (attribute, answer)),
        lambda value: not hidden(attribute, answer, value),
        lambda value: "," not in value and _plain(value).endswith(last) and _plain(value).split()[-1] == last,
    )
    if attribute.relation.kind is Answers.NUMBER:
        steps = (lambda value: same(attribute, value, answer),)
    found = ([i for i, value in enumerate(among) if step(value)] for step in steps)
    return next((places for places in found if places), [])


def speaks_of(attribute: Attribute, others: Iterable[Attribute]) -> bool:
    """True when words about ``attribute`` tell one of the others."""
    return any(attribute is other or attribute in other.told_by for other in others)


def number_in(answer: str) -> int | None:
    """The first whole number in an answer."""
    found = re.search(r"\d+", answer)
    return int(found[0]) if found else None


def _says(attribute: Attribute, known: str, new: str) -> bool:
    """Whether ``known`` says ``new`` or more: a night nurse is a nurse, a Lutheran a Christian."""
    if attribute.relation.kind is Answers.NUMBER:
        return _plain(known) == _plain(new)
    if known in attribute.relation.includes.get(new, ()):
        return True
    if known in attribute.values and new in attribute.values:
        return known == new
    return _within(_plain(new), _plain(known))


def _within(words: str, others: str) -> bool:
    return bool(words) and f" {words} " in f" {others} "


def _parts(place: str) -> list[str]:
    """A place and what it lies in, such as a town and its country."""
    return [_plain(part) for part in place.split(",")]


@lru_cache(8192)
def _plain(answer: str) -> str:
    return re.sub(r"[^\w]+", " ", answer.casefold()).strip()
