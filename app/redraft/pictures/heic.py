"""What a HEIC file (ISO 23008-12) says: libheif finds its entries; its boxes tell what else lies in it."""

from __future__ import annotations

import io

import pi_heif

from redraft.pictures.pieces import Kind, Pieces

_VIDEO = {b"mpvd", b"moov"}
_MOST_BOXES = 1_000


def cut(data: bytes) -> Pieces:
    """What it says. Nothing of it is kept: its picture is written anew."""
    found = Pieces()
    try:
        info = pi_heif.open_heif(io.BytesIO(data)).info
    except (ValueError, RuntimeError, EOFError, OSError, SyntaxError, MemoryError, KeyError):
        found.whole = False
        return found
    if exif := info.get("exif"):
        found.add(Kind.EXIF, exif.removeprefix(b"Exif\x00\x00"))
    if xmp := info.get("xmp"):
        found.add(Kind.XMP, xmp)
    for more in info.get("metadata") or ():
        found.add(Kind.OTHER, bytes(more.get("data") or b""), str(more.get("type") or ""))
    for name, content in _boxes(data):
        if name in _VIDEO:
            found.add(Kind.AFTER, b"\x00\x00\x00\x08ftyp" + content)
    return found


def _boxes(data: bytes) -> list[tuple[bytes, bytes]]:
    found: list[tuple[bytes, bytes]] = []
    at = 0
    while at + 8 <= len(data) and len(found) < _MOST_BOXES:
        size, name, head = int.from_bytes(data[at : at + 4], "big"), data[at + 4 : at + 8], 8
        if size == 1:
            size, head = int.from_bytes(data[at + 8 : at + 16], "big"), 16
        end = at + size if size >= head else len(data)
        found.append((name, data[at + head : end]))
        at = end
    return found
