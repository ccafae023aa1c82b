"""What a terminal shows while somebody waits: what is being done, and how long it will take."""

from __future__ import annotations

import time
from types import TracebackType

from rich.console import Console
from rich.text import Text

from redraft.speech.now import _
from redraft.speech.words import duration

LEAST_SECONDS = 2.0
"""Before so long has passed no rate is known well enough."""


class Waiting:
    """A line on standard error, while it is a terminal; nothing otherwise, and nothing when it is to be ``quiet``.

    ``seconds``: how long it usually takes, where something like it was measured.
    """

    def __init__(self, words: str, *, quiet: bool = False, seconds: float = 0.0) -> None:
        console = Console(stderr=True)
        self._words, self._usual = words, seconds
        self._began = self._end = 0.0
        self._status = None if quiet or not console.is_terminal else console.status(self)

    def __enter__(self) -> Waiting:
        self._began = time.monotonic()
        self._end = self._began + self._usual
        if self._status is not None:
            self._status.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._status is not None:
            self._status.stop()

    def __rich__(self) -> Text:
        """As it is now; asked for several times a second."""
        return Text(f"{self._words} {time_left(self._end - time.monotonic())}".rstrip())

    def tell(self, done: float, total: float) -> None:
        """So much is done, in whatever measure grows evenly with time."""
        now = time.monotonic()
        if now - self._began >= LEAST_SECONDS and 0 < done <= total:
            self._end = now + (now - self._began) * (total - done) / done


def time_left(seconds: float) -> str:
    """How long it will still take, in words; empty when nobody knows, or when it should have ended."""
    return _("about {time} left").format(time=duration(seconds)) if seconds >= 1 else ""
