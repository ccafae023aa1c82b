"""What a worker can be asked that does nothing useful: the protocol, the cage and the client are tested with it."""

from __future__ import annotations

import ctypes
import os
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

from redraft.domain.errors import Cancelled, InputError
from redraft.domain.message import verbatim
from redraft.usecases.methods import Emit, Method, Methods
from redraft.usecases.ports import CancelToken


class EchoService:
    """Returns what it gets, counts, waits, breaks."""

    def methods(self) -> Methods:
        """By name."""
        runs: dict[str, Callable[[dict[str, Any], Emit, CancelToken], dict[str, Any]]] = {
            "echo": lambda params, _emit, _cancel: params,
            "count": _count,
            "refuse": _refuse,
            "fail": _fail,
            "wait": _wait,
            "hang": _hang,
            "crash": _crash,
            "print": _print,
            "look": _look,
            "allocate": _allocate,
        }
        return {name: Method(dict[str, Any], run) for name, run in runs.items()}


def _count(params: dict[str, Any], emit: Emit, _cancel: CancelToken) -> dict[str, Any]:
    for number in range(int(params["to"])):
        emit({"number": number})
    return {"to": params["to"]}


def _refuse(params: dict[str, Any], _emit: Emit, _cancel: CancelToken) -> dict[str, Any]:
    raise InputError(verbatim(str(params["problem"])), verbatim(str(params["remedy"])))


def _fail(params: dict[str, Any], _emit: Emit, _cancel: CancelToken) -> dict[str, Any]:
    raise ValueError(params["text"])


def _wait(params: dict[str, Any], _emit: Emit, cancel: CancelToken) -> dict[str, Any]:
    """Busy for ``seconds``, looking at the token as llama.cpp's abort callback would."""
    end = time.monotonic() + float(params["seconds"])
    while time.monotonic() < end:
        if cancel.is_set():
            raise Cancelled
    return {}


def _hang(params: dict[str, Any], _emit: Emit, _cancel: CancelToken) -> dict[str, Any]:
    """Does not look at the token."""
    time.sleep(float(params["seconds"]))
    return {}


def _crash(_params: dict[str, Any], _emit: Emit, _cancel: CancelToken) -> dict[str, Any]:
    ctypes.string_at(0)
    return {}


def _print(params: dict[str, Any], _emit: Emit, _cancel: CancelToken) -> dict[str, Any]:
    """Print to where a library would: Python's stdout, the descriptors, stderr."""
    text = str(params["text"])
    print(text, flush=True)
    os.write(1, text.encode())
    sys.stderr.write(text)
    sys.stderr.flush()
    return {}


def _allocate(params: dict[str, Any], _emit: Emit, _cancel: CancelToken) -> dict[str, Any]:
    """Take so many bytes, and give them back."""
    return {"bytes": len(bytearray(int(params["bytes"])))}


def _look(_params: dict[str, Any], _emit: Emit, _cancel: CancelToken) -> dict[str, Any]:
    """What this process holds: its environment, its descriptors with what they lead to, its niceness."""
    held = {}
    for name in Path("/proc/self/fd").iterdir():
        try:
            held[name.name] = str(name.readlink())
        except FileNotFoundError:
            continue
    return {"environment": dict(os.environ), "descriptors": held, "nice": os.getpriority(os.PRIO_PROCESS, 0)}
