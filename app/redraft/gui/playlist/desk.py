"""What the playlist page needs from the rest of Redraft; every call may take long and is made on a thread."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Protocol

from redraft.domain.music_report import PlaylistReport
from redraft.usecases.ports import CancelToken


class PlaylistDesk(Protocol):
    """One check at a time. Raises InputError with what to do, WorkerError, Cancelled."""

    def check(
        self, paths: Sequence[Path], *, on_report: Callable[[PlaylistReport], None], cancel: CancelToken
    ) -> PlaylistReport:
        """Read the files and say what the music gives away; ``on_report`` gets what is known before the model looks."""

    def export(self, report: PlaylistReport, path: Path) -> None:
        """Write the report as the file's ending says: .html or .json."""

    def close(self) -> None:
        """Let go of the files."""
