"""Labels, buttons and choices. Labels show plain text only, whatever a user or a model wrote into it."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QLabel, QPushButton, QSizePolicy, QWidget

from redraft.gui.icons import icon
from redraft.gui.theme import current_theme, space


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


def button(
    text: str, on_click: Callable[[], object], *, role: str = "", symbol: str = "", hint: str = ""
) -> QPushButton:
    """A button; ``hint`` describes it to screen readers and on hover. Never give it a user's text."""
    result = QPushButton(text.replace("&", "&&"))
    result.setProperty("role", role)
    result.clicked.connect(lambda _checked=False: on_click())
    if symbol:
        look = current_theme().look
        ink = {"primary": "on_accent", "quiet": "accent"}.get(role, "ink")
        result.setIcon(icon(symbol, look.colour(ink), look.colour("dim")))
        result.setIconSize(QSize(18, 18))
    if hint:
        result.setAccessibleDescription(hint)
        result.setToolTip(hint)
    if not text:
        result.setAccessibleName(hint)
    result.setCursor(Qt.CursorShape.PointingHandCursor)
    return result


class Segments(QWidget):
    """A choice of few, all visible. Emits the chosen key."""

    chosen = Signal(str)

    def __init__(self, options: Sequence[tuple[str, str]], current: str, name: str) -> None:
        super().__init__()
        self.setAccessibleName(name)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(space("xs"))
        self._group = QButtonGroup(self)
        for key, text in options:
            one = QPushButton(text.replace("&", "&&"))
            one.setProperty("role", "choice")
            one.setCheckable(True)
            one.setChecked(key == current)
            one.setAccessibleName(f"{name}: {text}")
            one.clicked.connect(lambda _checked=False, key=key: self.chosen.emit(key))
            self._group.addButton(one)
            layout.addWidget(one)
        layout.addStretch(1)
