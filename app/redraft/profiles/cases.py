"""What there is to say something about: all that was found and concluded, sorted by what will be one trait."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from redraft.domain.finding import Finding
from redraft.domain.text import Span
from redraft.profiles.course import DateOf
from redraft.profiles.forums import Forums
from redraft.profiles.heard import Closely
from redraft.profiles.ledger import Ledger, about_author
from redraft.profiles.traits import About
from redraft.profiles.votes import Fusion, Part, Vote, logit

MOST_THINGS = 60
"""Traits shown of what there can be many of, such as e-mail addresses, and of other people."""
REVEALED = 0.5
SEVERAL, SURE = 3, 0.8
"""So many posts, or one so surely, must let a reader tell before that is more than chance. Set by judgement."""


@dataclass(slots=True)
class Case:
    """What will be one trait: its votes, whether it is about the author, and the answers sure enough to be named.

    ``conclusions`` are those of the ledger that speak of it, ``findings`` how many it and the model have. ``telling``
    are the posts from which a sharp reader could tell, even where nobody has an answer.
    """

    about: About
    own: bool
    votes: list[Vote] = field(default_factory=list)
    revealed: set[str] = field(default_factory=set)
    conclusions: list[int] = field(default_factory=list)
    findings: int = 0
    telling: list[Part] = field(default_factory=list)


def cases(ledger: Ledger, closely: Closely, forums: Forums, fusion: Fusion, date_of: DateOf) -> list[Case]:
    """All of them; of what there can be many the gravest and most frequent.

    Votes are made for what is shown alone: of a million findings they would take half a gigabyte.
    """
    known = ledger.conclusions()
    heard, habits = list(closely.heard()), list(forums.habits(fusion.prior))
    found: dict[About, Case] = {}

    def case(about: About, *, own: bool = True) -> Case:
        return found.setdefault(about, Case(about, own))

    for number, (what, count) in enumerate(known):
        one = case(About.of(what), own=about_author(what))
        one.conclusions.append(number)
        one.findings += count
    for conclusion in heard:
        one = case(conclusion.about)
        one.findings += 1
        one.revealed.update([conclusion.vote.value] if conclusion.revealed else ())
    for finding, vote in habits:
        one = case(About.of(finding))
        one.findings += len(vote.parts)
        one.revealed.update([vote.value] if vote.weight + logit(fusion.prior) >= logit(REVEALED) else ())
    for attribute in closely.told():
        telling = closely.telling(attribute)
        if not convincing(telling):
            continue
        known_as = [c for a, c in found.items() if c.own and a.attribute is attribute]
        one = max(known_as, key=lambda c: c.findings, default=None) or case(About(attribute, attribute.severity))
        one.telling = telling
    many = sorted(found.values(), key=lambda c: (not c.own, -c.about.severity if c.own else 0, -c.findings))
    own, named = [c for c in many if c.own], [c for c in many if not c.own]
    chosen = own[:MOST_THINGS] + named[:MOST_THINGS]
    rows = ledger.rows(number for one in chosen for number in one.conclusions)
    for one in chosen:
        for number in one.conclusions:
            entries = [ledger.entry(row) for row in rows[number]]
            one.votes += _statements(known[number][0], entries, closely, fusion, date_of)
        one.votes += [c.vote for c in heard if c.about == one.about]
        one.votes += [vote for finding, vote in habits if About.of(finding) == one.about]
    return chosen


def convincing(telling: Sequence[Part]) -> bool:
    """Whether posts that let a reader tell are more than chance: of hundreds that are read a few are called so wrongly.

    ``telling`` are ordered, the likeliest first.
    """
    return len(telling) >= SEVERAL or (bool(telling) and telling[0].share >= SURE)


def _statements(
    what: Finding, entries: Iterable[tuple[int, Span]], closely: Closely, fusion: Fusion, date_of: DateOf
) -> Iterator[Vote]:
    weight = fusion.weight(what.best.confidence, by_model=False)
    for at, span in entries:
        if not closely.withdrawn(at, what.attribute):
            part = Part(at, 1.0, (span,) if len(span) else ())
            yield Vote(what.best.value, weight, (part,), stated=True, date=date_of(at))
