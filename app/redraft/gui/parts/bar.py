"""A share from 0 to 1 as a thin bar."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from redraft.gui.theme import current_theme


class Bar(QWidget):
    """Painted in a colour of the theme. Screen readers are told the share by the words next to it."""

    def __init__(self, share: float, colour: str = "accent", height: int = 6) -> None:
        super().__init__()
        self._share = share
        self._colour = colour
        self._height = height
        self._shown = True
        self.setFixedHeight(height)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def set_share(self, share: float) -> None:
        """Show another share."""
        self._share = max(0.0, min(1.0, share))
        self.update()

    def set_visible_fill(self, shown: bool) -> None:
        """Hide the bar and keep its place."""
        if shown != self._shown:
            self._shown = shown
            self.update()

    def sizeHint(self) -> QSize:  # noqa: N802 - Qt names it
        """Wide enough to compare."""
        return QSize(60, self._height)

    def paintEvent(self, _event: QPaintEvent) -> None:  # noqa: N802 - Qt names it
        """A rounded track with a rounded filling."""
        if not self._shown:
            return
        look = current_theme().look
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        round_by = self.height() / 2
        painter.setBrush(look.colour("track"))
        painter.drawRoundedRect(QRectF(self.rect()), round_by, round_by)
        painter.setBrush(look.colour(self._colour))
        filled = max(float(self.height()), self.width() * self._share) if self._share > 0 else 0.0
        painter.drawRoundedRect(QRectF(0, 0, filled, self.height()), round_by, round_by)
        painter.end()
