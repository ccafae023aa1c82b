"""Work that must not block the window.

The thread contract: everything Qt lives on the GUI thread. A job passed to :meth:`Lane.run` runs on the one thread of
its lane, gets a cancel token and ``tell``, and touches no widget. ``on_news``, ``on_done``, ``on_error`` run on the GUI
thread, and never for a job that was cancelled or replaced by a newer one.
"""

from __future__ import annotations

import threading
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass, field
from typing import Any

from PySide6.QtCore import QObject, Qt, QTimer, Signal

from redraft.domain.errors import Cancelled, RedraftError

Tell = Callable[[Any], None]
Job = Callable[[threading.Event, Tell], Any]


def delayed(parent: QObject, delay: int, then: Callable[[], None]) -> QTimer:
    """A timer that does something once, so many milliseconds after it was last started."""
    timer = QTimer(parent, singleShot=True, interval=delay)
    timer.timeout.connect(then)
    return timer


@dataclass(slots=True, eq=False)
class _Ticket:
    on_done: Callable[[Any], None]
    on_error: Callable[[RedraftError], None]
    on_news: Callable[[Any], None]
    cancel: threading.Event = field(default_factory=threading.Event)


class Lane(QObject):
    """One thread that does one job at a time; a newer job replaces the one before."""

    _news = Signal(object, object)
    _ended = Signal(object, object)

    def __init__(self, name: str, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._executor = ThreadPoolExecutor(1, thread_name_prefix=f"redraft-{name}")
        self._ticket: _Ticket | None = None
        self._news.connect(self._on_news, Qt.ConnectionType.QueuedConnection)
        self._ended.connect(self._on_ended, Qt.ConnectionType.QueuedConnection)

    @property
    def busy(self) -> bool:
        """True while a job that still counts has not ended."""
        return self._ticket is not None

    def run(
        self,
        job: Job,
        *,
        on_done: Callable[[Any], None],
        on_error: Callable[[RedraftError], None],
        on_news: Callable[[Any], None] = lambda _: None,
    ) -> None:
        """Cancel what runs and do this as soon as the thread is free."""
        self.cancel()
        ticket = _Ticket(on_done, on_error, on_news)
        self._ticket = ticket
        future = self._executor.submit(self._work, job, ticket)
        future.add_done_callback(lambda done: self._ended.emit(ticket, done))

    def cancel(self) -> None:
        """Ask the job to stop and forget it at once, whenever it does."""
        if self._ticket is not None:
            self._ticket.cancel.set()
            self._ticket = None

    def close(self) -> None:
        """Cancel, and wait for the thread to end."""
        self.cancel()
        self._executor.shutdown(wait=True, cancel_futures=True)

    def _work(self, job: Job, ticket: _Ticket) -> Any:
        if ticket.cancel.is_set():
            raise Cancelled
        return job(ticket.cancel, lambda news: self._news.emit(ticket, news))

    def _on_news(self, ticket: _Ticket, news: object) -> None:
        if ticket is self._ticket:
            ticket.on_news(news)

    def _on_ended(self, ticket: _Ticket, future: Future[Any]) -> None:
        if ticket is not self._ticket:
            return
        self._ticket = None
        error = future.exception()
        if error is None:
            ticket.on_done(future.result())
        elif isinstance(error, RedraftError):
            ticket.on_error(error)
        else:
            raise error
