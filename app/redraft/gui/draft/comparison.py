"""Before and after: both texts side by side, or the one with the changes that lead to the other. To be read only."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtGui import QShowEvent, QTextCursor
from PySide6.QtWidgets import QFrame, QHBoxLayout, QScrollBar, QWidget

from redraft.gui.draft.redline import Part, Redline
from redraft.gui.draft.text_field import TextField
from redraft.gui.parts import Segments, button, column, label, row
from redraft.gui.theme import current_theme, space
from redraft.speech.now import _
from redraft.usecases.comparing import replacements

SIDES, CHANGES = "sides", "changes"


class Comparison(QFrame):
    """Shows two texts. ``closed`` is emitted when the user has seen enough."""

    closed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._texts = ("", "")
        self._fields = {name: TextField() for name in ("before", "after", CHANGES)}
        names = {"before": _("Before"), "after": _("After"), CHANGES: _("Tracked changes")}
        for key, field in self._fields.items():
            field.setReadOnly(True)
            field.setAccessibleName(names[key])
        self._view = Segments(
            [(SIDES, _("Side by side")), (CHANGES, _("Tracked changes"))], SIDES, _("Before and after")
        )
        self._view.chosen.connect(self.choose)
        close = button("", self.closed.emit, role="quiet", symbol="close", hint=_("Back to the text (Esc)"))
        side = space("l")
        head = row(self._view, None, close, margin=(side, space("xs"), side, 0))
        self._sides = QWidget()
        both = QHBoxLayout(self._sides)
        both.setContentsMargins(0, 0, 0, 0)
        for key in ("before", "after"):
            title = label(names[key], "small")
            title.setContentsMargins(space("xl"), space("s"), 0, 0)
            both.addLayout(column(title, self._fields[key], gap="xs"))
        whole = column(head, self._sides, self._fields[CHANGES], gap="xs")
        whole.setStretch(1, 1)
        whole.setStretch(2, 1)
        self.setLayout(whole)
        self._fields[CHANGES].hide()
        bars = [self._fields[key].verticalScrollBar() for key in ("before", "after")]
        for one, other in (bars, bars[::-1]):
            one.valueChanged.connect(lambda _value, one=one, other=other: _follow(one, other))
        current_theme().changed.connect(self._draw)

    def show_texts(self, before: str, after: str) -> None:
        """Show another pair."""
        self._texts = (before, after)
        self._draw()

    @property
    def fields(self) -> tuple[TextField, ...]:
        """Where texts are shown: before, after, the changes."""
        return tuple(self._fields.values())

    def showEvent(self, event: QShowEvent) -> None:  # noqa: N802 - Qt names it
        """The keyboard scrolls what is shown."""
        super().showEvent(event)
        self._fields["after" if self._sides.isVisible() else CHANGES].setFocus()

    def choose(self, view: str) -> None:
        """Show one of the two views, ``sides`` or ``changes``."""
        self._view.choose(view)
        self._sides.setVisible(view == SIDES)
        self._fields[CHANGES].setVisible(view == CHANGES)

    def _draw(self) -> None:
        before, after = self._texts
        pieces, look = Redline(before, replacements(before, after)).pieces, current_theme().look
        sides = (("before", Part.OUT), ("after", Part.IN))
        for key, part in sides:
            self._fields[key].show_pieces([p for p in pieces if p.part in {Part.KEPT, part}], look, quoted=False)
        self._fields[CHANGES].show_pieces(pieces, look)
        for field in self.fields:
            field.moveCursor(QTextCursor.MoveOperation.Start)


def _follow(one: QScrollBar, other: QScrollBar) -> None:
    """Scroll the other text as far as the one."""
    if one.maximum():
        other.setValue(round(one.value() / one.maximum() * other.maximum()))
