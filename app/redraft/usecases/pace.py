"""How fast work goes, how long it will take, and when it has to stop."""

from __future__ import annotations

import threading
import time
from collections import deque
from collections.abc import Callable, Generator
from concurrent.futures import ThreadPoolExecutor, wait
from typing import TypeVar

from redraft.domain.profile import Progress, Stage
from redraft.usecases.ports import CancelToken

T = TypeVar("T")

TICK_SECONDS = 0.25
WINDOW_SECONDS = 20.0
"""The rate is that of the last so many seconds, so that it follows a machine that gets busy."""
USUAL_TOKENS = 40.0
"""Tokens a second that the model is taken to read before it was timed: two busy cores."""
ASKING_TOKENS, EACH_LETTER = 600, 0.3
"""What a reading costs in tokens: the questions, and each code point read once with its sentences weighed."""
MOST_ERAS, LEAST_ERA = 4, 4_000
"""Stretches of time that are read one by one, and code points that each should have."""
LEAST_LETTERS, MOST_LETTERS = 600, 8_000
"""A shorter dossier is not worth its questions; a longer one blurs, and leaves the model's context no room."""


class Pace:
    """Turns counts into progress. ``total`` None: nobody knows yet."""

    def __init__(self, stage: Stage, total: int | None) -> None:
        self._stage, self._total = stage, total
        self._marks: deque[tuple[float, int]] = deque([(time.monotonic(), 0)])

    def at(self, done: int) -> Progress:
        """Progress once ``done`` are done."""
        now = time.monotonic()
        self._marks.append((now, done))
        while len(self._marks) > 2 and now - self._marks[0][0] > WINDOW_SECONDS:
            self._marks.popleft()
        first, before = self._marks[0]
        rate = (done - before) / (now - first) if now > first else 0.0
        left = None if self._total is None or rate <= 0 else max(0, self._total - done) / rate
        return Progress(self._stage, done, self._total, rate, left)


class Either:
    """Set once any of the tokens is, or once it is later than ``end`` on the monotonic clock."""

    def __init__(self, *tokens: CancelToken | None, end: float | None = None) -> None:
        self._tokens = [t for t in tokens if t is not None]
        self._end = end

    def is_set(self) -> bool:
        """True once the work should stop."""
        return any(t.is_set() for t in self._tokens) or (self._end is not None and time.monotonic() > self._end)


def meanwhile(job: Callable[[CancelToken], T]) -> Generator[None, None, T]:
    """Do what takes long on a thread, and yield a few times a second until it has ended; returns what it returns.

    The token that the job gets is set when the generator is let go of, which then waits for the job to end.
    """
    let_go = threading.Event()
    with ThreadPoolExecutor(1, thread_name_prefix="meanwhile") as pool:
        running = pool.submit(job, let_go)
        try:
            while not wait((running,), TICK_SECONDS).done:
                yield
        finally:
            let_go.set()
    return running.result()


def eras_for(seconds: float, tokens_a_second: float | None, letters: int) -> int:
    """In how many stretches of time so many ``letters`` are read: each worth a reading, and with time for all."""
    rate = tokens_a_second or USUAL_TOKENS
    readings = int(seconds * rate / (ASKING_TOKENS + EACH_LETTER * MOST_LETTERS))
    return max(1, min(MOST_ERAS, readings, letters // LEAST_ERA))


def letters_for(seconds: float, tokens_a_second: float | None) -> int:
    """Code points that can be read and asked about in so many seconds; 0 when it is not worth it."""
    rate = tokens_a_second or USUAL_TOKENS
    letters = int((seconds * rate - ASKING_TOKENS) / EACH_LETTER)
    return 0 if letters < LEAST_LETTERS else min(MOST_LETTERS, letters)
