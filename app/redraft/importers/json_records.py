"""JSON records as they stream by: fast while the file is valid, and past a bad record when it is not."""

from __future__ import annotations

import itertools
import json
import re
from collections.abc import Callable, Iterator
from typing import Any, BinaryIO

import ijson

from redraft.domain.errors import InputError
from redraft.domain.message import Message
from redraft.importers.contract import BrokenEnd, EarlyEnd
from redraft.importers.opening import Member, Source

_CHUNK = 1 << 16
_RECORD_LIMIT = 32 << 20
"""Bytes of one record, beyond which the file counts as broken."""
_TOKEN = re.compile(rb'"(?:[^"\\\n]|\\.)*+["\n]|[{}\[\]]|"', re.DOTALL)


class FromArray:
    """A stream that starts at the first ``[``: X's files are JavaScript in front of it."""

    def __init__(self, stream: BinaryIO) -> None:
        self._stream = stream
        self._pending = b""
        while chunk := stream.read(_CHUNK):
            at = chunk.find(b"[")
            if at >= 0:
                self._pending = chunk[at:]
                break

    def read(self, size: int = -1) -> bytes:
        """As of any stream."""
        if self._pending:
            data, self._pending = self._pending, b""
            return data if size else self._give_back(data)
        return self._stream.read(size)

    def _give_back(self, data: bytes) -> bytes:
        self._pending = data
        return b""


_ESCAPE = re.compile(rb"\\(?:x([0-9A-Fa-f]{2})|.)", re.DOTALL)


class MendedEscapes:
    r"""A stream with Telegram's ``\xNN``, which is not JSON, as ``\u00NN``."""

    def __init__(self, stream: BinaryIO) -> None:
        self._stream = stream
        self._tail = b""

    def read(self, size: int = -1) -> bytes:
        """As of any stream; may give a little more than asked."""
        if size == 0:
            return b""
        data = self._tail + self._stream.read(size)
        self._tail = b""
        if b"\\" not in data:
            return data
        cut = len(data) - 4 + data[-4:].find(b"\\") if b"\\" in data[-4:] and len(data) > 4 else len(data)
        # An escape must not be cut in two, and a run of backslashes must be looked at from its start.
        while 0 < cut < len(data) and data[cut - 1 : cut] == b"\\":
            cut -= 1
        more = self._stream.read(1) if cut < len(data) else b""
        if more:
            self._tail = data[cut:] + more
            data = data[:cut]
        if not data and self._tail:
            return self.read(size)
        return _ESCAPE.sub(lambda m: b"\\u00" + m[1] if m[1] else m[0], data)


_DEEPEST = 1000
"""Brackets inside brackets. The parser keeps the way to every one, which is memory that grows with the square."""
_NO_BRACKET = bytes(set(range(256)) - set(b"[]{}"))


class Shallow:
    """A stream that raises ValueError before its brackets nest too deep; those in strings count, which is rare."""

    def __init__(self, stream: Any) -> None:
        self._stream = stream
        self._open = 0

    def read(self, size: int = -1) -> bytes:
        """As of any stream."""
        data: bytes = self._stream.read(size)
        rest, before = data.translate(None, _NO_BRACKET), -1
        while len(rest) != before:
            before = len(rest)
            rest = rest.replace(b"[]", b"").replace(b"{}", b"")
        opened = rest.count(b"[") + rest.count(b"{")
        if self._open + opened > _DEEPEST:
            raise ValueError("nested too deep")
        self._open = max(0, self._open + 2 * opened - len(rest))
        return data


Wrap = Callable[[BinaryIO], Any]


def items(source: Source, member: Member, prefix: str, wrap: Wrap | None = None) -> Iterator[Any]:
    """The values under ``prefix`` (ijson's notation, ``item`` or ``a.item``), in order.

    A value that cannot be parsed comes as :class:`BrokenEnd`, and the ones after it follow. Raises EarlyEnd when the
    file stops between two values, BrokenEnd when nothing more can be made of it.
    """
    done = 0
    try:
        with source.open(member) as stream:
            for value in ijson.items(Shallow(wrap(stream) if wrap else stream), prefix, use_float=True):
                yield value
                done += 1
            return
    except (ijson.JSONError, UnicodeDecodeError, ValueError, ArithmeticError):
        pass
    with source.open(member) as stream:
        key = prefix.removesuffix("item").rstrip(".").rpartition(".")[2]
        yield from itertools.islice(_resync(wrap(stream) if wrap else stream, key), done, None)


