"""Where the work on an archive stands."""

from __future__ import annotations

import threading
from collections.abc import Callable, Mapping, Sequence
from enum import Enum, auto
from pathlib import Path
from typing import Any

from PySide6.QtCore import QObject, Signal

from redraft.domain.archive import Opened, Post
from redraft.domain.attributes import Attribute
from redraft.domain.errors import RedraftError
from redraft.domain.profile import ArchiveReport, Cut, Progress
from redraft.gui.archive.desk import ArchiveDesk, Follow, Wish
from redraft.gui.archive.rows import PostRows
from redraft.gui.tasks import Lane, Tell


class Stand(Enum):
    """What is under way."""

    EMPTY = auto()
    OPENING = auto()
    READY = auto()
    SCANNING = auto()
    STOPPING = auto()
    DONE = auto()


class Scanner(QObject):
    """One archive from choosing its files to the report. Emits ``changed``; ``failed`` goes with an error.

    ``cut_found`` brings the answer to :meth:`ask_cut`, a cut and its posts by position; ``post_read`` that to
    :meth:`read`; ``exported`` ends an export.
    """

    changed = Signal()
    cut_found = Signal(object, object)
    post_read = Signal(object)
    exported = Signal()

    def __init__(self, desk: ArchiveDesk, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self._lane, self._cutting = Lane("archive", self), Lane("archive-cut", self)
        self._reading, self._writing = Lane("archive-read", self), Lane("archive-write", self)
        self._cancel, self._pause = threading.Event(), threading.Event()
        self._reset()

    @property
    def paused(self) -> bool:
        """True while the scan waits."""
        return self._pause.is_set()

    @property
    def busy(self) -> bool:
        """True while the archive is opened or scanned."""
        return self._lane.busy

    def open(self, paths: Sequence[Path]) -> None:
        """Find out what these files are."""
        self._reset()
        self.stand = Stand.OPENING
        self._lane.run(lambda _cancel, _tell: self._desk.open(paths), on_done=self._opened, on_error=self._failed)
        self.changed.emit()

    def scan(self, wish: Wish) -> None:
        """Begin to read and look."""
        self.rows = PostRows()
        self._begin(lambda follow: self._desk.scan(wish, follow))

    def extend(self, seconds: float) -> None:
        """Let the model read on."""
        self._begin(lambda follow: self._desk.extend(seconds, follow))

    def pause(self) -> None:
        """Wait, or go on."""
        if self._pause.is_set():
            self._pause.clear()
        else:
            self._pause.set()
        self.changed.emit()

    def stop(self) -> None:
        """Stop; what was found so far becomes the report."""
        if self.stand is Stand.SCANNING:
            self._cancel.set()
            self._pause.clear()
            self.stand = Stand.STOPPING
            self.changed.emit()

    def start_over(self) -> None:
        """Let go of the archive."""
        self._cancel.set()
        self._lane.cancel()
        self._cutting.run(lambda _cancel, _tell: self._desk.close(), on_done=lambda _: None, on_error=lambda _: None)
        self._reset()
        self.changed.emit()

    def ask_cut(self, attribute: Attribute, keep: frozenset[int], gone: frozenset[int]) -> None:
        """Compute the fewest posts that would have to go, once nothing is being scanned."""
        if self.stand is not Stand.DONE:
            return

        def job(_cancel: threading.Event, _tell: Tell) -> tuple[Cut[int], Mapping[int, Post]]:
            cut = self._desk.cut(attribute, keep=keep, gone=gone)
            return cut, self._desk.texts(cut.items)

        self._cutting.run(job, on_done=lambda found: self.cut_found.emit(*found), on_error=self._failed_aside)

    def read(self, at: int) -> None:
        """Read the post at a position in full; while something is being scanned only one that the report holds."""
        if self.stand is not Stand.DONE:
            traits = () if self.report is None else self.report.traits
            held = (carrier.post for trait in traits for carrier in trait.carriers if carrier.at == at)
            self.post_read.emit(next(held, None))
            return

        def job(_cancel: threading.Event, _tell: Tell) -> Post | None:
            return self._desk.texts([at]).get(at)

        self._reading.run(job, on_done=self.post_read.emit, on_error=self._failed_aside)

    def export(self, path: Path) -> None:
        """Write the report to a file."""
        report = self.report
        if report is not None:
            self._writing.run(
                lambda _cancel, _tell: self._desk.export(report, path),
                on_done=lambda _: self.exported.emit(),
                on_error=self._failed_aside,
            )

    def close(self) -> None:
        """Stop everything and wait for the threads."""
        self._cancel.set()
        self._pause.clear()
        for lane in (self._lane, self._cutting, self._reading, self._writing):
            lane.close()
        self._desk.close()

    def _reset(self) -> None:
        self.stand = Stand.EMPTY
        self.opened: Opened | None = None
        self.progress: Progress | None = None
        self.report: ArchiveReport | None = None
        self.error: RedraftError | None = None
        self.rows = PostRows()

    def _begin(self, work: Callable[[Follow], ArchiveReport]) -> None:
        self._cancel, self.error = threading.Event(), None
        self._pause.clear()
        self.stand, self.progress = Stand.SCANNING, None
        rows = self.rows

        def job(_cancel: threading.Event, tell: Tell) -> ArchiveReport:
            return work(Follow(rows.add, tell, tell, self._cancel, self._pause))

        self._lane.run(job, on_done=self._scanned, on_error=self._failed, on_news=self._heard)
        self.changed.emit()

    def _heard(self, news: Any) -> None:
        if isinstance(news, Progress):
            self.progress = news
        else:
            self.report = news
        self.changed.emit()

    def _opened(self, opened: Opened) -> None:
        self.opened, self.stand = opened, Stand.READY
        self.changed.emit()

    def _scanned(self, report: ArchiveReport) -> None:
        self.report, self.stand = report, Stand.DONE
        self.changed.emit()

    def _failed(self, error: RedraftError) -> None:
        self.error = error
        self.stand = Stand.DONE if self.report is not None else Stand.READY if self.opened is not None else Stand.EMPTY
        self.changed.emit()

    def _failed_aside(self, error: RedraftError) -> None:
        self.error = error
        self.changed.emit()
