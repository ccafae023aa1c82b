"""Counts as columns, painted: decades, hours, kinds."""

from __future__ import annotations

import math
from collections.abc import Sequence

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QFontMetricsF, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from redraft.gui.theme import current_theme
from redraft.speech.now import number, share

_HEIGHT, _GAP = 98, 4.0


class Columns(QWidget):
    """One column a name. The accessible description lists the same numbers."""

    def __init__(self, title: str, counts: Sequence[tuple[str, float]], *, shares: bool = False) -> None:
        super().__init__()
        self._counts = list(counts)
        shown = [f"{name}: {share(count)}" if shares else f"{name}: {number(count)}" for name, count in counts]
        self.setAccessibleName(title)
        self.setAccessibleDescription(", ".join(shown))
        self.setToolTip(", ".join(shown))
        self._below = self.fontMetrics().height() + 6
        self.setFixedHeight(_HEIGHT + self._below)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:  # noqa: N802 - Qt names it
        """Room for short names."""
        return QSize(24 * len(self._counts), _HEIGHT + self._below)

    def paintEvent(self, _event: QPaintEvent) -> None:  # noqa: N802 - Qt names it
        """Columns, and the names that fit below them."""
        if not self._counts:
            return
        look = current_theme().look
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        most = max(count for _name, count in self._counts) or 1.0
        width = self.width() / len(self._counts)
        room = self.height() - self._below
        metrics = QFontMetricsF(self.font())
        # Every so many names, evenly, rather than all that happen to fit.
        widest = max(metrics.horizontalAdvance(name) for name, _count in self._counts)
        step = max(1, math.ceil((widest + 6) / width))
        for place, (name, count) in enumerate(self._counts):
            height = max(2.0, (room - 4) * count / most)
            box = QRectF(place * width + _GAP / 2, room - height, max(1.0, width - _GAP), height)
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(look.colour("accent" if count else "track"))
            painter.drawRoundedRect(box, min(3.0, box.width() / 2), 3)
            middle, length = (place + 0.5) * width, metrics.horizontalAdvance(name)
            left = min(max(0.0, middle - length / 2), self.width() - length)
            if place % step == 0:
                painter.setPen(look.colour("muted"))
                painter.drawText(QRectF(left, room + 4, length + 2, self._below), Qt.AlignmentFlag.AlignLeft, name)
        painter.end()
