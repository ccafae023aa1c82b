"""JSON records as they stream by: fast while the file is valid, and past a bad record when it is not."""

from __future__ import annotations

import itertools
import json
import re
from array import array
from collections.abc import Callable, Iterator
from itertools import accumulate
from typing import Any, BinaryIO

import ijson

from redraft.domain.errors import InputError
from redraft.domain.message import Message
from redraft.importers.contract import BAD_RECORD
from redraft.importers.opening import Member, Source
from redraft.importers.resync import CHUNK, DEEPEST, Records

_MARK = 64
"""Bytes that may stand between the two ends of a mark."""


class FromArray:
    """A stream that starts at the first ``[`` that ends a mark: X's files are JavaScript in front of it.

    ``mark``: a pattern that takes in the bracket, of at most _MARK bytes.
    """

    def __init__(self, stream: BinaryIO, mark: bytes = rb"\[") -> None:
        self._stream = stream
        self._pending = before = b""
        wanted = re.compile(mark)
        while chunk := stream.read(CHUNK):
            before += chunk
            if found := wanted.search(before):
                self._pending = before[found.end() - 1 :]
                break
            before = before[-_MARK:]

    def read(self, size: int = -1) -> bytes:
        """As of any stream."""
        if self._pending:
            data, self._pending = self._pending, b""
            return data if size else self._give_back(data)
        return self._stream.read(size)

    def _give_back(self, data: bytes) -> bytes:
        self._pending = data
        return b""


_WHOLE = re.compile(rb"(?:[^\\]++|\\(?:[^x]|x[0-9A-Fa-f]{2}|x[0-9A-Fa-f]?[^0-9A-Fa-f]))*+", re.DOTALL)
_ESCAPE = re.compile(rb"\\(?:x([0-9A-Fa-f]{2})|.)", re.DOTALL)


class MendedEscapes:
    r"""A stream with Telegram's ``\xNN``, which is not JSON, as ``\u00NN``."""

    def __init__(self, stream: BinaryIO) -> None:
        self._stream = stream
        self._tail = b""

    def read(self, size: int = -1) -> bytes:
        """As of any stream; may give a little more than asked."""
        data = b""
        while size and not data:
            chunk = self._stream.read(size)
            data, self._tail = self._tail + chunk, b""
            if not chunk:
                break
            if b"\\" in data:  # an escape must not be cut in two
                whole = _WHOLE.match(data)
                cut = whole.end() if whole else 0
                data, self._tail = data[:cut], data[cut:]
        return _ESCAPE.sub(lambda m: b"\\u00" + m[1] if m[1] else m[0], data)


_TOKEN_LIMIT = 4 << 20
"""Bytes without a quotation mark: the parser begins a long word or number anew with every chunk that it is fed."""
_FED = 1 << 20
"""Bytes that the parser is fed at a time."""
_NO_BRACKET = bytes(set(range(256)) - set(b"[]{}"))
_STEPS = bytes({ord("["): 1, ord("{"): 1}.get(byte, 255) for byte in range(256))


class Guarded:
    """A stream that raises ValueError before the parser's work or memory would grow with the square of the file.

    That is where brackets nest too deep (those in strings count, which is rare), and where a string or number has no
    end.
    """

    def __init__(self, stream: Any) -> None:
        self._stream = stream
        self._open = self._unquoted = 0
        self._escaped = b""

    def read(self, size: int = -1) -> bytes:
        """As of any stream."""
        data: bytes = self._stream.read(size)
        steps = array("b", data.translate(_STEPS, _NO_BRACKET))
        if steps:
            levels = list(accumulate(steps, initial=self._open))
            self._open = max(0, levels[-1])
            if max(levels) > DEEPEST:
                raise ValueError("nested too deep")
        last = self._last_quote(data)
        self._unquoted = self._unquoted + len(data) if last < 0 else len(data) - last
        if self._unquoted > _TOKEN_LIMIT:
            raise ValueError("a word without an end")
        return data

    def _last_quote(self, data: bytes) -> int:
        """Roughly where the last quotation mark stands that no backslash takes for a letter; -1 when there is none."""
        if b"\\" not in data and not self._escaped:
            return data.rfind(b'"')
        plain = (self._escaped + data).replace(b"\\\\", b"")
        self._escaped = b"\\" if plain.endswith(b"\\") else b""
        return plain.replace(b'\\"', b"").rfind(b'"')


Wrap = Callable[[BinaryIO], Any]


def items(source: Source, member: Member, prefix: str, wrap: Wrap | None = None) -> Iterator[Any]:
    """The values under ``prefix`` (ijson's notation, ``item`` or ``a.item``), in order.

    A value that cannot be parsed comes as :class:`BrokenEnd`, and the ones after it follow. Raises EarlyEnd when the
    file stops between two values, BrokenEnd when nothing more can be made of it.
    """
    done = 0
    try:
        with source.open(member) as stream:
            guarded = Guarded(wrap(stream) if wrap else stream)
            for value in ijson.items(guarded, prefix, use_float=True, buf_size=_FED):
                yield value
                done += isinstance(value, (dict, list))
            return
    except (ijson.JSONError, UnicodeDecodeError, ValueError, ArithmeticError, MemoryError):
        pass
    with source.open(member) as stream:
        key = prefix.removesuffix("item").rstrip(".").rpartition(".")[2]
        records = Records(wrap(stream) if wrap else stream, key, several=prefix.count("item") > 1)
        yield from itertools.islice(records, done, None)


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
    except BAD_RECORD as error:
        raise InputError(Message("read.json_invalid"), Message("do.request_json")) from error


def mended(text: Any) -> str:
    """Facebook's and Instagram's text: UTF-8 that was read as Latin-1; anything else stays as it is."""
    value = text if isinstance(text, str) else ""
    try:
        return value.encode("latin-1").decode("utf-8")
    except UnicodeError:
        return value
