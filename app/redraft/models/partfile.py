"""The beginning of a model file on its way: resumable, never mistaken for the whole, moved into place when right."""

from __future__ import annotations

import errno
import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO, Final

from redraft.domain.errors import FetchError
from redraft.domain.message import Message
from redraft.models.catalogue import Entry
from redraft.models.checksums import OnBytes, sha256_of

SPARE: Final = 64 * 1024 * 1024
"""Bytes that stay free beside the model, so that the computer stays usable."""


class DiskFullError(FetchError):
    """There is no room; another source would not help."""


class PartFile:
    """``<file>.part`` beside the place of the finished file."""

    def __init__(self, entry: Entry, folder: Path) -> None:
        self.entry = entry
        self.target = folder / entry.file
        self.path = folder / f"{entry.file}.part"

    @property
    def size(self) -> int:
        """Bytes that are there already."""
        try:
            return self.path.stat().st_size
        except OSError:
            return 0

    def require_room(self, extra: int = 0) -> None:
        """Raise DiskFullError unless the rest, ``extra`` bytes and some spare fit on the disk."""
        needed = self.entry.size - self.size + extra + SPARE
        free = shutil.disk_usage(self.path.parent).free
        if free < needed:
            raise DiskFullError(
                Message("fetch.no_room", {"free": free / 1000000000.0, "needed": needed / 1000000000.0}),
                Message("do.free_room_models"),
            )

    def cut(self, size: int) -> None:
        """Keep only the first ``size`` bytes."""
        with self.path.open("ab") as file:
            file.truncate(size)

    @contextmanager
    def append(self) -> Iterator[IO[bytes]]:
        """Open for adding bytes; a full disk becomes DiskFullError and what was written stays."""
        try:
            with self.path.open("ab") as file:
                yield file
        except OSError as error:
            if error.errno in {errno.ENOSPC, errno.EDQUOT}:
                raise DiskFullError(
                    Message("fetch.disk_full"),
                    Message("do.free_room"),
                ) from None
            raise

    def finish(self, on_bytes: OnBytes | None = None) -> bool:
        """Move the file into place if it is whole and its hash is right; otherwise leave it and say False."""
        if self.size != self.entry.size or sha256_of(self.path, on_bytes) != self.entry.sha256:
            return False
        with self.path.open("rb+") as file:
            os.fsync(file.fileno())
        self.path.replace(self.target)
        return True
