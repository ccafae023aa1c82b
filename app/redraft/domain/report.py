"""The result of a check."""

from __future__ import annotations

from dataclasses import dataclass, field

from redraft.domain.attributes import Attribute
from redraft.domain.exposure import Exposure
from redraft.domain.finding import Finding, Grade, Guess
from redraft.domain.headline import UNCHECKED, Headline
from redraft.domain.text import Note


@dataclass(frozen=True, slots=True)
class Verdict:
    """What the attacker thinks of one attribute, whether or not the text gives enough away to call it revealed.

    ``guesses`` always holds at least one: with nothing to go on it is the prior. ``confidence`` is the calibrated
    probability that the first guess is right. ``revealed``: a sharp reader could tell. ``named``: and the first guess
    is sure enough to be shown as the answer. ``told`` is how likely such a reader could tell, None where nobody but
    the model itself judged that.
    """

    attribute: Attribute
    guesses: tuple[Guess, ...]
    confidence: float
    revealed: bool
    named: bool = True
    told: float | None = None

    @property
    def grade(self) -> Grade:
        """How far the text gives it away."""
        if not self.revealed:
            return Grade.NOT_TOLD
        return Grade.NAMED if self.named else Grade.TOLD


@dataclass(frozen=True, slots=True)
class ModelInfo:
    """Which model looked, by the id of its catalogue entry or ``custom``, and whether its confidence is calibrated."""

    id: str
    name: str
    calibrated: bool
    gpu: bool = False


@dataclass(frozen=True, slots=True)
class Timings:
    """Where the time went. Seconds; tokens as llama.cpp counted them."""

    fast: float = 0.0
    model: float = 0.0
    total: float = 0.0
    draft_tokens: int = 0
    evaluated_tokens: int = 0
    generated_tokens: int = 0


@dataclass(frozen=True, slots=True)
class Report:
    """What a stranger could conclude from a text, most exposing first.

    ``headline`` stands above it all. A text that was not checked has no exposure; identifiers are listed all the same.
    """

    findings: tuple[Finding, ...]
    verdicts: tuple[Verdict, ...] = ()
    notes: tuple[Note, ...] = ()
    timings: Timings = field(default_factory=Timings)
    model: ModelInfo | None = None
    language: str = "en"
    exposure: Exposure | None = None
    headline: Headline = UNCHECKED
