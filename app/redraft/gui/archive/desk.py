"""What the archive page needs from the rest of Redraft; every call may take long and is made on a thread of its own."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Protocol

from redraft.domain.archive import Opened, Post, ReadChoices
from redraft.domain.attributes import Attribute
from redraft.domain.profile import ArchiveReport, Cut, Progress
from redraft.usecases.ports import CancelToken, Checkpoints

MINUTES = (2, 10, 30)
"""How long the model may read, for the user to choose from."""


@dataclass(frozen=True, slots=True)
class Wish:
    """What is scanned: how the files are read, from which day on, and how many seconds the model may take."""

    choices: ReadChoices = field(default_factory=ReadChoices)
    since: date | None = None
    budget: float = MINUTES[1] * 60.0


@dataclass(frozen=True, slots=True)
class Follow:
    """How a scan is followed and steered. Callbacks run on the thread that scans; tokens may be set from any.

    ``on_post`` gets every kept post in reading order: the first has position 0.
    """

    on_post: Callable[[Post], None]
    on_progress: Callable[[Progress], None]
    on_report: Callable[[ArchiveReport], None]
    cancel: CancelToken
    pause: CancelToken


class ArchiveDesk(Protocol):
    """One archive at a time. Raises InputError with what to do, WorkerError, StoreError."""

    def open(self, paths: Sequence[Path]) -> Opened:
        """Say what the files are."""

    def scan(
        self, wish: Wish, follow: Follow, kept: Checkpoints | None = None, *, resume: bool = False
    ) -> ArchiveReport:
        """Read and look until the end or the cancel; what is known by then is the result.

        What was found is recorded in ``kept``, from where ``resume`` goes on.
        """

    def extend(self, seconds: float, follow: Follow) -> ArchiveReport:
        """Give the model more time after a scan."""

    def cut(self, attribute: Attribute, *, keep: Collection[int], gone: Collection[int]) -> Cut[int]:
        """The fewest posts, by position, that would have to go, given what stays and what goes anyway."""

    def texts(self, positions: Sequence[int]) -> Mapping[int, Post]:
        """Posts in full, read again where need be; what is gone is left out."""

    def export(self, report: ArchiveReport, opened: Opened, path: Path) -> None:
        """Write the report as the file's ending says: .html, .json or .csv."""

    def close(self) -> None:
        """Let go of the archive."""
