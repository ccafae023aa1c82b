"""What the forums that somebody writes in say of them: a town's own, one for those who have an illness, for parents.

Nobody needs to read a post for that: its address holds the name of the forum. One post says little; who writes there
again and again most likely lives there, or is one of them.
"""

from __future__ import annotations

import re
from array import array
from collections.abc import Iterator, Mapping
from functools import lru_cache
from typing import Any

from redraft.domain.archive import Audience, Kind, Post
from redraft.domain.attributes import Attribute
from redraft.domain.finding import Basis, Finding, Guess, Source
from redraft.domain.message import NOTHING
from redraft.geography import cities_named, countries
from redraft.languages import Language
from redraft.profiles.votes import LEAST_POSTS, Part, Vote, habitual, logit

LEAST_PEOPLE = 100_000
"""Inhabitants of a town whose forum is known by its name alone."""
_FORUMS = frozenset({Kind.POST, Kind.COMMENT})


class Forums:
    """Takes posts in by where they stand."""

    def __init__(self, language: Language) -> None:
        self._known = _names(language)
        self._ordinary = language.words("commonest")
        self._posts: dict[Finding, array[int]] = {}
        self._about = lru_cache(4096)(self._look_up)

    def add(self, at: int, post: Post) -> None:
        """Take a post in, by its position."""
        if not post.place or post.kind not in _FORUMS or post.audience is not Audience.PUBLIC:
            return
        for finding in self._about(post.place):
            self._posts.setdefault(finding, array("I")).append(at)

    def __len__(self) -> int:
        return sum(map(len, self._posts.values()))

    def says(self, post: Post) -> set[Attribute]:
        """What the place of a post says, so that no other words in it would hide that."""
        return {one.attribute for one in self._about(post.place) if len(self._posts.get(one, ())) >= LEAST_POSTS}

    def habits(self, prior: float) -> Iterator[tuple[Finding, Vote]]:
        """What the forums say together, and how much; ``prior`` is what an unsupported value has."""
        for finding, posts in self._posts.items():
            if len(posts) < LEAST_POSTS:
                continue
            weight = logit(habitual(len(posts))) - logit(prior)
            parts = tuple(Part(at, 1 / len(posts)) for at in posts)
            yield finding, Vote(finding.best.value, weight, parts, stated=False, habit=True)

    def _look_up(self, place: str) -> tuple[Finding, ...]:
        name = re.sub(r"^/?[rc]/", "", place.strip()).casefold()
        found = self._known.get(re.sub(r"[\W_]+", "", name), ())
        if not found and name not in self._ordinary and (town := _town(name)):
            found = ((Attribute.LOCATION, town, ""),)
        return tuple(_finding(*one) for one in found)


def _finding(attribute: Attribute, value: str, kind: str) -> Finding:
    guesses = (Guess(value, habitual(1)),)
    return Finding.make(attribute, guesses, (), source=Source.FUSED, basis=Basis.IMPLIED, why=NOTHING, kind=kind)


def _town(name: str) -> str:
    """The town that everybody means by a name, with its country; empty when there is none or it could be another."""
    found = cities_named(name)
    if not found or found[0].people < LEAST_PEOPLE or (len(found) > 1 and found[0].people < 5 * found[1].people):
        return ""
    return f"{found[0].name}, {countries()[found[0].country].name}"


def _names(language: Language) -> Mapping[str, tuple[tuple[Attribute, str, str], ...]]:
    """Names without blanks to what they say: illnesses by the list of conditions, the rest by ``forums.toml``."""
    rows = (line.split("\t") for line in language.lines("words/conditions.txt"))
    known: dict[str, tuple[tuple[Attribute, str, str], ...]] = {
        re.sub(r"[\W_]+", "", name): ((Attribute.HEALTH, name, group),) for group, name in rows
    }
    table: Mapping[str, Any] = language.table("forums")
    for row in table["forum"]:
        for name in row["names"]:
            known[name] = tuple((Attribute(attribute), value, "") for attribute, value in row["say"].items())
    return known
