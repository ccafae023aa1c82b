"""The frame of a report: a line of words and buttons, how far it is, the cards on the left, pictures on the right."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QLayout, QSplitter, QVBoxLayout, QWidget

from redraft.gui.parts import column, label, scrolling
from redraft.gui.theme import space
from redraft.speech.now import _


def card_side(*parts: QLayout) -> QFrame:
    """What a stranger would conclude: scrolling, with its heading."""
    side = space("l")
    frame = QFrame()
    frame.setObjectName("profile")
    frame.setMinimumWidth(least_width(frame))
    title = column(label(_("What a stranger would conclude"), "heading"), margin=(side, side, side, 0))
    body = column(*parts, None, gap="m", margin=(side, 2, side, side))
    frame.setLayout(column(title, scrolling(body), gap="s"))
    return frame


def least_width(side: QWidget) -> int:
    """Pixels in which the cards can be read, with large letters too."""
    return max(300, 12 * side.fontMetrics().height())


def sheet(content: QVBoxLayout) -> QFrame:
    """The white side."""
    frame = QFrame()
    frame.setObjectName("sheet")
    frame.setLayout(content)
    return frame


def report_frame(top: QWidget, progress: QWidget, left: QWidget, right: QWidget, sizes: tuple[int, int]) -> QVBoxLayout:
    """All of it; ``sizes`` are the widths that the two sides begin with."""
    split = QSplitter(Qt.Orientation.Horizontal)
    split.setHandleWidth(1)
    split.setChildrenCollapsible(False)
    split.addWidget(left)
    split.addWidget(right)
    split.setSizes(list(sizes))
    whole = column(top, progress, split)
    whole.setSpacing(0)
    whole.setStretch(2, 1)
    return whole
