"""What a sharp reader could tell: judged apart from what anybody here can name."""

from __future__ import annotations

from dataclasses import dataclass

from redraft.domain.attributes import Attribute
from redraft.domain.finding import Guess
from redraft.domain.text import Evidence, Span


@dataclass(frozen=True, slots=True)
class Pointer:
    """A word that points to an attribute: ``share`` of what the most telling word of the text says, 0 to 1."""

    span: Span
    share: float


@dataclass(frozen=True, slots=True)
class Told:
    """How likely a sharp reader could tell one attribute of the author, and from which words.

    ``probability`` is calibrated on posts that fitted nothing. ``values`` are the known answers with their shares,
    likeliest first, empty for attributes whose answers are open. ``words``: all that point to it, none where it is
    hardly told.
    """

    attribute: Attribute
    probability: float
    evidence: tuple[Evidence, ...]
    values: tuple[Guess, ...] = ()
    words: tuple[Pointer, ...] = ()
