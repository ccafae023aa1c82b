"""Services that follow a script: for pictures of the window and for its tests. They find words, not meaning."""

from __future__ import annotations

import re
import time
from collections.abc import Callable, Collection, Generator, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

from redraft.domain.attributes import Attribute
from redraft.domain.edit import Change
from redraft.domain.errors import Cancelled, ModelError
from redraft.domain.finding import Basis, Finding, Guess, Source
from redraft.domain.message import Message
from redraft.domain.report import ModelInfo, Verdict
from redraft.domain.suited import Suited
from redraft.domain.text import Evidence, Span
from redraft.gui.services import MemorySettings, ModelRow, OnBytes, Services
from redraft.usecases.check import CheckDraft
from redraft.usecases.ports import (
    Answer,
    Attacker,
    CancelToken,
    FastResult,
    FastTier,
    Inference,
    Makers,
    Pass,
    Question,
)
from redraft.usecases.rewrite import RewriteDraft
from screenshots.scripted_archive import ScriptedArchive
from screenshots.scripted_crowd import counted
from screenshots.scripted_playlist import ScriptedPlaylist

Rule = tuple[str, Attribute, tuple[tuple[str, float], ...], Message]

TELEPHONE, MAIL = Message("form.telephone_word"), Message("form.email")
POINTS = Message("model.why_words")
STATED: tuple[Rule, ...] = (
    ("07700 900123", Attribute.CONTACT, (("07700 900123", 0.99),), TELEPHONE),
    (
        "priya.bikes@example.org",
        Attribute.CONTACT,
        (("priya.bikes@example.org", 0.99),),
        Message("form.email"),
    ),
    (
        "Leeds",
        Attribute.LOCATION,
        (("Leeds", 0.96), ("Bradford", 0.02), ("York", 0.01)),
        Message("stated.moved"),
    ),
    (
        "fly to Lisbon on the 14th",
        Attribute.ABSENCE,
        (("away from the 14th", 0.93),),
        Message("stated.away"),
    ),
)
IMPLIED: tuple[Rule, ...] = (
    (
        "Night shifts on the children's unit",
        Attribute.OCCUPATION,
        (("paediatric nurse", 0.81), ("healthcare assistant", 0.12), ("junior doctor", 0.05)),
        POINTS,
    ),
    (
        "On a band 5 salary",
        Attribute.INCOME,
        (("middle", 0.72), ("low", 0.24), ("high", 0.03)),
        POINTS,
    ),
    ("both turning 29", Attribute.AGE, (("28", 0.94), ("29", 0.05), ("30", 0.01)), POINTS),
    (
        "I grew up in Pune",
        Attribute.BIRTHPLACE,
        (("Pune, India", 0.9), ("Mumbai, India", 0.05)),
        POINTS,
    ),
    (
        "My husband",
        Attribute.RELATIONSHIP,
        (("married", 0.97), ("engaged", 0.02)),
        POINTS,
    ),
)


def found(text: str, rules: Sequence[Rule], basis: Basis) -> tuple[Finding, ...]:
    """The findings of the rules whose words stand in the text, at their first place."""
    result = []
    for words, attribute, guesses, why in rules:
        at = text.find(words)
        if at >= 0:
            evidence = (Evidence.of(text, at, at + len(words)),)
            source = Source.STATED if basis is Basis.STATED else Source.MODEL
            options = tuple(Guess(value, share) for value, share in guesses)
            said = why.filled(attribute=attribute.value, value=options[0].value)
            result.append(Finding.make(attribute, options, evidence, source=source, basis=basis, why=said))
    return tuple(result)


@dataclass
class ScriptedFast:
    """Finds the words of its rules."""

    rules: Sequence[Rule] = STATED
    texts: list[str] = field(default_factory=list)

    def detect(self, text: str, *, cancel: CancelToken | None = None) -> FastResult:
        """See :class:`FastTier`."""
        self.texts.append(text)
        return FastResult(found(text, self.rules, Basis.STATED))


@dataclass
class ScriptedAttacker:
    """Answers attribute by attribute; with ``holds_at`` it waits there (in the pass ``holds_in``) until cancelled.

    What is ``unnamed`` a sharp reader could tell, and it cannot say what it is.
    """

    rules: Sequence[Rule] = IMPLIED
    holds_at: int | None = None
    holds_in: Pass | None = None
    reads_slowly: bool = False
    error: ModelError | None = None
    unnamed: Collection[Attribute] = ()
    questions: list[Question] = field(default_factory=list)
    prepared: list[str] = field(default_factory=list)
    cancelled: int = 0

    def infer(self, question: Question, *, cancel: CancelToken | None = None) -> Generator[Answer, None, Inference]:
        """See :class:`Attacker`."""
        self.questions.append(question)
        if self.error is not None:
            raise self.error
        findings = tuple(
            replace(f, named=f.attribute not in self.unnamed) for f in found(question.text, self.rules, Basis.IMPLIED)
        )
        verdicts = []
        for place, attribute in enumerate(question.attributes):
            self._wait(place, question.depth, cancel)
            finding = next((f for f in findings if f.attribute is attribute), None)
            guesses = finding.guesses if finding is not None else (Guess("unknown", 0.1),)
            verdicts.append(Verdict(attribute, guesses, guesses[0].confidence, finding is not None))
            yield verdicts[-1], finding
        return Inference(tuple(verdicts), findings, ModelInfo("scripted", "Scripted", calibrated=True))

    def prepare(self, text: str, in_reply_to: str = "", *, cancel: CancelToken | None = None) -> None:
        """See :class:`Attacker`."""
        self.prepared.append(text)
        while self.reads_slowly and cancel is not None and not cancel.is_set():
            time.sleep(0.005)
        if self.reads_slowly:
            self.cancelled += 1
            raise Cancelled

    def _wait(self, place: int, depth: Pass, cancel: CancelToken | None) -> None:
        while place == self.holds_at and self.holds_in in {None, depth} and cancel is not None and not cancel.is_set():
            time.sleep(0.005)
        if cancel is not None and cancel.is_set():
            self.cancelled += 1
            raise Cancelled


