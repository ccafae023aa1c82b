"""Pixels as the reader handed them over, drawn; nothing here unpacks a file."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QImage, QPainter, QPaintEvent, QPen, QPolygonF
from PySide6.QtWidgets import QSizePolicy, QWidget

from redraft.domain.picture import Code, Pixels
from redraft.gui.theme import current_theme
from redraft.speech import picture_words

_BADGE = 22.0


class Canvas(QWidget):
    """A picture as wide as there is room, at most ``tallest`` high, with a numbered frame around each code."""

    def __init__(self, pixels: Pixels, name: str, codes: Sequence[Code] = (), tallest: int = 420) -> None:
        super().__init__()
        rgb, width, height = pixels.rgb, pixels.width, pixels.height
        self._image = QImage(rgb, width, height, 3 * width, QImage.Format.Format_RGB888).copy()
        self._codes = tuple(codes)
        self._tallest = tallest
        self.setAccessibleName(name)
        said = [f"{number}: {picture_words.code(code)}" for number, code in enumerate(self._codes, 1)]
        self.setAccessibleDescription(", ".join(said))
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def hasHeightForWidth(self) -> bool:  # noqa: N802 - Qt names it
        """It keeps its shape."""
        return True

    def heightForWidth(self, width: int) -> int:  # noqa: N802 - Qt names it
        """As high as it is at this width."""
        wide = min(width, self._image.width())
        return min(self._tallest, max(1, wide * self._image.height() // self._image.width()))

    def sizeHint(self) -> QSize:  # noqa: N802 - Qt names it
        """As large as it is, up to the highest."""
        return QSize(min(self._image.width(), 640), self.heightForWidth(640))

    def frame(self) -> QRectF:
        """Where the picture is drawn."""
        size = self._image.size().scaled(self.size(), Qt.AspectRatioMode.KeepAspectRatio).boundedTo(self._image.size())
        return QRectF(0, 0, size.width(), size.height())

    def paintEvent(self, _event: QPaintEvent) -> None:  # noqa: N802 - Qt names it
        """The picture, then the frames."""
        look, frame = current_theme().look, self.frame()
        painter = QPainter(self)
        painter.setRenderHints(QPainter.RenderHint.Antialiasing | QPainter.RenderHint.SmoothPixmapTransform)
        painter.drawImage(frame, self._image)
        for number, code in enumerate(self._codes, 1):
            corners = [QPointF(frame.width() * one.x, frame.height() * one.y) for one in code.corners]
            painter.setPen(QPen(look.colour("accent"), 3))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawPolygon(QPolygonF(corners))
            badge = QRectF(corners[0].x(), corners[0].y(), _BADGE, _BADGE)
            painter.fillRect(badge, look.colour("accent"))
            painter.setPen(QColor(look.colour("on_accent")))
            painter.drawText(badge, Qt.AlignmentFlag.AlignCenter, str(number))
