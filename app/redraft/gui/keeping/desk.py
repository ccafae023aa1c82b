"""What the window needs of the encrypted store; ``storage.session.Session`` is one."""

from __future__ import annotations

from contextlib import AbstractContextManager
from pathlib import Path
from typing import Protocol

from redraft.storage.folder import Protection
from redraft.storage.session import Status
from redraft.storage.vault import AskPassphrase
from redraft.usecases.kept_draft import KeptDrafts
from redraft.usecases.masking.keeping import KeptStandIns
from redraft.usecases.ports import Checkpoints, DeclaredPublic, KeptReports, KeptRules


class Drawer(Checkpoints, KeptReports, DeclaredPublic, KeptRules, KeptDrafts, KeptStandIns, Protocol):
    """The open store."""


class StoreDesk(Protocol):
    """Every call may wait for the keyring, for scrypt or for the user, so none is made on the window's thread.

    Raises StoreError, its subclasses KeyringError and WrongKeyError, and whatever an ``ask`` raises.
    """

    @property
    def records(self) -> Drawer | None:
        """The open store; None while it is off or locked. Waits for nothing."""

    @property
    def exists(self) -> bool:
        """True once the user turned the store on."""

    def status(self) -> Status:
        """What can be said without a key."""

    def open(self, ask: AskPassphrase) -> Drawer:
        """Open it, once."""

    def create(self, protection: Protection, ask_new: AskPassphrase) -> None:
        """Turn it on."""

    def rotate(self, protection: Protection, ask: AskPassphrase, ask_new: AskPassphrase) -> None:
        """Encrypt everything anew."""

    def backup(self, target: Path, ask: AskPassphrase, ask_new: AskPassphrase) -> None:
        """Write everything into one file under a passphrase of its own."""

    def restore(self, source: Path, ask_backup: AskPassphrase, protection: Protection, ask_new: AskPassphrase) -> None:
        """Make a store of a backup."""

    def erase(self) -> None:
        """Remove the key, then everything."""

    def in_use(self) -> AbstractContextManager[None]:
        """Meanwhile it is neither erased nor moved to another key."""

    def idle(self) -> AbstractContextManager[None]:
        """Meanwhile nobody begins to use it; raises StoreError when somebody does already."""

    def stop(self) -> None:
        """From any thread, before the end: whoever waits for the keyring waits no longer."""
