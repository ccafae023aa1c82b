"""The progress of a scan in a terminal."""

from __future__ import annotations

from types import TracebackType

from rich.console import Console
from rich.live import Live
from rich.progress_bar import ProgressBar
from rich.table import Table
from rich.text import Text

from redraft.domain.profile import Progress, Stage

_WORDS = {
    Stage.COUNTING: "Counting",
    Stage.READING: "Reading every post",
    Stage.ASKING: "What the most telling posts imply",
    Stage.DONE: "Done",
}


class ScanProgress:
    """One line that says what is done, how fast, and how long it will take."""

    def __init__(self, console: Console) -> None:
        self._live = Live(Text("Opening…"), console=console, transient=True, refresh_per_second=8)

    def __enter__(self) -> ScanProgress:
        self._live.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._live.stop()

    def tell(self, progress: Progress) -> None:
        """Show progress."""
        line = Table.grid(padding=(0, 2))
        line.add_row(
            Text(_WORDS[progress.stage], style="bold"),
            ProgressBar(progress.total, progress.done, width=24, pulse=progress.total is None),
            Text(_amount(progress), style="dim"),
        )
        self._live.update(line)


def _amount(progress: Progress) -> str:
    if progress.stage is Stage.ASKING:
        return f"{_time(progress.seconds_left or 0)} of {_time(progress.total or 0)} left"
    words = f"{progress.done:,}" + (f" of {progress.total:,}" if progress.total is not None else "")
    words += f" posts, {progress.rate:,.0f} a second" if progress.rate >= 1 else " posts"
    return words + (f", {_time(progress.seconds_left)} left" if progress.seconds_left is not None else "")


def _time(seconds: float) -> str:
    minutes, rest = divmod(round(seconds), 60)
    return f"{minutes}:{rest:02} min" if minutes else f"{rest} s"
