"""The bar of pages."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QButtonGroup, QFrame, QSizePolicy

from redraft.gui.parts import Button, label, row
from redraft.gui.theme import space
from redraft.speech.now import _

Tab = tuple[str, str]
"""The name of a page, which is the name of its icon too, and what the tab says."""


class Topbar(QFrame):
    """Work on the left, what is about Redraft itself on the right. Emits ``chosen`` with the name of a page.

    In a narrow window the right side shows its icons only, then the left side; the words stay in its tips and for
    screen readers, which are told of one of several pages.
    """

    chosen = Signal(str)

    def __init__(self, work: Sequence[Tab], rest: Sequence[Tab]) -> None:
        super().__init__()
        self.setObjectName("topbar")
        self.setAccessibleName(_("Pages"))
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self._sides = (dict(rest), dict(work))
        self._group = QButtonGroup(self)
        self._tabs = {name: self._tab(name, text) for name, text in (*work, *rest)}
        side = space("l")
        brand = label("Redraft", "brand", wrap=False)
        left = [self._tabs[name] for name, _text in work]
        right = [self._tabs[name] for name, _text in rest]
        self.setLayout(row(brand, space("m"), *left, None, *right, gap="xs", margin=(side, 0, side, 0)))
        self._needs = self._widths()

    def show_current(self, page: str) -> None:
        """Mark the tab of a page; a page without a tab marks none."""
        self._group.setExclusive(False)
        for name, tab in self._tabs.items():
            tab.setChecked(name == page)
        self._group.setExclusive(True)

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - Qt names it
        """Words where there is room for them."""
        super().resizeEvent(event)
        for words, needed in zip(self._sides, self._needs, strict=True):
            self._write(words, shown=event.size().width() >= needed)

    def _widths(self) -> tuple[int, int]:
        """What all words need, and what those of the left side need."""
        everything = self.sizeHint().width()
        self._write(self._sides[0], shown=False)
        return everything, self.sizeHint().width()

    def _write(self, words: dict[str, str], *, shown: bool) -> None:
        for name, text in words.items():
            self._tabs[name].setText(text if shown else "")
            self._tabs[name].setToolTip("" if shown else text)

    def _tab(self, name: str, text: str) -> Button:
        tab = Button(text, "tab", name)
        tab.setCheckable(True)
        tab.setAutoExclusive(True)  # one of several, for screen readers
        tab.setAccessibleName(text)
        tab.clicked.connect(lambda: self.chosen.emit(name))
        self._group.addButton(tab)
        return tab
