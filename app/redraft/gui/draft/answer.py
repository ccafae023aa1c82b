"""An assistant's answer with the real words put back, to be read and copied; what could not be put back is marked."""

from __future__ import annotations

from collections.abc import Iterator

from PySide6.QtCore import Signal
from PySide6.QtGui import QShowEvent, QTextCharFormat, QTextCursor
from PySide6.QtWidgets import QFrame, QTextEdit

from redraft.domain.stand_ins import Unmasked
from redraft.domain.text import Span
from redraft.gui.draft.redline import Part, Piece
from redraft.gui.draft.text_field import TextField
from redraft.gui.parts import announce, button, column, label, row
from redraft.gui.theme import current_theme, space
from redraft.speech.now import _, plural


class Answer(QFrame):
    """Shows an answer. ``copied`` and ``taken`` bring its text, ``closed`` is emitted when the user has seen enough."""

    copied = Signal(str)
    taken = Signal(str)
    closed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._answer = Unmasked("")
        self.field = TextField()
        self.field.setReadOnly(True)
        self.field.setAccessibleName(_("The answer, with your words"))
        self._said = label("", "muted")
        copy = button(_("Copy the answer"), lambda: self.copied.emit(self._answer.text), symbol="copy")
        take = button(_("Make it the draft"), lambda: self.taken.emit(self._answer.text), role="quiet")
        close = button("", self.closed.emit, role="quiet", symbol="close", hint=_("Back to the draft (Esc)"))
        side = space("l")
        head = row(self._said, copy, take, close, margin=(side, space("xs"), side, 0))
        head.setStretch(0, 1)
        whole = column(head, self.field, gap="xs")
        whole.setStretch(1, 1)
        self.setLayout(whole)
        current_theme().changed.connect(self._mark)

    def show_answer(self, answer: Unmasked) -> None:
        """Show another one."""
        self._answer = answer
        self.field.show_pieces([Piece(Part.KEPT, answer.text, Span(0, len(answer.text)), 0)], current_theme().look)
        self.field.moveCursor(QTextCursor.MoveOperation.Start)
        self._said.setText(summary(answer))
        announce(self, self._said.text())
        self._mark()

    def showEvent(self, event: QShowEvent) -> None:  # noqa: N802 - Qt names it
        """The keyboard scrolls what is shown."""
        super().showEvent(event)
        self.field.setFocus()

    def _mark(self) -> None:
        self.field.setExtraSelections([*self._marks()])

    def _marks(self) -> Iterator[QTextEdit.ExtraSelection]:
        """The words that were put back are lit a little, those that could not be are underlined as grave."""
        look = current_theme().look
        back, left = QTextCharFormat(), QTextCharFormat()
        back.setForeground(look.colour("accent"))
        left.setUnderlineStyle(QTextCharFormat.UnderlineStyle.WaveUnderline)
        left.setUnderlineColor(look.colour("high"))
        left.setBackground(look.colour("high_tint"))
        for put in self._answer.put:
            yield self.field.highlight(put.span, back)
        for span in self._answer.left:
            yield self.field.highlight(span, left)


def summary(answer: Unmasked) -> str:
    """How much was put back, and what was not."""
    count = len(answer.put)
    done = plural("Your words are back in 1 place.", "Your words are back in {count} places.", count)
    said = done if count else _("Nothing in this answer has a stand-in.")
    if not answer.left:
        return said
    missing = plural(
        "1 stand-in could not be put back and is marked.",
        "{count} stand-ins could not be put back and are marked.",
        len(answer.left),
    )
    return f"{said} {missing}"
