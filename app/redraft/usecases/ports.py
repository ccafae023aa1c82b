"""What the use cases need from the world. Implemented in the outer rooms, faked in unit tests."""

from __future__ import annotations

from collections.abc import Generator, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any, Protocol

from redraft.domain.archive import Locator
from redraft.domain.attributes import Attribute
from redraft.domain.edit import Change
from redraft.domain.exposure import Audience, Exposure
from redraft.domain.finding import Finding
from redraft.domain.music_report import Lines, Opinion
from redraft.domain.report import ModelInfo, Verdict
from redraft.domain.rules import Rule
from redraft.domain.text import Note, Span
from redraft.domain.told import Told


class CancelToken(Protocol):
    """Says whether somebody asked to stop; ``threading.Event`` is one."""

    def is_set(self) -> bool:
        """True once the work should stop."""


@dataclass(frozen=True, slots=True)
class FastResult:
    """What the fast tier found. ``language`` is an ISO 639-1 code, ``und`` when the text is too short to tell;
    ``parts`` are those of all its paragraphs.
    """

    findings: tuple[Finding, ...]
    language: str = "en"
    notes: tuple[Note, ...] = ()
    parts: tuple[str, ...] = ()


class FastTier(Protocol):
    """Identifiers, entities and stated facts, in milliseconds."""

    def detect(self, text: str, *, cancel: CancelToken | None = None) -> FastResult:
        """Everything that the words themselves say; raises WorkerError or Cancelled."""


class Teller(Protocol):
    """The encoders: what a sharp reader could tell, in some 400 ms."""

    def tell(
        self, text: str, *, language: str = "en", quick: bool = False, cancel: CancelToken | None = None
    ) -> tuple[Told, ...]:
        """Every attribute it knows, told or not. ``language``: what the text is in where its paragraphs do not say
        otherwise. ``quick``: by the quick encoder alone, in some 60 ms. Raises WorkerError or Cancelled.
        """

    def likely(
        self, texts: Sequence[str], *, language: str = "en", quick: bool = False, cancel: CancelToken | None = None
    ) -> Sequence[Mapping[Attribute, float]]:
        """Of each text only how likely each attribute is told, which costs less, and ``quick`` still less, though it is
        less sure; raises as :meth:`tell`.
        """


class BatchTier(FastTier, Protocol):
    """A fast tier that streams an archive's worth of texts."""

    def detect_many(self, texts: Iterable[str], *, cancel: CancelToken | None = None) -> Iterator[FastResult]:
        """A result for each text, in their order, as they come; texts are read no further ahead than a few batches.

        Raises WorkerError or Cancelled in the middle; the results before that are complete.
        """


class Pass(StrEnum):
    """How thoroughly the model looks: the eight attributes once, or all of them with averaged wordings."""

    FIRST = "first"
    FULL = "full"


@dataclass(frozen=True, slots=True)
class Inference:
    """What the model concluded.

    ``verdicts`` covers every attribute that was asked; ``findings`` only those that are revealed, with their quotes.
    Token counts are llama.cpp's: evaluated includes the draft's own and excludes what the cache already held.
    ``sensed`` are log-odds that a sharp reader could tell, by the model's inner states, for models that this was
    learnt for.
    """

    verdicts: tuple[Verdict, ...]
    findings: tuple[Finding, ...]
    model: ModelInfo
    notes: tuple[Note, ...] = ()
    draft_tokens: int = 0
    evaluated_tokens: int = 0
    generated_tokens: int = 0
    sensed: Mapping[Attribute, float] = field(default_factory=dict)


Answer = tuple[Verdict, Finding | None]
"""What the model says of one attribute; the finding is None when the attribute is not revealed."""


@dataclass(frozen=True, slots=True)
class Question:
    """What the model is asked: a text, or several texts by one author, and what the fast tier already knows.

    ``in_reply_to`` is what somebody else wrote before: it is read, but nothing in it is the author's.
    """

    text: str
    attributes: Sequence[Attribute]
    depth: Pass = Pass.FIRST
    stated: Sequence[Finding] = field(default=())
    in_reply_to: str = ""


class Attacker(Protocol):
    """The local model, asked what a stranger could conclude."""

    def infer(self, question: Question, *, cancel: CancelToken | None = None) -> Generator[Answer, None, Inference]:
        """Yield an answer for each attribute as soon as it is known, and return all; raises ModelError, WorkerError
        or Cancelled. Whoever lets go of the generator stops the model.
        """

    def prepare(self, text: str, in_reply_to: str = "", *, cancel: CancelToken | None = None) -> None:
        """Read an unfinished draft ahead of time, so that the question after it costs only what changed."""


class Judge(Protocol):
    """The local model, asked about music."""

    def judge_playlist(
        self, lines: Lines, *, cancel: CancelToken | None = None, timeout: float | None = None
    ) -> Opinion:
        """Read the lines, at most 700 tokens with everything; raises ModelError, WorkerError or Cancelled.

        ``timeout`` in seconds.
        """


