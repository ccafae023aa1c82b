"""What a conversation comes to: what each side was after, how exactly it is known by now, what could be answered."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from redraft.domain.attributes import Attribute
from redraft.domain.message import NOTHING, Message, Param
from redraft.domain.talk import (
    OPENS_DOORS,
    Aim,
    Answer,
    Given,
    Pattern,
    Pursuit,
    Question,
    Step,
    Suggestion,
    TalkReport,
)
from redraft.domain.text import Note
from redraft.exposure.places import find
from redraft.languages import Language
from redraft.talks.answering import replies

OFTEN = 3
"""Questions about one thing from which they are worth a word."""
MANY, FEWER = 5, 3
"""Questions about the user from which it is worth a word that the asker told less than a third as much."""
MOST_SUGGESTIONS = 3
MOST_SENTENCES = 3
_NEAR = {Aim.ADDRESS: Aim.LOCATION, Aim.BIRTHDAY: Aim.AGE, Aim.SCHOOL: Aim.EDUCATION, Aim.EMPLOYER: Aim.OCCUPATION}
"""Aims that go on where another one ends: one who asks for the street is after the town's next step."""
_DEPTHS = {
    "street": Message("talk.depth_street"),
    "town": Message("talk.depth_town"),
    "country": Message("talk.depth_country"),
}
"""How exactly a place is known, the most exact first."""


def summed_up(
    me: str, speakers: Sequence[str], steps: Sequence[Step], notes: Sequence[Note], language: Language
) -> TalkReport:
    """The report of a conversation that was read."""
    pursuits = tuple(_pursuits(me, steps))
    others = [name for name in speakers if name != me]
    patterns = tuple((name, found) for name in others if (found := _patterns(me, name, steps, pursuits)))
    return TalkReport(
        me,
        tuple(speakers),
        tuple(steps),
        pursuits,
        patterns,
        tuple(_suggestions(me, steps, pursuits, language)),
        tuple(_said(others, steps, pursuits, patterns)),
        tuple(notes),
    )


def _pursuits(me: str, steps: Sequence[Step]) -> Iterator[Pursuit]:
    """What everybody else asked of the user, the most asked first; what the user asked comes last."""
    found: dict[tuple[str, Aim], list[int]] = {}
    for step in steps:
        for question in step.questions:
            for aim in question.aims:
                found.setdefault((step.turn.speaker, _NEAR.get(aim, aim)), []).append(step.turn.number)
    order = sorted(found.items(), key=lambda item: (item[0][0] == me, -len(item[1]), item[1][0]))
    for (asker, aim), turns in order:
        given = [a for step in steps if step.turn.speaker != asker and step.turn.number > turns[0]
                 for a in step.answers if _answers(a, aim)]  # fmt: skip
        yield Pursuit(aim, asker, tuple(turns), tuple(sorted({a.turn for a in given})), _depth(aim, given))


def _answers(answer: Answer, aim: Aim) -> bool:
    if answer.aim is not None and _NEAR.get(answer.aim, answer.aim) is aim:
        return True
    own = aim.attributes.union(*(near.attributes for near, to in _NEAR.items() if to is aim))
    return answer.attribute in own


def _depth(aim: Aim, given: Sequence[Answer]) -> Message:
    """How exactly it is known; of places by their steps."""
    if not given:
        return NOTHING
    if aim in (Aim.LOCATION, Aim.BIRTHPLACE):
        depths = {d for a in given if (d := _place_depth(a))}
        for depth, said in _DEPTHS.items():
            if depth in depths:
                return said
    if any(answer.how is Given.SAID for answer in given):
        return Message("talk.depth_said")
    confirmed = any(answer.how is Given.CONFIRMED for answer in given)
    return Message("talk.depth_confirmed") if confirmed else Message("talk.depth_told")


def _place_depth(answer: Answer) -> str:
    if answer.finding is None or not answer.value:
        return ""
    if answer.attribute is Attribute.CONTACT or answer.finding.kind == "address":
        return "street"
    return "town" if "," in answer.value else _by_table(answer.value)


def _by_table(place: str) -> str:
    known = find(place)
    return "" if known is None else "country" if known.name == known.country else "town"


def _patterns(me: str, name: str, steps: Sequence[Step], pursuits: Sequence[Pursuit]) -> tuple[Pattern, ...]:
    own = [pursuit for pursuit in pursuits if pursuit.asker == name]
    questions = [q for step in steps if step.turn.speaker == name for q in step.questions]
    asked = sum(not q.returned for q in questions)
    told = {(a.attribute, a.aim) for step in steps if step.turn.speaker == name for a in step.answers}
    back = sum(len(step.questions) for step in steps if step.turn.speaker == me)
    found = []
    if any(len(pursuit.turns) >= OFTEN for pursuit in own):
        found.append(Pattern.REPEATED)
    if sum(aim in OPENS_DOORS for q in questions for aim in q.aims) >= 2 or any(
        aim in (Aim.PASSWORD, Aim.SECURITY, Aim.MONEY) for q in questions for aim in q.aims
    ):
        found.append(Pattern.OPENING)
    if asked >= MANY and asked >= FEWER * max(1, len(told)) and asked >= FEWER * max(1, back):
        found.append(Pattern.ONE_SIDED)
    return tuple(found)


def _said(
    others: Sequence[str],
    steps: Sequence[Step],
    pursuits: Sequence[Pursuit],
    patterns: Sequence[tuple[str, tuple[Pattern, ...]]],
) -> Iterator[Message]:
    """The sentences above it all, calm, and one that says that such questions are mostly innocent."""
    asked = [p for p in pursuits if p.asker in others]
    if not asked:
        yield Message("talk.nothing_asked")
        return
    for pursuit in asked[:MOST_SENTENCES]:
        told: dict[str, Param] = {
            "count": len(pursuit.turns),
            "name": pursuit.asker,
            "aim": Message(f"aim.{pursuit.aim.value}"),
        }
        if not pursuit.given:
            yield Message("talk.asks", told)
        else:
            yield Message("talk.asks_known", told).filled(turn=pursuit.given[-1], depth=pursuit.depth)
    for name, found in patterns:
        for pattern in found:
            if pattern is not Pattern.REPEATED:
                yield Message(f"talk.pattern_{pattern.value}", {"name": name})
    yield Message("talk.innocent")


def _suggestions(
    me: str, steps: Sequence[Step], pursuits: Sequence[Pursuit], language: Language
) -> Iterator[Suggestion]:
    """For the questions that wait for an answer; where none does, for what was asked most."""
    known = replies(language)
    last = steps[-1] if steps else None
    waiting = last.questions if last is not None and last.turn.speaker != me else ()
    pending = [(question, aim, True) for question in waiting for aim in question.aims]
    asked = [(_first(steps, p), p.aim, False) for p in pursuits if p.asker != me]
    for question, aim, waits in (pending or asked)[:MOST_SUGGESTIONS]:
        if aim in known:
            yield Suggestion(question, aim, known[aim], waits)


def _first(steps: Sequence[Step], pursuit: Pursuit) -> Question:
    """The last question of a pursuit: the one that is still in mind."""
    return next(
        q
        for step in reversed(steps)
        if step.turn.number == pursuit.turns[-1]
        for q in step.questions
        if any(_NEAR.get(aim, aim) is pursuit.aim for aim in q.aims)
    )
