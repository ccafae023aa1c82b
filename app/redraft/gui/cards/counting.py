"""How many people findings fit, counted anew whenever they change."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QObject, QTimer, Signal

from redraft.domain.errors import RedraftError
from redraft.domain.exposure import Exposure
from redraft.domain.finding import Finding
from redraft.gui.services import Narrowing
from redraft.gui.tasks import Lane

SETTLE = 120
"""Milliseconds between two countings while findings arrive."""

Crowd = Callable[[], tuple[Sequence[Finding], Sequence[Finding]]]
"""What is told, and what is public: the crowd is counted among those who share it."""


class Counting(QObject):
    """Asks ``crowd`` a moment after :meth:`soon` and counts on a thread. Emits ``changed``, ``failed``."""

    changed = Signal()
    failed = Signal(RedraftError)

    def __init__(self, narrowing: Narrowing | None, crowd: Crowd, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._narrowing, self._crowd = narrowing, crowd
        self._lane = Lane("exposure", self)
        self._timer = QTimer(self, singleShot=True, interval=SETTLE)
        self._timer.timeout.connect(self._count)
        self.exposure: Exposure | None = None

    @property
    def busy(self) -> bool:
        """True while something is counted or about to be."""
        return self._timer.isActive() or self._lane.busy

    def soon(self) -> None:
        """Something has changed: count."""
        if self._narrowing is not None and not self._timer.isActive():
            self._timer.start()

    def forget(self, exposure: Exposure | None = None) -> None:
        """Nothing has to be counted: it is known already, or there is nothing."""
        self._timer.stop()
        self._lane.cancel()
        self.exposure = exposure

    def close(self) -> None:
        """Stop, and wait for the thread."""
        self._timer.stop()
        self._lane.close()

    def _count(self) -> None:
        narrowing = self._narrowing
        assert narrowing is not None
        told, public = self._crowd()
        self._lane.run(lambda _cancel, _tell: narrowing(told, public), on_done=self._counted, on_error=self.failed.emit)

    def _counted(self, exposure: Exposure | None) -> None:
        if exposure != self.exposure:
            self.exposure = exposure
            self.changed.emit()
