"""Runs the two tiers while a draft is written: the fast one at every keystroke, the model on a pause or when asked."""

from __future__ import annotations

import threading
from collections.abc import Sequence
from enum import Enum, auto

from PySide6.QtCore import QObject, QTimer, Signal

from redraft.domain.errors import RedraftError
from redraft.domain.exposure import Exposure
from redraft.domain.finding import Finding
from redraft.domain.report import Verdict
from redraft.domain.text import Note
from redraft.gui.draft.conclusions import Conclusion, bits_of, conclusions, follow
from redraft.gui.services import Services
from redraft.gui.tasks import Lane, Tell
from redraft.usecases.check import merge, rank, wanted
from redraft.usecases.ports import FastResult, Inference, Pass, Question

FAST_DELAY = 8
"""Milliseconds after a keystroke: bundles what one key press changes, and is not felt."""
PAUSE = 2000
"""Milliseconds without a keystroke after which the model looks."""


class Phase(Enum):
    """Where the check stands."""

    EMPTY = auto()
    WORDS = auto()
    LOOKING = auto()
    DONE = auto()
    STOPPED = auto()
    FAILED = auto()


class Checker(QObject):
    """Holds the text that is checked and what was found in it. Emits ``changed`` whenever either differs."""

    changed = Signal()
    finished = Signal()

    def __init__(self, services: Services, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._services = services
        self._fast, self._model = Lane("fast", self), Lane("model", self)
        self._stated: tuple[Finding, ...] = ()
        self._implied: tuple[Finding, ...] = ()
        self._exposure_lane = Lane("exposure", self)
        self._fast_timer = _timer(self, FAST_DELAY, self._detect)
        self._pause_timer = _timer(self, PAUSE, self.look)
        self.text = ""
        self.phase = Phase.EMPTY
        self.fast_done = False
        self.asked = 0
        self.answered = 0
        self.language = "en"
        self.notes: tuple[Note, ...] = ()
        self.error: RedraftError | None = None
        self.exposure: Exposure | None = None
        self.looks_on_pause = True

    @property
    def findings(self) -> tuple[Finding, ...]:
        """What both tiers found, most exposing first."""
        return rank(merge(self._stated, self._implied))

    @property
    def cards(self) -> tuple[Conclusion, ...]:
        """The findings as cards."""
        return conclusions(self.findings, bits_of(self.exposure))

    @property
    def has_model(self) -> bool:
        """True when there is a model that can look."""
        return self._services.attacker is not None

    def edit(self, text: str, start: int, removed: int, added: int) -> None:
        """The draft is now ``text``, after a change in code points; the findings move along until they are renewed."""
        self.text = text
        self._stated = follow(self._stated, start, removed, added)
        self._implied = follow(self._implied, start, removed, added)
        self._model.cancel()
        self.error = None
        self.fast_done = False
        if not text.strip():
            self._forget()
            return
        self.phase = Phase.WORDS
        self._fast_timer.start()
        if self.looks_on_pause and self.has_model:
            self._pause_timer.start()
        self.changed.emit()

    def look(self) -> None:
        """Let the model look now."""
        self._pause_timer.stop()
        attacker, text = self._services.attacker, self.text
        if attacker is None or not text.strip() or self.language not in {"en", "und"}:
            return
        question = Question(text, wanted(Pass.FULL), Pass.FULL, self._stated)
        self.phase, self.asked, self.answered, self.error = Phase.LOOKING, len(question.attributes), 0, None

        def job(cancel: threading.Event, tell: Tell) -> Inference:
            return attacker.infer(question, on_finding=lambda v, f: tell((v, f)), cancel=cancel)

        self._model.run(job, on_done=self._concluded, on_error=self._failed, on_news=self._refined)
        self.changed.emit()

    def stop(self) -> None:
        """Stop the model; what it found so far stays."""
        self._pause_timer.stop()
        if self._model.busy:
            self._model.cancel()
            self.phase = Phase.STOPPED
            self.changed.emit()

    def close(self) -> None:
        """Stop everything and wait for the threads."""
        self._fast_timer.stop()
        self._pause_timer.stop()
        for lane in (self._fast, self._model, self._exposure_lane):
            lane.cancel()
        for lane in (self._fast, self._model, self._exposure_lane):
            lane.close()

    def _forget(self) -> None:
        self._fast_timer.stop()
        self._pause_timer.stop()
        self._fast.cancel()
        self._stated = self._implied = ()
        self.notes, self.exposure, self.phase = (), None, Phase.EMPTY
        self.changed.emit()

    def _detect(self) -> None:
        text = self.text

        def job(cancel: threading.Event, _tell: Tell) -> FastResult:
            return self._services.fast.detect(text, cancel=cancel)

        self._fast.run(job, on_done=self._detected, on_error=self._failed)

    def _detected(self, result: FastResult) -> None:
        self._stated, self.language, self.notes = result.findings, result.language, result.notes
        self.fast_done = True
        self._measure()
        self.changed.emit()

    def _refined(self, news: tuple[Verdict, Finding | None]) -> None:
        verdict, finding = news
        self.answered += 1
        others = tuple(f for f in self._implied if f.attribute is not verdict.attribute)
        self._implied = others if finding is None else (*others, finding)
        self.changed.emit()

    def _concluded(self, inference: Inference) -> None:
        self._implied = inference.findings
        self.notes = (*self.notes, *inference.notes)
        self.phase = Phase.DONE
        self._measure()
        self.changed.emit()
        self.finished.emit()

    def _failed(self, error: RedraftError) -> None:
        self.phase, self.error = Phase.FAILED, error
        self.changed.emit()

    def _measure(self) -> None:
        narrowing = self._services.narrowing
        if narrowing is None:
            return
        findings: Sequence[Finding] = self.findings
        self._exposure_lane.run(
            lambda _cancel, _tell: narrowing(findings), on_done=self._measured, on_error=self._failed
        )

    def _measured(self, exposure: Exposure | None) -> None:
        self.exposure = exposure
        self.changed.emit()


def _timer(parent: QObject, delay: int, then: object) -> QTimer:
    timer = QTimer(parent)
    timer.setSingleShot(True)
    timer.setInterval(delay)
    timer.timeout.connect(then)
    return timer
