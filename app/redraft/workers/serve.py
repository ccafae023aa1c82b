"""The child's main loop: one thread reads requests, the main thread does the work, one request after the other."""

from __future__ import annotations

import contextlib
import os
import queue
import signal
import threading
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import partial
from typing import Any

from redraft.codec import to_json
from redraft.domain.errors import Cancelled, RedraftError, WorkerError
from redraft.domain.message import Message
from redraft.usecases.methods import Methods
from redraft.usecases.ports import CancelToken
from redraft.workers import protocol
from redraft.workers.cage import CageStatus
from redraft.workers.pipes import Pipes
from redraft.workers.protocol import Cancel, ProtocolError, Reply, Request

Emit = Callable[[dict[str, Any]], None]
"""Sends one progress event."""

Load = Callable[[], Methods]
"""Makes a worker's methods; runs in the cage, at the first request that needs one of them.

A method named ``load``, if there is one, is run once, without parameters, before any other.
"""

EXIT_PARENT_GONE, EXIT_NOT_UNDERSTOOD = 0, 3


@dataclass
class Server:
    """Answers requests until the parent closes its end.

    Every child answers ``hello`` (who it is and its cage) and ``prove`` (see :mod:`redraft.workers.prove`), and refuses
    everything else while its cage does not hold, unless ``accept_weaker_cage``: the user's own decision.
    """

    kind: str
    pipes: Pipes
    cage: CageStatus
    load: Load
    accept_weaker_cage: bool = False
    _work: queue.SimpleQueue[Request] = field(default_factory=queue.SimpleQueue)
    _tokens: dict[int, threading.Event] = field(default_factory=dict)
    _tokens_lock: threading.Lock = field(default_factory=threading.Lock)
    _write_lock: threading.Lock = field(default_factory=threading.Lock)
    _methods: Methods | None = None
    _current: int = 0

    def run(self) -> None:
        """Serve. Does not return: the reader ends the process when the parent's end closes."""
        with contextlib.suppress(ValueError):
            signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl+C in a terminal is the parent's to handle
        threading.Thread(target=self._read, name="requests", daemon=True).start()
        while True:
            request = self._work.get()
            token = self._start(request.id)
            if token is not None:
                self._answer(request, token)

    def _read(self) -> None:
        read = partial(os.read, self.pipes.requests)
        try:
            while (data := protocol.read_message(read)) is not None:
                message = protocol.request_from_json(data)
                if isinstance(message, Cancel):
                    self._cancel(message.id)
                elif message.method == "hello":  # answered at once, however long the work takes
                    self._send(message.id, "result", self._hello())
                else:
                    with self._tokens_lock:
                        self._tokens[message.id] = threading.Event()
                    self._work.put(message)
        except (ProtocolError, OSError):
            os._exit(EXIT_NOT_UNDERSTOOD)
        os._exit(EXIT_PARENT_GONE)

    def _hello(self) -> dict[str, Any]:
        return {"kind": self.kind, "pid": os.getpid(), "cage": to_json(self.cage)}

    def _cancel(self, identity: int) -> None:
        """Set the token of what is being worked on; answer at once for what still waits its turn."""
        with self._tokens_lock:
            waiting = identity in self._tokens and identity != self._current
            token = self._tokens.pop(identity, None) if waiting else self._tokens.get(identity)
        if token is not None:
            token.set()
        if waiting:
            self._send(identity, "error", protocol.error_to_json(Cancelled()))

    def _start(self, identity: int) -> threading.Event | None:
        """The request's token, or None when it was cancelled while it waited."""
        with self._tokens_lock:
            token = self._tokens.get(identity)
            self._current = identity if token is not None else 0
            return token

    def _answer(self, request: Request, token: threading.Event) -> None:
        def emit(progress: dict[str, Any]) -> None:
            self._send(request.id, "progress", progress)

        try:
            result = self._handle(request, emit, token)
            self._send(request.id, "result", result)
        except RedraftError as error:
            self._send(request.id, "error", protocol.error_to_json(error))
        except MemoryError:
            short = WorkerError(Message("worker.memory", {"kind": self.kind}), Message("do.try_shorter"))
            self._send(request.id, "error", protocol.error_to_json(short))
        except Exception as error:  # noqa: BLE001 - the parent gets the class only: a message may quote the text
            failure = WorkerError(
                Message("worker.failed", {"kind": self.kind, "why": type(error).__name__}), Message("do.try_again")
            )
            self._send(request.id, "error", protocol.error_to_json(failure))
        finally:
            self._forget(request.id)

    def _handle(self, request: Request, emit: Emit, token: CancelToken) -> dict[str, Any]:
        if request.method == "prove":
            from redraft.workers.prove import prove

            return {"attempts": to_json(prove(request.params))}
        if not self.accept_weaker_cage:
            self.cage.require()
        if self._methods is None:
            methods = self.load()
            if "load" in methods:
                methods["load"].answer({}, emit, token)
            self._methods = methods
        if request.method == "load":
            return {}
        if request.method not in self._methods:
            raise WorkerError(Message("worker.no_method", {"kind": self.kind}), Message("do.start_again"))
        result: dict[str, Any] = self._methods[request.method].answer(request.params, emit, token)
        return result

    def _send(self, identity: int, event: str, body: dict[str, Any]) -> None:
        data = protocol.encode(protocol.reply_to_json(Reply(identity, event, body)))
        with self._write_lock:
            try:
                protocol.write_all(self.pipes.replies, data)
            except OSError:
                os._exit(EXIT_PARENT_GONE)

    def _forget(self, identity: int) -> None:
        with self._tokens_lock:
            self._tokens.pop(identity, None)
