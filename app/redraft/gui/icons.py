"""Our own line icons, drawn from SVG in the colour of the theme."""

from __future__ import annotations

from functools import cache

from PySide6.QtCore import QByteArray, QRectF, Qt
from PySide6.QtGui import QColor, QIcon, QPainter, QPixmap
from PySide6.QtSvg import QSvgRenderer

from redraft.assets import resource

_SIZES = (18, 36, 54)


def icon(name: str, colour: QColor, off: QColor | None = None) -> QIcon:
    """The icon ``resources/icons/<name>.svg`` drawn in a colour, at the sizes a window needs up to 300 % scaling.

    Cards come and go with every keystroke, so what was drawn once is kept.
    """
    return _drawn(name, colour.name(), "" if off is None else off.name())


@cache
def _drawn(name: str, colour: str, off: str) -> QIcon:
    result = QIcon()
    for size in _SIZES:
        result.addPixmap(pixmap(name, QColor(colour), size))
        if off:
            result.addPixmap(pixmap(name, QColor(off), size), QIcon.Mode.Disabled)
    return result


@cache
def _source(name: str) -> str:
    return resource("icons", f"{name}.svg").read_text("utf-8")


def pixmap(name: str, colour: QColor, size: int, ratio: float = 1.0) -> QPixmap:
    """One icon as a square of ``size`` pixels; ``ratio`` is how many of the screen's make one of them."""
    source = _source(name).replace("currentColor", colour.name())
    renderer = QSvgRenderer(QByteArray(source.encode()))
    result = QPixmap(round(size * ratio), round(size * ratio))
    result.setDevicePixelRatio(ratio)
    result.fill(Qt.GlobalColor.transparent)
    painter = QPainter(result)
    renderer.render(painter, QRectF(0, 0, size, size))
    painter.end()
    return result
