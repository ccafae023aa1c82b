"""What is known of a draft at a moment, so that a check can go on from it, also after the text was edited a little."""

from __future__ import annotations

from collections.abc import Generator, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Generic, TypeVar

from redraft.domain.attributes import Attribute
from redraft.domain.finding import Finding
from redraft.domain.report import ModelInfo, Timings, Verdict
from redraft.domain.text import Evidence, Note
from redraft.domain.told import Told
from redraft.usecases.ports import Answer, Inference, Pass

S = TypeVar("S")
R = TypeVar("R")


@dataclass(frozen=True, slots=True)
class Known:
    """What each tier found, kept apart: ``stated`` by the words themselves, ``implied`` according to the model,
    ``told`` by what the encoder says that a sharp reader could tell; ``noticed``: of this very text. ``sensed`` are
    the model's own log-odds of the same.

    ``unread`` are the languages of paragraphs that nobody reads, in a text that is read otherwise.

    ``settled`` are the attributes that the model has looked into thoroughly; what else it concluded is a first
    impression. ``depth`` is the deepest pass that has ended, None while it has not looked.
    """

    stated: tuple[Finding, ...] = ()
    implied: tuple[Finding, ...] = ()
    told: tuple[Told, ...] = ()
    noticed: bool = False
    verdicts: tuple[Verdict, ...] = ()
    sensed: Mapping[Attribute, float] = field(default_factory=dict)
    settled: frozenset[Attribute] = frozenset()
    depth: Pass | None = None
    language: str = "en"
    unread: tuple[str, ...] = ()
    notes: tuple[Note, ...] = ()
    models_notes: tuple[Note, ...] = ()
    timings: Timings = field(default_factory=Timings)
    model: ModelInfo | None = None

    @property
    def provisional(self) -> frozenset[Attribute]:
        """Attributes whose conclusions may still change without the text changing."""
        return frozenset(finding.attribute for finding in self.implied) - self.settled

    def with_answer(self, answer: Answer, depth: Pass) -> Known:
        """One attribute has been answered; what is known of the others stays."""
        verdict, finding = answer
        others = tuple(f for f in self.implied if f.attribute is not verdict.attribute)
        implied = others if finding is None else (*others, finding)
        settled = self.settled | {verdict.attribute} if depth is Pass.FULL else self.settled
        return replace(self, implied=implied, settled=settled)

    def with_inference(self, inference: Inference, depth: Pass, seconds: float) -> Known:
        """A pass has ended, after so many seconds; what it did not ask about stays."""
        answered = frozenset(v.attribute for v in inference.verdicts)
        timings = Timings(
            fast=self.timings.fast,
            model=self.timings.model + seconds,
            total=self.timings.total + seconds,
            draft_tokens=inference.draft_tokens,
            evaluated_tokens=inference.evaluated_tokens,
            generated_tokens=inference.generated_tokens,
        )
        return replace(
            self,
            implied=(*(f for f in self.implied if f.attribute not in answered), *inference.findings),
            verdicts=(*(v for v in self.verdicts if v.attribute not in answered), *inference.verdicts),
            sensed={**self.sensed, **inference.sensed},
            settled=self.settled | answered if depth is Pass.FULL else self.settled,
            depth=Pass.FULL if Pass.FULL in (depth, self.depth) else depth,
            models_notes=inference.notes,
            timings=timings,
            model=inference.model,
        )

    def moved(self, start: int, removed: int, added: int) -> Known:
        """After ``removed`` code points at ``start`` became ``added`` others: nothing is certain any more.

        A quote that the change touches is lost; a finding that loses all its quotes is dropped.
        """
        stated, implied = (follow(found, start, removed, added) for found in (self.stated, self.implied))
        told = tuple(
            replace(one, evidence=tuple(m for e in one.evidence if (m := _moved(e, start, removed, added)) is not None))
            for one in self.told
        )
        return replace(self.unsettled(), stated=stated, implied=implied, told=told, noticed=False)

    def unsettled(self) -> Known:
        """After something else changed that the model reads: what it concluded is a first impression at best."""
        return replace(self, settled=frozenset(), depth=None, models_notes=())

    def with_words(self, words: Known) -> Known:
        """What the words say now, beside what the model concluded before."""
        return replace(
            self,
            stated=words.stated,
            language=words.language,
            unread=words.unread,
            notes=words.notes,
            timings=words.timings,
        )


def follow(findings: Sequence[Finding], start: int, removed: int, added: int) -> tuple[Finding, ...]:
    """The findings after a change of the text, see :meth:`Known.moved`."""
    result = []
    for finding in findings:
        kept = tuple(moved for e in finding.evidence if (moved := _moved(e, start, removed, added)) is not None)
        if kept or not finding.evidence:
            result.append(finding if kept == finding.evidence else replace(finding, evidence=kept))
    return tuple(result)


def _moved(quote: Evidence, start: int, removed: int, added: int) -> Evidence | None:
    if quote.end <= start:
        return quote
    if quote.start >= start + removed:
        by = added - removed
        return Evidence(quote.start + by, quote.end + by, quote.quote)
    return None


class Steps(Generic[S, R]):
    """Walks through a generator and keeps what it returns in ``result``, which is there once the walk has ended."""

    result: R

    def __init__(self, steps: Generator[S, None, R]) -> None:
        self._steps = steps

    def __iter__(self) -> Iterator[S]:
        self.result = yield from self._steps


def result_of(steps: Generator[S, None, R]) -> R:
    """What a generator returns, without looking at its steps."""
    walk = Steps(steps)
    for _step in walk:
        pass
    return walk.result
