"""One encrypted SQLite file: opened with a raw key, copied under another, its errors in words for the user.

Why a rollback journal and not a write-ahead log: what is committed then lies in one file, whose every page carries a
keyed checksum, so a lost or changed byte is noticed; a damaged log is silently cut off where it is damaged, and what
was committed behind that place is gone. ``synchronous=EXTRA`` makes a commit last through a power failure.
"""

from __future__ import annotations

import contextlib
import os
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from sqlcipher3 import dbapi2

from redraft.domain.errors import StoreError
from redraft.domain.message import Message

KEY_BYTES, SALT_BYTES = 32, 16
BUSY_SECONDS = 5.0
"""How long a commit waits for another process's before it gives up."""

_BUSY, _LOCKED, _READ_ONLY, _IO, _CORRUPT, _FULL, _CANNOT_OPEN, _NOT_A_DATABASE = 5, 6, 8, 10, 11, 13, 14, 26

_SAID = {
    _BUSY: (Message("store.used_elsewhere"), Message("do.close_other_redraft")),
    _LOCKED: (Message("store.used_elsewhere"), Message("do.close_other_redraft")),
    _READ_ONLY: (Message("store.read_only"), Message("do.check_folder_permissions")),
    _IO: (Message("store.disk_fails"), Message("do.check_disk_kept")),
    _CORRUPT: (
        Message("store.damaged"),
        Message("do.restore_or_erase_store"),
    ),
    _FULL: (Message("store.disk_full"), Message("do.make_room_kept")),
    _CANNOT_OPEN: (Message("store.unopenable"), Message("do.check_store_folder")),
    _NOT_A_DATABASE: (
        Message("store.wrong_key"),
        Message("do.try_or_restore"),
    ),
}


class WrongKeyError(StoreError):
    """The key does not open the file: another passphrase may, unless the file is damaged."""


Connection = Any
"""A ``sqlcipher3.dbapi2.Connection``; the package has no types."""


@contextlib.contextmanager
def in_words() -> Iterator[None]:
    """Turn what SQLite reports into StoreError; its own message is dropped, since it may quote what was stored."""
    try:
        yield
    except dbapi2.Error as error:
        code = (getattr(error, "sqlite_errorcode", None) or 0) & 0xFF
        fallback = (Message("store.io"), Message("do.store_status"))
        kind = WrongKeyError if code == _NOT_A_DATABASE else StoreError
        raise kind(*_SAID.get(code, fallback)) from None


def connect(path: Path, key: bytes, *, salt: bytes = b"") -> Connection:
    """Open an existing file; an empty one becomes a new database. May be used from several threads, one at a time.

    ``key`` has KEY_BYTES, ``salt`` (only for a new file) SALT_BYTES or none. Raises StoreError when the key is wrong.
    Transactions are begun by hand.
    """
    with in_words():
        connection = dbapi2.connect(
            f"{path.absolute().as_uri()}?mode=rw",
            uri=True,
            isolation_level=None,
            check_same_thread=False,
            timeout=BUSY_SECONDS,
        )
        try:
            connection.execute("PRAGMA cipher_log_level = NONE")  # it would print to stderr
            connection.execute("PRAGMA cipher_memory_security = ON")  # pages are locked in memory and wiped
            connection.execute(f"PRAGMA key = \"x'{(key + salt).hex()}'\"")
            connection.execute("SELECT count(*) FROM sqlite_master").fetchall()
            connection.execute("PRAGMA journal_mode = DELETE").fetchall()
            for pragma in ("synchronous = EXTRA", "secure_delete = ON", "foreign_keys = ON", "trusted_schema = OFF"):
                connection.execute(f"PRAGMA {pragma}")
        except BaseException:
            connection.close()
            raise
    return connection


def in_memory() -> Connection:
    """A new database that is nowhere but in memory; it has no key, and temporary tables stay in memory too."""
    with in_words():
        connection = dbapi2.connect(":memory:", isolation_level=None, check_same_thread=False)
        connection.execute("PRAGMA foreign_keys = ON")  # without it, results would outlive the scan they belong to
    return connection


def create_empty(path: Path) -> None:
    """An empty file that only its owner may read; raises StoreError."""
    try:
        os.close(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600))
    except FileExistsError:
        raise StoreError(Message("store.file_exists", {"path": str(path)}), Message("do.other_name")) from None
    except OSError as error:
        why = error.strerror
        raise StoreError(
            Message("store.cannot_write", {"path": str(path), "why": why}), Message("do.other_place")
        ) from None


def copy_into(connection: Connection, path: Path, key: bytes, *, salt: bytes = b"") -> None:
    """Write everything into a new file under another key; on disk when this returns. Raises StoreError.

    The caller holds a transaction on neither; ``path`` must not exist, and is removed again when this fails.
    """
    create_empty(path)
    try:
        with in_words():
            connection.execute("ATTACH ? AS copy KEY ?", (str(path), f"x'{(key + salt).hex()}'"))
            try:
                for pragma in ("synchronous = OFF", "journal_mode = MEMORY"):  # it counts only once it is whole
                    connection.execute(f"PRAGMA copy.{pragma}").fetchall()
                connection.execute("SELECT sqlcipher_export('copy')").fetchall()
                for name in ("user_version", "application_id"):
                    value = int(connection.execute(f"PRAGMA main.{name}").fetchone()[0])
                    connection.execute(f"PRAGMA copy.{name} = {value}")
            finally:
                connection.execute("DETACH copy")
        _sync(path)
    except BaseException:
        path.unlink(missing_ok=True)
        raise


def _sync(path: Path) -> None:
    try:
        with path.open("r+b") as file:
            os.fsync(file.fileno())
    except OSError as error:
        why = error.strerror
        raise StoreError(
            Message("store.cannot_write", {"path": str(path), "why": why}), Message("do.check_disk")
        ) from None


def damage(connection: Connection) -> str:
    """Empty when every page carries its right checksum and the tables are sound; otherwise what is wrong."""
    with in_words():
        bad_pages = connection.execute("PRAGMA cipher_integrity_check").fetchall()
        if bad_pages:
            return f"{len(bad_pages)} pages are damaged"
        (verdict,) = connection.execute("PRAGMA quick_check(1)").fetchone()
    return "" if verdict == "ok" else "its tables are damaged"


def read_salt(path: Path) -> bytes:
    """The SALT_BYTES that a file begins with, which are not encrypted; raises StoreError."""
    try:
        if path.exists() and not path.is_file():  # a named pipe would be waited for
            raise StoreError(Message("store.not_a_store", {"path": str(path)}), Message("do.name_backup"))
        with path.open("rb") as file:
            salt = file.read(SALT_BYTES)
    except OSError as error:
        why = error.strerror
        raise StoreError(
            Message("read.cannot", {"path": str(path), "why": why}), Message("do.check_name_permissions")
        ) from None
    if len(salt) < SALT_BYTES:
        raise StoreError(Message("store.not_a_store", {"path": str(path)}), Message("do.name_backup"))
    return salt
