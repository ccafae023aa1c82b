"""JPEG (ITU T.81): segments up to the first end of a picture; what follows it no viewer shows."""

from __future__ import annotations

import re

from redraft.pictures.colours import neutral
from redraft.pictures.pieces import Kind, Pieces

_EXIF, _XMP, _MORE_XMP = b"Exif\x00\x00", b"http://ns.adobe.com/xap/1.0/\x00", b"http://ns.adobe.com/xmp/extension/\x00"
_PHOTOSHOP, _ICC = b"Photoshop 3.0\x00", b"ICC_PROFILE\x00"
_MORE_HEAD = len(_MORE_XMP) + 32 + 8
"""What stands before each part of a long XMP: a checksum, the length of all, the place of this part."""
_JFIF = b"\xff\xe0\x00\x10JFIF\x00\x01\x01\x00\x00\x01\x00\x01\x00\x00"
"""The segment without a resolution and without a thumbnail."""
_APP0, _APP1, _APP2, _APP11, _APP13, _APP14, _APP15, _COMMENT = 0xE0, 0xE1, 0xE2, 0xEB, 0xED, 0xEE, 0xEF, 0xFE
_START_OF_SCAN, _END = 0xDA, 0xD9
_ALONE = {0x01, *range(0xD0, 0xD9)}
_AFTER_SCAN = re.compile(rb"\xff+[^\x00\xff\xd0-\xd7]")
_TABLES = {0xC4, 0xDB, 0xDD, 0xDC, 0xCC, *range(0xC0, 0xD0), _START_OF_SCAN}
"""Tables, frames and scans: what a picture is made of."""
LONGEST = 0xFFFF - 2


def cut(data: bytes) -> Pieces:
    """The pieces of a JPEG file."""
    found = Pieces()
    found.keep(data[:2])
    profile: list[bytes] = []
    more_xmp: list[bytes] = []
    at = 2
    while True:
        while data[at : at + 2] == b"\xff\xff":
            at += 1
        if at + 2 > len(data) or data[at] != 0xFF:
            found.whole = False
            break
        marker = data[at + 1]
        if marker == _END:
            found.keep(data[at : at + 2])
            if after := data[at + 2 :].strip(b"\x00"):
                found.add(Kind.AFTER, after)
            break
        if marker in _ALONE:
            found.keep(data[at : at + 2])
            at += 2
            continue
        end = at + 2 + int.from_bytes(data[at + 2 : at + 4], "big")
        if end < at + 4 or end > len(data):
            found.whole = False
            break
        payload = data[at + 4 : end]
        if marker in _TABLES:
            if marker == _START_OF_SCAN:
                scan = _AFTER_SCAN.search(data, end)
                end = scan.start() if scan else len(data)
            found.keep(data[at:end])
        elif marker == _APP2 and payload.startswith(_ICC):
            if not profile:
                found.add(Kind.COLOURS)  # filled in below, at the place of its first part
            profile.append(payload[len(_ICC) + 2 :])
        elif marker == _APP1 and payload.startswith(_MORE_XMP):
            more_xmp.append(payload[_MORE_HEAD:])
        else:
            _add(found, marker, payload)
        at = end
    if more_xmp:
        found.add(Kind.XMP, b"".join(more_xmp))
    _fill_in(found, b"".join(profile))
    return found


def _add(found: Pieces, marker: int, payload: bytes) -> None:
    """A segment that says something."""
    if marker == _APP1 and payload.startswith(_EXIF):
        found.add(Kind.EXIF, payload[len(_EXIF) :])
    elif marker == _APP1 and payload.startswith(_XMP):
        found.add(Kind.XMP, payload[len(_XMP) :])
    elif marker == _APP13 and payload.startswith(_PHOTOSHOP):
        found.add(Kind.IPTC, payload[len(_PHOTOSHOP) :])
    elif marker == _COMMENT:
        found.add(Kind.TEXT, payload, "Comment")
    elif marker == _APP0 and payload.startswith(b"JFIF\x00"):
        found.keep(_JFIF)
    elif marker == _APP0 and payload.startswith(b"JFXX\x00\x10"):
        found.add(Kind.THUMBNAIL, payload[6:])
    elif marker == _APP14 and payload.startswith(b"Adobe"):  # how its colours are to be read
        found.keep(b"\xff\xee\x00\x0e" + payload[:12])
    elif marker == _APP11 and payload.startswith(b"JP"):
        found.add(Kind.ORIGIN, payload)
    elif _APP0 <= marker <= _APP15:
        found.add(Kind.OTHER, payload, payload[:16].split(b"\x00")[0].decode("ascii", "replace"))
    else:
        found.add(Kind.OTHER, payload)


def _fill_in(found: Pieces, profile: bytes) -> None:
    """The colours, without what their profile says beside them."""
    for number, piece in enumerate(found.pieces):
        if piece.kind is Kind.COLOURS:
            found.pieces[number] = type(piece)(Kind.COLOURS, profile, kept=_segments(neutral(profile)))


def _segments(profile: bytes) -> bytes:
    most = LONGEST - len(_ICC) - 2
    parts = [profile[at : at + most] for at in range(0, len(profile), most)]
    bodies = [_ICC + bytes((number, len(parts))) + part for number, part in enumerate(parts, 1)]
    return b"".join(b"\xff\xe2" + (len(body) + 2).to_bytes(2, "big") + body for body in bodies)
