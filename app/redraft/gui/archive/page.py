"""The archive page."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QDialog, QFileDialog, QStackedWidget

from redraft.assets import resource
from redraft.domain.archive import Post
from redraft.gui.archive.desk import ArchiveDesk
from redraft.gui.archive.scanner import Scanner, Stand
from redraft.gui.archive.start import StartView
from redraft.gui.archive.work import WorkView
from redraft.gui.keeping.keeper import Keeper
from redraft.gui.page import Page
from redraft.gui.parts import button, column, label, row, scrolling
from redraft.gui.theme import space
from redraft.speech.now import _, day
from redraft.usecases.check import CheckDraft

PRACTICE = ("practice",)
"""Where the archive to practise with lies in ``resources``."""


class ArchivePage(Page):
    """Puts the views together; what is known lives in the scanner, which a page in another language takes over."""

    post_wanted = Signal(object)
    keeping_wanted = Signal()

    def __init__(self, desk: ArchiveDesk, keeper: Keeper, check: CheckDraft, before: ArchivePage | None = None) -> None:
        super().__init__()
        self.scanner: Scanner = Scanner(desk, keeper) if before is None else before.scanner
        self.scanner.setParent(self)
        self.start, self.work = StartView(), WorkView(keeper, check)
        self._stack = QStackedWidget()
        self._stack.addWidget(self.start)
        self._stack.addWidget(self.work)
        self.setLayout(column(self._stack))
        self._connect()
        self._show()

    def open(self, paths: list[Path]) -> None:
        """Say what these files are."""
        self.work.start_over()
        self.scanner.open(paths)

    def open_practice(self) -> None:
        """Open the archive that ships with Redraft, of a person who does not exist."""
        self.open([resource(*PRACTICE)])

    def choose_file(self) -> None:
        """Ask for files."""
        names, _kind = QFileDialog.getOpenFileNames(self, _("Open an archive"))
        if names:
            self.open([Path(name) for name in names])

    def stop(self) -> None:
        """Stop the scan."""
        self.scanner.stop()

    def step(self, by: int) -> None:
        """Choose another card."""
        self.work.step(by)

    def close_work(self) -> None:
        """End all threads of the page; not those of a scanner that another page has taken over."""
        if self.scanner.parent() is self:
            self.scanner.close()
        self.work.close_work()

    def _connect(self) -> None:
        scanner, start, work = self.scanner, self.start, self.work
        scanner.changed.connect(self._show)
        scanner.cut_found.connect(work.show_cut)
        scanner.post_read.connect(self._read)
        start.dropped.connect(self.open)
        start.file_wanted.connect(self.choose_file)
        start.folder_wanted.connect(self._choose_folder)
        start.practice_wanted.connect(self.open_practice)
        start.wanted.connect(scanner.scan)
        start.went_on.connect(scanner.go_on)
        start.started_anew.connect(scanner.start_anew)
        start.recalled.connect(scanner.show_kept)
        start.removed.connect(scanner.keeper.drop_report)
        start.unlock_wanted.connect(scanner.keeper.open)
        start.keeping_wanted.connect(self.keeping_wanted)
        start.left.connect(self._leave)
        work.kept.connect(scanner.keep)
        work.paused.connect(scanner.pause)
        work.stopped.connect(scanner.stop)
        work.extended.connect(scanner.extend)
        work.left.connect(self._leave)
        work.export_wanted.connect(self._export)
        work.plan_wanted.connect(self._export_plan)
        work.cut_asked.connect(scanner.ask_cut)
        work.read_asked.connect(scanner.read)

    def _show(self) -> None:
        working = self.scanner.stand in {Stand.SCANNING, Stand.STOPPING, Stand.DONE}
        self._stack.setCurrentWidget(self.work if working else self.start)
        if working:
            self.work.show_scanner(self.scanner)
        else:
            self.start.show_scanner(self.scanner)

    def _leave(self) -> None:
        self.work.start_over()
        self.scanner.start_over()

    def _choose_folder(self) -> None:
        name = QFileDialog.getExistingDirectory(self, _("Open an archive"))
        if name:
            self.open([Path(name)])

    def _export(self) -> None:
        kinds = "HTML (*.html);;JSON (*.json);;CSV (*.csv)"
        name, kind = QFileDialog.getSaveFileName(self, _("Save the report"), "redraft-report.html", kinds)
        if name:
            path = Path(name)
            self.scanner.export(path if path.suffix else path.with_suffix(f".{kind.split(' ')[0].lower()}"))

    def _export_plan(self) -> None:
        links = _("Links (*.txt)")
        name, kind = QFileDialog.getSaveFileName(self, _("Save the plan"), "redraft-plan.csv", f"CSV (*.csv);;{links}")
        if name:
            path = Path(name)
            ending = ".txt" if kind == links else ".csv"
            self.scanner.export_plan(path if path.suffix else path.with_suffix(ending))

    def _read(self, post: Post | None) -> None:
        if post is None:
            return
        dialog = QDialog(self)
        dialog.setWindowTitle(_("A post"))
        dialog.resize(560, 420)
        when = "" if post.date is None else f"{day(post.date)}, {post.date:%H:%M}"
        text = label(post.text)
        close = button(_("Close"), dialog.accept, role="primary")
        edit = button(_("Reword it"), lambda: self._reword(dialog, post), symbol="draft")
        side = space("l")
        head = label(" · ".join(part for part in (when, post.place, post.url) if part), "small")
        answered = label(_("In reply to: {text}").format(text=post.in_reply_to), "muted")
        body = column(answered, text, None, gap="m") if post.in_reply_to else column(text, None)
        dialog.setLayout(column(head, scrolling(body), row(None, edit, close), margin=side))
        dialog.open()

    def _reword(self, dialog: QDialog, post: Post) -> None:
        dialog.accept()
        self.post_wanted.emit(post)
