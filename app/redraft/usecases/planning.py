"""Which changes take most of the telling words and least of all others, one cut a sentence at most."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from redraft.domain.edit import Change, apply
from redraft.domain.text import Span, seams_of_sentences

MOST_COST = 1.25
"""Nats of a change from which on nothing is said rather than that: its author would post one in three of these."""
WORD = 0.2
"""What a word that goes costs, where one that tells is worth 1."""
CHANGE = 0.2
"""What every change costs beside that."""
NAT = 0.7
"""What a nat of a change costs."""
MOST_PRICED = 120
"""Changes of one text that are priced, those that take most for the words they cost."""
WORDED = ("step", "memory", "gap")
"""Kinds that say something else in the place of a few words, beside which another change of a sentence may stand."""
TIGHTER = 1.25
"""By how much a word costs more where too many would go."""
_WORD = re.compile(r"\w+(?:['’]\w+)*")

Cost = Callable[[Sequence[Change]], Mapping[Change, float]]
"""What changes cost, in nats."""
Worth = Mapping[Span, float]
"""How much it is worth, a word, that a stretch goes."""


@dataclass(frozen=True, slots=True)
class Plan:
    """What was chosen, none overlapping, in the text's order; and what all that help cost."""

    chosen: tuple[Change, ...]
    costs: Mapping[Change, float]

    def text(self, original: str) -> str:
        """The new text."""
        return apply(original, {c.span: c.words for c in self.chosen})


def plan(text: str, changes: Sequence[Change], worth: Worth, must: Worth, cost: Cost, most_lost: float = 0.45) -> Plan:
    """What is worth most, of changes whose author would post each.

    ``must``: the same of stretches that may not stand as they are, each as a whole. Where no good change takes one of
    their words, whatever does that takes least.
    ``most_lost`` is the share of the words that may go.
    """
    words = _Words.of(text)
    told = [0.0] * len(words.said)
    for span, tells in worth.items():
        for i in words.within(span):
            told[i] = max(told[i], tells)
    most = max(most_lost * len(told), min(12.0, len(told) / 2))
    gone = {change: words.lost(change) for change in dict.fromkeys(changes)}
    taken = {change: sum(told[i] for i in some) for change, some in gone.items()}
    broken = {c: sum(v for s, v in must.items() if gone[c].intersection(words.within(s))) for c in gone}
    helping = [c for c in gone if taken[c] or broken[c]]
    tried = sorted(helping, key=lambda c: WORD * len(gone[c]) - taken[c] - broken[c])[:MOST_PRICED]
    price = dict(cost(tried)) if tried else {}
    good = [c for c in tried if price[c] <= MOST_COST or c.kind == "gap"]
    for span in must:
        if not any(c.span.overlaps(span) and len(gone[c]) <= most for c in good):
            worse = [c for c in tried if c not in good and c.span.overlaps(span)]
            good += worse
            taken |= dict.fromkeys(worse, 0.0)
    reach = {c: words.sentences(c.span) for c in good}
    small = {c for c in good if (c.words.strip() and c.kind in WORDED) or any(c.span.overlaps(span) for span in must)}
    word, chosen = WORD, list[Change]()
    while True:
        value = {c: taken[c] + broken[c] - word * len(gone[c]) - NAT * price[c] - CHANGE for c in good}
        chosen = _best(value, reach)
        rest = {c: v for c, v in value.items() if c in small and not any(c.span.overlaps(o.span) for o in chosen)}
        chosen = sorted([*chosen, *_best(rest, {c: c.span for c in rest})], key=lambda c: c.span)
        if sum(len(gone[c]) for c in chosen if c.kind != "gap") <= most:
            return Plan(tuple(chosen), price)
        word *= TIGHTER


@dataclass(frozen=True, slots=True)
class _Words:
    """The words of a text in small letters, where each begins and ends, and where sentences begin."""

    said: Sequence[str]
    starts: Sequence[int]
    ends: Sequence[int]
    seams: Sequence[int]

    @classmethod
    def of(cls, text: str) -> _Words:
        found = list(_WORD.finditer(text))
        said = [m.group().casefold() for m in found]
        return cls(said, [m.start() for m in found], [m.end() for m in found], seams_of_sentences(text))

    def within(self, span: Span) -> range:
        """Which words share a letter with a stretch."""
        return range(bisect_right(self.ends, span.start), bisect_left(self.starts, span.end))

    def sentences(self, span: Span) -> Span:
        """The sentences that a stretch lies in, with the space behind them."""
        first = bisect_right(self.seams, span.start) - 1
        return Span(self.seams[first], self.seams[bisect_left(self.seams, span.end)])

    def lost(self, change: Change) -> set[int]:
        """Which words are no more with a change made."""
        new = Counter(w.casefold() for w in _WORD.findall(change.words))
        found = set()
        for i in self.within(change.span):
            if new[self.said[i]]:
                new[self.said[i]] -= 1
            else:
                found.add(i)
        return found


def _best(value: Mapping[Change, float], reach: Mapping[Change, Span]) -> list[Change]:
    """The changes that are worth most together; none reaches into another's sentences (weighted interval scheduling):
    two that are sound are often not so together.
    """
    ordered = sorted((c for c in value if value[c] > 0), key=lambda c: (reach[c].end, reach[c].start))
    ends: list[int] = []
    best: list[tuple[float, tuple[Change, ...]]] = [(0.0, ())]
    for change in ordered:
        before = bisect_right(ends, reach[change].start)
        together = best[before][0] + value[change]
        ends.append(reach[change].end)
        best.append((together, (*best[before][1], change)) if together > best[-1][0] else best[-1])
    return list(best[-1][1])
