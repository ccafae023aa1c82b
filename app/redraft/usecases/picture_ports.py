"""What looking at pictures needs from the world."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import AbstractContextManager
from pathlib import Path
from typing import Protocol

from redraft.domain.picture import Cleaned, Form, Picture, Pixels
from redraft.usecases.ports import CancelToken


class Pictures(Protocol):
    """Reads pictures, in a process of its own. One at a time; not for several threads at once."""

    def open(self, path: Path, *, cancel: CancelToken | None = None) -> Picture:
        """What a picture says; raises InputError with what to do, WorkerError, Cancelled."""

    def preview(self, edge: int, small: int = 0, *, cancel: CancelToken | None = None) -> Pixels:
        """The open picture, or a small one in its file counted from 1, at most ``edge`` long; raises as above."""

    def clean(
        self, form: Form | None = None, cover: Sequence[int] = (), *, cancel: CancelToken | None = None
    ) -> tuple[Cleaned, Iterator[bytes]]:
        """A clean copy of the open picture with these of its codes covered, and its bytes; raises as above."""

    def close(self) -> None:
        """End the process and close the file."""


class NewFile(Protocol):
    """A file that is being written beside its place."""

    @property
    def path(self) -> Path:
        """Where it lies meanwhile."""

    def write(self, data: bytes) -> None:
        """Add bytes; they can be read from ``path`` at once."""


PutInPlace = Callable[[Path], AbstractContextManager[NewFile]]
"""A file that takes its place when the block ends, and vanishes when the block fails; raises InputError."""
