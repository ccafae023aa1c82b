"""What the archive page needs from the rest of Redraft; every call may take long and is made on a thread of its own."""

from __future__ import annotations

import threading
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Protocol

from redraft.domain.archive import Opened, Post, ReadChoices
from redraft.domain.attributes import Attribute
from redraft.domain.profile import ArchiveReport, Cut
from redraft.usecases.ports import Checkpoints
from redraft.usecases.stages import ScanStage

MINUTES = (2, 10, 30)
"""How long the model may read, for the user to choose from."""


@dataclass(frozen=True, slots=True)
class Wish:
    """What is scanned: how the files are read, from which day on, and how many seconds the model may take."""

    choices: ReadChoices = field(default_factory=ReadChoices)
    since: date | None = None
    budget: float = MINUTES[1] * 60.0


@dataclass(frozen=True, slots=True)
class Steer:
    """How a scan is steered, from any thread. While it pauses, whoever takes its stages takes no more, and the model's
    question is taken back.
    """

    cancel: threading.Event = field(default_factory=threading.Event)
    pause: threading.Event = field(default_factory=threading.Event)


class ArchiveDesk(Protocol):
    """One archive at a time. Raises InputError with what to do, WorkerError, StoreError."""

    def open(self, paths: Sequence[Path]) -> Opened:
        """Say what the files are."""

    def scan(
        self, wish: Wish, steer: Steer, kept: Checkpoints | None = None, *, resume: bool = False
    ) -> Iterator[ScanStage]:
        """Read and look until the end or the cancel; the last stage is the report of what is known by then.

        What was found is recorded in ``kept``, from where ``resume`` goes on.
        """

    def extend(self, seconds: float, steer: Steer) -> Iterator[ScanStage]:
        """Go on after a scan, with more time for the model."""

    def cut(self, attribute: Attribute, *, keep: Collection[int], gone: Collection[int]) -> Cut[int]:
        """The fewest posts, by position, that would have to go, given what stays and what goes anyway."""

    def texts(self, positions: Sequence[int]) -> Mapping[int, Post]:
        """Posts in full, read again where need be; what is gone is left out."""

    def export(self, report: ArchiveReport, opened: Opened, path: Path) -> None:
        """Write the report as the file's ending says: .html, .json or .csv."""

    def export_plan(self, report: ArchiveReport, path: Path) -> None:
        """Write what to delete or edit: .txt has the links alone, everything else is a table."""

    def close(self) -> None:
        """Let go of the archive."""
