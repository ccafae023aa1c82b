"""The encrypted store as a whole: made when the user asks for it, opened, moved to another key, saved, erased."""

from __future__ import annotations

import contextlib
import secrets
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager
from dataclasses import replace
from pathlib import Path

from redraft.domain.errors import StoreError
from redraft.domain.message import Message, both
from redraft.storage import cipher, keys
from redraft.storage.folder import InUse, Protection, StoreFolder
from redraft.storage.keys import KeyringError, SystemKeyring
from redraft.storage.records import Records
from redraft.storage.tables import make_tables, require_ours

AskPassphrase = Callable[[], str]
"""Asks the user; called only when a passphrase is needed."""


class Vault:
    """The store, whether or not it exists. The constructor reads nothing.

    Methods may wait for the keyring or for scrypt, so not on a window's thread. All raise StoreError; those that need
    the keyring its subclass KeyringError, on which the user may choose a passphrase, or memory only.
    """

    def __init__(self, folder: Path | None = None, keyring: SystemKeyring | None = None) -> None:
        self._folder = StoreFolder(folder)
        self._keyring = keyring or SystemKeyring()

    @property
    def folder(self) -> Path:
        """Where the files lie, whether or not they exist yet."""
        return self._folder.path

    @property
    def exists(self) -> bool:
        """True once the user turned the store on."""
        return self._folder.used

    @property
    def protection(self) -> Protection:
        """Where the key of the existing store comes from."""
        return self._folder.in_use().protection

    @property
    def old_keys(self) -> int:
        """How many keys of before still wait to be removed, because the keyring or another process was in the way."""
        return len(self._folder.in_use().retired)

    @property
    def size(self) -> int:
        """Bytes that the store takes."""
        return self._folder.size

    def create(self, protection: Protection, ask: AskPassphrase) -> Records:
        """Turn the store on and open it; refuses when there is one."""
        with self._folder.alone():
            self._refuse_second()
            self._folder.sweep()
            name = secrets.token_hex(16)
            key, salt = self._new_key(name, protection, ask)
            path = self._folder.file(name)
            cipher.create_empty(path)
            connection = cipher.connect(path, key, salt=salt)
            try:
                make_tables(connection)
                self._folder.point_at(InUse(name, protection))
            except BaseException:
                connection.close()
                raise
        return self._records(connection, name)

    def open(self, ask: AskPassphrase) -> Records:
        """Open the existing store."""
        in_use = self._folder.in_use()
        connection = self._connect(in_use, self._key(in_use, ask))
        if in_use.retired or self._folder.leftovers(in_use.id):
            with contextlib.suppress(StoreError), self._folder.alone():
                self._finish(self._folder.in_use())
        return self._records(connection, in_use.id)

    def rotate(self, protection: Protection, ask_old: AskPassphrase, ask_new: AskPassphrase) -> None:
        """Encrypt everything anew under a new key, or under another kind of key; the old one is removed.

        When it fails, whatever the reason, the old key and the old file are in use as before, and the error says so.
        """
        with self._folder.alone(), self._folder.free_of_scans():
            old = self._folder.in_use()
            key = self._key(old, ask_old)
            with _as_before(), self._opened(old, key) as holding, _held(holding), self._opened(old, key) as reading:
                left = (*old.retired, old.id) if old.protection is Protection.KEYRING else old.retired
                new = InUse(self._copy(reading, protection, ask_new), protection, left)
                try:
                    self._folder.point_at(new)
                except StoreError:
                    if self._folder.in_use().id != new.id:
                        self._take_back(new.id, protection)
                    raise
            with contextlib.suppress(StoreError):  # opening the store tries again
                self._finish(new)

    def backup(self, target: Path, ask: AskPassphrase, ask_new: AskPassphrase) -> None:
        """Write everything into one file under a passphrase, which opens on any computer; never over another file."""
        if target.exists():
            raise StoreError(Message("store.file_exists", {"path": str(target)}), Message("do.other_name"))
        in_use = self._folder.in_use()
        with _as_before(), self._opened(in_use, self._key(in_use, ask)) as connection:
            salt = keys.random_salt()
            cipher.copy_into(connection, target, keys.new_key_of(ask_new(), salt), salt=salt)

    def restore(self, source: Path, ask_old: AskPassphrase, protection: Protection, ask_new: AskPassphrase) -> None:
        """Make a store of a backup; refuses when there is one (erase it first) and when the backup is damaged."""
        salt = cipher.read_salt(source)
        with self._folder.alone():
            self._refuse_second()
            self._folder.sweep()
            connection = cipher.connect(source, keys.key_of(ask_old(), salt))
            with contextlib.closing(connection):
                require_ours(connection)
                if problem := cipher.damage(connection):
                    raise StoreError(Message("store.backup_unusable", {"problem": problem}), Message("do.other_backup"))
                name = self._copy(connection, protection, ask_new)
            self._folder.point_at(InUse(name, protection))

    def erase(self) -> None:
        """Remove the key, then the files. Needs no key, and works on a damaged store.

        Raises KeyringError when everything is gone but the key, which the keyring would not give up; it opens nothing.
        """
        with self._folder.alone(), self._folder.free_of_scans():
            problem = self._remove_keys()
            self._folder.remove_everything()
        if problem is not None:
            raise problem

    def scanned_into(self) -> AbstractContextManager[None]:
        """Meanwhile no process, this one included, erases the store or moves it to another key."""
        return self._folder.scanned_into()

    def stop(self) -> None:
        """From any thread: whoever waits for the keyring, now or later, waits no longer."""
        self._keyring.stop()

    def _records(self, connection: cipher.Connection, name: str) -> Records:
        def still_current() -> bool:
            with contextlib.suppress(StoreError):
                return self._folder.in_use().id == name
            return False

        return Records(connection, still_current)

    def _refuse_second(self) -> None:
        if self.exists:
            raise StoreError(Message("store.exists"), Message("do.use_or_erase"))

    def _key(self, in_use: InUse, ask: AskPassphrase) -> bytes:
        if in_use.protection is Protection.KEYRING:
            return self._keyring.get(in_use.id)
        return keys.key_of(ask(), cipher.read_salt(self._folder.file(in_use.id)))

    def _new_key(self, name: str, protection: Protection, ask: AskPassphrase) -> tuple[bytes, bytes]:
        """(key, salt) for a new file; a random key is in the keyring when this returns."""
        salt = keys.random_salt()
        if protection is Protection.PASSPHRASE:
            return keys.new_key_of(ask(), salt), salt
        key = keys.random_key()
        self._keyring.put(name, key)
        return key, salt

    def _connect(self, in_use: InUse, key: bytes) -> cipher.Connection:
        path = self._folder.file(in_use.id)
        if not path.is_file() or path.stat().st_size == 0:  # SQLite would take an empty file for a new database
            raise StoreError(
                Message("store.empty"),
                Message("do.erase_rest_restore"),
            )
        connection = cipher.connect(path, key)
        try:
            require_ours(connection)
        except BaseException:
            connection.close()
            raise
        return connection

    @contextlib.contextmanager
    def _opened(self, in_use: InUse, key: bytes) -> Iterator[cipher.Connection]:
        with contextlib.closing(self._connect(in_use, key)) as connection:
            yield connection

    def _copy(self, connection: cipher.Connection, protection: Protection, ask: AskPassphrase) -> str:
        """The name of a new file with the same content under a new key."""
        name = secrets.token_hex(16)
        key, salt = self._new_key(name, protection, ask)
        try:
            cipher.copy_into(connection, self._folder.file(name), key, salt=salt)
        except BaseException:
            self._take_back(name, protection)
            raise
        return name

    def _take_back(self, name: str, protection: Protection) -> None:
        """Remove a new file that nothing points at, and its key."""
        with contextlib.suppress(OSError):
            self._folder.file(name).unlink(missing_ok=True)
        if protection is Protection.KEYRING:
            with contextlib.suppress(KeyringError):
                self._keyring.remove(name)

    def _finish(self, in_use: InUse) -> None:
        """Remove what a change of keys left over, and only then forget that it was there."""
        self._folder.sweep(keep=in_use.id)
        for name in in_use.retired:
            self._keyring.remove(name)
        self._folder.point_at(replace(in_use, retired=()))

    def _remove_keys(self) -> KeyringError | None:
        """Take the store's keys out of the keyring; what the keyring says when it does not let them go."""
        try:
            in_use = self._folder.in_use()
        except StoreError:  # there is none, or store.json is damaged: it names no key
            return None
        try:
            for name in in_use.retired:
                self._keyring.remove(name)
            if in_use.protection is Protection.KEYRING:
                self._keyring.remove(in_use.id)
        except KeyringError as error:
            return error
        return None


@contextlib.contextmanager
def _as_before() -> Iterator[None]:
    """Say of what goes wrong with the disk meanwhile that nothing is lost by it."""
    try:
        yield
    except (KeyringError, cipher.WrongKeyError):
        raise
    except StoreError as error:
        raise StoreError(error.problem, both(error.remedy, Message("store.as_before"))) from None


@contextlib.contextmanager
def _held(connection: cipher.Connection) -> Iterator[None]:
    """Keep every other process from writing meanwhile."""
    with cipher.in_words():
        connection.execute("BEGIN IMMEDIATE")
    try:
        yield
    finally:
        connection.execute("ROLLBACK")
