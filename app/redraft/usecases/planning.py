"""Which few changes of a text reach every goal: the encoder looks after each, the model only says how each reads."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace

from redraft.domain.attributes import CODES, Attribute
from redraft.domain.edit import Change, apply
from redraft.domain.errors import Cancelled
from redraft.domain.text import Span
from redraft.usecases.judging import Judge
from redraft.usecases.ports import CancelToken

SAFE = -0.6
"""Log-odds that a sharp reader could tell below which an attribute counts as hidden, with room to spare."""
SAID = 2.0
"""Nats that words cost which say themselves what has to go, each time they stand; of what no encoder judges, all that
told together.
"""
RESIDUE = 0.3
"""Nats that the words which told cost, as long as all of them stand, beside what the encoder says."""
FAINT = 0.25
"""What a nat of something that is not quite told counts for."""
MOST_TRIED = 70
"""Changes that are looked at one by one."""
NEAR = 120
"""Code points of the text on either side of a change with which it is looked at, up to the ends of sentences."""
TOGETHER = 12
"""Texts that are looked at in one go, after which a plan can be stopped."""
MOST_AGAIN = 8
"""Changes that are looked at again after one was taken."""
LEAST_GAIN = 0.12
LEAST_WORTH = 0.25
"""Nats of gain for a nat of cost that a change has to bring."""
STILL = 0.7
"""Nats above what counts as hidden from which an attribute is still told, and nothing was gained by less than
:data:`LITTLE`."""
LITTLE = 1.0
MOST_CHANGES = 14
_SENTENCE = re.compile(r"(?<=[.!?…\n])\s+")
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
    """The encoder's opinion of texts, each asked once; none without a ``judge``. Raises as a teller."""

    judge: Judge | None
    cancel: CancelToken | None = None
    _known: dict[str, Mapping[Attribute, float]] = field(default_factory=dict)

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
        return judge.likely(texts, self.cancel)

    def logits(self, text: str) -> Mapping[Attribute, float]:
        """By attribute, the log-odds that a sharp reader could tell."""
        self.at([text])
        return self._known[text]

    def excess(self, text: str, aim: Aim) -> float:
        """How far a text is from all goals, in nats; 0 when it has reached them."""
        heard, words = self.logits(text), set(_words(text))
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
    gains = _gains(text, changes[:MOST_TRIED], aim, looks)
    helping = sorted((c for c, gain in gains.items() if gain >= LEAST_GAIN), key=lambda c: -gains[c])
    price = dict(cost(helping)) if helping else {}
    ways = [_taken(text, helping, gains, aim, looks, price, most_lost, thrifty=thrifty) for thrifty in (True, False)]
    pruned = [_pruned(text, way, aim, looks, price) for way in ways]
    best = min(pruned, key=lambda way: looks.excess(_with(text, way), aim) + LEAST_WORTH * sum(price[c] for c in way))
    vain = _vain(text, best, aim, looks)
    if vain:
        rest = replace(aim, attributes={a: words for a, words in aim.attributes.items() if a not in vain})
        best = _pruned(text, best, rest, looks, price)
    return Plan(tuple(sorted(best, key=lambda c: c.span)), gains, price)


def _gains(text: str, changes: Sequence[Change], aim: Aim, looks: Looks) -> dict[Change, float]:
    """By how much each change alone helps where it stands: what is told a second time elsewhere is told here too."""
    before, after = {}, {}
    for change in changes:
        part, at = near(text, change.span), change.span
        new = text[part.start : at.start] + change.words + text[at.end : part.end]
        if new.strip():
            before[change], after[change] = text[part.start : part.end], new
    looks.at([*before.values(), *after.values()])
    return {c: looks.excess(before[c], aim) - looks.excess(new, aim) for c, new in after.items()}


def near(text: str, span: Span) -> Span:
    """The sentences around a span, at least :data:`NEAR` code points on either side where there are as many."""
    start, end = max(0, span.start - NEAR), min(len(text), span.end + NEAR)
    first = max((m.end() for m in _SENTENCE.finditer(text, 0, start)), default=0)
    last = _SENTENCE.search(text, end)
    return Span(first, last.start() if last else len(text))


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
