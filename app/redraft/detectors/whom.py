"""Whom a statement is about: the author, a relative or somebody else they mention."""
# ruff: noqa: E501 - a pattern cut over several lines is harder to read and to change than a long one

from __future__ import annotations

import re

from redraft.detectors.stated.frame import Frame
from redraft.domain.finding import Subject
from redraft.domain.text import Span

RELATIVES = (
    "mom", "mum", "mother", "mommy", "dad", "father", "daddy", "stepmom", "stepmother", "stepdad", "stepfather", "parents",
    "sister", "brother", "sis", "bro", "twin", "half-brother", "half-sister", "stepbrother", "stepsister", "siblings",
    "son", "daughter", "kid", "kids", "child", "children", "toddler", "baby", "newborn", "stepson", "stepdaughter",
    "wife", "husband", "hubby", "spouse", "partner", "girlfriend", "boyfriend", "gf", "bf", "fiance", "fiancé", "fiancee", "fiancée",
    "grandma", "grandmother", "nana", "nan", "granny", "gran", "grandpa", "grandfather", "granddad", "grandparents", "grandson", "granddaughter",
    "aunt", "auntie", "uncle", "cousin", "nephew", "niece", "mother-in-law", "father-in-law", "sister-in-law", "brother-in-law",
    "mother in law", "mother in-law", "father in-law", "sister in-law", "brother in-law", "father in law", "sister in law", "brother in law", "ex-wife", "ex-husband", "ex wife", "ex husband",
)  # fmt: skip
OTHERS = (
    "friend", "best friend", "mate", "buddy", "roommate", "flatmate", "housemate", "neighbor", "neighbour", "boss", "manager", "coworker",
    "co-worker", "colleague", "supervisor", "teacher", "professor", "classmate", "ex", "ex-girlfriend", "ex-boyfriend", "ex girlfriend",
    "ex boyfriend", "landlord", "landlady", "student", "patient", "client", "doctor", "therapist", "nanny", "babysitter", "coach", "crush",
)  # fmt: skip
CHILDREN = frozenset(
    {
        "son",
        "daughter",
        "kid",
        "kids",
        "child",
        "children",
        "toddler",
        "baby",
        "newborn",
        "stepson",
        "stepdaughter",
        "nephew",
        "niece",
        "grandson",
        "granddaughter",
    }
)

_WHO = "|".join(re.escape(w).replace(r"\ ", r"\s+") for w in sorted((*RELATIVES, *OTHERS), key=len, reverse=True))
PERSON = rf"(?<![\w'])(?:my|our)\s+(?:(?:little|older|elder|younger|big|baby|old|late|poor|dear|oldest|eldest|youngest|new|former|close|good|\d+[\s-](?:year|yr|month)s?[\s-]old|\d+\s?yo)\s+){{0,2}}(?:(?!(?:and|or|with|to|for|from|of|then|when|if|ex|but)\s)[a-z]{{3,10}}\s+)?(?P<who>{_WHO})(?![\w-])(?!-)"
"""A person that the author calls theirs; group ``who`` is the word for them."""
MENTION = re.compile(PERSON)
_NAME = re.compile(r",?[ ](?P<name>[A-Z][a-z]{2,15})(?![\w])")
_NOT_NAMES = frozenset(
    [
        "And",
        "But",
        "So",
        "Was",
        "Is",
        "Has",
        "The",
        "This",
        "That",
        "When",
        "Then",
        "She",
        "He",
        "They",
        "Who",
        "It",
        "I",
        "If",
        "At",
        "In",
        "On",
        "For",
        "With",
        "Monday",
        "Tuesday",
        "Wednesday",
        "Thursday",
        "Friday",
        "Saturday",
        "Sunday",
        "Had",
        "Have",
        "Said",
        "Says",
        "Got",
        "God",
    ]
)
_SELF = re.compile(r"(?<![\w'])(?:i|i'm|im|i've|ive|me|my|mine|myself|we|we're|we've|our)(?![\w])")
_OTHER = re.compile(
    r"(?<![\w'])(?:he|she|his|her|hers|him|he's|she's|they|their|someone|people|everyone|you|your|those|who|patients|women|men|kids|children)(?![\w])"
)

_UNSAID = re.compile(
    r"[\s\"'(*-]*(?:(?:just|recently|finally|newly|got|officially|still|been|currently)\s+){0,2}"
    r"(?:diagnosed|dealing|living|struggling|suffering|recovering|battling|surviving|managing)\s+(?:with|from|as)\b|"
    r"[\s\"'(*-]*(?:speaking\s+)?as\s+(?:someone|somebody)\s+(?:with|who\s+(?:has|lives|deals|struggles|suffers))\b"
)
"""A sentence that leaves the author out as its subject."""

_CARERS = frozenset({"doctor", "therapist", "teacher", "professor", "coach", "supervisor"})
"""Who is told of an illness more often than ill."""

Owner = tuple[Subject, str]
"""The subject, and a label such as "your sister Anna"; the label is empty for the author."""


def label(frame: Frame, match: re.Match[str]) -> tuple[Subject, str, int]:
    """Subject, label and end of a mention of a person, with the name that follows it."""
    who = " ".join(match["who"].split())
    subject = Subject.RELATIVE if who in RELATIVES else Subject.BYSTANDER
    named = _NAME.match(frame.text, match.end())
    if named and named["name"] not in _NOT_NAMES:
        return subject, f"your {who} {named['name']}", named.end()
    return subject, f"your {who}", match.end()


def owner(frame: Frame, sentence: Span, at: int) -> Owner | None:
    """Whose something is that stands at ``at``: the nearest person named before it in the sentence, else the author
    when they speak of themselves there; None when nobody known is meant.
    """
    nearest: Owner | None = None
    place = -1
    for match in MENTION.finditer(frame.folded, sentence.start, at):
        if match["who"] in _CARERS:
            continue
        subject, person, _ = label(frame, match)
        nearest, place = (subject, person), match.start()
    selves = [m.start() for m in _SELF.finditer(frame.folded, sentence.start, at)]
    others = [m.start() for m in _OTHER.finditer(frame.folded, sentence.start, at)]
    own = max((s for s in selves if s != place), default=-1)
    if nearest is not None and own < place:
        return nearest
    if own >= 0 and own > max(others, default=-1):
        return Subject.AUTHOR, ""
    if nearest is None and not others and _UNSAID.match(frame.folded, sentence.start):
        return Subject.AUTHOR, ""
    return nearest
