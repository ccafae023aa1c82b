"""Where the check of a playlist stands."""

from __future__ import annotations

import threading
from collections.abc import Sequence
from enum import Enum, auto
from pathlib import Path

from PySide6.QtCore import QObject, Signal

from redraft.domain.errors import RedraftError
from redraft.domain.music_report import PlaylistReport
from redraft.gui.playlist.desk import PlaylistDesk
from redraft.gui.tasks import Lane, Tell


class Stand(Enum):
    """What is under way."""

    EMPTY = auto()
    READING = auto()
    LOOKING = auto()
    DONE = auto()
    STOPPED = auto()


class PlaylistChecker(QObject):
    """One playlist from its files to the report. Emits ``changed``, ``exported`` after a report was written."""

    changed = Signal()
    exported = Signal()

    def __init__(self, desk: PlaylistDesk, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self._lane, self._side = Lane("playlist", self), Lane("playlist-side", self)
        self._reset()

    def check(self, paths: Sequence[Path]) -> None:
        """Read these files and look."""
        self._reset()
        self.stand = Stand.READING

        def job(cancel: threading.Event, tell: Tell) -> None:
            for report in self._desk.stages(paths, cancel):
                tell(report)

        self._lane.run(job, on_done=lambda _: self._done(), on_error=self._failed, on_news=self._heard)
        self.changed.emit()

    def stop(self) -> None:
        """Stop; what is known by then stays."""
        if self._lane.busy:
            self._lane.cancel()
            self.stand = Stand.EMPTY if self.report is None else Stand.STOPPED
            self.changed.emit()

    def start_over(self) -> None:
        """Forget the report."""
        self._lane.cancel()
        self._reset()
        self.changed.emit()

    def export(self, path: Path) -> None:
        """Write the report to a file."""
        report = self.report
        if report is not None:
            self._side.run(
                lambda _cancel, _tell: self._desk.export(report, path),
                on_done=lambda _: self.exported.emit(),
                on_error=self._failed,
            )

    def close(self) -> None:
        """Stop everything and wait for the threads."""
        self._lane.close()
        self._side.close()
        self._desk.close()

    def _reset(self) -> None:
        self.stand = Stand.EMPTY
        self.report: PlaylistReport | None = None
        self.error: RedraftError | None = None

    def _heard(self, report: PlaylistReport) -> None:
        self.report, self.stand = report, Stand.LOOKING
        self.changed.emit()

    def _done(self) -> None:
        self.stand = Stand.DONE
        self.changed.emit()

    def _failed(self, error: RedraftError) -> None:
        self.error = error
        self.stand = Stand.EMPTY if self.report is None else Stand.DONE
        self.changed.emit()
