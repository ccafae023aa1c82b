"""How a conclusion came about over time: what changed, what contradicts itself, and how it grew."""

from __future__ import annotations

import itertools
from collections.abc import Sequence
from datetime import datetime

from redraft.domain.attributes import Attribute
from redraft.domain.message import Message
from redraft.domain.profile import Change, Moment, Phase
from redraft.domain.relations import same
from redraft.profiles.course import DateOf, present
from redraft.profiles.votes import Fusion, Vote, confidences, grouped

MOST_MOMENTS = 24
MOST_CHANGES = 5

Run = tuple[str, datetime, datetime]
"""A value with the first and the last date of statements that follow one another."""


def runs(attribute: Attribute, votes: Sequence[Vote]) -> list[Run]:
    """Dated statements in order, those of one value in a row as one."""
    found: list[Run] = []
    dated = [(vote.date, vote.value) for vote in votes if vote.stated and vote.date is not None]
    for date, value in sorted(dated):
        if found and same(attribute, found[-1][0], value):
            found[-1] = (found[-1][0], found[-1][1], date)
        else:
            found.append((value, date, date))
    return found


def changes(attribute: Attribute, votes: Sequence[Vote], phases: Sequence[Phase]) -> tuple[Change, ...]:
    """Where the author says one thing and later another, the latest first: the ``phases`` of what can change."""
    found = [(p.value, p.since, p.until) for p in phases] if attribute.changes else runs(attribute, votes)
    told = []
    for (earlier, first, last), (later, since, _) in reversed(list(itertools.pairwise(found))[-MOST_CHANGES:]):
        said = {"earlier": earlier, "last": last.isoformat(), "later": later, "since": since.isoformat()}
        sentence = Message("profile.change", said) if attribute.changes else Message("profile.contradiction", said)
        told.append(Change(earlier, later, first, since, sentence))
    return tuple(told)


def growth(attribute: Attribute, votes: Sequence[Vote], fusion: Fusion, date_of: DateOf) -> tuple[Moment, ...]:
    """How sure a reader could have been after each post that speaks; undated posts count from the start."""
    dates = {part.at: date_of(part.at) for vote in votes for part in vote.parts}
    moments = sorted({date for date in dates.values() if date is not None})
    if len(moments) > MOST_MOMENTS:
        step = (len(moments) - 1) / (MOST_MOMENTS - 1)
        moments = [moments[round(i * step)] for i in range(MOST_MOMENTS)]
    grown = []
    for moment in moments:
        later = {at for at, date in dates.items() if date is not None and date > moment}
        known = [v for v in votes if not v.stated or v.date is None or v.date <= moment]
        so_far = present(attribute, known, lambda at: None if at in later else dates.get(at))  # noqa: B023
        found = confidences(grouped(attribute, so_far), fusion, later)
        if found:
            grown.append(Moment(moment, *found[0], len(dates) - len(later)))
    return tuple(grown)
