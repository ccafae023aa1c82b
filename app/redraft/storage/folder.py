"""The files of the encrypted store on disk, and ``store.json``, the small file that says which one is in use.

A file is complete and on disk before ``store.json`` names it, so a kill at any moment leaves the old state or the new
one; what it left over is swept up by the next change.
"""

from __future__ import annotations

import contextlib
import json
import os
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property
from pathlib import Path

import platformdirs

from redraft.domain.errors import StoreError
from redraft.domain.message import Message

_POINTER, _LOCK, _SCANS = "store.json", ".store.lock", ".store.scans"
_FIRST_PAGE = 4096
_BYTES = 4096
"""Of a lock, on Windows."""


class Protection(StrEnum):
    """Where the key of the store comes from."""

    KEYRING = "keyring"
    PASSPHRASE = "passphrase"  # noqa: S105 - a kind, not a secret


@dataclass(frozen=True, slots=True)
class InUse:
    """What ``store.json`` says. ``retired`` are older files whose keys may still be in the keyring."""

    id: str
    protection: Protection
    retired: tuple[str, ...] = ()


class StoreFolder:
    """The folder. The constructor reads nothing; all methods raise StoreError."""

    def __init__(self, path: Path | None = None) -> None:
        self._given = path

    @cached_property
    def path(self) -> Path:
        """Where the files lie, whether or not they exist yet."""
        return self._given or Path(platformdirs.user_data_dir("redraft", appauthor=False)) / "store"

    @property
    def used(self) -> bool:
        """True once the user turned the store on."""
        return (self.path / _POINTER).exists()

    def in_use(self) -> InUse:
        """Which file is in use and how its key is protected."""
        try:
            data = json.loads((self.path / _POINTER).read_text(encoding="utf-8"))
            return InUse(_name(data["id"]), Protection(data["protection"]), tuple(map(_name, data["retired"])))
        except FileNotFoundError:
            raise StoreError(Message("store.none"), Message("do.create_store")) from None
        except OSError as error:
            why = error.strerror
            raise StoreError(Message("store.unreadable", {"why": why}), Message("do.check_permissions")) from None
        except (ValueError, KeyError, TypeError, RecursionError):
            raise StoreError(
                Message("store.opening_damaged"),
                Message("do.erase_store_restore"),
            ) from None

    def point_at(self, in_use: InUse) -> None:
        """Make this the file in use, all at once."""
        content = {"id": in_use.id, "protection": in_use.protection.value, "retired": list(in_use.retired)}
        new = self.path / f"{_POINTER}.new"
        with _disk_errors(), contextlib.ExitStack() as left_over:
            left_over.callback(new.unlink, missing_ok=True)
            descriptor = os.open(new, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
            with os.fdopen(descriptor, "w", encoding="utf-8") as file:
                json.dump(content, file)
                file.flush()
                os.fsync(file.fileno())
            new.replace(self.path / _POINTER)
            _sync_folder(self.path)

    def file(self, name: str) -> Path:
        """The encrypted file of that name."""
        return self.path / f"store-{name}.db"

    @property
    def size(self) -> int:
        """Bytes that the store takes."""
        with _disk_errors():
            return sum(path.stat().st_size for path in self._files())

    def leftovers(self, name: str) -> list[Path]:
        """The encrypted files, with their journals, but the one of that name."""
        return [path for path in self._files() if not name or not path.name.startswith(self.file(name).name)]

    def sweep(self, *, keep: str = "") -> None:
        """Remove every encrypted file, with its journal, but the one named ``keep``."""
        with _disk_errors():
            for path in self.leftovers(keep):
                path.unlink(missing_ok=True)

    def remove_everything(self) -> None:
        """Overwrite what each file begins with, without which the rest cannot be opened, and remove all of them."""
        with _disk_errors():
            for path in self._files():
                _overwrite_start(path)
            (self.path / _POINTER).unlink(missing_ok=True)
        self.sweep()
        with _disk_errors():
            (self.path / _LOCK).unlink(missing_ok=True)
            (self.path / _SCANS).unlink(missing_ok=True)
        with contextlib.suppress(OSError):
            self.path.rmdir()

    @contextlib.contextmanager
    def alone(self) -> Iterator[None]:
        """One process at a time makes, moves or erases the store; the system lets go of the lock however it ends."""
        with self._locked(_LOCK, StoreError(Message("store.changed_elsewhere"), Message("do.wait"))):
            yield

    @contextlib.contextmanager
    def scanned_into(self) -> Iterator[None]:
        """Meanwhile no process erases the store or moves it to another key. Any number of processes may hold it."""
        with self._locked(_SCANS, StoreError(Message("store.changed_elsewhere"), Message("do.wait")), shared=True):
            yield

    @contextlib.contextmanager
    def free_of_scans(self) -> Iterator[None]:
        """Meanwhile no process begins a scan; raises StoreError when one has."""
        with self._locked(_SCANS, StoreError(Message("store.scan_elsewhere"), Message("do.stop_scan"))):
            yield

    @contextlib.contextmanager
    def _locked(self, name: str, busy: StoreError, *, shared: bool = False) -> Iterator[None]:
        with _disk_errors():
            self.path.mkdir(mode=0o700, parents=True, exist_ok=True)
            descriptor = os.open(self.path / name, os.O_RDWR | os.O_CREAT, 0o600)
        try:
            if not _lock(descriptor, shared=shared):
                raise busy
            yield
        finally:
            os.close(descriptor)

    def _files(self) -> list[Path]:
        return sorted(self.path.glob("store-*.db*"))


def _lock(descriptor: int, *, shared: bool) -> bool:
    """Whether the lock is ours until the descriptor is closed, alone or with others that share it."""
    try:
        if sys.platform == "win32":
            import msvcrt  # which knows no shared locks: each process takes a byte of its own

            os.lseek(descriptor, os.getpid() % _BYTES if shared else 0, os.SEEK_SET)
            msvcrt.locking(descriptor, msvcrt.LK_NBLCK, 1 if shared else _BYTES)
        else:
            import fcntl

            fcntl.flock(descriptor, (fcntl.LOCK_SH if shared else fcntl.LOCK_EX) | fcntl.LOCK_NB)
    except OSError:
        return False
    return True


def _name(value: object) -> str:
    """The name of an encrypted file; raises ValueError for anything that could lead elsewhere."""
    name = str(value)
    if len(name) != 32 or not set(name) <= set("0123456789abcdef"):
        raise ValueError("not a name")
    return name


@contextlib.contextmanager
def _disk_errors() -> Iterator[None]:
    try:
        yield
    except OSError as error:
        why = error.strerror
        raise StoreError(
            Message("store.folder_unchangeable", {"why": why}), Message("do.check_disk_permissions")
        ) from None


def _overwrite_start(path: Path) -> None:
    with contextlib.suppress(OSError), path.open("r+b") as file:
        file.write(bytes(min(path.stat().st_size, _FIRST_PAGE)))
        file.flush()
        os.fsync(file.fileno())


def _sync_folder(folder: Path) -> None:
    if os.name == "posix":
        descriptor = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)