WORDINGS: Mapping[str, Sequence[str]] = {
    "Leeds": ("the north of England", "a city", "somewhere else"),
    "Night shifts on the children's unit": ("Night shifts", "Shifts"),
    "07700 900123": ("a message here",),
    "priya.bikes@example.org": ("here",),
}


@dataclass(frozen=True)
class ScriptedMakers:
    """Knows other words for some words, wherever they stand: the cheapest first."""

    wordings: Mapping[str, Sequence[str]] = field(default_factory=lambda: WORDINGS)

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
        """See :class:`Makers`."""
        return tuple(
            Change(Span(found.start(), found.end()), new, "step", len(others) - place)
            for old, others in self.wordings.items()
            for found in re.finditer(re.escape(old), text)
            for place, new in enumerate(others)
        )

    def costs(self, text: str, changes: Sequence[Change], *, cancel: CancelToken | None = None) -> dict[Change, float]:
        """See :class:`Makers`."""
        return {change: 1.0 - change.support / 10 for change in changes}


MODELS = (
    ModelRow(
        "small", "Qwen2.5 Coder 1.5B Instruct", 1_117_320_768, 1_900_000_000, "Apache-2.0", "Download: huggingface.co",
        suited=Suited.RECOMMENDED, seconds=6.2, estimated=False, have=16_000_000_000,
    ),
    ModelRow("large", "Qwen2.5 7B Instruct", 4_683_073_536, 6_200_000_000, "Apache-2.0", "Download: huggingface.co",
             seconds=26.0, have=16_000_000_000),
    ModelRow("huge", "Qwen2.5 32B Instruct", 19_851_335_840, 23_000_000_000, "Apache-2.0", "", fits=False,
             have=16_000_000_000),
)  # fmt: skip


class ScriptedStore:
    """A catalogue in memory; installing takes ten steps and stops when ``holds`` is set."""

    def __init__(self, *, installed: bool = False, holds: bool = False) -> None:
        self._rows = {row.id: row for row in MODELS}
        self.holds = holds
        self.error: ModelError | None = None
        if installed:
            self._rows["small"] = replace(MODELS[0], installed=True, active=True)

    def rows(self) -> Sequence[ModelRow]:
        """See :class:`ModelShop`."""
        return tuple(self._rows.values())

    def install(self, model_id: str, *, on_bytes: OnBytes, cancel: CancelToken) -> None:
        """See :class:`ModelShop`."""
        self._walk(model_id, on_bytes, cancel)
        self._rows[model_id] = replace(self._rows[model_id], installed=True)

    def adopt(self, path: Path) -> None:
        """See :class:`ModelShop`."""
        raise ModelError(Message("model.not_gguf"), Message("do.catalogue_model"))

    def verify(self, model_id: str, *, on_bytes: OnBytes, cancel: CancelToken) -> None:
        """See :class:`ModelShop`."""
        if self.error is not None:
            raise self.error
        self._walk(model_id, on_bytes, cancel)

    def choose(self, model_id: str) -> None:
        """See :class:`ModelShop`."""
        self._rows = {key: replace(row, active=key == model_id) for key, row in self._rows.items()}

    def remove(self, model_id: str) -> None:
        """See :class:`ModelShop`."""
        self._rows[model_id] = replace(self._rows[model_id], installed=False, active=False)

    def _walk(self, model_id: str, on_bytes: OnBytes, cancel: CancelToken) -> None:
        size = self._rows[model_id].size
        for step in range(11):
            on_bytes(size * step // 10, size)
            while self.holds and step == 4 and not cancel.is_set():
                time.sleep(0.005)
            if cancel.is_set():
                raise Cancelled


@dataclass(frozen=True)
class ScriptedRefusal:
    """One line of a proof."""

    what: str
    refused: bool
    system_said: str


def refusals(*, broken: bool = False) -> Callable[[], Sequence[ScriptedRefusal]]:
    """A proof that succeeds, or one with an open door."""
    lines = (
        ScriptedRefusal(
            "open an IPv4 connection", not broken, "it worked" if broken else "EPERM: Operation not permitted"
        ),
        ScriptedRefusal("resolve a name", True, "EPERM: Operation not permitted"),
        ScriptedRefusal("write to the home folder", True, "EACCES: Permission denied"),
        ScriptedRefusal("use io_uring", True, "EPERM: Operation not permitted"),
    )
    return lambda: lines


def scripted(
    *,
    model: bool = True,
    attacker: Attacker | None = None,
    fast: FastTier | None = None,
    makers: Makers | None = None,
) -> Services:
    """Services for a window that needs no worker."""
    looking = attacker or ScriptedAttacker()
    store = ScriptedStore(installed=model)
    check = CheckDraft(fast or ScriptedFast(), looking if model else None, counted)
    rewrite = RewriteDraft(check, makers or ScriptedMakers())

    def reload() -> RewriteDraft:
        found = looking if any(row.active for row in store.rows()) else None
        return replace(rewrite, check=replace(check, attacker=found))

    settings = MemorySettings()
    settings.set("pace", "small=6.2")  # or else it would be measured in the middle of something
    return Services(
        rewrite=rewrite,
        store=store,
        settings=settings,
        prove=refusals(),
        archive=ScriptedArchive(),
        playlist=ScriptedPlaylist(),
        reload=reload,
        version="0.1",
    )
