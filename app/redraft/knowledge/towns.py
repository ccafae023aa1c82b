"""Towns and countries that a text names, by GeoNames: which of those of the same name is meant, by their size."""

from __future__ import annotations

import math
import re
from collections.abc import Callable, Collection, Iterator, Sequence
from functools import cached_property

from redraft import geography
from redraft.domain.text import Span
from redraft.knowledge.terms import Found, Hint, begins, longest_first

SPEAKS = 5.0
"""Nats that a town's name speaks for it where it is the only one of that name."""
OTHER_NAME, BY_ANOTHER_NAME = 2.5, 2.0
"""Nats less for what is also called so (a person, a thing), and where the town is mostly called otherwise."""
LEAST_LOWER = 300_000
"""People from which a name is taken for a town's though it is written in lower case."""
LONGEST = 4
LONGEST_LEAD = 16
"""Code points before a name in which what leads to it is looked for."""
_WORD = re.compile(r"[^\W\d_]+(?:['’.-][^\W\d_]+)*")


class Towns:
    """``ordinary`` tells a word (in lower case) that everybody uses, ``person`` a given name. ``led_by``: what has to
    stand before a name, and a capital with it, in a language of which it is not known which words are ordinary.
    """

    def __init__(
        self, ordinary: Callable[[str], bool], person: Callable[[str], bool], led_by: re.Pattern[str] | None = None
    ) -> None:
        self._ordinary, self._person, self._led_by = ordinary, person, led_by

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
        key = geography.plain(name)
        country = self._countries.get(key)
        if country is not None and name[:1].isupper():
            return (Hint(country, SPEAKS),)
        if len(key) < 3 or (name[:1].islower() and self._ordinary(key)):
            return ()
        cities = geography.cities_named(name)
        if not cities or (name[:1].islower() and cities[0].people < LEAST_LOWER):
            return ()
        other = " " not in key and (self._ordinary(key) or self._person(key))
        own = [geography.plain(city.name) == key for city in cities]
        if other and (not any(own) or begins(text, span.start)):
            return ()
        doubt = OTHER_NAME if other else 0.0
        weights = [
            c.people * (1.0 if is_own else math.exp(-BY_ANOTHER_NAME)) for c, is_own in zip(cities, own, strict=True)
        ]
        known, everybody = geography.countries(), max(sum(weights), cities[0].people * 0.5)
        hints = (
            Hint(f"{city.name}, {known[city.country].name}", SPEAKS - doubt + math.log(weight / everybody))
            for city, weight in zip(cities, weights, strict=True)
            if weight > 0
        )
        return tuple(hint for hint in hints if hint.gain > 1)

    @cached_property
    def _countries(self) -> dict[str, str]:
        return {geography.plain(country.name): country.name for country in geography.countries().values()}
