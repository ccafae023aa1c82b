"""Codes that machines read, found in a picture by ZXing, each with what it holds and where it is."""

from __future__ import annotations

import math

import zxingcpp
from PIL import Image

from redraft.domain.picture import Code, Point
from redraft.pictures.contents import about

MOST = 60
LONGEST = 4_000
"""Codes of one picture, and letters of one code."""
MOST_PIXELS = 16_000_000
"""Pixels that are searched; a larger picture is made smaller before, which leaves a code of a hundredth of its edge."""


def find(image: Image.Image) -> tuple[Code, ...]:
    """The codes in a grey picture, from its upper left."""
    searched = image
    if image.width * image.height > MOST_PIXELS:
        shrink = math.sqrt(MOST_PIXELS / (image.width * image.height))
        searched = image.resize((max(1, int(image.width * shrink)), max(1, int(image.height * shrink))))
    found = [_code(one, searched) for one in zxingcpp.read_barcodes(searched, text_mode=zxingcpp.TextMode.Plain)[:MOST]]
    return tuple(sorted(found, key=lambda code: (code.corners[0].y, code.corners[0].x)))


def _code(one: zxingcpp.Barcode, image: Image.Image) -> Code:
    at = one.position
    corners = tuple(
        Point(_share(corner.x, image.width), _share(corner.y, image.height))
        for corner in (at.top_left, at.top_right, at.bottom_right, at.bottom_left)
    )
    raw = bytes(one.bytes)
    text = (one.text or raw.decode("latin-1")).replace("\x00", "")[:LONGEST]
    kind = str(one.format)
    said, parts = about(text, raw, kind)
    return Code(kind, text, corners, said, parts)


def _share(place: float, whole: int) -> float:
    return min(1.0, max(0.0, place / whole))