class Assessor(Protocol):
    """Says how far findings together narrow people down."""

    def __call__(
        self,
        findings: Sequence[Finding],
        verdicts: Sequence[Verdict],
        *,
        audience: Audience = ...,
        public: Sequence[Finding] = (),
    ) -> Exposure:
        """The crowd that fits, in people and bits, for an audience, among those who share what is ``public``."""


class Cutter(Protocol):
    """Whoever knows the syntax of a text."""

    def cuts(self, text: str, *, cancel: CancelToken | None = None) -> tuple[Change, ...]:
        """What can be left out so that the rest still stands; raises WorkerError or Cancelled."""

    def standing(
        self, text: str, changes: Sequence[Change], *, cancel: CancelToken | None = None
    ) -> tuple[Change, ...]:
        """Those after which the sentences around them still stand; raises as :meth:`cuts`."""

    def seams(self, text: str, changes: Sequence[Change], *, cancel: CancelToken | None = None) -> Sequence[float]:
        """Whether the author would post each change, as log-odds; raises as :meth:`cuts`."""


class Makers(Protocol):
    """Whoever knows what could be done at the telling places of a text; raises as the workers behind it."""

    def changes(
        self,
        text: str,
        attributes: Iterable[Attribute],
        telling: Sequence[Span],
        findings: Sequence[Finding],
        *,
        language: str,
        cancel: CancelToken | None = None,
    ) -> tuple[Change, ...]:
        """Leaving out, and what people said before; ``findings`` name places and addresses. Asks no model."""

    def costs(
        self, text: str, changes: Sequence[Change], *, cancel: CancelToken | None = None
    ) -> Mapping[Change, float]:
        """What each change costs, in nats: the less like what people do, the more."""


@dataclass(frozen=True, slots=True)
class PostResult:
    """What one stage of a scan (``fast``, ``model``) found in one post. ``body`` is JSON-ready and the caller's own."""

    locator: Locator
    stage: str
    body: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Checkpoint:
    """How far a scan came: ``state`` as it was last recorded, JSON-ready, and how many results stand with it."""

    state: Mapping[str, Any]
    results: int


class Checkpoints(Protocol):
    """What scans found so far. All methods raise StoreError; one object may be used from several threads."""

    @property
    def lasting(self) -> bool:
        """True when what is recorded outlives this process; False: a crash means starting over, so say so first."""

    def load(self, archive_id: str) -> Checkpoint | None:
        """Where a scan of this archive stands, or None when there is none."""

    def record(self, archive_id: str, state: Mapping[str, Any], results: Sequence[PostResult] = ()) -> None:
        """Keep a batch of results and the state that counts them: both, or after a crash neither.

        The first batch begins the checkpoint. A result of the same locator and stage replaces the one before, so a
        batch that is recorded twice counts once. Posts without findings need no result: let the state count them.
        """

    def results(self, archive_id: str, stage: str | None = None) -> Iterator[PostResult]:
        """Everything recorded, in the order of the archive; of one stage only when it is given."""

    def begun(self, files: str = "") -> Iterator[tuple[str, Mapping[str, Any]]]:
        """The ids and states of scans whose id begins with ``files``; of all scans when it is empty."""

    def drop(self, archive_id: str) -> None:
        """Forget this scan; nothing happens when there is none."""


@dataclass(frozen=True, slots=True)
class KeptReport:
    """A report that the user kept: of what, and when (Unix seconds)."""

    id: str
    title: str
    created: int


class KeptReports(Protocol):
    """Reports that the user chose to keep. All methods raise StoreError."""

    def keep(self, report: KeptReport, body: Mapping[str, Any]) -> None:
        """Keep a report, whose ``body`` is JSON-ready; one with the same id is replaced."""

    def kept(self) -> Iterator[KeptReport]:
        """All of them, newest first."""

    def body(self, report_id: str) -> Mapping[str, Any] | None:
        """What was kept, or None when there is none of that id."""

    def forget(self, report_id: str) -> None:
        """Drop one; nothing happens when there is none."""


class DeclaredPublic(Protocol):
    """What the user is fine with others knowing, as (attribute, value) pairs. All methods raise StoreError."""

    def declared(self) -> frozenset[tuple[Attribute, str]]:
        """Everything declared."""

    def declare(self, attribute: Attribute, value: str) -> None:
        """The user is fine with this."""

    def withdraw(self, attribute: Attribute, value: str) -> None:
        """The user is no longer; nothing happens when it was not declared."""


class KeptRules(Protocol):
    """What the user decided about words and conclusions for every text. All methods raise StoreError."""

    def rules(self) -> frozenset[Rule]:
        """All of them."""

    def add_rule(self, rule: Rule) -> None:
        """From now on this holds; one that holds already is not doubled."""

    def drop_rule(self, rule: Rule) -> None:
        """It holds no more; nothing happens when it did not."""
