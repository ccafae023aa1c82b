"""WebP (RFC 9649): the chunks of a RIFF file, and those of each picture of an animation."""

from __future__ import annotations

from redraft.pictures.colours import neutral
from redraft.pictures.pieces import Kind, Piece, Pieces

_PICTURE = {b"VP8 ", b"VP8L", b"ALPH", b"ANIM"}
_FRAME_HEAD = 16
_HAS_COLOURS, _HAS_EXIF, _HAS_XMP = 0x20, 0x08, 0x04


def cut(data: bytes) -> Pieces:
    """The pieces of a WebP file; the first of them counts the bytes of all that are kept."""
    found = Pieces()
    end = 8 + int.from_bytes(data[4:8], "little")
    found.whole = end <= len(data)
    for name, payload in _chunks(data[12:end]):
        _add(found, name, payload)
    if after := data[end + end % 2 :].strip(b"\x00"):
        found.add(Kind.AFTER, after)
    colours = any(piece.kept for piece in found.of(Kind.COLOURS))
    pieces = [_with_flags(piece, colours=colours) for piece in found.pieces]
    body = b"WEBP" + b"".join(piece.kept for piece in pieces)
    found.pieces = [Piece(Kind.PICTURE, kept=b"RIFF" + len(body).to_bytes(4, "little") + b"WEBP"), *pieces]
    return found


def _add(found: Pieces, name: bytes, payload: bytes) -> None:
    if name in _PICTURE:
        found.keep(_chunk(name, payload))
    elif name == b"VP8X":
        found.add(Kind.PICTURE, payload, "VP8X", _chunk(name, payload))
    elif name == b"ANMF":
        inner = b"".join(_chunk(n, p) for n, p in _chunks(payload[_FRAME_HEAD:]) if n in _PICTURE)
        found.keep(_chunk(name, payload[:_FRAME_HEAD] + inner))
    elif name == b"ICCP":
        profile = neutral(payload)
        found.add(Kind.COLOURS, payload, kept=_chunk(name, profile) if profile else b"")
    elif name == b"EXIF":
        found.add(Kind.EXIF, payload.removeprefix(b"Exif\x00\x00"))
    elif name == b"XMP ":
        found.add(Kind.XMP, payload)
    else:
        found.add(Kind.OTHER, payload, name.decode("ascii", "replace"))


def _with_flags(piece: Piece, *, colours: bool) -> Piece:
    """The head of an extended file says what follows."""
    if piece.name != "VP8X" or not piece.data:
        return piece
    flags = piece.data[0] & ~(_HAS_COLOURS | _HAS_EXIF | _HAS_XMP) | (_HAS_COLOURS if colours else 0)
    return Piece(piece.kind, kept=_chunk(b"VP8X", bytes((flags,)) + piece.data[1:]))


def _chunks(data: bytes) -> list[tuple[bytes, bytes]]:
    found, at = [], 0
    while at + 8 <= len(data):
        size = int.from_bytes(data[at + 4 : at + 8], "little")
        found.append((data[at : at + 4], data[at + 8 : at + 8 + size]))
        at += 8 + size + size % 2
    return found


def _chunk(name: bytes, payload: bytes) -> bytes:
    return name + len(payload).to_bytes(4, "little") + payload + bytes(len(payload) % 2)
