"""Where a draft comes from and where it is kept: files that the user names."""

from __future__ import annotations

import threading
from pathlib import Path

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QFileDialog, QWidget

from redraft.domain.errors import RedraftError
from redraft.domain.text import Note
from redraft.gui.keeping.keeper import Keeper
from redraft.gui.parts import FileDrops
from redraft.gui.services import Services
from redraft.gui.tasks import Lane, Tell
from redraft.reports.writing import require_writable, write_report
from redraft.speech.now import _, worded
from redraft.usecases.clean_picture import is_picture


class Paper(QObject):
    """Reads drafts from files and writes them. Emits ``opened`` with a text, ``said`` with a line about it, ``failed``;
    ``picture`` with the path of a picture, which is no draft and has a page of its own.

    ``saved`` is the text as it stands in a file; empty when it does not.
    """

    opened = Signal(str)
    said = Signal(str)
    failed = Signal(object)
    picture = Signal(Path)

    def __init__(self, services: Services, keeper: Keeper, page: QWidget, saved: str = "") -> None:
        super().__init__(page)
        self._services, self._keeper, self._page = services, keeper, page
        self._lane = Lane("open", self)
        self.saved = saved
        FileDrops(page).dropped.connect(self.open)

    def open(self, path: Path) -> None:
        """Read a draft from a file, on a thread; a file that holds no text fails with a sentence."""
        if self._services.picture is not None and is_picture(path):
            self.picture.emit(path)
            return

        def job(_cancel: threading.Event, _tell: Tell) -> tuple[str, tuple[Note, ...]]:
            return self._services.read_draft(path)

        def done(read: tuple[str, tuple[Note, ...]]) -> None:
            text, notes = read
            self.opened.emit(text)
            if notes:
                self.said.emit(" ".join(worded(note.message) for note in notes))

        self._lane.run(job, on_done=done, on_error=self.failed.emit)

    def holds(self, text: str) -> bool:
        """Whether a text stands somewhere else than in the window: in a file, or in the encrypted store."""
        kept = self._keeper.draft
        return text == self.saved or (kept is not None and text == kept.text)

    def choose(self) -> None:
        """Ask for a file and open it."""
        name, _kind = QFileDialog.getOpenFileName(self._page, _("Open a draft"))
        if name:
            self.open(Path(name))

    def save(self, text: str) -> bool:
        """Write a draft as plain text where the user says; False when that came to nothing."""
        kinds = _("Plain text ({ending})").format(ending="*.txt")
        name, _kind = QFileDialog.getSaveFileName(self._page, _("Save the text"), "draft.txt", kinds)
        if not name:
            return False
        path = Path(name) if Path(name).suffix else Path(name).with_suffix(".txt")
        try:
            require_writable(path)
            write_report(path, text)
        except RedraftError as error:
            self.failed.emit(error)
            return False
        self.saved = text
        self.said.emit(_("The text is saved."))
        return True

    def close(self) -> None:
        """End the thread."""
        self._lane.close()
