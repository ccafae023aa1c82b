"""What the draft answers: a field that stays folded until somebody has use for it."""

from __future__ import annotations

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QTextEdit, QWidget

from redraft.gui.parts import button, column, label
from redraft.gui.theme import space
from redraft.speech.now import _

QUIET = 400
"""Milliseconds without a keystroke after which it counts."""
LINES = 4


class Reply(QWidget):
    """The part that unfolds under ``fold``. Emits ``changed`` with what somebody else wrote; it is read with the draft,
    and never part of it.
    """

    changed = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self._field = QTextEdit()
        self._field.setObjectName("reply")
        self._field.setAcceptRichText(False)
        self._field.setTabChangesFocus(True)
        self._field.setPlaceholderText(_("Paste what you are answering."))
        self._field.setAccessibleName(_("What you are answering"))
        self._field.setFixedHeight((LINES + 1) * self._field.fontMetrics().lineSpacing())
        self.fold = button(_("In reply to …"), self._turn, role="quiet", hint=_("What it answers is read with it."))
        self._hint = label(_("It is read, and never taken for your words."), "small")
        side = space("l")
        self.setLayout(column(self._field, self._hint, gap="xs", margin=(side, 0, side, 0)))
        self._said = ""
        self._timer = QTimer(self, singleShot=True, interval=QUIET)
        self._timer.timeout.connect(self._tell)
        self._field.textChanged.connect(self._timer.start)
        self.hide()

    @property
    def text(self) -> str:
        """What is answered; nothing when there are only blanks."""
        return self._field.toPlainText().strip()

    def put(self, text: str) -> None:
        """Show what is answered, without telling anybody."""
        self._said = text
        self._field.setPlainText(text)
        self.setVisible(bool(text))

    def _turn(self) -> None:
        self.setVisible(self.isHidden())
        if not self.isHidden():
            self._field.setFocus()

    def _tell(self) -> None:
        if self.text != self._said:
            self._said = self.text
            self.changed.emit(self._said)
