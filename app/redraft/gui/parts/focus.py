"""Where the keyboard is after a page has changed under it."""

from __future__ import annotations

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication, QPushButton, QWidget


def keep_focus(page: QWidget) -> None:
    """When what had the focus is gone, Qt gives it to whatever comes next, often a tab: give it to the page instead.

    The filled button of the page gets it, or else its first button. Nothing happens while the focus is in the page.
    """
    if page.isVisible():
        QTimer.singleShot(0, page, lambda: _give(page))


def _give(page: QWidget) -> None:
    holder = QApplication.focusWidget()
    if not page.isVisible() or (holder is not None and (holder is page or page.isAncestorOf(holder))):
        return
    if holder is not None and holder.property("role") != "tab":
        return
    buttons = [one for one in page.findChildren(QPushButton) if one.isVisible() and one.isEnabled()]
    first = next((one for one in buttons if one.property("role") == "primary"), buttons[0] if buttons else None)
    if first is not None:
        first.setFocus()
