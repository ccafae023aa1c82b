"""One worker process as its parent sees it: a thread that starts it and hands out what it says until it ends."""

from __future__ import annotations

import contextlib
import itertools
import logging
import os
import queue
import subprocess
import sys
import threading
from collections.abc import Sequence
from functools import partial

from redraft.domain.errors import WorkerError
from redraft.domain.message import Message
from redraft.workers import control_group, gate, launch, namespaces, protocol
from redraft.workers.protocol import Cancel, ProtocolError, Reply, Request

POLITE_SECONDS = 1.0
"""How long a worker may take to end by itself once its stdin is closed, and again once it was told to terminate."""

ENDING_SECONDS = 1.0
"""How long a worker that has closed its output may take to end: how it did is known then. Usually a millisecond."""

Inbox = queue.SimpleQueue[Reply | None]
"""What one call hears; None means that the worker is gone."""

_log = logging.getLogger(__name__)


class Child:
    """A running worker. All methods may be called from any thread."""

    def __init__(self, kind: str, options: Sequence[str], descriptors: Sequence[int] = ()) -> None:
        self.kind = kind
        self.replaced = False
        """True when the app itself killed the worker to be rid of one call: the others may be asked again."""
        self._options = options
        self._descriptors = descriptors
        self._numbers = itertools.count(1)
        self._inboxes: dict[int, Inbox] = {}
        self._lock = threading.Lock()
        self._write_lock = threading.Lock()
        self._started = threading.Event()
        self._gone = False
        self._foreign = False
        self._failure: OSError | None = None
        self._process: subprocess.Popen[bytes] | None = None
        self._thread = threading.Thread(target=self._live, name=f"worker {kind}", daemon=True)

    def start(self) -> None:
        """Start the process; raises WorkerError when the system cannot."""
        self._thread.start()
        self._started.wait()
        if self._failure is not None:
            raise WorkerError(
                Message("worker.not_started", {"kind": self.kind, "why": self._failure.strerror}),
                Message("do.try_again"),
            )

    @property
    def pid(self) -> int:
        """Its process id."""
        return self._running.pid

    @property
    def inside(self) -> int:
        """The id of the process that works, which is another where a first one merely waits for it."""
        return namespaces.inside(self.pid) if sys.platform.startswith("linux") else self.pid

    @property
    def alive(self) -> bool:
        """False once it ended, even if the thread has not heard yet."""
        return not self._gone and self._running.poll() is None

    @property
    def ending(self) -> Message:
        """How it ended: by a signal, with an exit code, or since it said what is no message."""
        if self._foreign:
            return Message("worker.foreign")
        code = self._running.poll()
        return (
            Message("worker.signal", {"number": -code}) if code and code < 0 else Message("worker.exit", {"code": code})
        )

    def send(self, method: str, params: dict[str, object]) -> tuple[int, Inbox]:
        """Send a request; raises BrokenPipeError when the worker is gone, ProtocolError for what is not JSON."""
        identity, inbox = next(self._numbers), Inbox()
        data = protocol.encode(protocol.request_to_json(Request(identity, method, params)))
        with self._lock:
            if self._gone:
                raise BrokenPipeError
            self._inboxes[identity] = inbox
        try:
            self._write(data)
        except BrokenPipeError:
            self.forget(identity)
            raise
        return identity, inbox

    def cancel(self, identity: int) -> None:
        """Tell the worker that nobody waits for this request any more."""
        try:
            self._write(protocol.encode(protocol.request_to_json(Cancel(identity))))
        except BrokenPipeError:
            return

    def forget(self, identity: int) -> None:
        """Drop what else is said about a request."""
        with self._lock:
            self._inboxes.pop(identity, None)

    def kill(self) -> None:
        """End it at once."""
        self._running.kill()

    def close(self) -> None:
        """End it: by closing its stdin, then by SIGTERM, then by SIGKILL."""
        if self._write_lock.acquire(timeout=0.2):
            try:
                assert self._running.stdin is not None
                self._running.stdin.close()
            finally:
                self._write_lock.release()
        for stronger in (self._running.terminate, self._running.kill):
            self._thread.join(POLITE_SECONDS)
            if not self._thread.is_alive():
                return
            stronger()
        self._thread.join(POLITE_SECONDS)

    @property
    def _running(self) -> subprocess.Popen[bytes]:
        assert self._process is not None, "start() comes first"
        return self._process

    def _write(self, data: bytes) -> None:
        with self._write_lock:
            stdin = self._running.stdin
            assert stdin is not None
            if stdin.closed:
                raise BrokenPipeError
            try:
                protocol.write_all(stdin.fileno(), data)
            except OSError as error:
                raise BrokenPipeError from error

    def _live(self) -> None:
        group = launch.group_for(self.kind)
        try:
            process = self._process = launch.start(self.kind, self._options, self._descriptors, group)
        except OSError as error:
            self._failure = error
            self._started.set()
            return
        stderr = threading.Thread(target=self._drain, name=f"worker {self.kind} stderr", daemon=True)
        stderr.start()
        self._started.set()
        try:
            self._listen(process)
            with contextlib.suppress(subprocess.TimeoutExpired):
                process.wait(ENDING_SECONDS)
        except (ProtocolError, OSError):
            _log.debug("the %s worker sent what is not a message; ending it", self.kind)
            self._foreign = True
        process.kill()
        process.wait()
        if group is not None:
            control_group.remove(group)
        self._hang_up()
        stderr.join()
        for pipe in (process.stdout, process.stderr):
            assert pipe is not None
            pipe.close()
        with self._write_lock:
            assert process.stdin is not None
            process.stdin.close()

    def _listen(self, process: subprocess.Popen[bytes]) -> None:
        assert process.stdout is not None
        read = partial(os.read, process.stdout.fileno())
        while (data := protocol.read_message(read, protocol.MOST_SAID)) is not None:
            reply = protocol.reply_from_json(_shown(data))
            with self._lock:
                inbox = self._inboxes.pop(reply.id, None) if reply.last else self._inboxes.get(reply.id)
            if inbox is not None:
                inbox.put(reply)

    def _hang_up(self) -> None:
        with self._lock:
            self._gone = True
            waiting, self._inboxes = list(self._inboxes.values()), {}
        for inbox in waiting:
            inbox.put(None)

    def _drain(self) -> None:
        """Read what libraries print, so that they never block; only its length is ever logged."""
        assert self._process is not None
        assert self._process.stderr is not None
        while chunk := os.read(self._process.stderr.fileno(), 65_536):
            _log.debug("the %s worker wrote %d bytes to stderr", self.kind, len(chunk))


def _shown(data: dict[str, object]) -> dict[str, object]:
    try:
        return {key: gate.shown(value) for key, value in data.items()}
    except (ValueError, RecursionError):
        raise ProtocolError("a reply has what no value holds") from None
