"""What the user decided about words and conclusions, for one draft or for all: rules, which hold the user's words."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from redraft.domain.attributes import Attribute
from redraft.domain.finding import Subject


class Ruling(StrEnum):
    """What a rule says.

    ``WRONG``: an answer about an attribute, or that words tell it, is not so. ``NEVER``: words are never flagged.
    ``HIDE``: words always have to go. ``LEAVE``: words stay as they are, whatever they tell. ``GOES`` and ``STAYS``: of
    an attribute, that it has to go or may stay.
    """

    WRONG = "wrong"
    NEVER = "never"
    HIDE = "hide"
    LEAVE = "leave"
    GOES = "goes"
    STAYS = "stays"


@dataclass(frozen=True, slots=True)
class Rule:
    """``words`` of a text, or an answer; empty where a rule is about an ``attribute`` alone.

    ``subject``: about whom a ``WRONG`` conclusion was.
    """

    ruling: Ruling
    words: str = ""
    attribute: Attribute | None = None
    subject: Subject = Subject.AUTHOR

    def __post_init__(self) -> None:
        if not self.words.strip() and self.attribute is None:
            raise ValueError("a rule about nothing")
