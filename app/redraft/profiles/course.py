"""The likeliest course of what can change over the years: which value held when.

Every dated post that speaks for a value is an event. The course is the path through the values that explains most of
them, where each change has a price (Viterbi's algorithm): where somebody lives is where they say they live now,
however often another town was named before, and one odd remark is no move.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime

from redraft.domain.attributes import Attribute
from redraft.domain.profile import Phase
from redraft.profiles.votes import Group, Vote, grouped

CHANGE = 4.0
"""Nats that a change costs. Set by judgement: what the author states pays for one by itself, a remark does not."""
MOST_EVENTS, MOST_VALUES = 1_000, 12
"""The heaviest events and values, beyond which nothing is tried; a course of more would be no story."""
HABIT = 1.5
"""Nats that each post of a habit speaks by itself for what held when it was written."""
LEAST = 1.0
"""Nats that a phase needs to be told."""

DateOf = Callable[[int], datetime | None]


@dataclass(frozen=True, slots=True)
class _Event:
    date: datetime
    value: int
    weight: float


def course(attribute: Attribute, votes: Sequence[Vote], date_of: DateOf) -> tuple[Phase, ...]:
    """The phases, oldest first; none for what cannot change or where nothing has a date."""
    if not attribute.changes:
        return ()
    groups = grouped(attribute, votes)[:MOST_VALUES]
    events = [event for number, group in enumerate(groups) for event in _events(number, group, date_of)]
    events = sorted(sorted(events, key=lambda e: -e.weight)[:MOST_EVENTS], key=lambda e: (e.date, e.value))
    phases: list[Phase] = []
    for number, inside in _stretches(_path(events, len(groups)), events):
        if sum(e.weight for e in inside) >= LEAST:
            phases.append(Phase(groups[number].value, inside[0].date, inside[-1].date))
    return tuple(phases)


def present(attribute: Attribute, votes: Sequence[Vote], date_of: DateOf) -> list[Vote]:
    """Without what was said of an earlier phase, and without statements that a later one supersedes."""
    phases = course(attribute, votes, date_of)
    if not phases:
        return list(votes)
    now = phases[-1]
    current = next(g for g in grouped(attribute, votes) if g.value == now.value)
    kept = {id(vote) for vote in current.votes}

    def superseded(vote: Vote) -> bool:
        dates = [date for date, _ in _dates(vote, date_of)]
        return bool(dates) and max(dates) < (now.until if vote.stated else now.since)

    return [vote for vote in votes if id(vote) in kept or not superseded(vote)]


def _events(number: int, group: Group, date_of: DateOf) -> Iterator[_Event]:
    for vote in group.votes:
        for date, share in _dates(vote, date_of):
            weight = min(HABIT, vote.weight) if vote.habit else vote.weight * share
            yield _Event(date, number, weight + (CHANGE if vote.stated else 0.0))


def _dates(vote: Vote, date_of: DateOf) -> Iterator[tuple[datetime, float]]:
    """When a vote was said, and which share of it."""
    if vote.date is not None:
        yield vote.date, 1.0
        return
    for part in vote.parts:
        if (date := date_of(part.at)) is not None:
            yield date, part.share


def _path(events: Sequence[_Event], values: int) -> list[int]:
    """The value that holds at each event."""
    best = [0.0] * values
    came_from: list[list[int]] = []
    for event in events:
        first = max(range(values), key=best.__getitem__)
        before = [v if best[v] >= best[first] - CHANGE else first for v in range(values)]
        best = [best[b] - (CHANGE if b != v else 0.0) for v, b in enumerate(before)]
        best[event.value] += event.weight
        came_from.append(before)
    if not events:
        return []
    value = max(range(values), key=best.__getitem__)
    path = [value]
    for before in reversed(came_from[1:]):
        value = before[value]
        path.append(value)
    return path[::-1]


def _stretches(path: Sequence[int], events: Iterable[_Event]) -> Iterator[tuple[int, list[_Event]]]:
    """Each value of the path with the events that speak for it, one after the other."""
    inside: list[_Event] = []
    last: int | None = None
    for number, event in zip(path, events, strict=True):
        if last is not None and number != last:
            if inside:
                yield last, inside
            inside = []
        last = number
        if event.value == number:
            inside.append(event)
    if last is not None and inside:
        yield last, inside
