"""What somebody does who speaks of these tools, rooms and rules."""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence

from redraft.domain.finding import Guess
from redraft.domain.text import Span
from redraft.knowledge.terms import Terms

STRONG, WEAK = 2.5, 1.0
"""Nats that a term speaks for its trade."""
NOTHING_KNOWN = 1.5
"""Nats for a trade that no table knows."""
MOST = 8


class Trades:
    """``rows``: trade, strong terms, weak terms, each divided by semicolons. A trade's own name is a strong term."""

    def __init__(self, rows: Iterable[Sequence[str]], ordinary: Callable[[str], bool]) -> None:
        def entries() -> Iterable[tuple[str, tuple[str, float]]]:
            for trade, strong, weak, *_ in rows:
                yield trade, (trade, STRONG)
                for terms, gain in ((strong, STRONG), (weak, WEAK)):
                    yield from ((term.strip(), (trade, gain)) for term in terms.split(";"))

        self._terms = Terms(entries(), ordinary)

    def answers(self, text: str, weight: Callable[[Span], float]) -> tuple[Guess, ...]:
        """Trades with their shares, likeliest first; none where no term is found. ``weight`` of words: 0 to 1.

        A term that several trades share says less of each.
        """
        heard: dict[str, dict[str, float]] = defaultdict(dict)
        for found in self._terms.find(text):
            weighed = weight(found.span)
            shared = 1 + math.log(len({trade for trade, _ in found.meanings}))
            for trade, gain in found.meanings:
                known = heard[trade]
                known[found.term] = max(weighed * gain / shared, known.get(found.term, 0.0))
        scores = {trade: sum(terms.values()) for trade, terms in heard.items()}
        best = sorted(scores, key=lambda trade: (-scores[trade], trade))[:MOST]
        powers = {trade: math.exp(min(scores[trade], 20.0)) for trade in best}
        total = sum(powers.values()) + math.exp(NOTHING_KNOWN)
        return tuple(Guess(trade, powers[trade] / total) for trade in best)
