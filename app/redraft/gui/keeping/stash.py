"""The draft that waits in the encrypted store: kept when the user says so, and there again the next time."""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal

from redraft.domain.errors import RedraftError
from redraft.gui.keeping.keeper import Keeper, Stand
from redraft.storage.folder import Protection
from redraft.usecases.kept_draft import KeptDraft


class Stash(QObject):
    """Emits ``found`` with the draft of another time, once, as soon as the store is open; ``kept`` when one is kept,
    ``failed`` when it cannot be.
    """

    found = Signal(object)
    kept = Signal()
    failed = Signal(RedraftError)

    def __init__(self, keeper: Keeper, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._keeper = keeper
        self._wanted: KeptDraft | None = None
        self._putting = self._offered = False
        keeper.changed.connect(self._on_kept)

    @property
    def usable(self) -> bool:
        """True where there is a store, or could be one."""
        return self._keeper.stand not in {Stand.ABSENT, Stand.BROKEN}

    def keep(self, draft: KeptDraft) -> None:
        """Keep a draft in place of the one before; a store that is off is turned on for it, a locked one opened."""
        self._wanted, keeper = draft, self._keeper
        if keeper.stand is Stand.OPEN:
            self._put()
        elif keeper.stand is Stand.LOCKED:
            keeper.open()
        elif keeper.stand is Stand.OFF:
            keeper.create(Protection.KEYRING)

    def forget(self) -> None:
        """Keep none any more."""
        self._keeper.with_records(lambda records: records.forget_draft())

    def _put(self) -> None:
        draft, self._wanted = self._wanted, None
        if draft is not None:
            kept, self._putting = draft, True
            self._keeper.with_records(lambda records: records.keep_draft(kept), lambda _done: self._done())

    def _done(self) -> None:
        self._putting = False
        self.kept.emit()

    def _on_kept(self) -> None:
        keeper = self._keeper
        if keeper.stand is Stand.OPEN and not self._offered:
            self._offered = True
            if keeper.draft is not None and self._wanted is None:
                self.found.emit(keeper.draft)
        if keeper.busy or (self._wanted is None and not self._putting):
            return
        if self._wanted is not None and keeper.stand is Stand.OPEN:
            self._put()
            return
        self._wanted, self._putting = None, False
        if keeper.error is not None:  # otherwise the user was asked for a passphrase, and declined
            self.failed.emit(keeper.error)
