"""What a terminal shows while somebody waits: what is being done, and how long it will take."""

from __future__ import annotations

import time
from types import TracebackType

from rich.console import Console

from redraft.speech.now import _
from redraft.speech.words import duration

LEAST_SECONDS = 2.0
"""Before so long has passed no rate is known well enough."""


class Waiting:
    """A line on standard error, while it is a terminal; nothing otherwise, and nothing when it is to be ``quiet``."""

    def __init__(self, words: str, *, quiet: bool = False) -> None:
        console = Console(stderr=True)
        self._status = None if quiet or not console.is_terminal else console.status(words)
        self._words, self._began = words, time.monotonic()

    def __enter__(self) -> Waiting:
        self._began = time.monotonic()
        if self._status is not None:
            self._status.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._status is not None:
            self._status.stop()

    def tell(self, done: float, total: float) -> None:
        """So much is done, in whatever measure grows evenly with time."""
        if self._status is not None:
            said = time_left(done, total, time.monotonic() - self._began)
            self._status.update(f"{self._words} {said}" if said else self._words)


def time_left(done: float, total: float, seconds: float) -> str:
    """How long the rest takes at the pace so far; empty while that is not known."""
    if seconds < LEAST_SECONDS or not 0 < done < total:
        return ""
    return _("about {time} left").format(time=duration(seconds * (total - done) / done))
