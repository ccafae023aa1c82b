"""What tests do with a window: read what it shows, press what it offers."""

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QLabel, QPushButton

WAIT = 20_000


def texts(widget):
    """Everything that can be read."""
    QCoreApplication.processEvents()  # a label that was just added is shown in the next round
    return "\n".join(label.text() for label in widget.findChildren(QLabel) if label.isVisible())


def press(widget, name):
    """Click the button of that name."""
    QCoreApplication.processEvents()
    button = next(
        b for b in widget.findChildren(QPushButton) if name in (b.text(), b.accessibleName()) and b.isVisible()
    )
    button.click()
