"""PNG (ISO 15948): chunks up to the end of the picture; what follows it no viewer shows."""

from __future__ import annotations

import re
import zlib

from redraft.pictures.colours import neutral
from redraft.pictures.pieces import Kind, Pieces

SIGNATURE = b"\x89PNG\r\n\x1a\n"
MOST_TEXT = 4 << 20
"""Bytes of a text that is unpacked."""
_PICTURE = {
    b"IHDR", b"PLTE", b"IDAT", b"IEND", b"tRNS", b"gAMA", b"cHRM", b"sRGB", b"sBIT", b"cICP", b"mDCV", b"cLLI",
    b"bKGD", b"acTL", b"fcTL", b"fdAT",
}  # fmt: skip
_RAW = re.compile(rb"\s*(\w+)\s+(\d+)\s+([0-9a-fA-F\s]*)")
"""How ImageMagick writes other formats' entries into a text: a name, a length, hexadecimal digits."""


def cut(data: bytes) -> Pieces:
    """The pieces of a PNG file."""
    found = Pieces()
    found.keep(SIGNATURE)
    at = len(SIGNATURE)
    while True:
        end = at + 12 + int.from_bytes(data[at : at + 4], "big")
        if at + 12 > len(data) or end > len(data):
            found.whole = False
            return found
        name, payload = data[at + 4 : at + 8], data[at + 8 : end - 4]
        if name in _PICTURE:
            found.keep(data[at:end])
        else:
            _add(found, name, payload)
        at = end
        if name == b"IEND":
            if after := data[at:].strip(b"\x00"):
                found.add(Kind.AFTER, after)
            return found


def _add(found: Pieces, name: bytes, payload: bytes) -> None:
    """A chunk that says something."""
    if name == b"eXIf":
        found.add(Kind.EXIF, payload.removeprefix(b"Exif\x00\x00"))
    elif name in {b"tEXt", b"zTXt", b"iTXt"}:
        _add_text(found, *_text(name, payload))
    elif name == b"tIME" and len(payload) == 7:
        found.add(Kind.TIME, payload)
    elif name == b"iCCP":
        _label, _, packed = payload.partition(b"\x00")
        profile = _unpacked(packed[1:])
        found.add(Kind.COLOURS, profile, kept=_profile(neutral(profile)))
    elif name == b"caBX":
        found.add(Kind.ORIGIN, payload)
    else:
        found.add(Kind.OTHER, payload, name.decode("ascii", "replace"))


def _text(name: bytes, payload: bytes) -> tuple[str, bytes]:
    """The keyword and the text, as UTF-8 where it is international, as Latin-1 otherwise."""
    keyword, _, rest = payload.partition(b"\x00")
    key = keyword.decode("latin-1")
    if name == b"iTXt":
        packed, rest = rest[:1] == b"\x01", rest[2:]
        rest = rest.partition(b"\x00")[2].partition(b"\x00")[2]
        return key, _unpacked(rest) if packed else rest
    text = _unpacked(rest[1:]) if name == b"zTXt" else rest
    return key, text.decode("latin-1").encode()


def _add_text(found: Pieces, key: str, text: bytes) -> None:
    raw = key.removeprefix("Raw profile type ").lower()
    if key == "XML:com.adobe.xmp":
        found.add(Kind.XMP, text)
    elif raw == key.lower():
        found.add(Kind.TEXT, text, key)
    else:
        shape = _RAW.match(text)
        digits = re.sub(rb"\s", b"", shape[3]) if shape else b""
        said = bytes.fromhex(digits[: len(digits) // 2 * 2].decode())
        kind = {"xmp": Kind.XMP, "iptc": Kind.IPTC, "8bim": Kind.IPTC}.get(raw, Kind.EXIF)
        found.add(kind, said.removeprefix(b"Exif\x00\x00"))


def _unpacked(data: bytes) -> bytes:
    """As much as may be; what is no packed data is nothing."""
    try:
        return zlib.decompressobj().decompress(data, MOST_TEXT)
    except zlib.error:
        return b""


def _profile(profile: bytes) -> bytes:
    return chunk(b"iCCP", b"colours\x00\x00" + zlib.compress(profile)) if profile else b""


def chunk(name: bytes, payload: bytes) -> bytes:
    """A chunk with its length and checksum."""
    checksum = zlib.crc32(name + payload).to_bytes(4, "big")
    return len(payload).to_bytes(4, "big") + name + payload + checksum
