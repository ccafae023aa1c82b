"""How long a check takes on this computer is measured once for a model, in the background, while nobody asks it."""

from __future__ import annotations

import threading

from PySide6.QtCore import QObject, Signal

from redraft.assets import resource
from redraft.domain.errors import Cancelled, RedraftError
from redraft.gui.models.shelf import Doing, Shelf
from redraft.gui.services import Services
from redraft.gui.tasks import Lane, Tell, delayed
from redraft.usecases import stopwatch
from redraft.usecases.pace import Either

QUIET = 20_000
"""Milliseconds after the window is open, and between two tries."""


class Pacing(QObject):
    """Watches a :class:`Shelf`. Emits ``measured`` once the settings hold another number. The draft goes first."""

    measured = Signal()

    def __init__(self, services: Services, shelf: Shelf, parent: QObject) -> None:
        super().__init__(parent)
        self._services, self._shelf = services, shelf
        self._lane = Lane("pace", self)
        self._timer = delayed(self, QUIET, self.measure)
        shelf.changed.connect(self._wait)

    def measure(self) -> None:
        """Measure the model in use now, unless it is known or somebody asks it."""
        model_id = self._wanted()
        if not model_id or self._lane.busy:
            return
        turn, settings, check = self._services.turn, self._services.settings, self._services.rewrite.check
        if turn.is_set() or self._shelf.doing is not Doing.NOTHING:
            self._timer.start()
            return
        text = resource("examples", "pace.txt").read_text("utf-8")

        def job(cancel: threading.Event, _tell: Tell) -> float:
            return stopwatch.seconds(check, text, Either(cancel, turn))

        def done(taken: float) -> None:
            known = stopwatch.remembered(settings.get("pace"))
            settings.set("pace", stopwatch.to_remember({**known, model_id: taken}))
            self.measured.emit()

        self._lane.run(job, on_done=done, on_error=self._again)

    def close(self) -> None:
        """End the thread."""
        self._timer.stop()
        self._lane.close()

    def _wanted(self) -> str:
        """The id of the model in use that was not measured yet."""
        active = self._shelf.active
        if active is None or not self._services.has_model:
            return ""
        return "" if active.id in stopwatch.remembered(self._services.settings.get("pace")) else active.id

    def _wait(self) -> None:
        if self._wanted() and not self._timer.isActive() and not self._lane.busy:
            self._timer.start()

    def _again(self, error: RedraftError) -> None:
        if isinstance(error, Cancelled):
            self._timer.start()
