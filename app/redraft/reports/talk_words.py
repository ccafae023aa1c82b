"""What a conversation's turns ask and give, as words for the terminal and the window."""

from __future__ import annotations

from redraft.domain.exposure import Exposure
from redraft.domain.message import Message
from redraft.domain.talk import Answer, Given, Question, Step
from redraft.speech.now import _, answer, attribute_inline, number, quoted, worded

FEW = 1_000_000
"""People from which a crowd is worth a word after a turn: among more nobody is narrowed down."""


def asks(question: Question) -> str:
    """What a question is about, such as "asks where you live, and asks for your number"."""
    aims = [worded(Message(f"aim.{aim.value}")) for aim in question.aims]
    said = " · ".join(aims)
    return _("asks back: {what}").format(what=said) if question.returned else _("asks {what}").format(what=said)


def gives(given: Answer) -> str:
    """What an answer gives, such as "occupation: nurse"."""
    name = attribute_inline(given.attribute) if given.attribute is not None else ""
    if given.attribute is None:
        aim = worded(Message(f"aim.{given.aim.value}")) if given.aim is not None else ""
        return _("answers with {words}: {what}").format(words=quoted(given.quote), what=aim)
    if given.value and given.how is not Given.TOLD:
        return _("says {name}: {value}").format(name=name, value=answer(given.value, given.attribute.value))
    return _("lets a sharp reader tell: {name}").format(name=name)


def known_after(step: Step) -> str:
    """How far the speaker is known after a turn; empty where nobody is narrowed down by it."""
    return "" if step.exposure is None else crowd(step.exposure)


def crowd(exposure: Exposure) -> str:
    """How many people fit, where that is few enough to matter."""
    if exposure.people >= FEW:
        return ""
    digits = max(0, len(str(round(max(1.0, exposure.people)))) - 2)
    people = max(1, round(exposure.people, -digits))
    return _("about {people} people fit all that was said").format(people=number(people))
