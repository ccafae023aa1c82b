"""What IPTC-IIM 4.2 says, as Photoshop's image resources hold it, and the small pictures beside it there."""

from __future__ import annotations

from collections.abc import Iterator

from redraft.domain.picture import Said
from redraft.pictures.directories import decoded
from redraft.pictures.exif import Told

FIELDS: dict[int, tuple[Said, str]] = {
    5: (Said.WORDS, "ObjectName"), 15: (Said.WORDS, "Category"), 22: (Said.TRACK, "FixtureIdentifier"),
    25: (Said.WORDS, "Keywords"), 40: (Said.TRACK, "SpecialInstructions"), 55: (Said.TIME, "DateCreated"),
    60: (Said.TIME, "TimeCreated"), 62: (Said.TIME, "DigitalCreationDate"), 65: (Said.SOFTWARE, "OriginatingProgram"),
    80: (Said.PERSON, "By-line"), 85: (Said.PERSON, "By-lineTitle"), 90: (Said.PLACE, "City"),
    92: (Said.PLACE, "Sub-location"), 95: (Said.PLACE, "Province-State"), 101: (Said.PLACE, "Country"),
    103: (Said.TRACK, "OriginalTransmissionReference"), 105: (Said.WORDS, "Headline"), 110: (Said.PERSON, "Credit"),
    115: (Said.PERSON, "Source"), 116: (Said.PERSON, "CopyrightNotice"), 118: (Said.CONTACT, "Contact"),
    120: (Said.WORDS, "Caption-Abstract"), 122: (Said.PERSON, "Writer-Editor"),
}  # fmt: skip
_DATA, _THUMBNAILS = 0x0404, {0x0409, 0x040C}
_THUMBNAIL_HEAD = 28
MOST = 2_000
"""Resources, and records, that are read."""


def resources(data: bytes) -> Iterator[tuple[int, bytes]]:
    """Photoshop's image resources: number and content."""
    at = 0
    for _ in range(MOST):
        if data[at : at + 4] != b"8BIM":
            return
        number = int.from_bytes(data[at + 4 : at + 6], "big")
        name = 1 + data[at + 6] if at + 6 < len(data) else 0
        at += 6 + name + name % 2
        size = int.from_bytes(data[at : at + 4], "big")
        yield number, data[at + 4 : at + 4 + size]
        at += 4 + size + size % 2


def told(data: bytes) -> Iterator[Told]:
    """What the records say, in resources or alone."""
    utf8 = b"\x1c\x01\x5a\x00\x03\x1b%G" in data
    for records in [content for number, content in resources(data) if number == _DATA] or [data]:
        yield from _records(records, utf8=utf8)


def _records(data: bytes, *, utf8: bool) -> Iterator[Told]:
    at = 0
    for _ in range(MOST):
        if data[at : at + 1] != b"\x1c" or at + 5 > len(data):
            return
        record, number, size = data[at + 1], data[at + 2], int.from_bytes(data[at + 3 : at + 5], "big")
        value = data[at + 5 : at + 5 + size]
        at += 5 + size
        if record == 2 and number in FIELDS:
            said, name = FIELDS[number]
            text = value.decode("utf-8", "replace") if utf8 else decoded(value)
            if text := text.strip("\x00 \r\n\t"):
                yield Told(said, text, f"IPTC {name}")


def thumbnails(data: bytes) -> Iterator[bytes]:
    """Small pictures that Photoshop keeps, as JPEG files."""
    for number, content in resources(data):
        if number in _THUMBNAILS:
            yield content[_THUMBNAIL_HEAD:]
