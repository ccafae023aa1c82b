"""How far all findings together narrow people down."""

from __future__ import annotations

from dataclasses import dataclass
from enum import IntEnum

from redraft.domain.attributes import Attribute
from redraft.domain.message import Message


class Level(IntEnum):
    """The overall level, ordered."""

    NONE = 0
    LOW = 1
    SOME = 2
    HIGH = 3
    IDENTIFYING = 4


@dataclass(frozen=True, slots=True)
class Audience:
    """Who reads it: the attributes they know already, and those that hurt when this reader learns them."""

    name: str
    knows: frozenset[Attribute] = frozenset()
    hurts: frozenset[Attribute] = frozenset()


@dataclass(frozen=True, slots=True)
class Contribution:
    """What one attribute adds, in bits: its Shapley value and what would be missing without it alone.

    ``findings`` are the places of its findings in what was assessed.
    """

    attribute: Attribute
    value: str
    findings: tuple[int, ...]
    shapley: float
    without: float


@dataclass(frozen=True, slots=True)
class Exposure:
    """People who fit, as a median with a 90 % interval; bits are relative to what the reader knew before.

    ``place`` and ``place_people`` name the crowd the people are counted among. ``unknown`` lists attributes that no
    table covers; they narrow nothing here, although they may in truth. ``reasons`` is one sentence.
    """

    people: float
    people_low: float
    people_high: float
    bits: float
    bits_low: float
    bits_high: float
    level: Level
    reasons: Message
    contributions: tuple[Contribution, ...]
    unknown: tuple[Attribute, ...]
    assumptions: tuple[Message, ...]
    audience: str
    place: str
    place_people: float
