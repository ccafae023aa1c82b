"""Rows, columns, cards and scrolling columns with the distances of the theme."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QFrame, QHBoxLayout, QLayout, QScrollArea, QSplitter, QVBoxLayout, QWidget

from redraft.gui.theme import space

Item = QWidget | QLayout | int | None


def column(*items: Item, gap: str = "s", margin: int | tuple[int, int, int, int] = 0) -> QVBoxLayout:
    """Things below each other; a number is a distance, None takes what is left."""
    layout = QVBoxLayout()
    _fill(layout, items, gap, margin)
    return layout


def row(*items: Item, gap: str = "s", margin: int | tuple[int, int, int, int] = 0) -> QHBoxLayout:
    """Things next to each other; a number is a distance, None takes what is left."""
    layout = QHBoxLayout()
    _fill(layout, items, gap, margin)
    return layout


def _fill(layout: QBoxLayout, items: tuple[Item, ...], gap: str, margin: int | tuple[int, int, int, int]) -> None:
    sides = (margin,) * 4 if isinstance(margin, int) else margin
    layout.setContentsMargins(*sides)
    layout.setSpacing(space(gap))
    for item in items:
        if item is None:
            layout.addStretch(1)
        elif isinstance(item, int):
            layout.addSpacing(item)
        elif isinstance(item, QLayout):
            layout.addLayout(item)
        else:
            layout.addWidget(item)


def halves(left: QWidget, right: QWidget, sizes: tuple[int, int]) -> QSplitter:
    """Two sides with a line between that can be moved; ``sizes`` are the widths they begin with, in pixels."""
    split = QSplitter(Qt.Orientation.Horizontal)
    split.setHandleWidth(1)
    split.setChildrenCollapsible(False)
    split.addWidget(left)
    split.addWidget(right)
    split.setSizes(list(sizes))
    return split


def card(*items: Item, role: str = "card") -> QFrame:
    """A framed group: ``card``, ``notice`` or ``warning``."""
    frame = QFrame()
    frame.setProperty("role", role)
    frame.setLayout(column(*items, gap="s", margin=space("l")))
    return frame


class _Column(QWidget):
    """Asks for the height that its wrapped words need at the width it has, not at the narrowest width."""

    def minimumSizeHint(self) -> QSize:  # noqa: N802 - Qt names it
        """As high as the words are at this width."""
        layout = self.layout()
        if layout is None:
            return super().minimumSizeHint()
        height = layout.totalHeightForWidth(self.width()) if layout.hasHeightForWidth() else 0
        return QSize(1, height if height > 0 else layout.totalMinimumSize().height())

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - Qt names it
        """Another width needs another height."""
        super().resizeEvent(event)
        if event.oldSize().width() != event.size().width():
            self.updateGeometry()


def scrolling(content: QVBoxLayout) -> QScrollArea:
    """A column that scrolls when it is too long; never sideways."""
    inner = _Column()
    inner.setObjectName("column")
    inner.setLayout(content)
    area = QScrollArea()
    area.setWidgetResizable(True)
    area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    area.setWidget(inner)
    area.viewport().setAutoFillBackground(False)
    inner.setAutoFillBackground(False)
    return area


WIDTH = 760
"""Widest column of text, in device-independent pixels: longer lines are hard to read."""


def centred(*items: QWidget, width: int = WIDTH) -> QWidget:
    """A page: one column of readable width, scrolling when it must."""
    inner = QWidget()
    inner.setMaximumWidth(width)
    inner.setLayout(column(*items, gap="l"))
    outer = row(None, inner, None)
    outer.setStretch(1, 100)
    page = QWidget()
    page.setObjectName("ground")
    side = space("xl")
    page.setLayout(column(scrolling(column(outer, None, margin=side))))
    return page


def clear(layout: QLayout) -> None:
    """Take everything out of a layout and delete it."""
    while (item := layout.takeAt(0)) is not None:
        if (widget := item.widget()) is not None:
            widget.hide()
            widget.deleteLater()
        elif (inner := item.layout()) is not None:
            clear(inner)
