"""What checking music needs from the world, beside :mod:`redraft.usecases.ports`."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Protocol

from redraft.domain.attributes import Attribute
from redraft.domain.items import Item
from redraft.domain.listening import Listening
from redraft.domain.music_report import Advice, Clue, Conclusion, Features
from redraft.domain.profile import Cut
from redraft.domain.report import ModelInfo
from redraft.domain.text import Note
from redraft.usecases.ports import CancelToken


@dataclass(frozen=True, slots=True)
class Lines:
    """What the model gets to read, most telling first; it cuts each list to its room.

    ``unknown`` are artists whose kind of music nobody knows and the model is asked about.
    """

    names: tuple[str, ...] = ()
    artists: tuple[str, ...] = ()
    titles: tuple[str, ...] = ()
    unknown: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Opinion:
    """What the model thinks of the listener: the probability of each value of some attributes, and kinds of artists."""

    shares: Mapping[Attribute, Mapping[str, float]]
    kinds: Mapping[str, str] = field(default_factory=dict)
    model: ModelInfo | None = None
    evaluated_tokens: int = 0
    notes: tuple[Note, ...] = ()


class Judge(Protocol):
    """The local model, asked about music."""

    def judge_playlist(
        self, lines: Lines, *, cancel: CancelToken | None = None, timeout: float | None = None
    ) -> Opinion:
        """Read the lines, at most 700 tokens with everything; raises ModelError, WorkerError or Cancelled.

        ``timeout`` in seconds.
        """


Choose = Callable[[Attribute, Sequence[Clue], Callable[[frozenset[Clue]], float], float], Cut[Clue]]
"""The smallest set of clues to take away so that a confidence falls below a threshold."""


class Study(Protocol):
    """One file of music, looked up and read."""

    @property
    def lines(self) -> Lines:
        """What the model is given."""

    def learn(self, kinds: Mapping[str, str]) -> Study:
        """The same with kinds of music that the model told."""

    def conclusions(self, opinion: Mapping[Attribute, Mapping[str, float]] | None = None) -> tuple[Conclusion, ...]:
        """What the music gives away, most exposing first, joined with the model's opinion if there is one."""

    def features(self) -> Features:
        """Numbers about the music."""

    def missing(self) -> tuple[Note, ...]:
        """What the file does not hold, and what was done instead."""

    def advice(
        self, conclusions: Sequence[Conclusion], told: Sequence[Conclusion], choose: Choose
    ) -> tuple[Advice, ...]:
        """What to do about it."""

    def is_artist(self, name: str) -> bool:
        """Whether somebody of that name is heard or well known: a name of theirs gives nothing away."""


class MusicCollector(Protocol):
    """Adds items up."""

    def add(self, item: Item) -> None:
        """Take one item."""

    def listening(self) -> Listening:
        """What was added so far."""


class Musicology(Protocol):
    """The music room."""

    def collector(self) -> MusicCollector:
        """An empty one."""

    def study(self, listening: Listening) -> Study:
        """Look everything up."""
