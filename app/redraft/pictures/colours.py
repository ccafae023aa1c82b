"""ICC profiles (ICC.1:2022) without what they say beside colours: makers, devices, dates, names."""

from __future__ import annotations

_HEAD, _ENTRY = 128, 12
_MOST_TAGS = 100
_COLOURS = {
    b"rXYZ", b"gXYZ", b"bXYZ", b"wtpt", b"bkpt", b"chad", b"rTRC", b"gTRC", b"bTRC", b"kTRC", b"A2B0", b"A2B1",
    b"A2B2", b"B2A0", b"B2A1", b"B2A2", b"gamt", b"cicp", b"lumi",
}  # fmt: skip
_SAID_NOTHING = ((4, 8), (24, 36), (40, 44), (48, 64), (80, 100))
"""Of the head: the module, the date, the platform, the device with its maker and attributes, creator, checksum."""
_DATE = bytes.fromhex("07d0 0001 0001 0000 0000 0000")
"""The year 2000: a date is required."""


def neutral(profile: bytes) -> bytes:
    """The same colours; empty for what is no profile, so that a picture is then shown as sRGB."""
    if len(profile) < _HEAD + 4 or profile[36:40] != b"acsp":
        return b""
    count = int.from_bytes(profile[_HEAD : _HEAD + 4], "big")
    kept: list[tuple[bytes, bytes]] = []
    for number in range(min(count, _MOST_TAGS)):
        at = _HEAD + 4 + _ENTRY * number
        name = profile[at : at + 4]
        start, size = (int.from_bytes(profile[at + n : at + n + 4], "big") for n in (4, 8))
        if name in _COLOURS and size and start + size <= len(profile):
            kept.append((name, profile[start : start + size]))
    if not kept:
        return b""
    version = profile[8]
    kept += [(b"desc", _words(version)), (b"cprt", _licence(version))]
    return _written(bytearray(profile[:_HEAD]), kept)


def _written(head: bytearray, tags: list[tuple[bytes, bytes]]) -> bytes:
    for start, end in _SAID_NOTHING:
        head[start:end] = bytes(end - start)
    head[24:36] = _DATE
    table, body = bytearray(), bytearray()
    places: dict[bytes, int] = {}
    begins = _HEAD + 4 + _ENTRY * len(tags)
    for name, data in tags:
        if data not in places:
            places[data] = begins + len(body)
            body += data + bytes(-len(data) % 4)
        table += name + places[data].to_bytes(4, "big") + len(data).to_bytes(4, "big")
    whole = head + len(tags).to_bytes(4, "big") + table + body
    whole[:4] = len(whole).to_bytes(4, "big")
    return bytes(whole)


def _words(version: int) -> bytes:
    """A name, which is required: the same in every profile."""
    if version >= 4:
        return _many("colours")
    return b"desc\x00\x00\x00\x00" + (8).to_bytes(4, "big") + b"colours\x00" + bytes(78)


def _licence(version: int) -> bytes:
    return _many("-") if version >= 4 else b"text\x00\x00\x00\x00-\x00"


def _many(text: str) -> bytes:
    coded = text.encode("utf-16-be")
    head = b"mluc\x00\x00\x00\x00" + (1).to_bytes(4, "big") + (12).to_bytes(4, "big") + b"enUS"
    return head + len(coded).to_bytes(4, "big") + (28).to_bytes(4, "big") + coded
