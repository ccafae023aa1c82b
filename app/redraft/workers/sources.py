"""The user's files as a reader gets them: open, and without their paths."""

from __future__ import annotations

import os
import stat
import sys
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from redraft.domain.errors import InputError
from redraft.domain.message import Message


@dataclass(slots=True)
class OpenSources:
    """Open descriptors, the options that tell a worker of them, and what its methods are told."""

    descriptors: list[int] = field(default_factory=list)
    options: list[str] = field(default_factory=list)
    told: list[dict[str, Any]] = field(default_factory=list)

    def close(self) -> None:
        """Close the files."""
        for descriptor in self.descriptors:
            os.close(descriptor)
        self.descriptors, self.options, self.told = [], [], []


def open_sources(paths: Sequence[Path]) -> OpenSources:
    """Open files or folders; raises InputError.

    On Linux a worker learns no path: a file's descriptor is all that it can read of it, a folder's is a rule of its
    cage. Elsewhere, where no cage is promised, it gets the path.
    """
    opened = OpenSources()
    try:
        for path in paths:
            place: int | str = str(path.absolute())
            if sys.platform.startswith("linux"):
                place, folder = _descriptor(path)
                opened.descriptors.append(place)
                opened.options += ["--folder" if folder else "--source", str(place)]
                place = f"/proc/self/fd/{place}" if folder else place
            opened.told.append({"open": place, "name": path.name})
    except BaseException:
        opened.close()
        raise
    return opened


def _descriptor(path: Path) -> tuple[int, bool]:
    """An open descriptor of a file or folder, and whether it is a folder; raises InputError."""
    try:
        # Without O_NONBLOCK a named pipe would be waited for.
        descriptor = os.open(path, os.O_RDONLY | os.O_NONBLOCK | os.O_CLOEXEC)
    except PermissionError:
        raise InputError(Message("read.no_permission"), Message("do.permissions_or_copy")) from None
    except FileNotFoundError:
        raise InputError(Message("read.no_such"), Message("do.check_path")) from None
    except (OSError, ValueError):
        message = Message("do.copy_to_disk")
        raise InputError(Message("read.unreadable"), message) from None
    mode = os.fstat(descriptor).st_mode
    if not (stat.S_ISREG(mode) or stat.S_ISDIR(mode)):
        os.close(descriptor)
        raise InputError(Message("read.neither"), Message("do.choose_archive"))
    return descriptor, stat.S_ISDIR(mode)
