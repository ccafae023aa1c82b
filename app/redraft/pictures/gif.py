"""GIF89a: blocks up to the trailer; what follows it no viewer shows."""

from __future__ import annotations

from redraft.pictures.pieces import Kind, Pieces

_IMAGE, _EXTENSION, _TRAILER = 0x2C, 0x21, 0x3B
_CONTROL, _COMMENT, _APPLICATION = 0xF9, 0xFE, 0xFF
_LOOPS = (b"NETSCAPE2.0", b"ANIMEXTS1.0")
_XMP = b"XMP DataXMP"
_XMP_TAIL = 258
"""After its XML, bytes that lead whoever takes the XML for blocks to their end."""


def cut(data: bytes) -> Pieces:
    """The pieces of a GIF file."""
    found = Pieces()
    at = 13 + _colours(data[10:11])
    found.keep(data[:at])
    while at < len(data):
        kind = data[at]
        if kind == _TRAILER:
            found.keep(data[at : at + 1])
            if after := data[at + 1 :].strip(b"\x00"):
                found.add(Kind.AFTER, after)
            return found
        if kind not in {_IMAGE, _EXTENSION}:
            break
        start = at + 2 if kind == _EXTENSION else at + 11 + _colours(data[at + 9 : at + 10])
        end, blocks = _blocks(data, start)
        if end > len(data):
            break
        if kind == _IMAGE or data[at + 1] == _CONTROL:
            found.keep(data[at:end])
        else:
            _add(found, data[at:end], blocks)
        at = end
    found.whole = False
    return found


def _add(found: Pieces, block: bytes, blocks: list[bytes]) -> None:
    """An extension that says something."""
    first = blocks[0] if blocks else b""
    if block[1] == _COMMENT:
        found.add(Kind.TEXT, b"".join(blocks), "Comment")
    elif block[1] == _APPLICATION and first in _LOOPS:
        found.keep(block)
    elif block[1] == _APPLICATION and first == _XMP:
        found.add(Kind.XMP, block[3 + len(_XMP) : -_XMP_TAIL])
    else:
        found.add(Kind.OTHER, b"".join(blocks), first.decode("ascii", "replace"))


def _colours(flags: bytes) -> int:
    """Bytes of the table of colours that flags announce."""
    return 3 << ((flags[0] & 7) + 1) if flags and flags[0] & 0x80 else 0


def _blocks(data: bytes, at: int) -> tuple[int, list[bytes]]:
    """Where the blocks end that begin here, and what is in them; past the end of the data for what is broken."""
    found = []
    while at < len(data) and (size := data[at]):
        found.append(data[at + 1 : at + 1 + size])
        at += 1 + size
    return at + 1, found
