"""How sure Redraft was against how often it was right, as a painted picture."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPen, QPolygonF
from PySide6.QtWidgets import QSizePolicy, QWidget

from redraft.gui.reliability import Reliability
from redraft.gui.theme import current_theme
from redraft.speech.now import _, share

_LEFT, _RIGHT, _TOP, _BOTTOM = 52.0, 16.0, 12.0, 26.0
_SIDE = 240


class Curve(QWidget):
    """Dots on the dashed line would be perfect. The accessible description lists the same numbers."""

    def __init__(self, known: Reliability) -> None:
        super().__init__()
        self._known = known
        self.setFixedHeight(_SIDE)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(_("How sure it was, and how often it was right"))
        steps = [f"{share(one.confidence)}: {share(one.right)}" for one in known.curve]
        self.setAccessibleDescription(", ".join(steps))

    def sizeHint(self) -> QSize:  # noqa: N802 - Qt names it
        """A square and its numbers."""
        return QSize(_SIDE + 40, _SIDE)

    def paintEvent(self, _event: QPaintEvent) -> None:  # noqa: N802 - Qt names it
        """Axes, the diagonal, the measured line."""
        look = current_theme().look
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        side = min(self.width() - _LEFT - _RIGHT, self.height() - _TOP - _BOTTOM)
        area = QRectF(_LEFT, _TOP, side, side)

        def at(x: float, y: float) -> QPointF:
            return QPointF(area.left() + x * side, area.bottom() - y * side)

        for step in (0.0, 0.5, 1.0):
            painter.setPen(QPen(look.colour("line"), 1))
            painter.drawLine(at(0, step), at(1, step))
            painter.drawLine(at(step, 0), at(step, 1))
            painter.setPen(look.colour("muted"))
            beside = QRectF(0, at(0, step).y() - 10, _LEFT - 8, 20)
            painter.drawText(beside, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter, share(step))
            below = QRectF(at(step, 0).x() - 30, area.bottom() + 6, 60, 18)
            painter.drawText(below, Qt.AlignmentFlag.AlignHCenter, share(step))
        painter.setPen(QPen(look.colour("control"), 1, Qt.PenStyle.DashLine))
        painter.drawLine(at(0, 0), at(1, 1))
        points = [at(one.confidence, one.right) for one in self._known.curve]
        painter.setPen(QPen(look.colour("accent"), 2))
        painter.drawPolyline(QPolygonF(points))
        painter.setBrush(look.colour("accent"))
        for point in points:
            painter.drawEllipse(point, 4, 4)
        painter.end()
