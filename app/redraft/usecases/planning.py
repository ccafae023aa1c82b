"""Which few changes of a text reach every goal: the encoder looks after each, the model only says how each reads."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace

from redraft.domain.attributes import CODES, Attribute
from redraft.domain.edit import Change, apply
from redraft.domain.errors import Cancelled
from redraft.domain.text import Span, around
from redraft.usecases.judging import Judge
from redraft.usecases.ports import CancelToken

SAFE = -0.8
"""Log-odds that a sharp reader could tell below which an attribute counts as hidden, with room to spare."""
SAID = 2.0
"""Nats that words cost which say themselves what has to go, each time they stand; of what no encoder judges, all that
told together.
"""
RESIDUE = 0.3
"""Nats that the words which told cost, as long as all of them stand, beside what the encoder says."""
FAINT = 0.25
"""What a nat of something that is not quite told counts for."""
MOST_TRIED, MOST_COMPARED = 24, 70
"""Changes that an encoder looks at one by one, those that promise most by a guess, and those that are compared by words
alone.
"""
TOGETHER = 12
"""Texts that are looked at in one go, after which a plan can be stopped."""
MOST_AGAIN = 4
"""Changes that are looked at again after one was taken."""
LEAST_GAIN = 0.12
LEAST_WORTH = 0.25
"""Nats of gain for a nat of cost that a change has to bring."""
STILL = 0.7
"""Nats above what counts as hidden from which an attribute is still told, and nothing was gained by less than
:data:`LITTLE`."""
LITTLE = 1.0
MOST_CHANGES = 14
SEARCHES = 2
"""Times a plan is made, the second for what the quick look had not seen."""
_WORD = re.compile(r"[\w'’]+")
_FIGURES = re.compile(r"\d+")


@dataclass(frozen=True, slots=True)
class Aim:
    """What has to go: ``attributes``, each with the words that tell it; ``faint``: what is nearly told, which goes
    where that is cheap; ``said``: words that may not stand, by what they say. ``deeper``: nats further down an
    attribute has to go.
    """

    attributes: Mapping[Attribute, tuple[str, ...]]
    faint: tuple[Attribute, ...] = ()
    said: Mapping[Attribute, tuple[str, ...]] = field(default_factory=dict)
    deeper: Mapping[Attribute, float] = field(default_factory=dict)


@dataclass(slots=True)
class Looks:
    """The encoders' opinion of texts, each asked once; none without a ``judge``. Raises as a teller.

    With ``original`` the quick one alone, moved by what all of them say of that text beside it.
    """

    judge: Judge | None
    cancel: CancelToken | None = None
    original: str | None = None
    _known: dict[str, Mapping[Attribute, float]] = field(default_factory=dict)
    _moved: dict[Attribute, float] = field(default_factory=dict)
    _quick: Looks | None = None

    def beside(self, text: str) -> Looks:
        """Quick looks at what is made of ``text``."""
        if self._quick is None or self._quick.original != text:
            self._quick = quick = Looks(self.judge, self.cancel, text)
            own, all_say = quick.logits(text), self.logits(text)
            quick._moved = {a: all_say[a] - logit for a, logit in own.items()}
            quick._known[text] = all_say
        return self._quick

    def at(self, texts: Iterable[str]) -> None:
        """Look at several together, which costs less than one by one."""
        new = [text for text in dict.fromkeys(texts) if text not in self._known]
        for at in range(0, len(new), TOGETHER):
            if self.cancel is not None and self.cancel.is_set():
                raise Cancelled
            part = new[at : at + TOGETHER]
            self._known |= zip(part, self._heard(part), strict=True)

    def _heard(self, texts: Sequence[str]) -> Sequence[Mapping[Attribute, float]]:
        if (judge := self.judge) is None:
            return [{} for _ in texts]
        return self._moved_by(judge.likely(texts, self.cancel, quick=self.original is not None))

    def _moved_by(self, likely: Iterable[Mapping[Attribute, float]]) -> list[Mapping[Attribute, float]]:
        return [{a: logit + self._moved.get(a, 0.0) for a, logit in one.items()} for one in likely]

    def logits(self, text: str) -> Mapping[Attribute, float]:
        """By attribute, the log-odds that a sharp reader could tell."""
        self.at([text])
        return self._known[text]

    def guessed(self, text: str, kept: Sequence[Sequence[Span]], aim: Aim) -> list[float]:
        """The excess of what is left when of a text only some stretches are kept, by a guess that costs one look."""
        if (judge := self.judge) is None:
            heard: Sequence[Mapping[Attribute, float]] = [{} for _ in kept]
        else:
            heard = self._moved_by(judge.guess(text, kept, self.cancel))
        left = [" ".join(text[s.start : s.end] for s in spans) for spans in kept]
        return [_excess(one, words, aim) for one, words in zip(heard, left, strict=True)]

    def excess(self, text: str, aim: Aim) -> float:
        """How far a text is from all goals, in nats; 0 when it has reached them."""
        return _excess(self.logits(text), text, aim)


def _excess(heard: Mapping[Attribute, float], text: str, aim: Aim) -> float:
    words = set(_words(text))
    total = SAID * sum(_standing(one, a, text, words) for a, said in aim.said.items() for one in said)
    for attribute, quotes in aim.attributes.items():
        safe = SAFE - aim.deeper.get(attribute, 0.0)
        standing = RESIDUE if attribute in heard else SAID
        total += max(0.0, heard.get(attribute, safe) - safe) + standing * _left(quotes, words)
    return total + FAINT * sum(max(0.0, heard.get(a, SAFE) - SAFE) for a in aim.faint)


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
    cost: Callable[[Sequence[Change]], Mapping[Change, float]],
    most_lost: float = 0.45,
) -> Plan:
    """The smallest set of changes after which no goal is left, or after which nothing more helps.

    ``cost`` says what changes cost, in nats; it is asked once, for those that help. ``most_lost`` is the share of the
    words that may go.
    """
    quick, price = looks.beside(text), dict[Change, float]()
    tried, best, gains = _promising(text, changes, aim, quick), list[Change](), dict[Change, float]()
    aimed = aim
    for _ in range(SEARCHES):
        gains = _gains(text, tried, aimed, quick)
        helping = sorted((c for c, gain in gains.items() if gain >= LEAST_GAIN), key=lambda c: -gains[c])
        if new := [c for c in helping if c not in price]:
            price |= cost(new)
        best = _best(text, helping, gains, aimed, quick, price, most_lost)
        further = _further(_with(text, best), aimed, looks, quick)
        if not further:
            break
        aimed = replace(aimed, deeper={**aimed.deeper, **further})
    vain = _vain(text, best, aim, looks)
    if vain:
        rest = replace(aimed, attributes={a: words for a, words in aim.attributes.items() if a not in vain})
        best = _pruned(text, best, rest, quick, price)
    return Plan(tuple(sorted(best, key=lambda c: c.span)), gains, price)


def _best(
    text: str,
    helping: Sequence[Change],
    gains: Mapping[Change, float],
    aim: Aim,
    looks: Looks,
    price: Mapping[Change, float],
    most_lost: float,
) -> list[Change]:
    """Of what brings most for its cost, and what leaves most behind it, whatever is worth more in the end."""
    ways = [_taken(text, helping, gains, aim, looks, price, most_lost, thrifty=thrifty) for thrifty in (True, False)]
    pruned = [_pruned(text, way, aim, looks, price) for way in ways]
    return min(pruned, key=lambda way: looks.excess(_with(text, way), aim) + LEAST_WORTH * sum(price[c] for c in way))


def _further(new: str, aim: Aim, looks: Looks, quick: Looks) -> dict[Attribute, float]:
    """How deep the quick look has to see what has to go for all others not to see it, where it has not seen enough."""
    every, said = looks.logits(new), quick.logits(new)
    safe = {a: SAFE - aim.deeper.get(a, 0.0) for a in aim.attributes}
    return {
        a: aim.deeper.get(a, 0.0) + every[a] - said[a]
        for a in aim.attributes
        if a in every and every[a] > safe[a] + LEAST_GAIN and every[a] - said[a] > LEAST_GAIN
    }


def _promising(text: str, changes: Sequence[Change], aim: Aim, looks: Looks) -> Sequence[Change]:
    """At most :data:`MOST_TRIED`: those whose words tell most for how many they are, as far as one reading shows."""
    if looks.judge is None or len(changes) <= MOST_TRIED:
        return changes[:MOST_COMPARED]
    windows = [around(text, c.span.start, c.span.end) for c in changes]
    rest = [(Span(p.start, c.span.start), Span(c.span.end, p.end)) for p, c in zip(windows, changes, strict=True)]
    excess = looks.guessed(text, [*((p,) for p in windows), *rest], aim)
    worth = {
        c: before - after - LEAST_WORTH * min(1.0, 0.1 * c.lost(text))
        for c, before, after in zip(changes, excess, excess[len(changes) :], strict=False)
    }
    return sorted(changes, key=lambda c: -worth[c])[:MOST_TRIED]


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


def _taken(
    text: str,
    helping: Sequence[Change],
    gains: Mapping[Change, float],
    aim: Aim,
    looks: Looks,
    price: Mapping[Change, float],
    most_lost: float,
    *,
    thrifty: bool,
) -> list[Change]:
    """One after the other what brings most: for its cost where ``thrifty``, else what leaves most behind it."""
    chosen: list[Change] = []
    left, latest = looks.excess(text, aim), dict(gains)
    most = max(most_lost * len(text.split()), min(12.0, len(text.split()) / 2))

    def value(change: Change) -> float:
        gain = min(latest[change], left)
        return gain / price[change] if thrifty else gain - LEAST_WORTH * price[change]

    while left > LEAST_GAIN and len(chosen) < MOST_CHANGES:
        free = [c for c in helping if not any(_clash(c, other) for other in chosen)]
        free = sorted((c for c in free if _lost(text, [*chosen, c]) <= most), key=value, reverse=True)[:MOST_AGAIN]
        if chosen:
            looks.at(_with(text, [*chosen, c]) for c in free)
            latest |= {c: left - looks.excess(_with(text, [*chosen, c]), aim) for c in free}
        worth = [c for c in free if latest[c] >= max(LEAST_GAIN, LEAST_WORTH * price[c])]
        if not worth:
            break
        chosen.append(max(worth, key=value))
        left = looks.excess(_with(text, chosen), aim)
    return chosen


def _pruned(text: str, chosen: list[Change], aim: Aim, looks: Looks, price: Mapping[Change, float]) -> list[Change]:
    """Without what is not needed, the costliest first."""
    left = looks.excess(_with(text, chosen), aim)
    for change in sorted(chosen, key=lambda c: -price[c]):
        less = [c for c in chosen if c is not change]
        without = looks.excess(_with(text, less), aim)
        if without <= max(left, 0.0) + LEAST_GAIN:
            chosen, left = less, without
    return chosen


def _with(text: str, chosen: Sequence[Change]) -> str:
    return apply(text, {c.span: c.words for c in chosen})


def _clash(one: Change, other: Change) -> bool:
    return one.span.overlaps(other.span) or one.span.start == other.span.start or one.span.end == other.span.end


def _lost(text: str, chosen: Sequence[Change]) -> int:
    """Words; a number or an address in whose place a gap stands says nothing that a text could lose."""
    return sum(change.lost(text) for change in chosen if change.kind != "gap")


def _words(text: str) -> list[str]:
    return [w.casefold() for w in _WORD.findall(text)]


def _left(quotes: Sequence[str], words: set[str]) -> float:
    """The share of the quotes' longer words that still stand."""
    telling = [w for quote in quotes for w in _words(quote) if len(w) > 3 or w.isdigit()]
    return sum(w in words for w in telling) / len(telling) if telling else 0.0


def _standing(quote: str, attribute: Attribute, text: str, words: set[str]) -> float:
    """How often words stand, in whatever letters; half a number, a date or an address still counts as half of it."""
    times = len(re.findall(rf"(?<!\w){re.escape(quote)}(?!\w)", text, re.I))
    parts = quote if attribute in CODES else " ".join(_FIGURES.findall(quote))
    return max(times, _left((parts,), words))
