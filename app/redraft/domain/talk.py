"""A conversation: who said what, what a question aims at, what was told, and how far somebody is known after it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from redraft.domain.attributes import Attribute
from redraft.domain.exposure import Exposure
from redraft.domain.finding import Finding
from redraft.domain.message import Message
from redraft.domain.text import Note, Span


class Aim(StrEnum):
    """What a question aims at: mostly an attribute of the same name, finer where people ask finer.

    ``ADDRESS`` is the street or the house, ``MONEY`` what somebody owns, owes, banks with or would send, ``HOUSEHOLD``
    with whom one lives, ``SECURITY`` what lets somebody back into an account, ``PASSWORD`` what lets them in.
    """

    NAME = "name"
    AGE = "age"
    BIRTHDAY = "birthday"
    SEX = "sex"
    APPEARANCE = "appearance"
    LOCATION = "location"
    ADDRESS = "address"
    WHEREABOUTS = "whereabouts"
    BIRTHPLACE = "birthplace"
    OCCUPATION = "occupation"
    EMPLOYER = "employer"
    EDUCATION = "education"
    SCHOOL = "school"
    INCOME = "income"
    MONEY = "money"
    RELATIONSHIP = "relationship"
    CHILDREN = "children"
    FAMILY = "family"
    HOUSEHOLD = "household"
    ROUTINE = "routine"
    ABSENCE = "absence"
    CONTACT = "contact"
    SECURITY = "security"
    PASSWORD = "password"  # noqa: S105 - a name
    PICTURE = "picture"
    HEALTH = "health"
    RELIGION = "religion"
    POLITICS = "politics"
    ORIENTATION = "orientation"
    ETHNICITY = "ethnicity"

    @property
    def attributes(self) -> frozenset[Attribute]:
        """What an answer tells; empty for a picture, which no words do."""
        return frozenset(Attribute(name) for name in _TOLD.get(self, (self.value,)))


_TOLD: dict[Aim, tuple[str, ...]] = {
    Aim.BIRTHDAY: ("age", "date"),
    Aim.APPEARANCE: ("biometric",),
    Aim.ADDRESS: ("location", "contact", "place"),
    Aim.LOCATION: ("location",),
    Aim.WHEREABOUTS: ("whereabouts", "routine"),
    Aim.MONEY: ("finance", "income"),
    Aim.EDUCATION: ("education",),
    Aim.HOUSEHOLD: ("family", "relationship", "children"),
    Aim.CONTACT: ("contact", "account"),
    Aim.SECURITY: ("security_answer",),
    Aim.PASSWORD: ("security_answer", "document"),
    Aim.PICTURE: (),
}
OPENS_DOORS = frozenset({Aim.SECURITY, Aim.PASSWORD, Aim.MONEY, Aim.ABSENCE, Aim.ADDRESS, Aim.PICTURE})
"""What is asked for in order to use it, more often than to know somebody."""


@dataclass(frozen=True, slots=True)
class Turn:
    """What one person said before another did, several messages in a line each. ``number`` counts from 1."""

    number: int
    speaker: str
    text: str
    date: datetime | None = None


@dataclass(frozen=True, slots=True)
class Question:
    """A sentence of a turn that asks the other for something. ``returned``: it hands back what was just told or asked,
    as "and you?" does.
    """

    turn: int
    span: Span
    words: str
    aims: tuple[Aim, ...]
    returned: bool = False


class Given(StrEnum):
    """How an answer gives something: in words that say it, by a yes or no, or so that a sharp reader could tell."""

    SAID = "said"
    CONFIRMED = "confirmed"
    TOLD = "told"


@dataclass(frozen=True, slots=True)
class Answer:
    """Something that a turn gives of its speaker.

    ``aim`` is what the question before was after, None when nobody had asked. ``value`` is the answer where it can be
    named, otherwise empty; ``quote`` the words. ``finding`` is None for a mere yes or no.
    """

    turn: int
    attribute: Attribute | None
    how: Given
    quote: str
    value: str = ""
    aim: Aim | None = None
    finding: Finding | None = None


@dataclass(frozen=True, slots=True)
class Step:
    """A turn with what it asks and gives, and how far its speaker is known after it."""

    turn: Turn
    questions: tuple[Question, ...]
    answers: tuple[Answer, ...]
    exposure: Exposure | None = None


class Pattern(StrEnum):
    """What is worth saying of all questions of one side together. None of it says why somebody asks."""

    REPEATED = "repeated"
    OPENING = "opening"
    ONE_SIDED = "one_sided"


@dataclass(frozen=True, slots=True)
class Pursuit:
    """All that one side asked about one thing: in which turns, and in which the other gave some of it.

    ``depth`` says how exactly it is known by now, such as "to the street"; it is false while nothing was given.
    """

    aim: Aim
    asker: str
    turns: tuple[int, ...]
    given: tuple[int, ...]
    depth: Message


@dataclass(frozen=True, slots=True)
class Suggestion:
    """A friendly reply to a question that gives less, in the language of the conversation. ``pending``: the question
    still waits for its answer.
    """

    question: Question
    aim: Aim
    replies: tuple[str, ...]
    pending: bool


@dataclass(frozen=True, slots=True)
class TalkReport:
    """A conversation, read turn by turn. ``me`` is who the user is in it, one of ``speakers``.

    ``asked`` counts each speaker's questions that aim at the other, ``known`` is how far each is known at the end.
    ``patterns`` are of each speaker but the user; ``said`` are the sentences above it all.
    """

    me: str
    speakers: tuple[str, ...]
    steps: tuple[Step, ...]
    pursuits: tuple[Pursuit, ...]
    patterns: tuple[tuple[str, tuple[Pattern, ...]], ...]
    suggestions: tuple[Suggestion, ...]
    said: tuple[Message, ...]
    notes: tuple[Note, ...] = ()

    def asked(self, speaker: str) -> int:
        """How many questions of a speaker aim at something about another."""
        return sum(len(step.questions) for step in self.steps if step.turn.speaker == speaker)

    def known(self, speaker: str) -> Exposure | None:
        """How far a speaker is known at the end; None where nothing was counted."""
        found = [step.exposure for step in self.steps if step.turn.speaker == speaker and step.exposure is not None]
        return found[-1] if found else None
