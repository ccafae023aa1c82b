"""An archive in memory, a fast tier that knows three phrases, and a model that says what it is told to."""

from __future__ import annotations

from collections.abc import Callable, Generator, Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

from redraft.domain.archive import Counts, Locator, Opened, Post, ReadChoices, Skipped, Tally
from redraft.domain.attributes import Attribute
from redraft.domain.errors import Cancelled
from redraft.domain.finding import Basis, Finding, Guess, Source
from redraft.domain.items import Item
from redraft.domain.message import verbatim
from redraft.domain.report import ModelInfo, Verdict
from redraft.domain.text import Evidence, Note
from redraft.usecases.ports import Answer, CancelToken, FastResult, Inference, Question

PHRASES = {
    "I live in Leeds": (Attribute.LOCATION, "Leeds"),
    "I live in York": (Attribute.LOCATION, "York"),
    "my husband": (Attribute.RELATIONSHIP, "married"),
    "mail me at a@example.org": (Attribute.CONTACT, "a@example.org"),
}


class FakeReader:
    """Gives the items it was made of, in order."""

    def __init__(self, items: Sequence[Item]) -> None:
        self._items = [
            replace(item, locator=Locator(0, n)) if isinstance(item, Post | Skipped) else item
            for n, item in enumerate(items)
        ]
        self.reread_places: list[Locator] = []

    notes: tuple[Note, ...] = ()

    def open(self, paths: Sequence[Path]) -> Opened:
        raise NotImplementedError

    def count(
        self,
        choices: ReadChoices,
        *,
        on_counts: Callable[[Counts], None] | None = None,
        cancel: CancelToken | None = None,
    ) -> Counts:
        tally = Tally()
        for item in self._items:
            if isinstance(item, Skipped):
                tally.skip(item)
            elif isinstance(item, Post):
                tally.keep(item.own)
        return replace(tally.counts, content=repr([item for item in self._items if isinstance(item, Post)]))

    def items(self, choices: ReadChoices, *, skip: int = 0, cancel: CancelToken | None = None) -> Iterator[Item]:
        yield from self._items[skip:]

    def reread(
        self, choices: ReadChoices, places: Sequence[Locator], *, cancel: CancelToken | None = None
    ) -> dict[Locator, Post]:
        self.reread_places += places
        return {p.locator: p for p in self._items if isinstance(p, Post) and p.locator in places}

    def close(self) -> None:
        pass


@dataclass
class FakeFastTier:
    """Counts how often it saw each text; ``fail_after`` so many texts it raises KeyboardInterrupt, as a kill would."""

    seen: list[str] = field(default_factory=list)
    fail_after: int | None = None

    def detect(self, text: str, *, cancel: CancelToken | None = None) -> FastResult:
        return next(self.detect_many([text], cancel=cancel))

    def detect_many(self, texts: Iterable[str], *, cancel: CancelToken | None = None) -> Iterator[FastResult]:
        for text in texts:
            if cancel is not None and cancel.is_set():
                raise Cancelled
            if self.fail_after is not None and len(self.seen) >= self.fail_after:
                raise KeyboardInterrupt
            self.seen.append(text)
            yield FastResult(tuple(_found(text)))


def _found(text: str) -> Iterator[Finding]:
    for phrase, (attribute, value) in PHRASES.items():
        if (at := text.find(phrase)) >= 0:
            evidence = (Evidence.of(text, at, at + len(phrase)),)
            guesses = (Guess(value, 0.9),)
            yield Finding.make(
                attribute, guesses, evidence, source=Source.STATED, basis=Basis.STATED, why=verbatim("It says so.")
            )


@dataclass
class FakeAttacker:
    """Answers every question with ``said``, quoting the first line of what it reads; runs ``before`` each answer."""

    said: dict[Attribute, tuple[str, float]]
    asked: list[Question] = field(default_factory=list)
    before: Callable[[], None] = lambda: None

    def infer(self, question: Question, *, cancel: CancelToken | None = None) -> Generator[Answer, None, Inference]:
        yield from ()
        self.before()
        if cancel is not None and cancel.is_set():
            raise Cancelled
        self.asked.append(question)
        end = question.text.find("\n") if "\n" in question.text else len(question.text)
        quote = (Evidence.of(question.text, 0, end),)
        verdicts, findings = [], []
        for attribute, (value, sure) in self.said.items():
            guesses = (Guess(value, sure),)
            verdicts.append(Verdict(attribute, guesses, sure, revealed=True))
            why = "It seems so."
            findings.append(Finding.make(attribute, guesses, quote, source=Source.MODEL, basis=Basis.IMPLIED, why=why))
        return Inference(tuple(verdicts), tuple(findings), ModelInfo("fake", "Fake", calibrated=True))

    def prepare(self, text: str) -> None:
        raise NotImplementedError
