"""What is asked before the window closes over a draft that stands nowhere else."""

from __future__ import annotations

from enum import Enum, auto

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QMessageBox, QWidget

from redraft.gui.keeping.keeper import Stand
from redraft.speech.now import _


class Answer(Enum):
    """What to do with the draft."""

    SAVE = auto()
    KEEP = auto()
    LEAVE = auto()
    STAY = auto()


def ask(window: QWidget, stand: Stand) -> Answer:
    """Ask, and wait for the answer. Where there is a store, or could be one, it is offered."""
    role = QMessageBox.ButtonRole
    box = QMessageBox(window)
    box.setTextFormat(Qt.TextFormat.PlainText)
    box.setText(_("This draft is not saved."))
    box.setInformativeText(_means(stand))
    buttons = {box.addButton(_("Save…"), role.AcceptRole): Answer.SAVE}
    save = next(iter(buttons))
    if stand not in {Stand.ABSENT, Stand.BROKEN}:
        buttons[box.addButton(_("Keep it, encrypted"), role.YesRole)] = Answer.KEEP
    buttons[box.addButton(_("Close without saving"), role.DestructiveRole)] = Answer.LEAVE
    stay = box.addButton(_("Stay"), role.RejectRole)
    box.setDefaultButton(save)
    box.setEscapeButton(stay)
    box.exec()
    clicked = box.clickedButton()
    return next((answer for button, answer in buttons.items() if button is clicked), Answer.STAY)


def _means(stand: Stand) -> str:
    """What becomes of the draft, and what would keep it."""
    return {
        Stand.OFF: _(
            "When the window closes, the text is gone. Redraft keeps no drafts unless you turn its encrypted store on; "
            "kept there, this one is here again the next time."
        ),
        Stand.LOCKED: _(
            "When the window closes, the text is gone. Kept in the encrypted store, which is locked now, it is here "
            "again the next time."
        ),
        Stand.OPEN: _(
            "When the window closes, the text is gone. Kept in the encrypted store, it is here again the next time."
        ),
    }.get(stand, _("Redraft does not keep drafts: when the window closes, the text is gone."))
