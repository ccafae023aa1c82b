"""The progress of a scan in a terminal."""

from __future__ import annotations

from types import TracebackType

from rich.console import Console
from rich.live import Live
from rich.progress_bar import ProgressBar
from rich.table import Table
from rich.text import Text

from redraft.domain.profile import Progress, Stage
from redraft.speech.now import _, number


class ScanProgress:
    """One line that says what is done, how fast, and how long it will take."""

    def __init__(self, console: Console) -> None:
        self._live = Live(Text(_("Opening…")), console=console, transient=True, refresh_per_second=8)

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
            Text(_stage(progress.stage), style="bold"),
            ProgressBar(progress.total, progress.done, width=24, pulse=progress.total is None),
            Text(_amount(progress), style="dim"),
        )
        self._live.update(line)


def _stage(stage: Stage) -> str:
    return {
        Stage.COUNTING: _("Counting"),
        Stage.READING: _("Reading every post"),
        Stage.NOTICING: _("Reading the most telling closely"),
        Stage.ASKING: _("What the most telling posts imply"),
        Stage.WORDING: _("What posts could say instead"),
        Stage.DONE: _("Done"),
    }[stage]


def _amount(progress: Progress) -> str:
    if progress.stage is Stage.ASKING:
        left, total = _time(progress.seconds_left or 0), _time(progress.total or 0)
        return _("{left} of {total} left").format(left=left, total=total)
    parts = [_("{count} posts").format(count=number(progress.done))]
    if progress.total is not None:
        parts = [_("{done} of {total} posts").format(done=number(progress.done), total=number(progress.total))]
    if progress.rate >= 1:
        parts.append(_("{rate} a second").format(rate=number(progress.rate)))
    if progress.seconds_left is not None:
        parts.append(_("{time} left").format(time=_time(progress.seconds_left)))
    return ", ".join(parts)


def _time(seconds: float) -> str:
    minutes, rest = divmod(round(seconds), 60)
    return f"{minutes}:{rest:02} min" if minutes else f"{rest} s"
