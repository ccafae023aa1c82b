"""The parent's side of a worker: calls from any thread, cancelling, and a new process when the old one is gone."""

from __future__ import annotations

import queue
import threading
import time
from collections.abc import Callable, Generator, Sequence
from types import TracebackType
from typing import Any, Self

from redraft.domain.errors import Cancelled, WorkerError
from redraft.domain.message import Message
from redraft.usecases.ports import CancelToken
from redraft.workers import protocol
from redraft.workers.cage import CageStatus
from redraft.workers.child import Child, Inbox
from redraft.workers.protocol import expected
from redraft.workers.trust import Trust

CANCEL_SECONDS = 1.0
"""How long a worker may go on after a cancel before it is killed. It should answer within 0.3 s."""

HELLO_SECONDS = 30.0
"""How long a worker may take to say hello on a busy machine. Usually 0.2 s."""

MOST_UNHEARD = 2
"""How many workers may end, one after the other, before they hear a request, until the request fails."""

WITHOUT_TEXT = frozenset({"hello", "prove"})
"""What a worker may be asked while it is not trusted: neither carries a text."""

_POLL_SECONDS = 0.02

OnProgress = Callable[[dict[str, Any]], None]


class WorkerClient:
    """A worker of one kind, started when it is first needed and again after it was lost.

    ``options`` are command-line options of :mod:`redraft.workers.main`; ``descriptors`` are open files that it gets,
    which stay the caller's to close; while ``trust`` is withdrawn it gets no text. The constructor starts nothing.
    """

    def __init__(
        self, kind: str, *, options: Sequence[str] = (), descriptors: Sequence[int] = (), trust: Trust | None = None
    ) -> None:
        self.kind = kind
        self._trust = trust or Trust()
        self._options = tuple(options)
        self._descriptors = tuple(descriptors)
        self._lock = threading.Lock()
        self._child: Child | None = None
        self._closed = False

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    @property
    def pid(self) -> int | None:
        """The process id of the running worker, if one runs."""
        child = self._child
        return child.pid if child is not None and child.alive else None

    @property
    def inside(self) -> int | None:
        """The id of the process that works (:mod:`redraft.workers.namespaces`), if one runs."""
        child = self._child
        return child.inside if child is not None and child.alive else None

    def call(
        self,
        method: str,
        params: dict[str, Any] | None = None,
        *,
        on_progress: OnProgress | None = None,
        cancel: CancelToken | None = None,
        timeout: float | None = None,
    ) -> dict[str, Any]:
        """Ask the worker and wait for its answer.

        ``on_progress`` runs in the calling thread; after a restart it may hear the same again. ``timeout`` in seconds.
        Raises what the worker raised, Cancelled, or WorkerError when it died, broke the protocol or took too long; the
        next call then starts a new one. A call that lost its worker to another call's cancelling is asked again.
        """
        steps = self.stream(method, params, cancel=cancel, timeout=timeout)
        try:
            while True:
                progress = next(steps)
                if on_progress is not None:
                    on_progress(progress)
        except StopIteration as end:
            result: dict[str, Any] = end.value
            return result
        finally:
            steps.close()

    def stream(
        self,
        method: str,
        params: dict[str, Any] | None = None,
        *,
        cancel: CancelToken | None = None,
        timeout: float | None = None,
    ) -> Generator[dict[str, Any], None, dict[str, Any]]:
        """As :meth:`call`, but what the worker says meanwhile is yielded and its answer returned.

        Whoever closes the generator cancels the request.
        """
        if method not in WITHOUT_TEXT:
            self._trust.require()
        deadline = None if timeout is None else time.monotonic() + timeout
        unheard = 0
        while True:
            if cancel is not None and cancel.is_set():
                raise Cancelled
            child = self._alive()
            try:
                identity, inbox = child.send(method, params or {})
            except BrokenPipeError:
                self._drop(child)
                unheard += 1
                if unheard > MOST_UNHEARD and not child.replaced:
                    raise self._lost(child) from None
                continue
            try:
                result = yield from self._wait(child, identity, inbox, cancel, deadline)
            except BaseException:
                child.forget(identity)
                child.cancel(identity)
                raise
            if result is not None:
                return result
            self._drop(child)
            if not child.replaced:
                raise self._lost(child)

    def status(self) -> CageStatus:
        """Start the worker if need be and say what its cage is made of; raises WorkerError."""
        return expected(CageStatus, self.call("hello", timeout=HELLO_SECONDS).get("cage"))

    def load(self, *, cancel: CancelToken | None = None) -> None:
        """Let the worker make itself ready (import, load the model) before somebody waits for it."""
        self.call("load", cancel=cancel)

    def close(self) -> None:
        """End the worker for good. Calls that wait, and later ones, raise WorkerError."""
        with self._lock:
            self._closed = True
            child, self._child = self._child, None
        if child is not None:
            child.close()

    def _lost(self, child: Child) -> WorkerError:
        return WorkerError(
            Message("worker.lost", {"kind": self.kind, "why": child.ending}),
            Message("do.try_new_one"),
        )

    def _alive(self) -> Child:
        with self._lock:
            if self._closed:
                raise WorkerError(Message("worker.closed", {"kind": self.kind}))
            if self._child is None or not self._child.alive:
                child = Child(self.kind, self._options, self._descriptors)
                child.start()
                self._child = child
            return self._child

    def _drop(self, child: Child) -> None:
        with self._lock:
            if self._child is child:
                self._child = None

    def _wait(
        self,
        child: Child,
        identity: int,
        inbox: Inbox,
        cancel: CancelToken | None,
        deadline: float | None,
    ) -> Generator[dict[str, Any], None, dict[str, Any] | None]:
        """Progress as it comes; returns the result, or None when the worker is gone."""
        while True:
            if cancel is not None and cancel.is_set():
                self._stop(child, identity, inbox)
                raise Cancelled
            if deadline is not None and time.monotonic() > deadline:
                self._stop(child, identity, inbox)
                raise WorkerError(Message("worker.too_slow", {"kind": self.kind}), Message("do.try_shorter"))
            try:
                reply = inbox.get(timeout=None if cancel is None and deadline is None else _POLL_SECONDS)
            except queue.Empty:
                continue
            if reply is None:
                return None
            if reply.event == "error":
                raise protocol.error_from_json(reply.body)
            if reply.event == "result":
                return reply.body
            yield reply.body

    @staticmethod
    def _stop(child: Child, identity: int, inbox: Inbox) -> None:
        """Cancel, and kill a worker that does not answer within CANCEL_SECONDS."""
        child.cancel(identity)
        end = time.monotonic() + CANCEL_SECONDS
        while (left := end - time.monotonic()) > 0:
            try:
                reply = inbox.get(timeout=left)
            except queue.Empty:
                break
            if reply is None or reply.last:
                return
        child.replaced = True
        child.kill()
