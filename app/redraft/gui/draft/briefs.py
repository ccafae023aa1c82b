"""For whom drafts are and what of them has to go or may stay: of this one, and of every one."""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal

from redraft.gui.keeping.rulebook import Rulebook
from redraft.gui.services import Settings
from redraft.usecases.brief import Brief


class Briefs(QObject):
    """``usual`` is asked for of every draft, ``current`` of this one. Emits ``changed`` when one asks otherwise."""

    changed = Signal()

    def __init__(self, settings: Settings, book: Rulebook, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._settings, self._book = settings, book
        self._own: Brief | None = None
        self._find_usual()
        book.changed.connect(self._find_usual)

    @property
    def current(self) -> Brief:
        """What is asked for of this draft."""
        return self.usual if self._own is None else self._own

    def ask_for(self, brief: Brief) -> None:
        """The draft is for somebody else, or something else of it has to go or may stay."""
        self._own = brief
        self.changed.emit()

    def make_usual(self) -> None:
        """What is asked for of this draft is so of every one from now on."""
        brief = self.current
        self._settings.set("audience", brief.audience)
        self._settings.set("decoys", "yes" if brief.decoys else "")
        self._book.drop(self.usual.rules - brief.rules)
        self._book.add(brief.rules)
        self._find_usual()
        self._own = None
        self.changed.emit()

    def start_over(self) -> None:
        """It is another draft: of that nothing in particular was asked for."""
        self._own = None

    def _find_usual(self) -> None:
        decoys = bool(self._settings.get("decoys", ""))
        self.usual = Brief.usual(self._book.rules, self._settings.get("audience", ""), decoys=decoys)
