"""What a sharp reader could tell: judged apart from what anybody here can name."""

from __future__ import annotations

from dataclasses import dataclass

from redraft.domain.attributes import Attribute
from redraft.domain.finding import Guess
from redraft.domain.text import Evidence


@dataclass(frozen=True, slots=True)
class Told:
    """How likely a sharp reader could tell one attribute of the author, and from which words.

    ``probability`` is calibrated on posts that fitted nothing. ``values`` are the known answers with their shares,
    likeliest first, empty for attributes whose answers are open.
    """

    attribute: Attribute
    probability: float
    evidence: tuple[Evidence, ...]
    values: tuple[Guess, ...] = ()
