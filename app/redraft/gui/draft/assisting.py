"""The draft page's way to an assistant and back: a menu, what is copied, and the answer with the real words."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QObject, QPoint, Signal
from PySide6.QtWidgets import QMenu

from redraft.domain.stand_ins import Style
from redraft.gui import clipboard
from redraft.gui.draft.assistant import Assistant, Sent
from redraft.gui.draft.checker import Checker
from redraft.gui.draft.sheet import Sheet
from redraft.speech.now import _, plural, worded


class Assisting(QObject):
    """Does what the menu offers. ``said`` brings a line for the user, ``put_wanted`` an answer that shall be the draft.

    ``menu`` is the one that is open.
    """

    said = Signal(str)
    put_wanted = Signal(str)

    def __init__(self, assistant: Assistant, checker: Checker, sheet: Sheet) -> None:
        super().__init__(sheet)
        self._assistant, self._checker, self._sheet = assistant, checker, sheet
        self.menu: QMenu | None = None
        assistant.masked.connect(self._on_masked)
        assistant.answered.connect(sheet.show_answer)
        assistant.forgotten.connect(lambda: self.said.emit(_("Nothing has a stand-in any more.")))
        sheet.answer.copied.connect(self._copy)
        sheet.answer.taken.connect(self.put_wanted)
        sheet.answer.closed.connect(sheet.end_answer)

    def show_menu(self, where: QPoint) -> None:
        """Offer what can be done, at a point of the screen."""
        menu = self.menu = QMenu(self._sheet)
        menu.setToolTipsVisible(True)
        has_text, can_unmask = bool(self._checker.text.strip()), self._assistant.can_unmask
        labels, names = partial(self.copy, Style.LABELS), partial(self.copy, Style.NAMES)
        _add(menu, _("Copy with placeholders: Person A, [Town 1]"), labels, enabled=has_text)
        _add(menu, _("Copy with invented names"), names, enabled=has_text)
        menu.addSeparator()
        _add(menu, _("Paste the answer"), self.paste, enabled=can_unmask)
        menu.addSeparator()
        _add(menu, _("Forget what stands for what"), self._assistant.forget, enabled=can_unmask)
        menu.aboutToHide.connect(menu.deleteLater)
        menu.popup(where)

    def copy(self, style: Style | None = None) -> None:
        """Copy the draft with stand-ins, in the style of the last time unless another is given."""
        if self._checker.text.strip():
            self._assistant.mask(self._checker.text, self._checker.rulings.rules, style or self._assistant.style)

    def paste(self) -> None:
        """Show what was copied last with the real words."""
        self._assistant.unmask(clipboard.copied())

    def _on_masked(self, sent: Sent) -> None:
        clipboard.copy_new(sent.masked.text)
        count = len(sent.masked.put)
        done = plural("Copied, with a stand-in in 1 place.", "Copied, with stand-ins in {count} places.", count)
        nothing = _("Copied as it is: nothing was found that needs a stand-in.")
        kept = _("What stands for what is in the encrypted store.")
        here = _("What stands for what is kept until the window closes.")
        notes = " ".join(worded(note.message) for note in sent.notes)
        lines = (done if count else nothing, kept if sent.lasting else here, notes)
        self.said.emit(" ".join(line for line in lines if line))

    def _copy(self, answer: str) -> None:
        clipboard.copy_private(answer)
        self.said.emit(_("Copied; clipboard histories were asked not to keep it."))


def _add(menu: QMenu, text: str, do: Callable[[], object], *, enabled: bool) -> None:
    action = menu.addAction(text)
    action.triggered.connect(lambda _checked=False: do())
    action.setEnabled(enabled)
