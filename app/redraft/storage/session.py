"""The store for as long as the app runs: opened once, when something needs it, and followed when its key changes."""

from __future__ import annotations

import contextlib
import threading
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from redraft.domain.errors import StoreError
from redraft.domain.message import Message
from redraft.storage.folder import Protection
from redraft.storage.memory import MemoryRecords
from redraft.storage.records import Records
from redraft.storage.vault import AskPassphrase, Vault


@dataclass(frozen=True, slots=True)
class Status:
    """What can be said of the store. ``protection`` is None while it is off, ``held`` while it is not open.

    ``size`` in bytes; ``held``: how many scans of archives, reports and declared facts. ``old_keys`` are keys of before
    that the keyring did not let go.
    """

    folder: Path
    protection: Protection | None = None
    size: int = 0
    old_keys: int = 0
    held: tuple[int, int, int] | None = None


class Session:
    """For several threads, none of them a window's: calls may wait for the keyring, for scrypt or for the user.

    All raise StoreError as those of :class:`Vault`, and whatever ``ask`` raises, which is how the user declines.
    """

    def __init__(self, vault: Vault) -> None:
        self._vault = vault
        self._lock = threading.RLock()
        self._users = 0
        self.records: Records | None = None

    @property
    def exists(self) -> bool:
        """True once the user turned the store on."""
        return self._vault.exists

    def status(self) -> Status:
        """What there is; needs no key."""
        folder = self._vault.folder
        if not self.exists:
            return Status(folder)
        protection, size, old_keys = self._vault.protection, self._vault.size, self._vault.old_keys
        return Status(folder, protection, size, old_keys, None if self.records is None else self.records.counts())

    def open(self, ask: AskPassphrase) -> Records:
        """The open store; opened by whoever needs it first, and whoever comes meanwhile waits for that."""
        with self._lock:
            if self.records is None:
                self.records = self._vault.open(ask)
            return self.records

    def create(self, protection: Protection, ask_new: AskPassphrase) -> None:
        """Turn the store on."""
        with self._lock:
            self.records = self._vault.create(protection, ask_new)

    def rotate(self, protection: Protection, ask: AskPassphrase, ask_new: AskPassphrase) -> None:
        """Encrypt everything anew; what was open stays open."""
        remembered = _Remembering(ask_new)
        with self.idle():
            self._vault.rotate(protection, ask, remembered)
            opened = self._vault.open(remembered.said)
            if self.records is None:
                self.records = opened
            else:
                self.records.go_on_with(opened)

    def backup(self, target: Path, ask: AskPassphrase, ask_new: AskPassphrase) -> None:
        """Write everything into one file under a passphrase of its own."""
        self._vault.backup(target, ask, ask_new)

    def restore(self, source: Path, ask_backup: AskPassphrase, protection: Protection, ask_new: AskPassphrase) -> None:
        """Make a store of a backup, and open it."""
        remembered = _Remembering(ask_new)
        with self._lock:
            self._vault.restore(source, ask_backup, protection, remembered)
            self.records = self._vault.open(remembered.said)

    def erase(self) -> None:
        """Remove the key, then everything; what was open goes on in memory until it is let go."""
        with self.idle():
            if self.records is not None:
                self.records.go_on_with(MemoryRecords())
            self.records = None
            self._vault.erase()

    @contextlib.contextmanager
    def in_use(self) -> Iterator[None]:
        """Meanwhile the store is neither erased nor moved to another key, by whatever process."""
        with self._lock:
            self._users += 1
        try:
            with self._vault.scanned_into() if self.exists else contextlib.nullcontext():
                yield
        finally:
            with self._lock:
                self._users -= 1

    @contextlib.contextmanager
    def idle(self) -> Iterator[None]:
        """Meanwhile nobody begins to use it; raises StoreError when somebody does already."""
        with self._lock:
            if self._users:
                raise StoreError(Message("store.scan_writes"), Message("do.stop_scan"))
            yield

    def stop(self) -> None:
        """From any thread, before the end: whoever waits for the keyring waits no longer."""
        self._vault.stop()

    def close(self) -> None:
        """Close the file; it can be opened again."""
        with self._lock:
            if self.records is not None:
                self.records.close()
            self.records = None


class _Remembering:
    """Asks once, so that what was just encrypted can be opened without asking again."""

    def __init__(self, ask: AskPassphrase) -> None:
        self._ask = ask
        self._answer = ""

    def __call__(self) -> str:
        self._answer = self._ask()
        return self._answer

    def said(self) -> str:
        """The answer of before."""
        return self._answer
