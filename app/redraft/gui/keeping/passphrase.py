"""The dialog that asks for a passphrase. What is typed goes to whoever asked, and nowhere else."""

from __future__ import annotations

from collections import deque

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtWidgets import QCheckBox, QDialog, QLineEdit, QWidget

from redraft.gui.clipboard import PrivateField
from redraft.gui.keeping.questions import Question, Questions, Wanted
from redraft.gui.parts import button, column, label, relabel, row
from redraft.gui.theme import space
from redraft.speech.now import _
from redraft.storage.keys import SHORTEST_PASSPHRASE

WIDE = 56
"""Width of the dialog, in letters of middling width."""
_HIDDEN = (
    Qt.InputMethodHint.ImhHiddenText
    | Qt.InputMethodHint.ImhSensitiveData
    | Qt.InputMethodHint.ImhNoPredictiveText
    | Qt.InputMethodHint.ImhNoAutoUppercase
)


class PassphraseDialog(QDialog):
    """Emits ``given`` with a passphrase; closing it any other way declines. A new one is typed twice."""

    given = Signal(str)

    def __init__(self, question: Question, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        title, why, accept, decline = _texts(question.wanted)
        self._new = question.wanted in {Wanted.NEW, Wanted.NEW_BACKUP}
        self.setWindowTitle(title)
        self._first = self._field(_("Passphrase"))
        self._again = self._field(_("The same again"))
        show = QCheckBox(_("Show what I type"))
        show.toggled.connect(self._show_letters)
        self._said = label(_("That did not open it. Try again.") if question.wrong else "", "bad")
        self._first.setAccessibleDescription(self._said.text())
        self._accept = button(accept, self._give, role="primary")
        self._accept.setDefault(True)
        no = button(decline, self.reject)
        no.setAutoDefault(False)
        side = space("xl")
        self.setLayout(
            column(
                label(title, "heading"),
                label(why, "muted"),
                self._said,
                self._first,
                self._again,
                show,
                row(None, no, self._accept),
                gap="m",
                margin=side,
            )
        )
        self._again.setVisible(self._new)  # not before it is in the dialog: it would be a window of its own
        self._said.setVisible(question.wrong)
        for field in (self._first, self._again):
            field.textEdited.connect(self._check)
        self._check()
        self._first.setFocus()

    def done(self, result: int) -> None:
        """Close, and forget what was typed."""
        for field in (self._first, self._again):
            field.clear()
        super().done(result)

    def _field(self, name: str) -> QLineEdit:
        field = PrivateField()
        field.setEchoMode(QLineEdit.EchoMode.Password)
        field.setInputMethodHints(_HIDDEN)
        field.setPlaceholderText(name)
        field.setAccessibleName(name)
        field.setContextMenuPolicy(Qt.ContextMenuPolicy.NoContextMenu)
        return field

    def _show_letters(self, shown: bool) -> None:
        for field in (self._first, self._again):
            field.setEchoMode(QLineEdit.EchoMode.Normal if shown else QLineEdit.EchoMode.Password)

    def _check(self, *_edited: str) -> None:
        first, again = self._first.text(), self._again.text()
        problem = ""
        if self._new and first and len(first) < SHORTEST_PASSPHRASE:
            problem = _("{count} more characters are needed.").format(count=SHORTEST_PASSPHRASE - len(first))
        elif self._new and again and not first.startswith(again):
            problem = _("The two differ.")
        self._accept.setEnabled(bool(first) and not problem and (not self._new or first == again))
        if problem or _edited:
            relabel(self._said, problem, "small" if first.startswith(again) else "bad")
            self._said.setVisible(bool(problem) or self._new)
        self._fit()

    def _fit(self) -> None:
        """As high as the words are at this width, not at the narrowest that they could have."""
        layout = self.layout()
        if layout is not None:
            width = max(layout.minimumSize().width(), WIDE * self.fontMetrics().averageCharWidth() + 2 * space("xl"))
            self.setMinimumSize(width, layout.totalHeightForWidth(width))
            self.resize(self.minimumSize())

    def _give(self) -> None:
        self.given.emit(self._first.text())
        self.accept()


def _texts(wanted: Wanted) -> tuple[str, str, str, str]:
    """Title, why, the button that gives it, the one that does not."""
    long = _("At least {count} characters; four random words are fine.").format(count=SHORTEST_PASSPHRASE)
    lost = _("Without it nobody can read it, not even you.")
    return {
        Wanted.STORE: (
            _("Open what is kept"),
            _("It is protected by your passphrase, which is asked for once while Redraft is open."),
            _("Open it"),
            _("Go on without"),
        ),
        Wanted.NEW: (_("A passphrase for what is kept"), f"{lost} {long}", _("Use it"), _("Cancel")),
        Wanted.BACKUP: (
            _("Open the backup"),
            _("A backup has a passphrase of its own."),
            _("Open it"),
            _("Cancel"),
        ),
        Wanted.NEW_BACKUP: (_("A passphrase for the backup"), f"{lost} {long}", _("Use it"), _("Cancel")),
    }[wanted]


class Asker(QObject):
    """Shows the questions of threads, one at a time, above a window."""

    def __init__(self, questions: Questions, window: QWidget) -> None:
        super().__init__(window)
        self._window = window
        self._waiting: deque[Question] = deque()
        self._shown: Question | None = None
        self.dialog: PassphraseDialog | None = None
        questions.asked.connect(self._on_asked, Qt.ConnectionType.QueuedConnection)
        questions.withdrawn.connect(self._on_withdrawn, Qt.ConnectionType.QueuedConnection)

    def _on_asked(self, question: Question) -> None:
        self._waiting.append(question)
        self._next()

    def _on_withdrawn(self, question: Question) -> None:
        if question is self._shown and self.dialog is not None:
            self.dialog.reject()

    def _next(self) -> None:
        while self._shown is None and self._waiting:
            question = self._waiting.popleft()
            if question.over.is_set():
                continue
            self._shown = question
            self.dialog = PassphraseDialog(question, self._window)
            self.dialog.given.connect(question.give)
            self.dialog.finished.connect(lambda _result, question=question: self._ended(question))
            self.dialog.open()

    def _ended(self, question: Question) -> None:
        question.decline()
        if self.dialog is not None:
            self.dialog.deleteLater()
        self._shown = self.dialog = None
        self._next()
