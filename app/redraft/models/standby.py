"""A process that waits to start the fetcher, since the app, once it is locked in, could start none with a network.

It is started before the app enters its filter, where a command may need it, does nothing until it is asked, and ends
with the app. Standard library only. On its standard input come JSON lines: ``{"fetch": [arguments]}``, with a ``line``
for the fetcher's standard input or none, and ``{"stop": true}``; on its standard output goes what the fetcher says, and
then ``{"event": "ended", "code": …}``.
"""

from __future__ import annotations

import contextlib
import json
import queue
import signal
import subprocess
import sys
import threading
from collections.abc import Generator, Iterator, Sequence
from typing import Any, Final

from redraft import start

GRACE: Final = 3.0
"""Seconds that the fetcher gets to end by itself before it is killed."""
_LOOK: Final = 0.05

_begun: list[Standby] = []


class Standby:
    """The app's side: starts the process at once. One fetch at a time; ``stop`` may be called from another thread."""

    def __init__(self) -> None:
        self._process = subprocess.Popen(start.command("standby"), stdin=subprocess.PIPE, stdout=subprocess.PIPE)
        self.code: int | None = None
        """How the last fetch ended; None when that was not heard."""

    def prove(self, params: dict[str, Any]) -> Generator[dict[str, Any], None, None]:
        """Let the fetcher try what its filter refuses; yields what it says."""
        return self.fetch([start.PROVE], line=json.dumps(params))

    def fetch(self, arguments: Sequence[str], *, line: str = "") -> Generator[dict[str, Any], None, None]:
        """Start the fetcher; yields what it says until it has ended. Whoever closes the generator ends it."""
        self.code = None
        self._order({"fetch": list(arguments), "line": line})
        try:
            yield from self._said()
        except GeneratorExit:
            self.stop()
            for _ in self._said():
                pass

    def _said(self) -> Iterator[dict[str, Any]]:
        assert self._process.stdout is not None
        for line in self._process.stdout:
            try:
                message = json.loads(line)
                event = message["event"]
            except (ValueError, KeyError, TypeError):
                continue
            if event == "ended":
                self.code = message["code"]
                return
            yield message

    def stop(self) -> None:
        """End what is being fetched; what is there is kept."""
        self._order({"stop": True})

    def close(self) -> None:
        """End the process, and with it the fetcher."""
        for pipe in (self._process.stdin, self._process.stdout):
            assert pipe is not None
            with contextlib.suppress(OSError):
                pipe.close()
        self._process.wait()

    def _order(self, order: dict[str, Any]) -> None:
        assert self._process.stdin is not None
        with contextlib.suppress(OSError, ValueError):
            self._process.stdin.write(json.dumps(order).encode() + b"\n")
            self._process.stdin.flush()


def begin() -> None:
    """Start one for whoever installs a model later in this session."""
    _begun.append(Standby())


@contextlib.contextmanager
def borrow() -> Iterator[Standby]:
    """The one that was begun, if nobody uses it, else a new one, which a process under the app's filter cannot make."""
    standby = _begun.pop() if _begun else None
    kept = standby is not None
    standby = standby or Standby()
    try:
        yield standby
    finally:
        if kept:
            _begun.append(standby)
        else:
            standby.close()


def main(_arguments: Sequence[str] = ()) -> int:
    """Be the process that waits."""
    signal.signal(signal.SIGINT, lambda *_: None)  # Ctrl+C is for the app and for the fetcher
    orders: queue.SimpleQueue[dict[str, Any] | None] = queue.SimpleQueue()
    threading.Thread(target=_listen, args=(orders,), daemon=True).start()
    while (order := orders.get()) is not None:
        if "fetch" not in order:
            continue
        code, over = _fetch(order["fetch"], order.get("line", ""), orders)
        print(json.dumps({"event": "ended", "code": code}), flush=True)
        if over:
            break
    return 0


def _listen(orders: queue.SimpleQueue[dict[str, Any] | None]) -> None:
    for line in sys.stdin:
        orders.put(json.loads(line))
    orders.put(None)


def _fetch(arguments: list[str], line: str, orders: queue.SimpleQueue[dict[str, Any] | None]) -> tuple[int, bool]:
    """Run the fetcher; its exit code, and whether the app is gone."""
    over = False
    given = subprocess.PIPE if line else subprocess.DEVNULL
    with subprocess.Popen([*start.command("fetcher"), *arguments], stdin=given) as fetcher:
        if fetcher.stdin is not None:
            with contextlib.suppress(BrokenPipeError), fetcher.stdin as pipe:
                pipe.write(line.encode() + b"\n")
        while fetcher.poll() is None:
            try:
                over = orders.get(timeout=_LOOK) is None
            except queue.Empty:
                continue
            fetcher.terminate()
            try:
                fetcher.wait(GRACE)
            except subprocess.TimeoutExpired:
                fetcher.kill()
    return fetcher.returncode, over
