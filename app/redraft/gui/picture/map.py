"""A small map of our own table: towns around a place, as large as their people, and the place."""

from __future__ import annotations

import math
from collections.abc import Sequence

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from redraft.domain.picture import Place
from redraft.geography.nearby import KM_A_DEGREE, Town
from redraft.gui.theme import current_theme
from redraft.speech import picture_words
from redraft.speech.now import _

KM = 30.0
"""How far the map reaches from the place."""
_HEIGHT, _NAMED = 190, 5


class Map(QWidget):
    """North is up. The accessible description says where it is."""

    def __init__(self, place: Place, towns: Sequence[Town]) -> None:
        super().__init__()
        self._place, self._towns = place, tuple(towns)
        self.setAccessibleName(_("Where it was taken"))
        self.setAccessibleDescription(picture_words.town(place))
        self.setFixedHeight(_HEIGHT)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:  # noqa: N802 - Qt names it
        """Wider than high."""
        return QSize(2 * _HEIGHT, _HEIGHT)

    def paintEvent(self, _event: QPaintEvent) -> None:  # noqa: N802 - Qt names it
        """Dots, the names of the largest that do not lie on each other, a ring around the place."""
        look = current_theme().look
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(look.colour("track"))
        painter.drawRoundedRect(QRectF(self.rect()), 6, 6)
        named: list[QRectF] = []
        for town in self._towns:
            at = self._at(town)
            size = max(1.5, math.log10(max(10, town.people)) - 2)
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(look.colour("muted"))
            painter.drawEllipse(at, size, size)
            wide = painter.fontMetrics().horizontalAdvance(town.name)
            words = QRectF(at.x() + 6, at.y() - 8, wide + 2, painter.fontMetrics().height())
            if (
                len(named) < _NAMED
                and self.rect().contains(words.toRect())
                and not any(words.intersects(n) for n in named)
            ):
                named.append(words)
                painter.setPen(look.colour("ink"))
                painter.drawText(words, Qt.AlignmentFlag.AlignLeft, town.name)
        middle = QPointF(self.width() / 2, self.height() / 2)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setPen(QPen(look.colour("accent"), 3))
        painter.drawEllipse(middle, 7, 7)

    def _at(self, town: Town) -> QPointF:
        pixels = self.height() / 2 / KM
        east = (town.longitude - self._place.longitude + 540) % 360 - 180
        across = east * KM_A_DEGREE * math.cos(math.radians(self._place.latitude)) * pixels
        down = (self._place.latitude - town.latitude) * KM_A_DEGREE * pixels
        return QPointF(self.width() / 2 + across, self.height() / 2 + down)
