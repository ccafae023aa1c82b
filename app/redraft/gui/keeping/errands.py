"""What is done with the store on a thread that may wait: for the keyring, for scrypt, for the user's passphrase."""

from __future__ import annotations

import threading
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar

from redraft.domain.errors import StoreError
from redraft.domain.message import Message
from redraft.domain.relations import Fact
from redraft.domain.rules import Rule
from redraft.gui.keeping.desk import Drawer, StoreDesk
from redraft.gui.keeping.questions import Declined, Questions, Wanted
from redraft.storage.cipher import WrongKeyError
from redraft.storage.folder import Protection
from redraft.storage.keys import KeyringError
from redraft.storage.session import Status
from redraft.storage.vault import AskPassphrase
from redraft.usecases.kept_draft import KeptDraft
from redraft.usecases.ports import KeptReport
from redraft.usecases.recording import forget_all

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Seen:
    """What was there when it was last looked at; without a ``status`` there is a ``problem``."""

    status: Status | None
    declared: frozenset[Fact] = frozenset()
    reports: tuple[KeptReport, ...] = ()
    rules: frozenset[Rule] = frozenset()
    draft: KeptDraft | None = None
    problem: StoreError | None = None


class Errands:
    """Every method raises StoreError, and Cancelled when the work or the question is."""

    def __init__(self, desk: StoreDesk, questions: Questions) -> None:
        self._desk, self._questions = desk, questions

    def begin(self, _cancel: threading.Event) -> None:
        """A store whose key is in the keyring opens by itself."""
        if self._desk.exists and self._desk.status().protection is Protection.KEYRING:
            self._desk.open(_nobody)

    def open(self, cancel: threading.Event) -> Drawer:
        """Open it."""
        return self._trying(self._desk.open, Wanted.STORE, cancel)

    def create(self, protection: Protection, cancel: threading.Event) -> None:
        """Turn it on."""
        self._desk.create(protection, self._asking(Wanted.NEW, cancel))

    def rotate(self, protection: Protection, cancel: threading.Event) -> None:
        """Encrypt everything anew."""
        new = self._asking(Wanted.NEW, cancel)
        self._trying(lambda ask: self._desk.rotate(protection, ask, new), Wanted.STORE, cancel)

    def backup(self, target: Path, cancel: threading.Event) -> None:
        """Save everything into one file."""
        new = self._asking(Wanted.NEW_BACKUP, cancel)
        self._trying(lambda ask: self._desk.backup(target, ask, new), Wanted.STORE, cancel)

    def restore(self, source: Path, protection: Protection, cancel: threading.Event) -> None:
        """Make a store of a backup."""
        new = self._asking(Wanted.NEW, cancel)
        self._trying(lambda ask: self._desk.restore(source, ask, protection, new), Wanted.BACKUP, cancel)

    def erase(self, _cancel: threading.Event) -> None:
        """Remove the key, then everything."""
        try:
            self._desk.erase()
        except KeyringError as error:
            said = Message("store.key_left")
            raise StoreError(said, error.problem) from None

    def forget_scans(self, _cancel: threading.Event) -> None:
        """Drop how far scans came."""
        with self._desk.idle():
            self.with_records(forget_all)

    def with_records(self, work: Callable[[Drawer], T]) -> T:
        """Do something with what is in the open store."""
        records = self._desk.records
        if records is None:
            raise StoreError(Message("store.closed"), Message("do.open_store_preferences"))
        return work(records)

    def look(self) -> Seen:
        """What there is."""
        try:
            status, records = self._desk.status(), self._desk.records
            if records is None:
                return Seen(status)
            return Seen(status, records.declared(), tuple(records.kept()), records.rules(), records.draft())
        except StoreError as error:
            return Seen(None, problem=error)

    def _asking(self, wanted: Wanted, cancel: threading.Event) -> AskPassphrase:
        return lambda: self._questions.ask(wanted, cancel)

    def _trying(self, action: Callable[[AskPassphrase], T], wanted: Wanted, cancel: threading.Event) -> T:
        """Do it; after a passphrase that does not open it, ask again."""
        asked = 0

        def ask() -> str:
            nonlocal asked
            asked += 1
            return self._questions.ask(wanted, cancel, wrong=asked > 1)

        while True:
            before = asked
            try:
                return action(ask)
            except WrongKeyError:
                if asked == before:  # no passphrase would have helped
                    raise


def _nobody() -> str:
    raise Declined
