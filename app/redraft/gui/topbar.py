"""The bar of pages."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QSizePolicy

from redraft.gui.parts import Button, label, row
from redraft.gui.theme import space

Tab = tuple[str, str]
"""The name of a page, which is the name of its icon too, and what the tab says."""


class Topbar(QFrame):
    """Work on the left, what is about Redraft itself on the right. Emits ``chosen`` with the name of a page.

    In a narrow window the right side shows its icons only; the words stay in its tips and for screen readers.
    """

    chosen = Signal(str)

    def __init__(self, work: Sequence[Tab], rest: Sequence[Tab]) -> None:
        super().__init__()
        self.setObjectName("topbar")
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self._words = dict(rest)
        self._tabs = {name: self._tab(name, text) for name, text in (*work, *rest)}
        side = space("l")
        brand = label("Redraft", "brand", wrap=False)
        left = [self._tabs[name] for name, _text in work]
        right = [self._tabs[name] for name, _text in rest]
        self.setLayout(row(brand, space("m"), *left, None, *right, gap="xs", margin=(side, 0, side, 0)))
        self._needs = self.sizeHint().width()

    def show_current(self, page: str) -> None:
        """Mark the tab of a page; a page without a tab marks none."""
        for name, tab in self._tabs.items():
            tab.setChecked(name == page)

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - Qt names it
        """Words where there is room for them."""
        super().resizeEvent(event)
        roomy = event.size().width() >= self._needs
        for name, text in self._words.items():
            self._tabs[name].setText(text if roomy else "")

    def _tab(self, name: str, text: str) -> Button:
        tab = Button(text, "tab", name)
        tab.setCheckable(True)
        tab.setAccessibleName(text)
        tab.setToolTip(text if name in self._words else "")
        tab.clicked.connect(lambda: self.chosen.emit(name))
        return tab
