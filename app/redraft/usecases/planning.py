"""Which few changes of a text reach every goal: the encoder looks after each."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace

from redraft.domain.attributes import Attribute
from redraft.domain.edit import Change, apply
from redraft.domain.text import Span, around
from redraft.usecases.looks import SAFE, Aim, Looks

MOST_TRIED, MOST_PRICED, MOST_COMPARED = 24, 60, 70
"""Changes that an encoder looks at one by one; those that promise most by a guess, which are priced;
and those that are compared by words alone.
"""
MOST_AGAIN = 4
"""Changes that are looked at again after one was taken."""
MOST_COST = 1.25
"""Nats of a change from which on nothing is said rather than that: its author would post one in three of these."""
LEAST_GAIN = 0.12
LEAST_WORTH = 0.5
"""Nats of gain for a nat of cost that a change has to bring."""
STILL = 0.7
"""Nats above what counts as hidden from which an attribute is still told, and nothing was gained by less than
:data:`LITTLE`."""
LITTLE = 1.0
MOST_CHANGES = 14
SEARCHES = 2
"""Times a plan is made, the second for what the quick look had not seen."""

Cost = Callable[[Sequence[Change]], Mapping[Change, float]]
"""What changes cost, in nats."""


@dataclass(frozen=True, slots=True)
class Plan:
    """What was chosen, none overlapping; by how much each change that was looked at helps alone, and what those that
    help cost.
    """

    chosen: tuple[Change, ...]
    gains: Mapping[Change, float]
    costs: Mapping[Change, float]

    def text(self, original: str) -> str:
        """The new text."""
        return _with(original, self.chosen)


def plan(
    text: str,
    changes: Sequence[Change],
    aim: Aim,
    looks: Looks,
    cost: Cost,
    most_lost: float = 0.45,
) -> Plan:
    """The smallest set of changes after which no goal is left, or after which nothing more helps.

    ``most_lost`` is the share of the words that may go.
    """
    quick, price, most = looks.beside(text), dict[Change, float](), _most(text, most_lost)
    tried, best, gains = _promising(text, changes, aim, quick, cost, most), list[Change](), dict[Change, float]()
    aimed = aim
    for _ in range(SEARCHES):
        gains = _gains(text, tried, aimed, quick)
        helping = sorted((c for c, gain in gains.items() if gain >= LEAST_GAIN), key=lambda c: -gains[c])
        price |= cost(helping)
        best = _Search(text, helping, gains, aimed, quick, price, most).best()
        further = _further(_with(text, best), aimed, looks, quick)
        if not further:
            break
        aimed = replace(aimed, deeper={**aimed.deeper, **further})
    vain = _vain(text, best, aim, looks)
    if vain:
        rest = replace(aimed, attributes={a: words for a, words in aim.attributes.items() if a not in vain})
        best = _Search(text, best, gains, rest, quick, price, most).pruned(best)
    return Plan(tuple(sorted(best, key=lambda c: c.span)), gains, price)


def _further(new: str, aim: Aim, looks: Looks, quick: Looks) -> dict[Attribute, float]:
    """How deep the quick look has to see what has to go for all others not to see it, where it has not seen enough."""
    every, said = looks.logits(new), quick.logits(new)
    safe = {a: SAFE - aim.deeper.get(a, 0.0) for a in aim.attributes}
    return {
        a: aim.deeper.get(a, 0.0) + every[a] - said[a]
        for a in aim.attributes
        if a in every and every[a] > safe[a] + LEAST_GAIN and every[a] - said[a] > LEAST_GAIN
    }


def _promising(
    text: str,
    changes: Sequence[Change],
    aim: Aim,
    looks: Looks,
    cost: Cost,
    most: float,
) -> Sequence[Change]:
    """At most :data:`MOST_TRIED`: those that tell most, as far as one reading shows, for what they cost unread."""
    if looks.judge is None or len(changes) <= MOST_TRIED:
        return changes[:MOST_COMPARED]
    windows = [around(text, c.span.start, c.span.end) for c in changes]
    rest = [(Span(p.start, c.span.start), Span(c.span.end, p.end)) for p, c in zip(windows, changes, strict=True)]
    excess = looks.guessed(text, [*((p,) for p in windows), *rest], aim)
    gain = {c: old - new for c, old, new in zip(changes, excess, excess[len(changes) :], strict=False)}
    some = sorted(changes, key=lambda c: -gain[c] + 0.1 * LEAST_WORTH * min(10, c.lost(text)))[:MOST_PRICED]
    price = cost(some)
    good = _proposed(text, some, price, aim, most)
    return sorted(good, key=lambda c: -gain[c] + LEAST_WORTH * price[c])[:MOST_TRIED]


def _gains(text: str, changes: Sequence[Change], aim: Aim, looks: Looks) -> dict[Change, float]:
    """By how much each change alone helps where it stands: what is told a second time elsewhere is told here too."""
    before, after = {}, {}
    for change in changes:
        part = around(text, change.span.start, change.span.end)
        new = change.within(text, part)
        if new.strip():
            before[change], after[change] = text[part.start : part.end], new
    looks.at([*before.values(), *after.values()])
    return {c: looks.excess(before[c], aim) - looks.excess(new, aim) for c, new in after.items()}


def _vain(text: str, chosen: Sequence[Change], aim: Aim, looks: Looks) -> set[Attribute]:
    """What is told nearly as before whatever was changed: nothing is to be changed for it."""
    before, after = looks.logits(text), looks.logits(_with(text, chosen))
    return {
        a
        for a in aim.attributes
        if after.get(a, SAFE) > SAFE + STILL and before.get(a, SAFE) - after.get(a, SAFE) < LITTLE
    }


@dataclass(frozen=True, slots=True)
class _Search:
    """What can be chosen from: changes that help, by how much, what each costs, and how many words may go."""

    text: str
    helping: Sequence[Change]
    gains: Mapping[Change, float]
    aim: Aim
    looks: Looks
    price: Mapping[Change, float]
    most: float

    def best(self) -> list[Change]:
        """Of what brings most for its cost, and what leaves most behind it, whatever is worth more in the end."""
        pruned = [self.pruned(self._taken(thrifty=thrifty)) for thrifty in (True, False)]
        return min(pruned, key=lambda way: self._left(way) + LEAST_WORTH * sum(self.price[c] for c in way))

    def pruned(self, chosen: Sequence[Change]) -> list[Change]:
        """Without what is not needed, the costliest first."""
        kept, left = list(chosen), self._left(chosen)
        for change in sorted(chosen, key=lambda c: -self.price[c]):
            less = [c for c in kept if c is not change]
            without = self._left(less)
            if without <= left + LEAST_GAIN:
                kept, left = less, without
        return kept

    def _left(self, chosen: Sequence[Change]) -> float:
        return self.looks.excess(_with(self.text, chosen), self.aim)

    def _taken(self, *, thrifty: bool) -> list[Change]:
        """One after the other what brings most: for its cost where ``thrifty``, else what leaves most behind it."""
        chosen: list[Change] = []
        left, latest = self._left(()), dict(self.gains)

        def value(change: Change) -> float:
            gain = min(latest[change], left)
            return gain / self.price[change] if thrifty else gain - LEAST_WORTH * self.price[change]

        good = _proposed(self.text, self.helping, self.price, self.aim, self.most)
        while left > LEAST_GAIN and len(chosen) < MOST_CHANGES:
            free = [c for c in good if not any(_clash(c, other) for other in chosen)]
            free = [c for c in free if _lost(self.text, [*chosen, c]) <= self.most]
            free = sorted(free, key=value, reverse=True)[:MOST_AGAIN]
            if chosen:
                self.looks.at(_with(self.text, [*chosen, c]) for c in free)
                latest |= {c: left - self._left([*chosen, c]) for c in free}
            worth = [c for c in free if latest[c] >= max(LEAST_GAIN, LEAST_WORTH * self.price[c])]
            if not worth:
                break
            chosen.append(max(worth, key=value))
            left = self._left(chosen)
        return chosen


def _proposed(
    text: str, changes: Sequence[Change], price: Mapping[Change, float], aim: Aim, most: float
) -> list[Change]:
    """What its author would post; of words that the user always hides, whatever takes them out where nothing better
    does that takes ``most`` words along at most.
    """
    good = [c for c in changes if price[c] <= MOST_COST or c.kind == "gap"]
    for word in aim.said.get(Attribute.HIDDEN_WORDS, ()):
        if not any(word in text[c.span.start : c.span.end] and _lost(text, [c]) <= most for c in good):
            good += [c for c in changes if c not in good and word in text[c.span.start : c.span.end]]
    return good


def _with(text: str, chosen: Sequence[Change]) -> str:
    return apply(text, {c.span: c.words for c in chosen})


def _clash(one: Change, other: Change) -> bool:
    return one.span.overlaps(other.span) or one.span.start == other.span.start or one.span.end == other.span.end


def _most(text: str, share: float) -> float:
    """How many words of a text may go."""
    words = len(text.split())
    return max(share * words, min(12.0, words / 2))


def _lost(text: str, chosen: Sequence[Change]) -> int:
    """Words; a number or an address in whose place a gap stands says nothing that a text could lose."""
    return sum(change.lost(text) for change in chosen if change.kind != "gap")
