"""A place to drop files on."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QDragEnterEvent, QDragLeaveEvent, QDropEvent
from PySide6.QtWidgets import QFrame, QLabel, QWidget

from redraft.gui.icons import pixmap
from redraft.gui.parts.adapting import Flow
from redraft.gui.parts.layout import column
from redraft.gui.parts.words import label
from redraft.gui.theme import current_theme, space


class FileDrops(QObject):
    """Lets files be dropped anywhere on a widget, where nothing on it takes them. Emits ``dropped`` with a path."""

    dropped = Signal(Path)

    def __init__(self, target: QWidget) -> None:
        super().__init__(target)
        target.setAcceptDrops(True)
        target.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802 - Qt names it
        """Take files, and nothing else."""
        if isinstance(event, QDropEvent):  # a drag that enters is one as well
            paths = [Path(url.toLocalFile()) for url in event.mimeData().urls() if url.isLocalFile()]
            if paths:
                event.acceptProposedAction()
                if event.type() is QEvent.Type.Drop:
                    self.dropped.emit(paths[0])
                return True
        return super().eventFilter(watched, event)


class DropZone(QFrame):
    """Says what can be dropped and has buttons for those who do not drag. Emits ``dropped`` with paths."""

    dropped = Signal(list)

    def __init__(self, title: str, what: str, *buttons: QWidget) -> None:
        super().__init__()
        self.setProperty("role", "drop")
        self.setAcceptDrops(True)
        self._picture = QLabel()
        self._picture.setTextFormat(Qt.TextFormat.PlainText)
        words = label(what, "muted")
        for one in (self._picture, heading := label(title, "heading"), words):
            one.setAlignment(Qt.AlignmentFlag.AlignCenter)
        ways = Flow("s", centred=True)
        for way in buttons:
            ways.addWidget(way)
        side = space("xl")
        self.setLayout(column(self._picture, heading, words, space("s"), ways, margin=(side, side, side, side)))
        current_theme().changed.connect(self._draw)
        self._draw()

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:  # noqa: N802 - Qt names it
        """Files are welcome."""
        if any(url.isLocalFile() for url in event.mimeData().urls()):
            event.acceptProposedAction()
            self._light(lit=True)

    def dragLeaveEvent(self, event: QDragLeaveEvent) -> None:  # noqa: N802 - Qt names it
        """The files went elsewhere."""
        self._light(lit=False)
        event.accept()

    def dropEvent(self, event: QDropEvent) -> None:  # noqa: N802 - Qt names it
        """Pass the files on."""
        self._light(lit=False)
        paths = [Path(url.toLocalFile()) for url in event.mimeData().urls() if url.isLocalFile()]
        if paths:
            event.acceptProposedAction()
            self.dropped.emit(paths)

    def _light(self, *, lit: bool) -> None:
        self.setProperty("lit", lit)
        self.style().unpolish(self)
        self.style().polish(self)

    def _draw(self) -> None:
        self._picture.setPixmap(pixmap("drop", current_theme().look.colour("accent"), 40, self.devicePixelRatioF()))
