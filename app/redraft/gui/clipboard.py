"""Copying. What should not be remembered carries the hints that password managers give to clipboard histories, and is
taken off the clipboard after a while, as they do.
"""

from __future__ import annotations

import re

from PySide6.QtCore import QByteArray, QMimeData, QTimer
from PySide6.QtGui import (
    QClipboard,
    QGuiApplication,
    QKeyEvent,
    QKeySequence,
    QMouseEvent,
    QTextDocumentFragment,
)
from PySide6.QtWidgets import QLineEdit, QTableView

CLEAR_AFTER = 60_000
"""Milliseconds that what is private stays on the clipboard: long enough to go and paste a text elsewhere."""

_PICTURE = "\ufffc"
_BREAK = re.compile("\r\n|[\r\v\u0085\u2028\u2029]")
_NO = QByteArray(b"\x00\x00\x00\x00")
_HINTS = {
    "x-kde-passwordManagerHint": QByteArray(b"secret"),
    "application/x-nspasteboard-concealed-type": QByteArray(b"1"),
    'application/x-qt-windows-mime;value="ExcludeClipboardContentFromMonitorProcessing"': _NO,
    'application/x-qt-windows-mime;value="CanIncludeInClipboardHistory"': _NO,
    'application/x-qt-windows-mime;value="CanUploadToCloudClipboard"': _NO,
}


def private(text: str) -> QMimeData:
    """A text for the clipboard that histories are asked not to keep."""
    data = QMimeData()
    data.setText(text)
    for name, value in _HINTS.items():
        data.setData(name, value)
    return data


def copy_private(text: str) -> None:
    """Copy the original or findings, with the hints, for a while."""
    QGuiApplication.clipboard().setMimeData(private(text))
    QTimer.singleShot(CLEAR_AFTER, lambda: _clear(text))


def _clear(text: str) -> None:
    """Empty the clipboard, unless something else lies there by now."""
    clipboard = QGuiApplication.clipboard()
    if clipboard.text() == text and clipboard.mimeData().hasFormat(next(iter(_HINTS))):
        clipboard.clear()


class PrivateTable(QTableView):
    """A table of what people wrote: a copied cell carries the hints."""

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt names it
        """Copy as everywhere else; Qt's own way knows no hints."""
        if event.matches(QKeySequence.StandardKey.Copy):
            copy_private(str(self.currentIndex().data() or ""))
            event.accept()
        else:
            super().keyPressEvent(event)


class PrivateField(QLineEdit):
    """A field whose words, where they are shown, are copied with the hints, and never by merely selecting them."""

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt names it
        """Copy and cut as everywhere else."""
        cut = event.matches(QKeySequence.StandardKey.Cut)
        if not cut and not event.matches(QKeySequence.StandardKey.Copy):
            super().keyPressEvent(event)
            return
        if self.hasSelectedText() and self.echoMode() is QLineEdit.EchoMode.Normal:
            copy_private(self.selectedText())
            if cut:
                self.del_()
        event.accept()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:  # noqa: N802 - Qt names it
        """On X11 what is selected is copied, for a click of the middle button."""
        super().mouseReleaseEvent(event)
        clipboard = QGuiApplication.clipboard()
        if clipboard.supportsSelection() and clipboard.ownsSelection() and self.hasSelectedText():
            clipboard.clear(QClipboard.Mode.Selection)


def copy_new(text: str) -> None:
    """Copy the reworded text, which is meant to be posted, without hints."""
    QGuiApplication.clipboard().setText(text)


def copied() -> str:
    """The text on the clipboard now; read only when the user asks."""
    return text_in(QGuiApplication.clipboard().mimeData())


def text_in(data: QMimeData) -> str:
    """The words of what was copied or dropped, with its paragraphs: some programs keep those in the formatted form."""
    text = data.text() if data.hasText() else ""
    if data.hasHtml() and "\n" not in text.strip():
        formatted = QTextDocumentFragment.fromHtml(data.html()).toPlainText().replace(_PICTURE, "")
        if not text.strip() or formatted.split() == text.split():
            text = formatted
    return _BREAK.sub("\n", text)
