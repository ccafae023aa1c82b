"""Writing a report to where the user wants it: whole or not at all."""

from __future__ import annotations

import contextlib
import errno
import os
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import BinaryIO

from redraft.domain.errors import InputError
from redraft.domain.message import Message


def require_writable(path: Path, *, apart_from: Sequence[Path] = ()) -> None:
    """Raise InputError when a report cannot be written there, before any work is done for it.

    ``apart_from`` are the user's own files and folders, which a report must not replace or fall into.
    """
    folder = path.absolute().parent
    for own in (p.resolve() for p in apart_from):
        if own == path.resolve() or (own.is_dir() and own in path.resolve().parents):
            raise InputError(Message("report.belongs_to_archive", {"path": str(path)}), Message("do.write_elsewhere"))
    if path.is_dir():
        raise InputError(Message("report.is_folder", {"path": str(path)}), Message("do.name_file_in"))
    if not folder.is_dir():
        raise InputError(Message("report.no_folder", {"folder": str(folder)}), Message("do.make_folder"))
    if not os.access(folder, os.W_OK):
        raise InputError(Message("report.no_permission", {"folder": str(folder)}), Message("do.other_folder"))


class Part:
    """A file beside the place that it will take; see :func:`in_place`."""

    def __init__(self, path: Path, file: BinaryIO) -> None:
        self.path = path
        self._file = file

    def write(self, data: bytes) -> None:
        """Add bytes; they can be read from ``path`` at once."""
        self._file.write(data)
        self._file.flush()


@contextlib.contextmanager
def in_place(path: Path) -> Iterator[Part]:
    """A file under a name of its own, which takes its place when the block ends, and vanishes when the block fails.

    Raises InputError.
    """
    part = path.with_name(f".{path.name}.part")
    try:
        with part.open("wb") as file:
            part.chmod(0o600)
            yield Part(part, file)
            file.flush()
            os.fsync(file.fileno())
        part.replace(path)
    except OSError as error:
        if error.errno in (errno.ENOSPC, errno.EDQUOT, errno.EFBIG):
            raise InputError(Message("report.disk_full", {"path": str(path)}), Message("do.make_room")) from None
        raise InputError(
            Message("store.cannot_write", {"path": str(path), "why": error.strerror}), Message("do.other_folder")
        ) from None
    finally:
        with contextlib.suppress(OSError):
            part.unlink()


def write_report(path: Path, content: str) -> None:
    """Write the content to where the user wants it, whole or not at all; raises InputError."""
    with in_place(path) as file:
        file.write(content.encode("utf-8", "replace"))
