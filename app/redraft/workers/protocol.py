"""What parent and child say to each other: length-prefixed JSON over a pair of pipes.

A message is four bytes, big-endian, that count the bytes after them, then one JSON object in UTF-8. Lone surrogates
pass (``surrogatepass``, one by one, so that offsets into a text stay right); NaN and infinities do not.
"""

from __future__ import annotations

import json
import os
import struct
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any, TypeVar

from redraft.codec import from_json
from redraft.domain.errors import (
    Cancelled,
    FetchError,
    InputError,
    ModelError,
    RedraftError,
    SandboxError,
    StoreError,
    WorkerError,
)
from redraft.domain.message import Message, message_from_json, message_to_json

T = TypeVar("T")

MAX_BYTES = 64 * 1024 * 1024
"""The longest message. A text of 1 MB with its findings stays below a tenth of it."""
MOST_SAID = 16 * 1024 * 1024
"""The longest message that a worker may say. A batch of posts has up to 2,000,000 characters of four bytes."""
MOST_VALUES = 2_000_000
"""Commas and brackets in it: a value of two bytes takes a hundred in memory."""

_LENGTH = struct.Struct(">I")
_CHUNK = 1 << 20


class ProtocolError(WorkerError):
    """What arrived is not a message. It never repeats what arrived."""

    def __init__(self, problem: str) -> None:
        super().__init__(Message("worker.misunderstanding", {"why": problem}), Message("do.start_again"))


_ERRORS: dict[str, type[RedraftError]] = {
    "input": InputError,
    "model": ModelError,
    "fetch": FetchError,
    "worker": WorkerError,
    "sandbox": SandboxError,
    "store": StoreError,
}


