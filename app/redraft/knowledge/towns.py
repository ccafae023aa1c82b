"""Towns, states and countries that a text names, by GeoNames: which of those of the same name is meant, by what state
stands behind it ("Lima, Ohio"), or else by their size.
"""

from __future__ import annotations

import math
import re
from collections.abc import Callable, Collection, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

from redraft import geography
from redraft.domain.text import Span
from redraft.geography import nearby
from redraft.knowledge.terms import Found, Hint, begins, longest_first

SPEAKS = 5.0
"""Nats that a town's name speaks for it where it is the only one of that name."""
OTHER_NAME, BY_ANOTHER_NAME = 2.5, 2.0
"""Nats less for what is also called so (a person, a thing), and where the town is mostly called otherwise."""
SMALL = 3.5
"""Nats that a name speaks for a town that has fewer than 15,000 people, where it is the only one of that name."""
QUARTER_KM, MOST_ALIKE = 10.0, 4
"""How near a city is for what counts as a part of it; and places of one name that are looked at."""
LETTERS, LARGE = 4, 1_000_000
"""Capitals that are an abbreviation of something else (HEB, TRS), unless people call a large city so (NYC)."""
LEAST_LOWER = 300_000
"""People from which a name is taken for a town's though it is written in lower case."""
LONGEST = 4
LONGEST_LEAD = 16
"""Code points before a name in which what leads to it is looked for."""
CITIES_FIRST = frozenset({"new york", "washington", "georgia"})
"""Names of states that mostly mean something else."""
IN_THE_STATES = "United States"
_WORD = re.compile(r"[^\W\d_]+(?:['’.-][^\W\d_]+)*")
_NAMED = re.compile(
    r"[^\W\d_a-z][\w'’.-]*(?:[ -](?:[^\W\d_a-z][\w'’.-]*|de|del|la|le|les|of|upon|am|an|der|do|da|sur|en))*"
)
"""Words that may be a name: each with a capital, but for little ones within."""


@dataclass(frozen=True, slots=True)
class Words:
    """What else a name may be, each of a word in lower case: ``ordinary`` one that dictionaries have, ``person`` a
    given name, ``surname``; ``city``: hardly anything but a city, whatever dictionaries say.
    """

    ordinary: Callable[[str], bool]
    person: Callable[[str], bool]
    surname: Callable[[str], bool]
    city: Callable[[str], bool]

    def other(self, key: str) -> bool:
        """Whether it is likely to be no town."""
        return not self.city(key) and (self.ordinary(key) or self.person(key))


class Towns:
    """``led_by``: what has to stand before a name, and a capital with it, in a language of which it is not known which
    words are ordinary.
    """

    def __init__(self, words: Words, led_by: re.Pattern[str] | None = None) -> None:
        self._words, self._led_by = words, led_by

    def find(self, text: str, taken: Collection[Span]) -> Iterator[Found[Hint]]:
        """Every town and country named, the longest name first, none within a longer term that is ``taken``."""
        words = [m.span() for m in _WORD.finditer(text)]

        def found(some: Sequence[tuple[int, int]]) -> Found[Hint] | None:
            span = Span(some[0][0], some[-1][1])
            if any(other.overlaps(span) and len(other) > len(span) for other in taken):
                return None
            hints = self._hints(text, span)
            return Found(text[span.start : span.end], span, hints) if hints else None

        return longest_first(words, LONGEST, found)

    def _hints(self, text: str, span: Span) -> tuple[Hint, ...]:
        name = text[span.start : span.end]
        if self._led_by is not None:
            before = text[max(0, span.start - LONGEST_LEAD) : span.start]
            if not (name[:1].isupper() and self._led_by.search(before)):
                return ()
        if "\n" in name:
            return ()
        key = geography.plain(name)
        if (in_state := self._in_state(name)) is not None:
            return in_state
        country = self._countries.get(key)
        if country is not None and name[:1].isupper():
            return (Hint(country, SPEAKS),)
        if len(key) < 3 or (name[:1].islower() and self._words.other(key)):
            return ()
        cities = geography.cities_named(name)
        if not cities:
            return self._small(text, span, key)
        if name[:1].islower() and cities[0].people < LEAST_LOWER:
            return ()
        other = " " not in key and self._words.other(key)
        own = [geography.plain(city.name) == key for city in cities]
        exactly = any(city.name.casefold() == name.casefold() for city in cities)
        if other and (not exactly or begins(text, span.start)):
            return ()
        if name.isupper() and len(name) <= LETTERS and not any(own) and cities[0].people < LARGE:
            return ()
        doubt = OTHER_NAME if other else 0.0
        weights = [
            c.people * (1.0 if is_own else math.exp(-BY_ANOTHER_NAME)) for c, is_own in zip(cities, own, strict=True)
        ]
        known, everybody = geography.countries(), max(sum(weights), cities[0].people * 0.5)
        # What is called otherwise there has an English name of its own where dictionaries of English have it.
        english = name if name[:1].isupper() and self._words.ordinary(key) else None
        hints = []
        for city, is_own, weight in zip(cities, own, weights, strict=True):
            place = f"{city.name if is_own else english or city.name}, {known[city.country].name}"
            if weight > 0:
                hints.append(Hint(place, SPEAKS - doubt + math.log(weight / everybody)))
        return tuple(hint for hint in hints if hint.gain > 1)

    def _in_state(self, name: str) -> tuple[Hint, ...] | None:
        """A state of the US, or a town with its state behind it; None for everything else."""
        town, comma, state = name.partition(", ")
        if not comma:
            key = geography.plain(name)
            return (Hint(IN_THE_STATES, SPEAKS),) if name[:1].isupper() and key in self._states else None
        code = state if state in geography.states() else self._every_state.get(geography.plain(state))
        if code is None or not _NAMED.fullmatch(town):
            return None
        named = [c for c in geography.cities_named(town) if (c.country, c.region) == ("US", code)]
        if not named and self._words.ordinary(geography.plain(town)):
            return None
        own = next((c.name for c in named if geography.plain(c.name) == geography.plain(town)), town)
        return (Hint(f"{own}, {IN_THE_STATES}", SPEAKS),)

    def _small(self, text: str, span: Span, key: str) -> tuple[Hint, ...]:
        """The city that a quarter of this name belongs to."""
        name = text[span.start : span.end]
        known = self._words.other(key) or self._words.surname(key)
        if known or not _NAMED.fullmatch(name) or (" " not in name and begins(text, span.start)):
            return ()
        towns, known_countries = nearby.named(name), geography.countries()
        people = sum(town.people for town in towns)
        gains: dict[str, float] = {}
        for town in towns[:MOST_ALIKE]:
            if town.people and town.country in known_countries:
                city = nearby.city_near(town.latitude, town.longitude, QUARTER_KM)
                if city is not None:  # any other is left to whoever takes a place that no table knows for a small one
                    place = f"{city.name}, {known_countries[town.country].name}"
                    gains[place] = gains.get(place, 0.0) + town.people / people
        hints = (Hint(place, SMALL + math.log(share)) for place, share in gains.items())
        return tuple(hint for hint in hints if hint.gain > 1)

    @cached_property
    def _every_state(self) -> dict[str, str]:
        return {geography.plain(state.name): state.code for state in geography.states().values()}

    @cached_property
    def _states(self) -> frozenset[str]:
        return frozenset(self._every_state) - CITIES_FIRST

    @cached_property
    def _countries(self) -> dict[str, str]:
        return {geography.plain(country.name): country.name for country in geography.countries().values()}
