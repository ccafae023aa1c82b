"""What was concluded beyond the fast tier: by the model of many posts together, by the encoder of each."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from redraft.domain.attributes import ALWAYS_ASKED, Attribute
from redraft.domain.text import Span
from redraft.profiles.traits import About
from redraft.profiles.votes import Part, Vote

DENIED = 0.2
"""How likely a sharp reader must be to tell, for a post to be what a conclusion rests on."""


@dataclass(frozen=True, slots=True)
class Heard:
    """One conclusion about posts that were read together, or about one post."""

    attribute: Attribute
    vote: Vote
    revealed: bool

    @property
    def about(self) -> About:
        """Which trait it belongs to."""
        return About(self.attribute, self.attribute.severity)


@dataclass(frozen=True, slots=True)
class Reading:
    """What the model concluded from one dossier, whose posts were ``asked``, by position, ``about`` these attributes.

    ``about`` is empty in what an earlier version recorded: the eight that are always asked.
    """

    asked: tuple[int, ...]
    heard: tuple[Heard, ...]
    about: tuple[Attribute, ...] = ()


@dataclass(frozen=True, slots=True)
class Tell:
    """How likely a sharp reader could tell an attribute from one post, by which words; ``revealed``: likely enough."""

    attribute: Attribute
    probability: float
    revealed: bool
    spans: tuple[Span, ...] = ()


@dataclass(frozen=True, slots=True)
class Noticed:
    """What the encoder says of the post at a position, as the judgement of a draft weighs it.

    ``tells`` are those likelier than :data:`DENIED`; ``heard`` what the answer is; ``withdrawn``: what the words seem
    to state of the author there, and no reader could tell.
    """

    at: int
    tells: tuple[Tell, ...]
    heard: tuple[Heard, ...] = ()
    withdrawn: tuple[Attribute, ...] = ()


class Closely:
    """The posts that were read closely, and what was concluded of posts read together."""

    def __init__(self) -> None:
        self.readings: list[Heard] = []
        self.asked: set[int] = set()
        self._asked_about: dict[Attribute, set[int]] = {}
        self._noticed: dict[int, Noticed] = {}
        self._withdrawn: set[tuple[int, Attribute]] = set()

    def read(self, reading: Reading) -> None:
        """Posts were read together by the model."""
        self.readings += reading.heard
        self.asked.update(reading.asked)
        for attribute in reading.about or ALWAYS_ASKED:
            self._asked_about.setdefault(attribute, set()).update(reading.asked)

    def notice(self, noticed: Noticed) -> None:
        """A post was read by the encoder."""
        self._noticed[noticed.at] = noticed
        self._withdrawn.update((noticed.at, attribute) for attribute in noticed.withdrawn)

    def __len__(self) -> int:
        return len(self.readings) + len(self._noticed)

    @property
    def posts_noticed(self) -> int:
        """How many posts the encoder has read."""
        return len(self._noticed)

    def heard(self) -> Iterator[Heard]:
        """Every conclusion."""
        yield from self.readings
        for noticed in self._noticed.values():
            yield from noticed.heard

    def has_noticed(self, at: int) -> bool:
        """Whether the encoder has read a post."""
        return at in self._noticed

    def withdrawn(self, at: int, attribute: Attribute) -> bool:
        """Whether what a post seems to state of the author is none."""
        return (at, attribute) in self._withdrawn

    def denies(self, at: int, attribute: Attribute) -> bool:
        """Whether no reader could tell this from a post."""
        noticed = self._noticed.get(at)
        return noticed is not None and not any(tell.attribute is attribute for tell in noticed.tells)

    def telling(self, attribute: Attribute, among: Iterable[int] | None = None) -> list[Part]:
        """The posts from which a sharp reader could tell, the likeliest first; the share is how likely."""
        positions = self._noticed.keys() if among is None else [at for at in among if at in self._noticed]
        found = [
            Part(at, tell.probability, tell.spans)
            for at in positions
            for tell in self._noticed[at].tells
            if tell.attribute is attribute and tell.revealed
        ]
        return sorted(found, key=lambda part: (-part.share, part.at))

    def told(self) -> set[Attribute]:
        """What a sharp reader could tell from any post."""
        return {tell.attribute for noticed in self._noticed.values() for tell in noticed.tells if tell.revealed}

    def looked(self, attribute: Attribute) -> int:
        """How many posts were read for an attribute, by the encoder or the model."""
        return len(self._noticed.keys() | self._asked_about.get(attribute, set()))
