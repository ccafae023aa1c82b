"""What the use cases need from the world. Implemented in the outer rooms, faked in unit tests."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Protocol

from redraft.domain.attributes import Attribute
from redraft.domain.edit import Edit
from redraft.domain.exposure import Exposure
from redraft.domain.finding import Finding
from redraft.domain.report import ModelInfo, Verdict
from redraft.domain.text import Note


class CancelToken(Protocol):
    """Says whether somebody asked to stop; ``threading.Event`` is one."""

    def is_set(self) -> bool:
        """True once the work should stop."""


@dataclass(frozen=True, slots=True)
class FastResult:
    """What the fast tier found. ``language`` is an ISO 639-1 code, ``und`` when the text is too short to tell."""

    findings: tuple[Finding, ...]
    language: str = "en"
    notes: tuple[Note, ...] = ()


class FastTier(Protocol):
    """Identifiers, entities and stated facts, in milliseconds."""

    def detect(self, text: str, *, cancel: CancelToken | None = None) -> FastResult:
        """Everything that the words themselves say; raises WorkerError or Cancelled."""


class Pass(StrEnum):
    """How thoroughly the model looks: the eight attributes once, or all of them with averaged wordings."""

    FIRST = "first"
    FULL = "full"


@dataclass(frozen=True, slots=True)
class Inference:
    """What the model concluded.

    ``verdicts`` covers every attribute that was asked; ``findings`` only those that are revealed, with their quotes.
    Token counts are llama.cpp's: evaluated includes the draft's own and excludes what the cache already held.
    """

    verdicts: tuple[Verdict, ...]
    findings: tuple[Finding, ...]
    model: ModelInfo
    notes: tuple[Note, ...] = ()
    draft_tokens: int = 0
    evaluated_tokens: int = 0
    generated_tokens: int = 0


OnFinding = Callable[[Verdict, Finding | None], None]
"""Called for each attribute as soon as it is known; the finding is None when the attribute is not revealed."""


@dataclass(frozen=True, slots=True)
class Question:
    """What the model is asked: a text, or several texts by one author, and what the fast tier already knows."""

    text: str
    attributes: Sequence[Attribute]
    depth: Pass = Pass.FIRST
    stated: Sequence[Finding] = field(default=())


class Attacker(Protocol):
    """The local model, asked what a stranger could conclude."""

    def infer(
        self, question: Question, *, on_finding: OnFinding | None = None, cancel: CancelToken | None = None
    ) -> Inference:
        """Answer the question; raises ModelError, WorkerError or Cancelled."""

    def prepare(self, text: str) -> None:
        """Read an unfinished draft ahead of time, so that the question after it costs only what changed."""


class Assessor(Protocol):
    """Says how far findings together narrow people down."""

    def __call__(self, findings: Sequence[Finding], verdicts: Sequence[Verdict]) -> Exposure:
        """The crowd that fits, in people and bits."""


class Rephraser(Protocol):
    """The local model, asked to say a few words more vaguely."""

    def rephrase(
        self, sentence: str, phrase: str, attribute: Attribute, *, cancel: CancelToken | None = None
    ) -> str | None:
        """Vaguer words for ``phrase`` within ``sentence``, unchecked; None when it has none."""


class Editor(Protocol):
    """Proposes what could stand at the telling places of a text."""

    def propose(self, text: str, findings: Sequence[Finding], *, cancel: CancelToken | None = None) -> tuple[Edit, ...]:
        """Edits that do not overlap, in the order of the text, each with its wordings mildest first."""
