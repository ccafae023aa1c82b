"""What a turn gives of its speaker: what its words say, what they answer, and what a sharp reader could tell."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from redraft.domain.attributes import CODES, Answers
from redraft.domain.finding import Basis, Finding, Source, Subject
from redraft.domain.talk import Aim, Answer, Given, Question, Turn
from redraft.domain.text import Evidence
from redraft.exposure.anonymity import about_author
from redraft.talks.answering import Answering, Framed
from redraft.talks.asking import Asking
from redraft.usecases.ports import CancelToken, FastTier

NO_TELLS = frozenset({Aim.RELATIONSHIP, Aim.CHILDREN, Aim.HOUSEHOLD, Aim.SEX, Aim.FAMILY, Aim.RELIGION})
"""Where "no" is an answer as good as any."""
SURE = 0.5
"""Confidence from which an answer in a few words counts as given."""


def own(findings: Sequence[Finding]) -> list[Finding]:
    """What findings say of whoever wrote the text."""
    return [f for f in findings if f.subject is Subject.AUTHOR and f.source is not Source.RULE and _of_author(f)]


def answers(
    turn: Turn,
    asked: Sequence[Question],
    found: Sequence[Finding],
    asking: Asking,
    answering: Answering | None,
    fast: FastTier,
    cancel: CancelToken | None = None,
) -> list[Answer]:
    """What a turn gives, ``asked`` being the questions of the turn before and ``found`` what a check found in it.

    A few words are read as the statement that answers the question; the fast tier says what that statement tells.
    """
    given = [_answer(turn, finding, _aim_of(finding, asked)) for finding in own(found)]
    if answering is None or answering.declines(turn.text):
        return given
    had = {answer.attribute for answer in given if answer.how is Given.SAID}
    for question in asked:
        folded = asking.fold(question.words)
        short = list(_framed(turn, question, folded, answering, fast, cancel))
        given += [a for a in short if a.attribute not in had and not any(_same(a, b) for b in given)]
        open_aims = [aim for aim in question.aims if not any(answer.aim is aim for answer in given)]
        given += _agreed(turn, question, folded, open_aims, answering, fast, cancel)
    # What is said outright needs nobody who could tell.
    said = {answer.attribute for answer in given if answer.how is Given.SAID}
    return [a for a in given if a.how is not Given.TOLD or a.attribute not in said]


def _framed(
    turn: Turn, question: Question, folded: str, answering: Answering, fast: FastTier, cancel: CancelToken | None
) -> Iterator[Answer]:
    for framed in answering.framed(turn.text, question, folded):
        for finding in own(fast.detect(framed.text, cancel=cancel).findings):
            moved = _within(turn, finding, framed)
            aim = None if moved is None else _aim_of(moved, [question])
            if moved is not None and aim is not None and moved.best.confidence >= SURE:
                yield _answer(turn, moved, aim)


def _within(turn: Turn, finding: Finding, framed: Framed) -> Finding | None:
    """The finding with its quote in the turn; None where it rests on words that are ours alone."""
    if not any(e.start < framed.end and e.end > framed.start for e in finding.evidence):
        return None
    place = framed.place
    words = framed.text[framed.start : framed.end]
    if (
        finding.attribute.relation.kind is Answers.PLACE
        and "," not in finding.best.value
        and finding.best.value != words
    ):
        return None  # a place that no table knows has to be the whole of the answer: "Born and raised" is none
    return replace(finding, evidence=(Evidence.of(turn.text, place.start, place.end),))


def _agreed(
    turn: Turn,
    question: Question,
    folded: str,
    aims: Sequence[Aim],
    answering: Answering,
    fast: FastTier,
    cancel: CancelToken | None,
) -> Iterator[Answer]:
    """What a yes confirms, or a no: with its value where the question, turned into a statement, has one."""
    said = answering.agrees(turn.text, folded)
    if said is None or not aims:
        return
    first = turn.text.strip().split("\n")[0]
    start = turn.text.index(first)
    quote = Evidence.of(turn.text, start, start + len(first))
    turned = answering.turned(folded) if said else ""
    found = own(fast.detect(turned, cancel=cancel).findings) if turned else []
    for aim in aims:
        finding = next((f for f in found if f.attribute in aim.attributes), None)
        if finding is not None:
            finding = replace(finding, evidence=(quote,))
            yield Answer(turn.number, finding.attribute, Given.CONFIRMED, first, finding.best.value, aim, finding)
        elif said or aim in NO_TELLS:
            yield Answer(turn.number, None, Given.CONFIRMED, first, aim=aim)


def _answer(turn: Turn, finding: Finding, aim: Aim | None) -> Answer:
    in_words = any(finding.best.value.casefold() in e.quote.casefold() for e in finding.evidence)
    told = not finding.named or (finding.basis is Basis.IMPLIED and not in_words)
    quote = ", ".join(evidence.quote for evidence in finding.evidence)
    value = finding.best.value if finding.named else ""
    return Answer(turn.number, finding.attribute, Given.TOLD if told else Given.SAID, quote, value, aim, finding)


def _aim_of(finding: Finding, asked: Sequence[Question]) -> Aim | None:
    """Which aim of the questions before a finding answers."""
    return next((a for question in asked for a in question.aims if finding.attribute in a.attributes), None)


def _same(one: Answer, other: Answer) -> bool:
    return one.attribute is other.attribute and one.how is other.how


def _of_author(finding: Finding) -> bool:
    return about_author(finding) or (finding.attribute in CODES and finding.mentioned)
