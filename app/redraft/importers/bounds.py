"""Limits on what an untrusted archive may make us do."""

from __future__ import annotations

import io
import tarfile
import zlib
from typing import BinaryIO

from redraft.domain.errors import InputError
from redraft.domain.message import Message

BOMB_RATIO = 200
"""Exports are text and pack 5 to 30 times; zeros pack 1,029 times."""
BOMB_FREE = 8 << 20
"""Bytes that may come out of a member before its ratio is looked at."""
NESTED_IN_MEMORY = 64 << 20
"""Bytes of nested archives that are held in memory together."""
NESTED_ARCHIVES = 100
DEPTH = 2
REWINDS = 400
"""How often a packed stream may be unpacked anew from its start: once for each file in it would be too often."""

READ_ERRORS = (OSError, EOFError, zlib.error, tarfile.TarError, RuntimeError, NotImplementedError, ValueError)
"""What the standard library's readers raise on damaged or hostile archives; zipfile adds BadZipFile."""


def read_up_to(stream: BinaryIO, limit: int) -> bytes:
    """At most ``limit`` bytes, taking no more memory than there is to read."""
    data = bytearray()
    while len(data) < limit and (chunk := stream.read(min(1 << 20, limit - len(data)))):
        data += chunk
    return bytes(data)


class Rewinding(io.RawIOBase):
    """A packed stream that can be read at any place, at the price of being unpacked from its start to get back.

    Raises InputError when it was gone back in REWINDS times.
    """

    def __init__(self, inner: BinaryIO) -> None:
        super().__init__()
        self._inner = inner
        self._left = REWINDS

    def readable(self) -> bool:
        """As of any stream."""
        return True

    def seekable(self) -> bool:
        """As of any stream."""
        return True

    def tell(self) -> int:
        """As of any stream."""
        return self._inner.tell()

    def seek(self, offset: int, whence: int = io.SEEK_SET) -> int:
        """As of any stream."""
        before = self._inner.tell()
        after = self._inner.seek(offset, whence)
        self._left -= after < before
        if self._left < 0:
            raise InputError(Message("read.packed_twice"), Message("do.unpack_first"))
        return after

    def readinto(self, buffer: bytearray | memoryview) -> int:  # type: ignore[override]
        """As of any stream."""
        data = self._inner.read(len(buffer))
        buffer[: len(data)] = data
        return len(data)

    def close(self) -> None:
        """Close both."""
        self._inner.close()
        super().close()


class BoundedStream(io.RawIOBase):
    """Reads through to ``inner`` and counts what really comes out, whatever the directory declared."""

    def __init__(self, inner: BinaryIO, packed: int) -> None:
        super().__init__()
        self._inner = inner
        self._allowed = max(BOMB_FREE, packed * BOMB_RATIO)
        self.out = 0

    def readable(self) -> bool:
        """As of any stream."""
        return True

    def readinto(self, buffer: bytearray | memoryview) -> int:  # type: ignore[override]
        """As of any stream; raises InputError beyond the limit."""
        data = self._inner.read(len(buffer))
        self.out += len(data)
        if self.out > self._allowed:
            raise InputError(
                Message("read.bomb_in_archive"),
                Message("do.request_or_unpack"),
            )
        buffer[: len(data)] = data
        return len(data)

    def close(self) -> None:
        """Close both."""
        self._inner.close()
        super().close()