def _resync(stream: Any, key: str) -> Iterator[Any]:
    """Objects of the array under ``key`` (or the outermost) by their brackets; a line break always ends a string."""
    buffer = bytearray()
    if not _seek_array(stream, buffer, key):
        raise BrokenEnd
    depth, at, start = 0, 0, -1
    form: bytes | None = None
    while True:
        open_end = False
        for token in _TOKEN.finditer(buffer, at):
            mark = token[0]
            if mark == b'"':
                break  # the string goes on in the next chunk
            if mark in b"{[" and len(mark) == 1:
                if depth == 0:
                    start = token.start()
                depth += 1
            elif mark in b"}]" and len(mark) == 1:
                depth -= 1
                if depth < 0:
                    return
                if depth == 0:
                    open_end = buffer[start] + 2 != mark[0]  # "}" and "]" stand two after "{" and "["
                    if open_end:
                        break
                    piece = bytes(buffer[start : token.end()])
                    form = form or _form(piece)
                    yield _parsed(piece)
                    start = -1
            at = token.end()
        if not open_end:
            keep = start if start >= 0 else at
            del buffer[:keep]
            at -= keep
            start = 0 if start >= 0 else -1
            chunk = stream.read(_CHUNK) if len(buffer) <= _RECORD_LIMIT else b""
            if chunk:
                buffer += chunk
                continue
        following = re.compile(form).search(buffer, start + 1) if start >= 0 and form else None
        if following is None:
            break
        # A record without its end: what looks like the start of the next one is where reading goes on.
        yield BrokenEnd()
        at, depth, start = following.start(), 0, -1
    if start >= 0 or bytes(buffer).strip(b" \t\r\n,;"):
        raise BrokenEnd
    raise EarlyEnd


def _form(piece: bytes) -> bytes | None:
    """A pattern of how records of this file begin: with their first key."""
    first = re.match(rb'\{\s*("(?:[^"\\]|\\.)*")', piece)
    return None if first is None else rb"\{\s*" + re.escape(first[1])


def _parsed(piece: bytes) -> Any:
    try:
        return json.loads(piece)
    except (ValueError, RecursionError):
        return BrokenEnd()


def _seek_array(stream: Any, buffer: bytearray, key: str) -> bool:
    """Read up to and with the array's bracket; False when there is none."""
    wanted = re.compile(rb'"' + re.escape(key.encode()) + rb'"\s*:\s*\[' if key else rb"\[")
    while chunk := stream.read(_CHUNK):
        buffer += chunk
        found = wanted.search(buffer)
        if found:
            del buffer[: found.end()]
            return True
        del buffer[:-4096]
    return False


_WHOLE_LIMIT = 64 << 20


def whole(source: Source, member: Member, wrap: Wrap | None = None) -> Any:
    """A small file's whole value; raises InputError when it is too large or not JSON."""
    with source.open(member) as stream:
        readable = wrap(stream) if wrap else stream
        data = bytearray()
        while chunk := readable.read(1 << 20):
            data += chunk
            if len(data) > _WHOLE_LIMIT:
                raise InputError(Message("read.small_too_large"), Message("do.leave_out"))
    try:
        return json.loads(bytes(data).decode("utf-8-sig", "replace"))
    except (ValueError, RecursionError) as error:
        raise InputError(Message("read.json_invalid"), Message("do.request_json")) from error


def mended(text: Any) -> str:
    """Facebook's and Instagram's text: UTF-8 that was read as Latin-1; anything else stays as it is."""
    value = text if isinstance(text, str) else ""
    try:
        return value.encode("latin-1").decode("utf-8")
    except UnicodeError:
        return value
