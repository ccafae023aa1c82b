"""What the user decided about the words of one draft, beside what they decided for all."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import QObject, Signal

from redraft.domain.rules import Rule
from redraft.gui.keeping.rulebook import Rulebook

Decision = tuple[Rule, ...]
"""Rules that were made together, and are taken back together."""


class Rulings(QObject):
    """Emits ``changed`` when other rules hold. ``here`` are decisions that end with the draft, the oldest first."""

    changed = Signal()

    def __init__(self, book: Rulebook, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.book = book
        self.here: tuple[Decision, ...] = ()
        book.changed.connect(self.changed)

    @property
    def rules(self) -> frozenset[Rule]:
        """All that hold for the draft."""
        return self.book.rules.union(*self.here)

    def decide(self, rules: Iterable[Rule]) -> Decision:
        """Let these hold for the draft; returns what takes them back."""
        decision = tuple(rules)
        self._set((*(one for one in self.here if one != decision), decision))
        return decision

    def take_back(self, decision: Decision) -> None:
        """Let a decision hold no more."""
        self._set(tuple(one for one in self.here if one != decision))

    def start_over(self) -> None:
        """It is another draft: what was decided about this one is none of its business."""
        self._set(())

    def _set(self, here: tuple[Decision, ...]) -> None:
        if here != self.here:
            self.here = here
            self.changed.emit()
