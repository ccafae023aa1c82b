"""Our own line icons, drawn from SVG in the colour of the theme."""

from __future__ import annotations

from PySide6.QtCore import QByteArray, QRectF, Qt
from PySide6.QtGui import QColor, QIcon, QPainter, QPixmap
from PySide6.QtSvg import QSvgRenderer

from redraft.assets import resource

_SIZES = (16, 20, 24, 32, 48, 64)


def icon(name: str, colour: QColor, off: QColor | None = None) -> QIcon:
    """The icon ``resources/icons/<name>.svg`` drawn in a colour, at the sizes a window needs up to 300 % scaling."""
    result = QIcon()
    for size in _SIZES:
        result.addPixmap(pixmap(name, colour, size))
        if off is not None:
            result.addPixmap(pixmap(name, off, size), QIcon.Mode.Disabled)
    return result


def pixmap(name: str, colour: QColor, size: int, ratio: float = 1.0) -> QPixmap:
    """One icon as a square of ``size`` pixels; ``ratio`` is how many of the screen's make one of them."""
    source = resource("icons", f"{name}.svg").read_text("utf-8").replace("currentColor", colour.name())
    renderer = QSvgRenderer(QByteArray(source.encode()))
    result = QPixmap(round(size * ratio), round(size * ratio))
    result.setDevicePixelRatio(ratio)
    result.fill(Qt.GlobalColor.transparent)
    painter = QPainter(result)
    renderer.render(painter, QRectF(0, 0, size, size))
    painter.end()
    return result
