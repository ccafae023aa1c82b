"""How many people findings fit, counted anew whenever they change."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject, QTimer, Signal

from redraft.domain.errors import RedraftError
from redraft.domain.exposure import Exposure
from redraft.gui.tasks import Lane

SETTLE = 120
"""Milliseconds between two countings while findings arrive."""

Count = Callable[[], Exposure | None]
"""Counts the crowd, on a thread; None where there is nothing to count."""


class Counting(QObject):
    """Asks ``counter`` a moment after :meth:`soon` for what counts, and lets it. Emits ``changed``, ``failed``."""

    changed = Signal()
    failed = Signal(RedraftError)

    def __init__(self, counter: Callable[[], Count], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._counter = counter
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
        if not self._timer.isActive():
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
        count = self._counter()
        self._lane.run(lambda _cancel, _tell: count(), on_done=self._counted, on_error=self.failed.emit)

    def _counted(self, exposure: Exposure | None) -> None:
        if exposure != self.exposure:
            self.exposure = exposure
            self.changed.emit()
