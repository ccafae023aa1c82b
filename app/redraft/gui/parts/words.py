"""Labels. They show plain text only, whatever a user or a model wrote into it."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QSizePolicy


def label(text: str, role: str = "body", *, wrap: bool = True, width: int = 0) -> QLabel:
    """A plain-text label in one of the roles of the style sheet; ``width`` keeps lines readable, in pixels."""
    result = QLabel()
    result.setTextFormat(Qt.TextFormat.PlainText)
    result.setText(text)
    result.setProperty("role", role)
    result.setWordWrap(wrap)
    if wrap:
        result.setMinimumWidth(1)
        result.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
    if width:
        result.setMaximumWidth(width)
    return result


def relabel(shown: QLabel, text: str, role: str) -> None:
    """Other words in another role."""
    shown.setText(text)
    if shown.property("role") != role:
        shown.setProperty("role", role)
        shown.style().unpolish(shown)
        shown.style().polish(shown)
