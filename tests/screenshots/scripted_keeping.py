"""A store that follows a script: for pictures of what may be kept. It keeps in memory, and its passphrase is known."""

from __future__ import annotations

import contextlib
from pathlib import Path

from redraft.codec import to_json
from redraft.domain.archive import Opened, ReadChoices
from redraft.domain.attributes import Attribute
from redraft.domain.message import Message
from redraft.domain.profile import ArchiveReport
from redraft.storage.cipher import WrongKeyError
from redraft.storage.folder import Protection
from redraft.storage.keys import KeyringError
from redraft.storage.memory import MemoryRecords
from redraft.storage.session import Status
from redraft.storage.vault import AskPassphrase
from redraft.usecases.ports import KeptReport
from redraft.usecases.recording import Begun
from screenshots.scripted_archive import REDDIT

PASSPHRASE = "four quite random words"
FOLDER = Path("/home/you/.local/share/redraft/store")
WHEN = 1_760_000_000


class ScriptedKeeping:
    """On with ``protection``, off without; a passphrase locks it. ``refuses``: why the keyring cannot be used."""

    def __init__(self, protection: Protection | None = None, *, refuses: str = "") -> None:
        self._protection = protection
        self._refuses = refuses
        self._content = MemoryRecords()
        self._open = False

    @property
    def records(self) -> MemoryRecords | None:
        """See :class:`StoreDesk`."""
        return self._content if self._open else None

    @property
    def exists(self) -> bool:
        """See :class:`StoreDesk`."""
        return self._protection is not None

    def status(self) -> Status:
        """See :class:`StoreDesk`."""
        if self._protection is None:
            return Status(FOLDER)
        return Status(FOLDER, self._protection, 86_016, 0, self._content.counts() if self._open else None)

    def open(self, ask: AskPassphrase) -> MemoryRecords:
        """See :class:`StoreDesk`."""
        if self._protection is Protection.PASSPHRASE and ask() != PASSPHRASE:
            raise WrongKeyError(Message("store.wrong_key"))
        self._open = True
        return self._content

    def create(self, protection: Protection, ask_new: AskPassphrase) -> None:
        """See :class:`StoreDesk`."""
        if protection is Protection.PASSPHRASE:
            ask_new()
        elif self._refuses:
            raise KeyringError(self._refuses)
        self._protection, self._open = protection, True

    def rotate(self, protection: Protection, ask: AskPassphrase, ask_new: AskPassphrase) -> None:
        """See :class:`StoreDesk`."""
        self.open(ask)
        self.create(protection, ask_new)

    def backup(self, target: Path, ask: AskPassphrase, ask_new: AskPassphrase) -> None:
        """See :class:`StoreDesk`."""
        ask_new()

    def restore(self, source: Path, ask_backup: AskPassphrase, protection: Protection, ask_new: AskPassphrase) -> None:
        """See :class:`StoreDesk`."""
        ask_backup()
        self.create(protection, ask_new)

    def erase(self) -> None:
        """See :class:`StoreDesk`."""
        self._protection, self._open, self._content = None, False, MemoryRecords()

    def in_use(self) -> contextlib.AbstractContextManager[None]:
        """See :class:`StoreDesk`."""
        return contextlib.nullcontext()

    def idle(self) -> contextlib.AbstractContextManager[None]:
        """See :class:`StoreDesk`."""
        return contextlib.nullcontext()

    def stop(self) -> None:
        """See :class:`StoreDesk`."""


def filled(protection: Protection = Protection.KEYRING, *, done: int = 12_400) -> ScriptedKeeping:
    """One with two scans, of which one can go on with the scripted archive, two reports and two facts."""
    made = ScriptedKeeping(protection)
    content = made._content
    for files, at in (("scripted", WHEN), ("other", WHEN - 9e5)):
        begun = Begun(ReadChoices("reddit"), None, 600.0, done, 31_000, 0.0, finished=False, at=at)
        content.record(f"{files}.1", {"begun": to_json(begun)})
    for label, age in (("Reddit", 0), ("Mastodon", 400_000)):
        content.keep(KeptReport(label, label, WHEN - age), {})
    content.declare(Attribute.LOCATION, "Leeds")
    content.declare(Attribute.RELATIONSHIP, "Married")
    return made


def kept_report(keeping: ScriptedKeeping, report: ArchiveReport) -> None:
    """Let the first report be this one."""
    body = {"report": to_json(report), "opened": to_json(Opened((REDDIT,), 12, media=3))}
    keeping._content.keep(KeptReport("Reddit", "Reddit", WHEN), body)
