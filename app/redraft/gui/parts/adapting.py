"""Layouts that give way in a narrow window or with large letters."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QPoint, QRect, QSize, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QFrame, QLayout, QLayoutItem, QWidget

from redraft.gui.parts.layout import row
from redraft.gui.theme import space


class Flow(QLayout):
    """Widgets next to each other, in as many lines as they need; ``centred``: each in the middle."""

    def __init__(self, gap: str = "xs", *, centred: bool = False) -> None:
        super().__init__()
        self._centred = centred
        self.setContentsMargins(0, 0, 0, 0)
        self.setSpacing(space(gap))
        self._items: list[QLayoutItem] = []

    def addItem(self, item: QLayoutItem) -> None:  # noqa: N802 - Qt names it
        """Qt hands over what was added."""
        self._items.append(item)

    def count(self) -> int:
        """How many there are."""
        return len(self._items)

    def itemAt(self, index: int) -> QLayoutItem | None:  # noqa: N802 - Qt names it
        """One of them, or None."""
        return self._items[index] if 0 <= index < len(self._items) else None

    def takeAt(self, index: int) -> QLayoutItem | None:  # noqa: N802 - Qt names it
        """One of them, no longer here, or None."""
        return self._items.pop(index) if 0 <= index < len(self._items) else None

    def hasHeightForWidth(self) -> bool:  # noqa: N802 - Qt names it
        """Less width takes more lines."""
        return True

    def heightForWidth(self, width: int) -> int:  # noqa: N802 - Qt names it
        """The height of the lines at a width."""
        return self._arrange(QRect(0, 0, width, 0), place=False)

    def setGeometry(self, rect: QRect) -> None:  # noqa: N802 - Qt names it
        """Put everything in its place."""
        super().setGeometry(rect)
        self._arrange(rect, place=True)

    def sizeHint(self) -> QSize:  # noqa: N802 - Qt names it
        """All in one line."""
        hints = [item.sizeHint() for item in self._items if not item.isEmpty()]
        width = sum(hint.width() for hint in hints) + self.spacing() * max(0, len(hints) - 1)
        return QSize(width, max((hint.height() for hint in hints), default=0))

    def minimumSize(self) -> QSize:  # noqa: N802 - Qt names it
        """The widest alone."""
        hints = [item.minimumSize() for item in self._items if not item.isEmpty()]
        return QSize(max((h.width() for h in hints), default=0), max((h.height() for h in hints), default=0))

    def _arrange(self, rect: QRect, *, place: bool) -> int:
        y = rect.y()
        for line in self._lines(rect.width()):
            if place:
                self._place(line, rect, y)
            y += max(size.height() for _item, size in line) + self.spacing()
        return max(0, y - self.spacing() - rect.y())

    def _lines(self, width: int) -> list[list[tuple[QLayoutItem, QSize]]]:
        """What stands in each line of that width: as much as fits, at least one."""
        lines: list[list[tuple[QLayoutItem, QSize]]] = []
        left = 0
        for item in self._items:
            if item.isEmpty():  # not shown
                continue
            size = item.sizeHint()
            if not lines or size.width() > left:
                lines.append([])
                left = width
            lines[-1].append((item, size))
            left -= size.width() + self.spacing()
        return lines

    def _place(self, line: list[tuple[QLayoutItem, QSize]], rect: QRect, y: int) -> None:
        taken = sum(size.width() for _item, size in line) + self.spacing() * (len(line) - 1)
        x = rect.x() + (max(0, rect.width() - taken) // 2 if self._centred else 0)
        tall = max(size.height() for _item, size in line)
        for item, size in line:
            item.setGeometry(QRect(QPoint(x, y + (tall - size.height()) // 2), size))
            x += size.width() + self.spacing()


class Line(QFrame):
    """Words on the left and buttons on the right; in a narrow window the words stand above, the buttons in a column."""

    def __init__(self) -> None:
        super().__init__()
        side = space("l")
        self._buttons = row()
        self._line = row(margin=(side, space("s"), side, space("s")))
        self.setLayout(self._line)
        self._held: tuple[QWidget, ...] = ()

    def hold(self, words: QWidget, *buttons: QWidget) -> None:
        """Show these."""
        self._held = buttons
        for one in buttons:
            self._buttons.addWidget(one)
        self._line.addWidget(words, 1)
        self._line.addLayout(self._buttons)

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - Qt names it
        """Another width may need another order."""
        super().resizeEvent(event)
        self._arrange()

    def event(self, event: QEvent) -> bool:
        """So may other buttons."""
        if event.type() is QEvent.Type.LayoutRequest:
            self._arrange()
        return super().event(event)

    def _arrange(self) -> None:
        """Next to each other while the words have at least half as much room as the buttons need."""
        needed = sum(one.sizeHint().width() + space("s") for one in self._held if not one.isHidden())
        across, down = QBoxLayout.Direction.LeftToRight, QBoxLayout.Direction.TopToBottom
        room = self.width() - 2 * space("l")
        self._buttons.setDirection(across if room >= needed else down)
        direction = across if room >= 1.5 * needed else down
        if direction is not self._line.direction():
            self._line.setDirection(direction)
            self._line.setAlignment(
                self._buttons, Qt.AlignmentFlag.AlignRight if direction is down else Qt.AlignmentFlag(0)
            )
