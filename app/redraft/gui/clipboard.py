"""Copying. What should not be remembered carries the hints that password managers give to clipboard histories."""

from __future__ import annotations

from PySide6.QtCore import QByteArray, QMimeData
from PySide6.QtGui import QGuiApplication

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
    """Copy the original or findings, with the hints."""
    QGuiApplication.clipboard().setMimeData(private(text))


def copy_new(text: str) -> None:
    """Copy the reworded text, which is meant to be posted, without hints."""
    QGuiApplication.clipboard().setText(text)


def copied() -> str:
    """The text on the clipboard now; read only when the user asks."""
    return QGuiApplication.clipboard().text()