@dataclass(frozen=True, slots=True)
class Request:
    """The parent asks for work. ``id`` is at least 1 and unique within one child."""

    id: int
    method: str
    params: dict[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Cancel:
    """The parent no longer wants an answer with data to request ``id``; it still gets one that says cancelled."""

    id: int


@dataclass(frozen=True, slots=True)
class Reply:
    """The child answers: any number of ``progress``, then one ``result`` or ``error``."""

    id: int
    event: str
    body: dict[str, Any] = field(default_factory=dict)

    @property
    def last(self) -> bool:
        """True when nothing follows for this request."""
        return self.event != "progress"


def request_to_json(message: Request | Cancel) -> dict[str, Any]:
    """``{"id", "method", "params"}`` or ``{"cancel": id}``."""
    if isinstance(message, Cancel):
        return {"cancel": message.id}
    return {"id": message.id, "method": message.method, "params": message.params}


def request_from_json(data: dict[str, Any]) -> Request | Cancel:
    """The inverse of :func:`request_to_json`; raises ProtocolError."""
    if set(data) == {"cancel"}:
        return Cancel(_identity(data["cancel"]))
    method, params = data.get("method"), data.get("params")
    if set(data) != {"id", "method", "params"} or not isinstance(method, str) or not isinstance(params, dict):
        raise ProtocolError("a request has the wrong form")
    return Request(_identity(data["id"]), method, params)


def reply_to_json(reply: Reply) -> dict[str, Any]:
    """``{"id", "event", "body"}``."""
    return {"id": reply.id, "event": reply.event, "body": reply.body}


def reply_from_json(data: dict[str, Any]) -> Reply:
    """The inverse of :func:`reply_to_json`; raises ProtocolError."""
    event, body = data.get("event"), data.get("body")
    if set(data) != {"id", "event", "body"} or event not in {"progress", "result", "error"}:
        raise ProtocolError("a reply has the wrong form")
    if not isinstance(body, dict):
        raise ProtocolError("a reply has no body")
    return Reply(_identity(data["id"]), str(event), body)


def _identity(value: object) -> int:
    if isinstance(value, bool) or not isinstance(value, int) or not 0 < value < 1 << 53:
        raise ProtocolError("a message has no number")
    return value


def expected(kind: type[T], data: object) -> T:
    """What a worker sent, as a value; raises ProtocolError for anything else."""
    try:
        return from_json(kind, data)
    except ValueError:
        raise ProtocolError("a result has the wrong form") from None


def error_to_json(error: RedraftError) -> dict[str, Any]:
    """``{"code", "problem", "remedy"}``; the code of a class without one is its nearest ancestor's."""
    if isinstance(error, Cancelled):
        return {"code": "cancelled", "problem": "", "remedy": ""}
    code = next((code for code, kind in _ERRORS.items() if isinstance(error, kind)), "worker")
    return {"code": code, "problem": message_to_json(error.problem), "remedy": message_to_json(error.remedy)}


def error_from_json(body: dict[str, Any]) -> RedraftError:
    """The error to raise; raises ProtocolError for what :func:`error_to_json` cannot have written."""
    try:
        code, problem, remedy = body["code"], message_from_json(body["problem"]), message_from_json(body["remedy"])
    except (KeyError, ValueError):
        raise ProtocolError("an error has the wrong form") from None
    if code == "cancelled":
        return Cancelled()
    kind = _ERRORS.get(str(code))
    if kind is None:
        raise ProtocolError("an error is of no known kind")
    return kind(problem, remedy)


def encode(data: dict[str, Any]) -> bytes:
    """The bytes of one message, length included; raises ProtocolError when it is too long or not JSON."""
    try:
        text = json.dumps(data, ensure_ascii=False, allow_nan=False, separators=(",", ":"))
    except (TypeError, ValueError, RecursionError):
        raise ProtocolError("a message cannot be written as JSON") from None
    payload = text.encode("utf-8", "surrogatepass")
    if len(payload) > MAX_BYTES:
        raise ProtocolError("a message is too long")
    return _LENGTH.pack(len(payload)) + payload


def decode(payload: bytes) -> dict[str, Any]:
    """One message's object from the bytes after its length; raises ProtocolError, which quotes nothing."""
    if sum(payload.count(mark) for mark in (b",", b"[", b"{")) > MOST_VALUES:
        raise ProtocolError("a message has too many values")
    try:
        data = json.loads(payload.decode("utf-8", "surrogatepass"), parse_constant=_refuse_constant)
    except (ValueError, RecursionError):
        raise ProtocolError("a message is not JSON") from None
    if not isinstance(data, dict):
        raise ProtocolError("a message is not an object")
    return data


def _refuse_constant(_name: str) -> float:
    raise ValueError("not a number of JSON")


def read_message(read: Callable[[int], bytes], most: int = MAX_BYTES) -> dict[str, Any] | None:
    """The next message, or None when the other side closed the pipe between two messages.

    ``read(n)`` returns 1 to n bytes, or none at the end. Raises ProtocolError for anything else, and for more than
    ``most`` bytes. Memory follows what really arrives, not what the length promises.
    """
    prefix = _read_exactly(read, _LENGTH.size)
    if not prefix:
        return None
    if len(prefix) < _LENGTH.size:
        raise ProtocolError("a message ends too early")
    (length,) = _LENGTH.unpack(prefix)
    if length > most:
        raise ProtocolError("a message is too long")
    payload = _read_exactly(read, length)
    if len(payload) < length:
        raise ProtocolError("a message ends too early")
    return decode(payload)


def _read_exactly(read: Callable[[int], bytes], count: int) -> bytes:
    parts = bytearray()
    while len(parts) < count:
        chunk = read(min(count - len(parts), _CHUNK))
        if not chunk:
            break
        parts += chunk
    return bytes(parts)


def write_all(descriptor: int, data: bytes) -> None:
    """Write every byte; raises OSError (BrokenPipeError when the other side is gone)."""
    view = memoryview(data)
    while view:
        view = view[os.write(descriptor, view) :]
