"""Who goes first where there is one model: the draft, which somebody looks at while an archive is scanned."""

from __future__ import annotations

import threading
import time
from types import TracebackType

LINGER = 3.0
"""Seconds after which nobody counts as writing any more: a scan that begins in between would only be stopped again."""


class Turn:
    """A token that is set while the draft asks the model, and a little longer. Any thread may use it."""

    def __init__(self, linger: float = LINGER) -> None:
        self._linger = linger
        self._lock = threading.Lock()
        self._asking = 0
        self._until = 0.0

    def __enter__(self) -> None:
        with self._lock:
            self._asking += 1

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        with self._lock:
            self._asking -= 1
            self._until = time.monotonic() + self._linger

    def is_set(self) -> bool:
        """True while others should stand back."""
        with self._lock:
            return self._asking > 0 or time.monotonic() < self._until
