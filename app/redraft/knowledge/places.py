"""Where somebody must be who speaks of these quarters, shops, exams, taxes and words."""

from __future__ import annotations

import math
import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

from redraft.domain.finding import Guess
from redraft.domain.text import Span
from redraft.knowledge.terms import Found, Hint, Terms
from redraft.knowledge.towns import Towns

SPEAKS = {3: 4.0, 2: 2.5, 1: 1.0}
"""Nats that a term of each strength speaks for its place."""
WORDS = 0.4
"""What a word counts for against a name: people pick words up elsewhere, and learn their English somewhere."""
ORDINARY_KINDS = frozenset({"word", "food", "weather"})
NOWHERE = 1.5
"""Nats for a place that no table knows."""
LEAST = 0.02


class Places:
    """``rows``: term, place, strength (1 to 3), kind. ``money``: sign of a currency, country, strength."""

    def __init__(
        self,
        rows: Iterable[Sequence[str]],
        ordinary: Callable[[str], bool],
        towns: Towns,
        money: Iterable[Sequence[str]] = (),
    ) -> None:
        def entries() -> Iterator[tuple[str, Hint]]:
            for term, place, strength, kind in rows:
                yield term, Hint(place, SPEAKS[int(strength)] * (WORDS if kind in ORDINARY_KINDS else 1.0))

        self._terms, self._towns = Terms(entries(), ordinary), towns
        self._money = {sign: Hint(country, SPEAKS[int(strength)]) for sign, country, strength in money}
        signs = "|".join(map(re.escape, sorted(self._money, key=len, reverse=True)))
        self._amounts = re.compile(rf"(?<!\w)({signs}) ?\d" if signs else r"(?!)")

    def find(self, text: str) -> tuple[Found[Hint], ...]:
        """Every term, every sign of a currency, and every town, state and country that a text names."""
        terms = tuple(self._terms.find(text))
        amounts = (Found(m[1], Span(*m.span(1)), (self._money[m[1]],)) for m in self._amounts.finditer(text))
        return (*terms, *amounts, *self._towns.find(text, [found.span for found in terms]))

    def answers(self, found: Iterable[Found[Hint]], weight: Callable[[Span], float]) -> tuple[Guess, ...]:
        """Places with their shares, likeliest first; none where nothing was found. ``weight`` of words: 0 to 1.

        A country stands for any place in it that is not among the others.
        """
        heard: dict[str, dict[str, float]] = defaultdict(dict)
        for one in found:
            weighed = weight(one.span)
            for hint in one.meanings:
                known = heard[hint.place]
                known[one.term] = max(weighed * hint.gain, known.get(one.term, 0.0))
        if not any(gain for terms in heard.values() for gain in terms.values()):
            return ()
        return _shares(_scores(heard))


def _scores(heard: Mapping[str, Mapping[str, float]]) -> dict[str, float]:
    """Nats by place: what is said of the country counts for its cities, and a city's terms for the country."""
    own = {place: sum(terms.values()) for place, terms in heard.items()}
    countries = {place.rpartition(", ")[2] for place in own}
    scores: dict[str, float] = {}
    for country in countries:
        within = {place: score for place, score in own.items() if place.rpartition(", ")[2] == country}
        general = within.pop(country, 0.0)
        scores |= {place: score + general for place, score in within.items()}
        # Somewhere else in the country: what its cities' terms say of it goes to them, not to the rest.
        scores[country] = general + 0.5 * max(within.values(), default=0.0)
    return scores


def _shares(scores: Mapping[str, float]) -> tuple[Guess, ...]:
    powers = {place: math.exp(min(score, 20.0)) for place, score in scores.items()}
    total = sum(powers.values()) + math.exp(NOWHERE)
    guesses = (Guess(place, power / total) for place, power in powers.items() if power / total >= LEAST)
    return tuple(sorted(guesses, key=lambda guess: (-guess.confidence, guess.value)))
