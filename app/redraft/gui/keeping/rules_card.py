"""The rules that the user made, and how to be rid of them."""

from __future__ import annotations

from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from redraft.domain.rules import Rule
from redraft.gui.keeping.keeper import Keeper, Stand
from redraft.gui.keeping.rulebook import Rulebook
from redraft.gui.keeping.ruled import rule_text
from redraft.gui.parts import Slot, button, column, keep_focus, label, row
from redraft.gui.theme import space
from redraft.speech.now import _
from redraft.storage.folder import Protection


class RulesCard(QFrame):
    """Lists a :class:`Rulebook`; says how long its rules last, and offers to keep them."""

    def __init__(self, keeper: Keeper, book: Rulebook) -> None:
        super().__init__()
        self.setProperty("role", "card")
        self._keeper, self._book = keeper, book
        self._slot = Slot(gap="s")
        holder = QWidget()
        holder.setLayout(self._slot)
        self.setLayout(column(label(_("Your rules"), "strong"), holder, gap="s", margin=space("l")))
        book.changed.connect(self._show)
        keeper.changed.connect(self._show)
        self._show()

    def _show(self) -> None:
        self._slot.fill((self._book.rules, self._keeper.stand, self._keeper.busy), self._fill)
        keep_focus(self)

    def _fill(self, layout: QVBoxLayout) -> None:
        rules = sorted(self._book.rules, key=rule_text)
        if rules:
            layout.addLayout(column(*map(self._line, rules), gap="xs"))
        else:
            layout.addWidget(label(_("None yet. A right click on underlined words, or Ctrl+., makes one."), "muted"))
        if self._keeper.stand is Stand.OPEN:
            layout.addWidget(label(_("Rules hold words of yours, so they are kept encrypted."), "small"))
        elif rules:
            layout.addLayout(self._not_kept())

    def _not_kept(self) -> QHBoxLayout:
        """Until when they last, and what would keep them."""
        off, locked = (
            _("Rules hold words of yours, and nothing is kept: they last until the window closes."),
            _("What is kept is locked: these last until the window closes."),
        )
        stand, keeper = self._keeper.stand, self._keeper
        said = label(locked if stand is Stand.LOCKED else off, "small")
        if stand is Stand.LOCKED:
            return _beside(said, button(_("Open it"), keeper.open))
        if stand is Stand.OFF:
            return _beside(said, button(_("Keep them, encrypted"), lambda: keeper.create(Protection.KEYRING)))
        return _beside(said, None)

    def _line(self, rule: Rule) -> QHBoxLayout:
        text = rule_text(rule)
        remove = button(_("Remove"), lambda: self._book.drop([rule]), role="quiet")
        remove.setAccessibleDescription(text)
        return _beside(label(text), remove)


def _beside(words: QWidget, action: QWidget | None) -> QHBoxLayout:
    line = row(words) if action is None else row(words, action)
    line.setStretch(0, 1)
    return line
