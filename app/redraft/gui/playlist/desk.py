"""What the playlist page needs from the rest of Redraft; every call may take long and is made on a thread."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Protocol

from redraft.domain.music_report import PlaylistReport
from redraft.usecases.ports import CancelToken


class PlaylistDesk(Protocol):
    """One check at a time. Raises InputError with what to do, WorkerError, Cancelled."""

    def stages(self, paths: Sequence[Path], cancel: CancelToken) -> Iterator[PlaylistReport]:
        """Read the files and say what the music gives away: what is known before the model looks, then all of it."""

    def export(self, report: PlaylistReport, path: Path) -> None:
        """Write the report as the file's ending says: .html or .json."""

    def close(self) -> None:
        """Let go of the files."""
