"""What the model does while a draft is written: it reads ahead, glances on a pause, and looks thoroughly."""

from __future__ import annotations

import threading
from collections.abc import Sequence
from enum import Enum, auto

from PySide6.QtCore import QObject, QTimer, Signal

from redraft.domain.attributes import Attribute
from redraft.domain.errors import RedraftError
from redraft.domain.finding import Finding
from redraft.domain.report import Verdict
from redraft.domain.text import Note
from redraft.gui.cards.conclusions import follow
from redraft.gui.services import Services
from redraft.gui.tasks import Lane, Tell
from redraft.usecases.check import wanted
from redraft.usecases.known import Steps
from redraft.usecases.ports import Inference, Pass, Question

READ_DELAY = 400
"""Milliseconds without a keystroke after which the model reads ahead, so that a question costs only the question."""
PAUSE = 1500
"""Milliseconds without a keystroke after which the model glances."""


class Habit(Enum):
    """When the model looks by itself."""

    PAUSE = "pause"
    GLANCE = "glance"
    ASKED = "asked"


class Stand(Enum):
    """Where the model stands with the text as it is now."""

    IDLE = auto()
    READING = auto()
    GLANCING = auto()
    LOOKING = auto()
    DONE = auto()
    STOPPED = auto()


class Looker(QObject):
    """Holds what the model concluded. Emits ``changed``, ``finished`` after a thorough look, ``failed`` with an error.

    A glance is the quick first pass over the eight main attributes; what it concludes is provisional until the
    thorough pass has answered the same question. Reading ahead goes on while more is typed behind what is being read.
    """

    changed = Signal()
    finished = Signal()
    failed = Signal(object)

    def __init__(self, services: Services, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._services = services
        self._lane = Lane("model", self)
        self._text = ""
        self._stated: Sequence[Finding] = ()
        self._known = False
        self._reading: str | None = None
        self._queue: tuple[Pass, ...] = ()
        self._glanced = False
        self._read_timer, self._pause_timer = _timer(self, READ_DELAY, self._read), _timer(self, PAUSE, self._on_pause)
        self.habit = Habit.PAUSE
        self.stand = Stand.IDLE
        self.findings: tuple[Finding, ...] = ()
        self.settled: frozenset[Attribute] = frozenset()
        self.asked = 0
        self.answered = 0
        self.notes: tuple[Note, ...] = ()

    @property
    def busy(self) -> bool:
        """True while a question is being answered; reading ahead alone does not count."""
        return bool(self._queue) or self.stand in {Stand.GLANCING, Stand.LOOKING}

    @property
    def provisional(self) -> frozenset[Attribute]:
        """Attributes whose conclusions may still change without the text changing."""
        return frozenset(f.attribute for f in self.findings) - self.settled

    def edit(self, text: str, start: int, removed: int, added: int) -> None:
        """The draft changed; what was concluded moves along, and the model waits for a pause."""
        self._text = text
        self.findings = follow(self.findings, start, removed, added)
        self.settled, self._glanced, self._known, self.notes = frozenset(), False, False, ()
        self._halt_timers()
        if self._reading is None or not text.startswith(self._reading):
            self._drop()
            self.stand = Stand.IDLE
        self._queue = ()
        if text.strip() and self.habit is not Habit.ASKED and self._services.attacker is not None:
            self._read_timer.start()
            self._pause_timer.start()

    def forget(self) -> None:
        """There is no draft any more."""
        self.edit("", 0, 0, 0)
        self.findings = ()

    def know(self, stated: Sequence[Finding], *, readable: bool) -> None:
        """What the words say outright goes with the questions; a language the model cannot read is left alone."""
        self._stated, self._known = stated, True
        if not readable:
            self.stop()
        elif self._queue and self._reading is None and self.stand is Stand.IDLE:
            self._go_on()

    def look(self) -> None:
        """Look thoroughly now, beginning with a glance when there was none."""
        self._begin((Pass.FULL,) if self._glanced else (Pass.FIRST, Pass.FULL))

    def stop(self) -> None:
        """Stop at once; what was found so far stays."""
        self._halt_timers()
        was_busy = self.busy
        self._drop()
        if was_busy:
            self.stand = Stand.STOPPED
            self.changed.emit()

    def close(self) -> None:
        """Stop and wait for the thread."""
        self._halt_timers()
        self._lane.close()

    def _halt_timers(self) -> None:
        self._read_timer.stop()
        self._pause_timer.stop()

    def _drop(self) -> None:
        self._lane.cancel()
        self._reading, self._queue = None, ()

    def _on_pause(self) -> None:
        self._begin((Pass.FIRST, Pass.FULL) if self.habit is Habit.PAUSE else (Pass.FIRST,))

    def _begin(self, passes: tuple[Pass, ...]) -> None:
        self._halt_timers()
        self._queue = passes
        if self.stand is not Stand.READING:
            self._lane.cancel()
            self.stand = Stand.IDLE
        # What is being read is the beginning of the question: it is read to its end, not once more.
        if self._reading is None:
            self._go_on()
        else:
            self.changed.emit()

    def _read(self) -> None:
        attacker, text = self._services.attacker, self._text
        if attacker is None or self.busy or self._reading is not None:
            return
        self._reading, self.stand = text, Stand.READING

        def job(cancel: threading.Event, _tell: Tell) -> None:
            attacker.prepare(text, cancel=cancel)

        self._lane.run(job, on_done=lambda _: self._has_read(), on_error=self._fail)

    def _has_read(self) -> None:
        self._reading, self.stand = None, Stand.IDLE
        self._go_on()

    def _go_on(self) -> None:
        """Ask what is next, if anything, once it is known what the words say outright."""
        attacker = self._services.attacker
        if not self._known:
            self.changed.emit()
            return
        if not self._queue or attacker is None or not self._text.strip():
            self._queue = ()
            return
        depth, self._queue = self._queue[0], self._queue[1:]
        question = Question(self._text, wanted(depth), depth, self._stated)
        self.stand = Stand.GLANCING if depth is Pass.FIRST else Stand.LOOKING
        self.asked, self.answered = len(question.attributes), 0

        def job(cancel: threading.Event, tell: Tell) -> Inference:
            steps = Steps(attacker.infer(question, cancel=cancel))
            for answer in steps:
                tell(answer)
            return steps.result

        self._lane.run(job, on_done=self._concluded, on_error=self._fail, on_news=self._refined)
        self.changed.emit()

    def _refined(self, news: tuple[Verdict, Finding | None]) -> None:
        verdict, finding = news
        self.answered += 1
        others = tuple(f for f in self.findings if f.attribute is not verdict.attribute)
        self.findings = others if finding is None else (*others, finding)
        if self.stand is Stand.LOOKING:
            self.settled |= {verdict.attribute}
        self.changed.emit()

    def _concluded(self, inference: Inference) -> None:
        self.notes = inference.notes
        if self.stand is Stand.GLANCING:
            answered = {verdict.attribute for verdict in inference.verdicts}
            kept = tuple(f for f in self.findings if f.attribute not in answered)
            self.findings = (*kept, *inference.findings)
            self._glanced, self.stand = True, Stand.IDLE
            self._go_on()
            self.changed.emit()
            return
        self.findings, self.stand = inference.findings, Stand.DONE
        self.settled = frozenset(verdict.attribute for verdict in inference.verdicts)
        self.changed.emit()
        self.finished.emit()

    def _fail(self, error: RedraftError) -> None:
        self._reading, self._queue, self.stand = None, (), Stand.STOPPED
        self.failed.emit(error)


def _timer(parent: QObject, delay: int, then: object) -> QTimer:
    timer = QTimer(parent)
    timer.setSingleShot(True)
    timer.setInterval(delay)
    timer.timeout.connect(then)
    return timer
