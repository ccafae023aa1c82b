"""What tests do with a window: read what it shows, press what it offers."""

import time

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QLabel, QPushButton

WAIT = 20_000


def texts(widget):
    """Everything that can be read."""
    for _round in range(4):  # what was just added is shown in the next round, and what is in it in the one after
        QCoreApplication.processEvents()
    return "\n".join(label.text() for label in widget.findChildren(QLabel) if label.isVisible())


def press(widget, name):
    """Click the button of that name, as soon as it can be seen."""
    end = time.monotonic() + WAIT / 1000
    while True:
        QCoreApplication.processEvents()
        for button in widget.findChildren(QPushButton):
            if name in (button.text(), button.accessibleName()) and button.isVisible():
                button.click()
                return
        assert time.monotonic() < end, f"no button {name!r}"
