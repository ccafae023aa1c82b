"""Checks a draft while it is written: the fast tier at every keystroke, the model as :class:`Looker` sees fit."""

from __future__ import annotations

import threading
from collections.abc import Collection, Sequence
from enum import Enum, auto

from PySide6.QtCore import QObject, QTimer, Signal

from redraft.domain.attributes import Attribute
from redraft.domain.errors import RedraftError
from redraft.domain.exposure import Exposure
from redraft.domain.finding import Finding
from redraft.domain.relations import Fact
from redraft.domain.text import Note
from redraft.gui.cards.conclusions import Conclusion, bits_of, conclusions, follow
from redraft.gui.cards.counting import Counting
from redraft.gui.draft.looking import Looker, Stand
from redraft.gui.services import Services
from redraft.gui.tasks import Lane, Tell
from redraft.usecases.check import merge, rank
from redraft.usecases.declared import split
from redraft.usecases.ports import FastResult

FAST_DELAY = 8
"""Milliseconds after a keystroke: bundles what one key press changes, and is not felt."""


class Phase(Enum):
    """Where the check stands."""

    EMPTY = auto()
    WORDS = auto()
    GLANCING = auto()
    LOOKING = auto()
    DONE = auto()
    STOPPED = auto()
    FAILED = auto()


_PHASES = {
    Stand.IDLE: Phase.WORDS,
    Stand.READING: Phase.WORDS,
    Stand.GLANCING: Phase.GLANCING,
    Stand.LOOKING: Phase.LOOKING,
    Stand.DONE: Phase.DONE,
    Stand.STOPPED: Phase.STOPPED,
}


class Checker(QObject):
    """Holds the text that is checked and what was found in it. Emits ``changed`` whenever either differs."""

    changed = Signal()
    finished = Signal()

    def __init__(self, services: Services, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._services = services
        self._fast = Lane("fast", self)
        self._counting = Counting(services.narrowing, self._crowd, self)
        self._counting.changed.connect(self.changed)
        self._counting.failed.connect(self._failed)
        self._stated: tuple[Finding, ...] = ()
        self._since: list[tuple[int, int, int]] = []
        self._fast_timer = QTimer(self, singleShot=True, interval=FAST_DELAY)
        self._fast_timer.timeout.connect(self._detect)
        self._public: frozenset[Attribute] = frozenset()
        self._declared: frozenset[Fact] = frozenset()
        self._notes: tuple[Note, ...] = ()
        self.looker = Looker(services, self)
        self.looker.changed.connect(self._refined)
        self.looker.finished.connect(self.finished)
        self.looker.failed.connect(self._failed)
        self.text = ""
        self.fast_done = False
        self.language = "en"
        self.error: RedraftError | None = None

    @property
    def exposure(self) -> Exposure | None:
        """How far all of it narrows people down."""
        return self._counting.exposure

    @property
    def phase(self) -> Phase:
        """Where the check stands now."""
        if not self.text.strip():
            return Phase.EMPTY
        if self.error is not None and not self.looker.busy:
            return Phase.FAILED
        return Phase.GLANCING if self._waits else _PHASES[self.looker.stand]

    @property
    def settled(self) -> bool:
        """True when nothing is under way or about to begin, but for a question that is put to the model."""
        return not (self._fast_timer.isActive() or self._fast.busy or self._counting.busy)

    @property
    def looking(self) -> bool:
        """True while a question is put to the model."""
        return self.phase in {Phase.GLANCING, Phase.LOOKING}

    @property
    def findings(self) -> tuple[Finding, ...]:
        """What both tiers found, most exposing first, but for what everybody knows."""
        return self._split()[0]

    @property
    def excused(self) -> tuple[Finding, ...]:
        """What was found that everybody knows."""
        return self._split()[1]

    @property
    def cards(self) -> tuple[Conclusion, ...]:
        """The findings as cards."""
        return conclusions(self.findings, bits_of(self.exposure), self.looker.provisional)

    @property
    def notes(self) -> tuple[Note, ...]:
        """What the user should know about how the check went."""
        return (*self._notes, *self.looker.notes)

    @property
    def has_model(self) -> bool:
        """True when there is a model that can look."""
        return self._services.attacker is not None

    def edit(self, text: str, start: int, removed: int, added: int) -> None:
        """The draft is now ``text``, after a change in code points; the findings move along until they are renewed."""
        self.text, self.error, self.fast_done = text, None, False
        self._since.append((start, removed, added))
        self._stated = follow(self._stated, start, removed, added)
        if text.strip():
            self.looker.edit(text, start, removed, added)
            self._fast_timer.start()
        else:
            self._forget()
        self.changed.emit()

    def look(self) -> None:
        """Let the model look thoroughly now."""
        if self.has_model and self.text.strip() and self.language in {"en", "und"}:
            self.error = None
            self.looker.look()

    def stop(self) -> None:
        """Stop the model; what it found so far stays."""
        self.looker.stop()

    def pardon(self, attributes: Collection[Attribute]) -> None:
        """What the user is fine with counts as public: the crowd is counted among those who share it."""
        self._public = frozenset(attributes)
        self._counting.soon()

    def declare(self, facts: frozenset[Fact]) -> None:
        """Everybody knows these facts: what says no more than one of them is no finding."""
        if facts != self._declared:
            self._declared = facts
            self._counting.soon()
            self.changed.emit()

    def close(self) -> None:
        """Stop everything and wait for the threads."""
        self._fast_timer.stop()
        self._fast.cancel()
        self.looker.close()
        self._fast.close()
        self._counting.close()

    @property
    def _waits(self) -> bool:
        return self.looker.busy and self.looker.stand in {Stand.IDLE, Stand.READING}

    def _split(self) -> tuple[tuple[Finding, ...], tuple[Finding, ...]]:
        return split(self._declared, rank(merge(self._stated, self.looker.findings)))

    def _forget(self) -> None:
        self._fast_timer.stop()
        self._fast.cancel()
        self._counting.forget()
        self.looker.forget()
        self._stated, self._notes = (), ()

    def _detect(self) -> None:
        # One that runs is not interrupted: it ends within a keystroke or two, and its findings can follow the text.
        if self._fast.busy:
            return
        text = self.text
        self._since.clear()

        def job(cancel: threading.Event, _tell: Tell) -> FastResult:
            return self._services.fast.detect(text, cancel=cancel)

        self._fast.run(job, on_done=self._detected, on_error=self._not_detected)

    def _not_detected(self, error: RedraftError) -> None:
        if self._since:
            self._fast_timer.start()
            return
        self.looker.know((), readable=True)
        self._failed(error)

    def _detected(self, result: FastResult) -> None:
        self._stated, self.language, self._notes = result.findings, result.language, result.notes
        for change in self._since:
            self._stated = follow(self._stated, *change)
        if self._since:
            self._fast_timer.start()
        else:
            self.fast_done = True
            self.looker.know(result.findings, readable=result.language in {"en", "und"})
            self._counting.soon()
        self.changed.emit()

    def _refined(self) -> None:
        self._counting.soon()
        self.changed.emit()

    def _failed(self, error: RedraftError) -> None:
        self.error = error
        self.changed.emit()

    def _crowd(self) -> tuple[Sequence[Finding], Sequence[Finding]]:
        findings, excused = self._split()
        fine = [finding for finding in findings if finding.attribute in self._public]
        return [finding for finding in findings if finding.attribute not in self._public], [*excused, *fine]
