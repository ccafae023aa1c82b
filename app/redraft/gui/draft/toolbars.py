"""The buttons of the draft page: the ways to begin, and what can be done with a draft."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, QPoint, Signal
from PySide6.QtWidgets import QTextEdit, QWidget

from redraft.gui.parts import Line, button, label, row, set_role
from redraft.gui.theme import space
from redraft.speech.now import _, number, plural, quoted, worded
from redraft.usecases.applying import Applied


class Welcome(QWidget):
    """Lies on the empty editor, below the line that one writes on."""

    paste = Signal()
    open = Signal()
    example = Signal()

    def __init__(self, editor: QTextEdit) -> None:
        super().__init__(editor)
        self._editor = editor
        self.setLayout(
            row(
                button(_("Paste"), self.paste.emit, symbol="paste", hint=_("Check what you copied")),
                button(_("Open a file"), self.open.emit, symbol="open", hint=_("Or drop one here")),
                button(_("Try an example"), self.example.emit, symbol="example"),
            )
        )
        editor.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802 - Qt names it
        """Keep the place below the first line."""
        if event.type() in {QEvent.Type.Resize, QEvent.Type.Show}:
            below = self._editor.viewport().geometry().topLeft() + self._editor.cursorRect().bottomLeft()
            self.adjustSize()
            self.move(below.x(), below.y() + space("l"))
        return super().eventFilter(watched, event)


class BottomBar(Line):
    """Looking, suggestions, copying, and one line that says what happened last. What helps most now is filled."""

    look = Signal()
    stop = Signal()
    suggest = Signal()
    apply_all = Signal()
    compare = Signal()
    copy = Signal()
    assistant = Signal(QPoint)

    def __init__(self) -> None:
        super().__init__()
        self._note = label("", "muted")
        self._look = button(
            _("Look closer"), self.look.emit, symbol="look", hint=_("Let the model look now (Ctrl+Enter)")
        )
        self._stop = button(_("Stop"), self.stop.emit, symbol="stop", hint=_("Stop the model (Esc)"))
        self._suggest = button(
            _("Suggest wording"), self.suggest.emit, symbol="draft", hint=_("Words that say less (Ctrl+E)")
        )
        self._all = button(_("Apply all"), self.apply_all.emit, symbol="check", hint=_("One Ctrl+Z undoes it"))
        self._compare = button(_("Compare"), self.compare.emit, hint=_("Before and after (Ctrl+D)"))
        self._copy = button(_("Copy text"), self.copy.emit, symbol="copy")
        self._assistant = button(
            _("For an assistant"),
            lambda: self.assistant.emit(self._assistant.mapToGlobal(QPoint(0, 0))),
            role="quiet",
            hint=_("Stand-ins for names, places and numbers, and your words back in the answer"),
        )
        self.hold(
            self._note, self._look, self._stop, self._suggest, self._compare, self._all, self._assistant, self._copy
        )
        self.setObjectName("bottombar")
        self.say("")

    def say(self, text: str) -> None:
        """Say what happened; with nothing to say, the promise."""
        self._note.setText(text or _("Nothing has left this computer."))

    def say_applied(self, applied: Applied) -> None:
        """Say how many of all changes were made, and of those that were not why."""
        done, everything = len(applied.chosen), len(applied.chosen) + len(applied.left)
        left = "; ".join(f"{quoted(edit.original)} ({worded(why)})" for edit, why in applied.left)
        some = _("{done} of {all} changes are made. Left: {left}.")
        all_made = plural("The change is made.", "All {count} changes are made.", everything)
        self.say(some.format(done=number(done), all=number(everything), left=left) if left else all_made)

    def show_state(
        self,
        *,
        looking: bool,
        can_look: bool,
        can_suggest: bool,
        suggesting: bool,
        looks: int,
        suggestions: int,
        can_compare: bool,
        comparing: bool,
        has_text: bool,
        reworded: bool,
    ) -> None:
        """Enable what makes sense now, and say that suggestions are looked for while they are."""
        waiting = (_("Looking for wordings that say less…"), _("Looking at the new text, to say no less than needed…"))
        if suggesting:
            self.say(waiting[looks > 0])
        elif self._note.text() in waiting:
            self.say("")
        self._look.setVisible(not looking and not comparing)
        self._look.setEnabled(can_look)
        self._stop.setVisible(looking)
        self._suggest.setVisible(not suggestions and not comparing)
        self._suggest.setEnabled(can_suggest)
        self._all.setVisible(bool(suggestions))
        self._assistant.setVisible(not suggestions and not comparing)
        self._compare.setVisible(can_compare or comparing)
        self._compare.setText(_("Back to the text") if comparing else _("Compare"))
        self._copy.setEnabled(has_text)
        self._copy.setText(_("Copy new text") if reworded else _("Copy text"))
        first = self._all if suggestions else self._suggest if can_suggest and not reworded else self._copy
        for one in (self._suggest, self._all, self._copy):
            set_role(one, "primary" if one is first else "")
