"""From a plan to what is shown: each place that changes with its alternatives, in the order of the text."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from redraft.domain.attributes import Attribute
from redraft.domain.edit import Change, Degree, Edit, Wording
from redraft.domain.message import Message
from redraft.domain.text import Span, around
from redraft.usecases.looks import Aim, Looks
from redraft.usecases.planning import Plan
from redraft.usecases.stages import Proposal

Pointing = Mapping[Attribute, Mapping[Span, float]]
"""By attribute, how telling the words of a text are."""
MOST_WORDINGS = 4
MOST_LOOKED = 24
"""Changes of one place that are looked at."""
SLACK = 0.6
"""Nats by which an alternative may leave more told than what was chosen."""
MOST_TRIED = 6
LEAST_GAIN = 0.12
"""Nats that a change has to take of what is told."""


def proposal(text: str, plan: Plan, aim: Aim, looks: Looks, pointing: Pointing) -> Proposal:
    """The edits of a plan, each with one to four wordings that hide as much, and which of them was chosen."""
    edits: list[Edit] = []
    taken: list[Wording] = []
    looks = looks.beside(text)
    for change in plan.chosen:
        close = [change, *_alternatives(text, change, plan, aim, looks, [edit.span for edit in edits])]
        span = Span(min(c.span.start for c in close), max(c.span.end for c in close))
        wordings = {c.within(text, span): _wording(text, span, c) for c in reversed(close)}
        chosen = wordings[change.within(text, span)]
        best = tuple(sorted(wordings.values(), key=lambda w: w.degree))
        why = Message("rewrite.hints_at", {"what": (about := _about(text, change, aim, pointing)).value})
        edits.append(Edit(span, text[span.start : span.end], about, best, why=why))
        taken.append(chosen)
    return Proposal(tuple(edits), tuple(taken))


def offered(
    text: str,
    changes: Sequence[Change],
    aim: Aim,
    looks: Looks,
    cost: Callable[[Sequence[Change]], Mapping[Change, float]],
) -> tuple[Change, ...]:
    """Up to four changes of one place after each of which less is told, the cheapest first; the last leaves a whole
    sentence out where that helps.
    """
    parts = {c: around(text, c.span.start, c.span.end) for c in changes[:MOST_LOOKED]}
    old = {c: text[part.start : part.end] for c, part in parts.items()}
    new = {c: c.within(text, part) for c, part in parts.items()}
    looks = looks.beside(text)
    looks.at([*old.values(), *(words for words in new.values() if words.strip())])
    helping = [
        c for c in parts if new[c].strip() and looks.excess(old[c], aim) - looks.excess(new[c], aim) >= LEAST_GAIN
    ]
    price = cost(helping) if helping else {}
    cheapest = {c.applied(text): c for c in sorted(helping, key=lambda c: -price[c])}
    ranked = sorted(cheapest.values(), key=lambda c: price[c])
    sentence = next((c for c in ranked if c.kind == "sentence"), None)
    if sentence is None:
        return tuple(ranked[:MOST_WORDINGS])
    return (*[c for c in ranked if c is not sentence][: MOST_WORDINGS - 1], sentence)


def _alternatives(
    text: str, change: Change, plan: Plan, aim: Aim, looks: Looks, before: Sequence[Span]
) -> list[Change]:
    """The cheapest other changes of the same place after which no more is told, none of the same words; none reaches
    into the places ``before``.
    """
    others = [c for c in plan.chosen if c is not change]
    taken = [*before, *(c.span for c in others)]
    least = looks.excess(plan.text(text), aim) + SLACK
    others_here = [
        c
        for c in plan.costs
        if c is not change and c.span.overlaps(change.span) and not any(c.span.overlaps(span) for span in taken)
    ]
    tried = sorted(others_here, key=lambda c: plan.costs[c])[:MOST_TRIED]
    made = {one: Plan((*others, one), {}).text(text) for one in tried}
    looks.at(new for new in made.values() if new.strip())
    found: list[Change] = []
    for one, new in made.items():
        if new.strip() and looks.excess(new, aim) <= least:
            found.append(one)
        if len(found) == MOST_WORDINGS - 1:
            break
    return found


def _wording(text: str, span: Span, change: Change) -> Wording:
    degree = Degree.VAGUER if any(map(str.isalnum, change.words)) else Degree.OUT
    return Wording(degree, change.within(text, span))


def _about(text: str, change: Change, aim: Aim, pointing: Pointing) -> Attribute:
    """What the words that go tell most of."""
    old = text[change.span.start : change.span.end]
    said = next((a for a, words in aim.said.items() if any(w in old or old in w for w in words)), None)
    told = {a: sum(w for span, w in words.items() if span.overlaps(change.span)) for a, words in pointing.items()}
    return said or max(told, key=lambda a: (told[a], a in aim.attributes), default=None) or next(iter(aim.said))


def spans_of(text: str, quotes: Sequence[str]) -> list[Span]:
    """Where words stand, every time."""
    found: list[Span] = []
    for quote in dict.fromkeys(quotes):
        at = text.find(quote)
        while at >= 0 and quote:
            found.append(Span(at, at + len(quote)))
            at = text.find(quote, at + len(quote))
    return found
