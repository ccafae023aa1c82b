"""The blocks of a CAR file (content-addressed archive), each decoded when it is asked for: a bad one costs itself."""

from __future__ import annotations

from typing import Any, Final

import libipld

from redraft.importers.contract import BAD_RECORD, BrokenEnd

BROKEN: Final = object()
"""In place of a block that is there and cannot be decoded."""


class Blocks:
    """By their ids, as bytes. Raises BrokenEnd for what has no readable header; a file that is cut loses its end."""

    def __init__(self, data: bytes) -> None:
        self._data = memoryview(data)
        self._places: dict[bytes, tuple[int, int]] = {}
        try:
            length, at = self._number(0)
            header = libipld.decode_dag_cbor(data[at : at + length])
            self.roots: list[bytes] = list(header["roots"])
        except BAD_RECORD as error:
            raise BrokenEnd from error
        self._index(at + length)

    def get(self, name: Any) -> Any:
        """The block's value, None when it is not there, BROKEN when it cannot be decoded."""
        place = self._places.get(name) if isinstance(name, bytes) else None
        if place is None:
            return None
        try:
            return libipld.decode_dag_cbor(bytes(self._data[place[0] : place[1]]))
        except BAD_RECORD:
            return BROKEN

    def _index(self, at: int) -> None:
        try:
            while at < len(self._data):
                length, start = self._number(at)
                at = start + length
                body = self._name_end(start)
                self._places[bytes(self._data[start:body])] = (body, at)
        except IndexError:  # the file ends here
            return

    def _name_end(self, at: int) -> int:
        """Where an id ends: version, codec, kind and length of a hash, then the hash; or, in version 0, the hash."""
        if bytes(self._data[at : at + 2]) == b"\x12\x20":
            return at + 34
        for _ in range(3):
            _, at = self._number(at)
        length, at = self._number(at)
        return at + length

    def _number(self, at: int) -> tuple[int, int]:
        """A number of variable length, and where it ends; raises IndexError beyond the file or beyond 64 bits."""
        value = 0
        for shift in range(0, 64, 7):
            byte = self._data[at]
            at += 1
            value |= (byte & 127) << shift
            if byte < 128:
                return value, at
        raise IndexError
