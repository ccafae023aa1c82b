"""What many texts give away together: one profile an attribute, the posts that carry it, and the smallest cut."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from typing import Generic, TypeVar

from redraft.domain.archive import Concluded, Counts, Match, Post
from redraft.domain.attributes import ASKED, CODES, Attribute
from redraft.domain.exposure import Exposure
from redraft.domain.finding import Finding, Guess
from redraft.domain.message import NOTHING, Message
from redraft.domain.report import ModelInfo
from redraft.domain.text import Evidence, Note

T = TypeVar("T")

LOOKED_FOR = tuple(a for a in Attribute if a in ASKED or a in CODES)
"""What is looked for in every archive, by the fast tier in each post and, where cues stand, by the model."""
ENOUGH = 0.9
"""Share of the posts that must have been read before something counts as not found: a post that says it is one of
them nine times in ten.
"""
MOST_CARRIERS = 10
"""Posts that are shown for an attribute."""


@dataclass(frozen=True, slots=True)
class Carrier:
    """A post that carries a conclusion: what it speaks for, how much it adds, and its telling words.

    ``at`` is the post's position among the kept posts of the archive, from 0. ``weight`` is in nats of log-odds: what
    the confidence would lose without the post. ``evidence`` counts in the post's own text and is empty when the whole
    of it speaks.
    """

    at: int
    post: Post
    value: str
    weight: float
    evidence: tuple[Evidence, ...] = ()


@dataclass(frozen=True, slots=True)
class Moment:
    """How much was given away up to a moment: the surest value, its confidence, and how many posts had spoken."""

    date: datetime
    value: str
    confidence: float
    posts: int


@dataclass(frozen=True, slots=True)
class Change:
    """Two values that cannot both hold, such as before and after a move. Dates are of the first post that says so."""

    earlier: str
    later: str
    earlier_date: datetime | None
    later_date: datetime | None
    sentence: Message


@dataclass(frozen=True, slots=True)
class Phase:
    """A value with the first and the last date on which posts speak for it, while it held."""

    value: str
    since: datetime
    until: datetime


@dataclass(frozen=True, slots=True)
class Trait:
    """What all posts together say about one attribute.

    ``finding`` holds guesses, confidence, basis and why; its evidence is empty, since words stand in posts: see
    ``carriers``, the heaviest first, at most :data:`MOST_CARRIERS` of the ``posts`` that speak for it. ``course`` is
    what held when, oldest first, of what can change: its last phase is now. ``told`` is how many
    posts let a sharp reader tell, each by itself; with ``finding.named`` False nobody here can say what.
    """

    finding: Finding
    revealed: bool
    posts: int
    carriers: tuple[Carrier, ...] = ()
    timeline: tuple[Moment, ...] = ()
    changes: tuple[Change, ...] = ()
    course: tuple[Phase, ...] = ()
    told: int = 0

    @property
    def attribute(self) -> Attribute:
        """Which attribute."""
        return self.finding.attribute

    @property
    def guesses(self) -> tuple[Guess, ...]:
        """One to three values, the most likely first."""
        return self.finding.guesses


@dataclass(frozen=True, slots=True)
class Cut(Generic[T]):
    """The fewest items to delete or edit so that an attribute falls below a threshold.

    ``before`` and ``after`` are confidences. ``reached`` is False when even everything that may go does not suffice;
    ``smallest`` is False when there were too many to be sure that no smaller set does. ``measured`` is how sure the
    model still was of the same when it read what all cuts together leave, None when it was not asked.
    """

    attribute: Attribute
    threshold: float
    items: tuple[T, ...]
    before: float
    after: float
    reached: bool
    smallest: bool = True
    measured: float | None = None


class Stage(StrEnum):
    """What a scan is doing."""

    COUNTING = "counting"
    READING = "reading"
    NOTICING = "noticing"
    ASKING = "asking"
    WORDING = "wording"
    DONE = "done"


@dataclass(frozen=True, slots=True)
class Progress:
    """How far a scan is: ``done`` of ``total`` posts (``asking``: seconds of the budget), ``rate`` a second.

    ``total`` and ``seconds_left`` are None while nobody can know.
    """

    stage: Stage
    done: int
    total: int | None = None
    rate: float = 0.0
    seconds_left: float | None = None


@dataclass(frozen=True, slots=True)
class ScanTimings:
    """Seconds a stage took, over all sessions of a scan that was resumed, and what the model read.

    ``noticing``: of the encoder, which read ``posts_noticed``.
    """

    count: float = 0.0
    fast: float = 0.0
    model: float = 0.0
    total: float = 0.0
    evaluated_tokens: int = 0
    posts_asked: int = 0
    noticing: float = 0.0
    posts_noticed: int = 0


@dataclass(frozen=True, slots=True)
class ArchiveReport:
    """The result of a scan, complete or as of now.

    ``traits`` are about the author, most exposing first; ``others`` are people and things that are merely named.
    ``cuts`` name posts by position; ``posts`` holds those that are at hand. ``scanned`` is how many kept posts the
    fast tier has seen; ``finished`` says whether the scan ran to its end. ``headline`` says which texts
    were not checked. ``concluded`` is what the platform itself says of its user. ``looked`` is, by
    attribute, the share of the posts that were read for it; empty in reports that an earlier version kept. ``edits``
    are what posts of the cuts could say instead of going, by position.
    """

    match: Match
    counts: Counts
    traits: tuple[Trait, ...]
    others: tuple[Trait, ...] = ()
    exposure: Exposure | None = None
    cuts: tuple[Cut[int], ...] = ()
    posts: Mapping[int, Post] = field(default_factory=dict)
    scanned: int = 0
    finished: bool = False
    model: ModelInfo | None = None
    timings: ScanTimings = field(default_factory=ScanTimings)
    notes: tuple[Note, ...] = ()
    languages: Mapping[str, int] = field(default_factory=dict)
    headline: Message = NOTHING
    concluded: tuple[Concluded, ...] = ()
    looked: Mapping[Attribute, float] = field(default_factory=dict)
    edits: Mapping[int, str] = field(default_factory=dict)

    @property
    def not_found(self) -> tuple[Attribute, ...]:
        """What was looked for in enough posts and not even guessed at; nothing when there was no text to look at."""
        return tuple(a for a in self._missing if self.looked.get(a, 1.0) >= ENOUGH)

    @property
    def not_enough(self) -> Mapping[Attribute, float]:
        """What was not found, but not looked for in enough posts either, with the share that was read for it."""
        return {a: self.looked[a] for a in self._missing if self.looked.get(a, 1.0) < ENOUGH}

    @property
    def _missing(self) -> tuple[Attribute, ...]:
        found = {trait.attribute for trait in self.traits}
        return tuple(a for a in LOOKED_FOR if a not in found) if self.scanned else ()
