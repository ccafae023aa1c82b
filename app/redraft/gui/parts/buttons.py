"""Buttons, and choices among few."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QFont, QFontMetrics
from PySide6.QtWidgets import QButtonGroup, QPushButton, QWidget

from redraft.gui.icons import icon
from redraft.gui.parts.adapting import Flow
from redraft.gui.theme import current_theme

LEAST_ICON = 18
"""Pixels of an icon's side; with larger letters icons grow along."""
_INKS = {"primary": "on_accent", "quiet": "accent", "tab": "muted"}


class Button(QPushButton):
    """A button whose icon has the colour of its role in the theme in use, and that is no narrower than in bold."""

    def __init__(self, text: str, role: str = "", symbol: str = "") -> None:
        super().__init__(text.replace("&", "&&"))
        self._symbol = symbol
        self.setProperty("role", role)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        if symbol:
            side = max(LEAST_ICON, self.fontMetrics().height())
            self.setIconSize(QSize(side, side))
            current_theme().changed.connect(self._draw)
            self._draw()

    def set_role(self, role: str) -> None:
        """Look like another kind of button."""
        if self.property("role") != role:
            self.setProperty("role", role)
            self.style().unpolish(self)
            self.style().polish(self)
            self._draw()

    def sizeHint(self) -> QSize:  # noqa: N802 - Qt names it
        """As wide as its words are when it is chosen, so that nothing is cut and nothing moves."""
        hint = super().sizeHint()
        if self.isCheckable() and self.text():
            bold = QFont(self.font())
            bold.setWeight(QFont.Weight.DemiBold)
            extra = QFontMetrics(bold).horizontalAdvance(self.text()) - self.fontMetrics().horizontalAdvance(
                self.text()
            )
            hint.setWidth(hint.width() + max(0, extra) + 4)
        return hint

    def minimumSizeHint(self) -> QSize:  # noqa: N802 - Qt names it
        """Never less than it needs."""
        return self.sizeHint()

    def _draw(self) -> None:
        if self._symbol:
            look = current_theme().look
            ink = _INKS.get(str(self.property("role")), "ink")
            self.setIcon(icon(self._symbol, look.colour(ink), look.colour("dim")))


def button(
    text: str, on_click: Callable[[], object], *, role: str = "", symbol: str = "", hint: str = ""
) -> QPushButton:
    """A button; ``hint`` describes it to screen readers and on hover. Never give it a user's text."""
    result = Button(text, role, symbol)
    result.clicked.connect(lambda _checked=False: on_click())
    if hint:
        result.setAccessibleDescription(hint)
        result.setToolTip(hint)
    if not text:
        result.setAccessibleName(hint)
    return result


def set_role(button: QPushButton, role: str) -> None:
    """Let a button of :func:`button` look like another kind, such as ``primary``."""
    assert isinstance(button, Button)
    button.set_role(role)


class Segments(QWidget):
    """A choice of few, all visible. Emits the chosen key."""

    chosen = Signal(str)

    def __init__(self, options: Sequence[tuple[str, str]], current: str, name: str) -> None:
        super().__init__()
        self.setAccessibleName(name)
        layout = Flow()
        self.setLayout(layout)
        self._group = QButtonGroup(self)
        self._buttons: dict[str, Button] = {}
        for key, text in options:
            one = Button(text, "choice")
            one.setCheckable(True)
            one.setChecked(key == current)
            one.setAutoExclusive(True)  # what screen readers call one of several
            one.setAccessibleName(f"{name}: {text}")
            one.clicked.connect(lambda _checked=False, key=key: self.chosen.emit(key))
            self._group.addButton(one)
            self._buttons[key] = one
            layout.addWidget(one)

    def choose(self, key: str) -> None:
        """Show another choice without reporting it; nothing happens when there is none of that key."""
        if key in self._buttons:
            self._buttons[key].setChecked(True)

    def allow(self, key: str, allowed: bool) -> None:
        """Let one of them be chosen, or not."""
        self._buttons[key].setEnabled(allowed)
