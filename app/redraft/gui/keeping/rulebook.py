"""What the user decided for every text: in the encrypted store while that is open, else until the window closes."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import QObject, Signal

from redraft.domain.rules import Rule
from redraft.gui.keeping.desk import Drawer
from redraft.gui.keeping.keeper import Keeper, Stand
from redraft.usecases.rules import opposite


class Rulebook(QObject):
    """Emits ``changed`` when other rules hold. What was decided while the store was off goes into it once it is on."""

    changed = Signal()

    def __init__(self, keeper: Keeper, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._keeper = keeper
        self._loose: frozenset[Rule] = frozenset()
        self._dropped: frozenset[Rule] = frozenset()
        self._stand = keeper.stand
        self._told = self.rules
        keeper.changed.connect(self._on_kept)

    @property
    def rules(self) -> frozenset[Rule]:
        """All that hold."""
        return (self._keeper.rules | self._loose) - self._dropped

    @property
    def lasting(self) -> bool:
        """True when rules outlive the window."""
        return self._keeper.stand is Stand.OPEN

    def add(self, rules: Iterable[Rule]) -> None:
        """From now on these hold, and what says the contrary does not."""
        new = frozenset(rules)
        contrary = frozenset(other for rule in new if (other := opposite(rule)) is not None)
        self._loose = (self._loose | new) - contrary
        self._dropped = (self._dropped - new) | contrary
        if self.lasting:
            self._keep()
        self._tell()

    def drop(self, rules: Iterable[Rule]) -> None:
        """These hold no more."""
        gone = frozenset(rules)
        self._loose -= gone
        self._dropped |= gone
        if self.lasting:
            self._keep()
        self._tell()

    def _keep(self) -> None:
        """Bring the store up to what was decided; what it does not take lasts until the window closes."""
        new, gone = self._loose, self._dropped

        def work(records: Drawer) -> None:
            for rule in new:
                records.add_rule(rule)
            for rule in gone:
                records.drop_rule(rule)

        self._keeper.with_records(work, lambda _done: self._kept(new, gone))

    def _kept(self, new: frozenset[Rule], gone: frozenset[Rule]) -> None:
        self._loose -= new
        self._dropped -= gone

    def _on_kept(self) -> None:
        was, self._stand = self._stand, self._keeper.stand
        if was is not Stand.OPEN and self.lasting and (self._loose or self._dropped):
            self._keep()
        self._tell()

    def _tell(self) -> None:
        if self.rules != self._told:
            self._told = self.rules
            self.changed.emit()
