"""Where the work on an archive stands."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator, Mapping, Sequence
from enum import Enum, auto
from pathlib import Path

from PySide6.QtCore import QObject, Signal

from redraft.domain.archive import Opened, Post
from redraft.domain.attributes import Attribute
from redraft.domain.errors import RedraftError, StoreError
from redraft.domain.profile import ArchiveReport, Cut, Progress
from redraft.gui.archive.desk import ArchiveDesk, Steer, Wish
from redraft.gui.archive.rows import PostRows
from redraft.gui.keeping import keeper
from redraft.gui.keeping.keeper import Keeper
from redraft.gui.tasks import Lane, Tell
from redraft.usecases.keeping import Kept
from redraft.usecases.recording import Begun, begun, forget
from redraft.usecases.stages import PostsRead, ScanStage

PAUSE_SECONDS = 0.05


class Stand(Enum):
    """What is under way."""

    EMPTY = auto()
    OPENING = auto()
    READY = auto()
    SCANNING = auto()
    STOPPING = auto()
    DONE = auto()


class Scanner(QObject):
    """One archive from choosing its files to the report, or a report that was kept. Emits ``changed``.

    ``begun`` is an earlier scan of the same files that can go on; ``at_hand`` is False for a report without its
    archive. ``cut_found`` brings the answer to :meth:`ask_cut`, a cut and its posts by position; ``post_read`` that
    to :meth:`read`; ``exported`` ends an export.
    """

    changed = Signal()
    cut_found = Signal(object, object)
    post_read = Signal(object)
    exported = Signal()

    begun: Begun | None
    kept_report: ArchiveReport | None

    def __init__(self, desk: ArchiveDesk, keeper: Keeper, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._desk, self.keeper = desk, keeper
        self._lane, self._cutting = Lane("archive", self), Lane("archive-cut", self)
        self._reading, self._writing = Lane("archive-read", self), Lane("archive-write", self)
        self._steer = Steer()
        keeper.changed.connect(self._on_kept)
        keeper.recalled.connect(self._recalled)
        self._reset()

    @property
    def paused(self) -> bool:
        """True while the scan waits."""
        return self._steer.pause.is_set()

    @property
    def busy(self) -> bool:
        """True while the archive is opened or scanned."""
        return self._lane.busy

    def open(self, paths: Sequence[Path]) -> None:
        """Find out what these files are."""
        self._reset()
        self.stand = Stand.OPENING

        def job(cancel: threading.Event, _tell: Tell) -> tuple[Opened, Begun | None, bool]:
            opened = self._desk.open(paths)
            return (opened, *self._look_up(opened, cancel))

        self._lane.run(job, on_done=lambda found: self._opened(*found), on_error=self._failed)
        self.changed.emit()

    def scan(self, wish: Wish, *, resume: bool = False) -> None:
        """Begin to read and look."""
        self.rows = PostRows()
        self._begin(lambda steer, cancel: self._scan(wish, steer, cancel, resume=resume))

    def go_on(self) -> None:
        """Go on where the earlier scan stopped, as it was begun."""
        if self.begun is not None:
            self.scan(Wish(self.begun.choices, self.begun.since, self.begun.budget), resume=True)

    def start_anew(self) -> None:
        """The earlier scan does not go on: it is dropped once another begins."""
        self.begun = None
        self.changed.emit()

    def extend(self, seconds: float) -> None:
        """Let the model read on."""
        self._begin(lambda steer, _cancel: self._desk.extend(seconds, steer))

    def pause(self) -> None:
        """Wait, or go on."""
        if self._steer.pause.is_set():
            self._steer.pause.clear()
        else:
            self._steer.pause.set()
        self.changed.emit()

    def stop(self) -> None:
        """Stop; what was found so far becomes the report."""
        if self.stand is Stand.SCANNING:
            self._steer.cancel.set()
            self._steer.pause.clear()
            self.stand = Stand.STOPPING
            self.changed.emit()

    def start_over(self) -> None:
        """Let go of the archive."""
        self._steer.cancel.set()
        self._lane.cancel()
        self._cutting.run(lambda _cancel, _tell: self._desk.close(), on_done=lambda _: None, on_error=lambda _: None)
        self._reset()
        self.changed.emit()

    def show_kept(self, report_id: str) -> None:
        """Show a report that was kept."""
        self.keeper.recall(report_id)

    def keep(self) -> None:
        """Keep the report; one of this scan that was kept before is replaced."""
        report, opened = self.report, self.opened
        if report is None or opened is None:
            return

        def kept(report_id: str) -> None:
            if self.opened is opened:
                self.kept_id, self.kept_report = report_id, report
                self.changed.emit()

        self.keeper.keep(report, opened, self.kept_id, kept)

    def ask_cut(self, attribute: Attribute, keep: frozenset[int], gone: frozenset[int]) -> None:
        """Compute the fewest posts that would have to go, once nothing is being scanned."""
        if self.stand is not Stand.DONE or not self.at_hand:
            return

        def job(_cancel: threading.Event, _tell: Tell) -> tuple[Cut[int], Mapping[int, Post]]:
            cut = self._desk.cut(attribute, keep=keep, gone=gone)
            return cut, self._desk.texts(cut.items)

        self._cutting.run(job, on_done=lambda found: self.cut_found.emit(*found), on_error=self._failed_aside)

    def read(self, at: int) -> None:
        """Read the post at a position in full; while something is being scanned only one that the report holds."""
        report = self.report
        if self.stand is not Stand.DONE or not self.at_hand:
            held = {} if report is None else {c.at: c.post for trait in report.traits for c in trait.carriers}
            self.post_read.emit(held.get(at) or (None if report is None else report.posts.get(at)))
            return

        def job(_cancel: threading.Event, _tell: Tell) -> Post | None:
            return self._desk.texts([at]).get(at)

        self._reading.run(job, on_done=self.post_read.emit, on_error=self._failed_aside)

    def export(self, path: Path) -> None:
        """Write the report to a file."""
        report, opened = self.report, self.opened
        if report is not None and opened is not None:
            self._write(lambda: self._desk.export(report, opened, path))

    def export_plan(self, path: Path) -> None:
        """Write what to delete or edit to a file."""
        if (report := self.report) is not None:
            self._write(lambda: self._desk.export_plan(report, path))

    def close(self) -> None:
        """Stop everything and wait for the threads."""
        self._steer.cancel.set()
        self._steer.pause.clear()
        for lane in (self._lane, self._cutting, self._reading, self._writing):
            lane.close()
        self._desk.close()

    def _write(self, job: Callable[[], None]) -> None:
        self._writing.run(
            lambda _cancel, _tell: job(), on_done=lambda _: self.exported.emit(), on_error=self._failed_aside
        )

    def _reset(self) -> None:
        self.stand = Stand.EMPTY
        self.opened: Opened | None = None
        self.begun = None
        self.looked_up = False
        self.at_hand = True
        self.kept_id = ""
        self.kept_report = None
        self.progress: Progress | None = None
        self.report: ArchiveReport | None = None
        self.error: RedraftError | None = None
        self.rows = PostRows()

    def _begin(self, work: Callable[[Steer, threading.Event], Iterator[ScanStage]]) -> None:
        self._steer, self.error = Steer(), None
        self.stand, self.progress = Stand.SCANNING, None
        steer, rows = self._steer, self.rows

        def job(cancel: threading.Event, tell: Tell) -> None:
            with self.keeper.in_use():
                for stage in work(steer, cancel):
                    if isinstance(stage, PostsRead):
                        for post in stage.posts:
                            rows.add(post)
                    else:
                        tell(stage)
                    while steer.pause.is_set() and not steer.cancel.is_set():
                        steer.cancel.wait(PAUSE_SECONDS)

        self._lane.run(job, on_done=lambda _: self._scanned(), on_error=self._failed, on_news=self._heard)
        self.changed.emit()

    def _scan(self, wish: Wish, steer: Steer, cancel: threading.Event, *, resume: bool) -> Iterator[ScanStage]:
        kept = self.keeper.unlock(cancel)
        if kept is not None and self.opened is not None and not resume:
            forget(kept, self.opened.fingerprint)
        yield from self._desk.scan(wish, steer, kept, resume=resume)

    def _look_up(self, opened: Opened, cancel: threading.Event) -> tuple[Begun | None, bool]:
        """An earlier scan of these files, and whether the store could be asked. On a thread."""
        kept = self.keeper.unlock(cancel)
        if kept is None:
            return None, False
        try:
            return begun(kept, opened.fingerprint), True
        except StoreError:  # a checkpoint that cannot be read is none
            return None, True

    def _on_kept(self) -> None:
        """The store was opened meanwhile: perhaps it knows these files."""
        opened, ready = self.opened, self.stand is Stand.READY and not self._lane.busy
        if ready and opened is not None and not self.looked_up and self.keeper.stand is keeper.Stand.OPEN:
            self._lane.run(
                lambda cancel, _tell: self._look_up(opened, cancel),
                on_done=lambda found: self._opened(opened, *found),
                on_error=self._failed_aside,
            )
        self.changed.emit()

    def _recalled(self, report_id: str, kept: Kept) -> None:
        self._steer.cancel.set()
        self._lane.cancel()
        self._reset()
        self.opened, self.report, self.stand, self.at_hand = kept.opened, kept.report, Stand.DONE, False
        self.kept_id, self.kept_report = report_id, kept.report
        self.changed.emit()

    def _heard(self, news: Progress | ArchiveReport) -> None:
        if isinstance(news, Progress):
            self.progress = news
        else:
            self.report = news
        self.changed.emit()

    def _opened(self, opened: Opened, begun: Begun | None, looked_up: bool) -> None:
        self.opened, self.begun, self.looked_up, self.stand = opened, begun, looked_up, Stand.READY
        self.changed.emit()

    def _scanned(self) -> None:
        self.stand = Stand.DONE
        self.changed.emit()

    def _failed(self, error: RedraftError) -> None:
        self.error = error
        self.stand = Stand.DONE if self.report is not None else Stand.READY if self.opened is not None else Stand.EMPTY
        self.changed.emit()

    def _failed_aside(self, error: RedraftError) -> None:
        self.error = error
        self.changed.emit()
