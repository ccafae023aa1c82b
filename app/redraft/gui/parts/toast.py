"""A few words at the lower edge that say what was done, with the way back, and go by themselves."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial

from PySide6.QtCore import QEvent, QObject, QTimer
from PySide6.QtGui import QEnterEvent
from PySide6.QtWidgets import QFrame, QWidget

from redraft.gui.parts.announcing import announce
from redraft.gui.parts.buttons import button
from redraft.gui.parts.layout import clear, row
from redraft.gui.parts.words import label
from redraft.gui.theme import space

STAYS = 9000
"""Milliseconds that it can be read; longer while the mouse or the keyboard is on it."""
WIDEST = 620


class Toast(QFrame):
    """Lies over the lower edge of its parent."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setProperty("role", "toast")
        side = space("m")
        self._line = row(margin=(side, space("xs"), space("xs"), space("xs")))
        self.setLayout(self._line)
        self._timer = QTimer(self, singleShot=True, interval=STAYS)
        self._timer.timeout.connect(self._go)
        parent.installEventFilter(self)
        self.hide()

    def tell(self, said: str, actions: Sequence[tuple[str, Callable[[], object]]]) -> None:
        """Say it, with a button for each action; any of them ends it."""
        clear(self._line)
        buttons = [button(name, partial(self._do, action), role="quiet") for name, action in actions]
        for one in buttons:
            one.setAccessibleDescription(said)
        self.show()
        shown: list[QWidget] = [label(said), *buttons]
        for stretch, part in zip((1, *(0 for _one in buttons)), shown, strict=True):
            self._line.addWidget(part, stretch)
            part.show()  # at once, so that it counts for the place
        announce(self, said)
        self._place()
        self.raise_()
        self._timer.start()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802 - Qt names it
        """Keep the place at the lower edge."""
        if event.type() is QEvent.Type.Resize and self.isVisible():
            self._place()
        return super().eventFilter(watched, event)

    def enterEvent(self, event: QEnterEvent) -> None:  # noqa: N802 - Qt names it
        """While somebody is about to press something it stays."""
        self._timer.stop()
        super().enterEvent(event)

    def leaveEvent(self, event: QEvent) -> None:  # noqa: N802 - Qt names it
        """Then it goes as before."""
        self._timer.start()
        super().leaveEvent(event)

    def _do(self, action: Callable[[], object]) -> None:
        self.hide()
        self._timer.stop()
        action()

    def _go(self) -> None:
        focused = self.window().focusWidget()
        if focused is not None and self.isAncestorOf(focused):
            self._timer.start()
        else:
            self.hide()

    def _place(self) -> None:
        parent = self.parentWidget()
        assert parent is not None
        self._line.activate()
        width = min(WIDEST, parent.width() - 2 * space("m"))
        height = self._line.totalHeightForWidth(width) if self._line.hasHeightForWidth() else self.sizeHint().height()
        left = (parent.width() - width) // 2
        self.setGeometry(left, parent.height() - height - space("m"), width, height)
