"""The buttons of the draft page: the ways to begin, and what can be done with a draft."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QWidget

from redraft.gui.i18n import _
from redraft.gui.parts import button, label, row
from redraft.gui.theme import space


class Welcome(QWidget):
    """Shown while the editor is empty."""

    paste = Signal()
    open = Signal()
    example = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setLayout(
            row(
                button(_("Paste"), self.paste.emit, symbol="paste", hint=_("Check what you copied")),
                button(_("Open a file"), self.open.emit, symbol="open", hint=_("Or drop one here")),
                button(_("Try an example"), self.example.emit, symbol="example"),
                None,
            )
        )


class BottomBar(QFrame):
    """Looking, suggestions, copying, and one line that says what happened last."""

    look = Signal()
    stop = Signal()
    suggest = Signal()
    apply_all = Signal()
    copy = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("bottombar")
        self._note = label("", "muted")
        self._look = button(
            _("Look closer"), self.look.emit, symbol="look", hint=_("Let the model look now (Ctrl+Enter)")
        )
        self._stop = button(_("Stop"), self.stop.emit, symbol="stop", hint=_("Stop the model (Esc)"))
        self._suggest = button(_("Suggest wording"), self.suggest.emit, symbol="draft")
        self._all = button(_("Apply all"), self.apply_all.emit, symbol="check", hint=_("One Ctrl+Z undoes it"))
        self._copy = button(_("Copy text"), self.copy.emit, role="primary", symbol="copy")
        side = space("l")
        line = row(self._note, self._look, self._stop, self._suggest, self._all, self._copy, margin=(side, 8, side, 8))
        line.setStretch(0, 1)
        self.setLayout(line)
        self.say("")

    def say(self, text: str) -> None:
        """Say what happened; with nothing to say, the promise."""
        self._note.setText(text or _("Nothing has left this computer."))

    def show_state(self, *, looking: bool, can_look: bool, can_suggest: bool, suggestions: int, has_text: bool) -> None:
        """Enable what makes sense now."""
        self._look.setVisible(not looking)
        self._look.setEnabled(can_look)
        self._stop.setVisible(looking)
        self._suggest.setVisible(not suggestions)
        self._suggest.setEnabled(can_suggest)
        self._all.setVisible(bool(suggestions))
        self._copy.setEnabled(has_text)
