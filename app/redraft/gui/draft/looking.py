"""When the model looks at a draft: it reads ahead after a short pause, and glances, then looks, after a longer one.

Reading ahead makes a question cost only the question. It goes on while more is typed behind what is being read.
"""

from __future__ import annotations

import threading
from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import QObject, Signal

from redraft.domain.errors import RedraftError
from redraft.gui.draft.phase import Habit, Phase
from redraft.gui.services import Services
from redraft.gui.tasks import Lane, Tell, delayed
from redraft.usecases.check import CheckDraft
from redraft.usecases.known import Known
from redraft.usecases.ports import Pass
from redraft.usecases.stages import Answered, CheckStage, Looked

READ_DELAY = 400
"""Milliseconds without a keystroke after which the model reads ahead."""
PAUSE = 1500
"""Milliseconds without a keystroke after which the model glances."""


@dataclass(frozen=True, slots=True)
class Draft:
    """What the model is to look at, who asks it, and what is known by now; ``read``: what the words say is, too."""

    check: CheckDraft
    text: str
    in_reply_to: str
    known: Known
    read: bool


class Looking(QObject):
    """Asks the model about what ``draft`` says the draft is, one thing at a time.

    Emits ``told`` with each stage, ``began`` when another look does, ``failed`` with an error; whoever hears that calls
    :meth:`fail`. ``asked`` and ``answered`` count questions of the look that is under way.
    """

    told = Signal(object)
    began = Signal()
    failed = Signal(RedraftError)

    def __init__(self, services: Services, draft: Callable[[], Draft], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._services, self._draft = services, draft
        self._lane = Lane("model", self)
        self._reading: str | None = None
        self._passes: tuple[Pass, ...] = ()
        self._stand = Phase.WORDS
        self._timers = [delayed(self, *one) for one in ((READ_DELAY, self._read), (PAUSE, self._on_pause))]
        self.habit = Habit.PAUSE
        self.asked = self.answered = 0

    @property
    def busy(self) -> bool:
        """True while it looks or is about to; reading ahead does not count."""
        return bool(self._passes) or self._stand in {Phase.GLANCING, Phase.LOOKING}

    @property
    def share_answered(self) -> float:
        """How much of the look that is under way is done."""
        return self.answered / self.asked if self.asked else 0.0

    @property
    def reading_ahead(self) -> bool:
        """True while the model reads what it will be asked about."""
        return self._reading is not None

    @property
    def phase(self) -> Phase:
        """How far it is."""
        return Phase.GLANCING if self._passes else self._stand

    def edit(self, text: str) -> None:
        """The draft is another: wait for a pause. What is read ahead stays when it still is how the text begins."""
        self._halt_timers()
        self._passes = ()
        if self._reading is None or not text.startswith(self._reading):
            self.drop()
            self._stand = Phase.WORDS
        if text.strip() and self.habit is not Habit.ASKED and self._services.has_model:
            for timer in self._timers:
                timer.start()

    def begin(self, *passes: Pass) -> None:
        """Look now, in so many passes."""
        self._halt_timers()
        self._passes = passes
        # What is being read is the beginning of the question: it is read to its end, not once more.
        if self._reading is None:
            self._lane.cancel()
            self.go_on()
        self.began.emit()

    def go_on(self) -> None:
        """Ask what waited for it to be known what the words say, if anything."""
        draft, turn = self._draft(), self._services.turn
        if not draft.read or not self._passes or not draft.text.strip():
            return
        passes, self._passes = self._passes, ()
        self._stand = Phase.GLANCING if passes[0] is Pass.FIRST else Phase.LOOKING
        text, before, known = draft.text, draft.in_reply_to, draft.known

        def job(cancel: threading.Event, tell: Tell) -> None:
            with turn:
                for stage in draft.check.stages(text, passes=passes, in_reply_to=before, known=known, cancel=cancel):
                    tell(stage)

        self._lane.run(job, on_done=lambda _: None, on_error=self.failed.emit, on_news=self.told.emit)

    def drop(self) -> None:
        """Ask for nothing more."""
        self._lane.cancel()
        self._reading, self._passes = None, ()

    def stop(self) -> bool:
        """The same, because the user says so; returns whether there was something to stop."""
        self._halt_timers()
        was_busy = self.busy
        self.drop()
        if was_busy:
            self._stand = Phase.STOPPED
        return was_busy

    def fail(self) -> None:
        """What was asked for, of the model or for it, came to nothing."""
        self._reading, self._passes = None, ()
        if self._stand in {Phase.GLANCING, Phase.LOOKING}:
            self._stand = Phase.STOPPED

    def follow(self, stage: CheckStage) -> None:
        """A look has come this far; it may be another's, of the same text."""
        if isinstance(stage, Answered):
            self._stand = Phase.GLANCING if stage.depth is Pass.FIRST else Phase.LOOKING
            self.asked, self.answered = stage.asked, stage.answered
        elif isinstance(stage, Looked):
            self._stand = Phase.WORDS if stage.depth is Pass.FIRST else Phase.DONE

    def close(self) -> None:
        """Stop, and wait for the thread."""
        self._halt_timers()
        self._lane.close()

    def _halt_timers(self) -> None:
        for timer in self._timers:
            timer.stop()

    def _on_pause(self) -> None:
        self.begin(*((Pass.FIRST, Pass.FULL) if self.habit is Habit.PAUSE else (Pass.FIRST,)))

    def _read(self) -> None:
        if self.busy or self._reading is not None:
            return
        draft, turn = self._draft(), self._services.turn
        self._reading = draft.text

        def job(cancel: threading.Event, _tell: Tell) -> None:
            with turn:
                draft.check.prepare(draft.text, draft.in_reply_to, cancel=cancel)

        self._lane.run(job, on_done=lambda _: self._has_read(), on_error=self.failed.emit)

    def _has_read(self) -> None:
        self._reading = None
        self.go_on()
