"""What scanning an archive needs from the world, beside :mod:`redraft.usecases.ports`."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Protocol

from redraft.domain.archive import Counts, Locator, Opened, Post, ReadChoices
from redraft.domain.items import Item
from redraft.domain.text import Note
from redraft.usecases.ports import CancelToken


class Reader(Protocol):
    """Reads an archive or playlist, in a process of its own. One archive at a time; not for several threads at once."""

    def open(self, paths: Sequence[Path]) -> Opened:
        """Open files or folders that belong together; raises InputError with what to do, WorkerError."""

    def count(
        self,
        choices: ReadChoices,
        *,
        on_counts: Callable[[Counts], None] | None = None,
        cancel: CancelToken | None = None,
    ) -> Counts:
        """Read everything once and only count it. Raises InputError, WorkerError or Cancelled."""

    def items(self, choices: ReadChoices, *, skip: int = 0, cancel: CancelToken | None = None) -> Iterator[Item]:
        """All items in order, but the first ``skip``, which an earlier reading gave. Raises as :meth:`count`.

        The order is always the same for the same files and choices. A lost process is started again, once, and goes
        on where it was.
        """

    def reread(
        self, choices: ReadChoices, places: Sequence[Locator], *, cancel: CancelToken | None = None
    ) -> dict[Locator, Post]:
        """The posts at these places, read again; also between two items. What has gone since is left out."""

    @property
    def notes(self) -> tuple[Note, ...]:
        """What the user should know about the reading so far."""

    def close(self) -> None:
        """End the process and close the files."""
