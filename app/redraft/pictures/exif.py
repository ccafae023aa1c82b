"""What Exif's entries say (CIPA DC-008-2024, and what cameras, Windows and DNG add)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from redraft.domain.picture import Said
from redraft.pictures.directories import Directories, Entry
from redraft.pictures.maker_notes import maker_entries


class Told(NamedTuple):
    """One thing that one entry says."""

    said: Said
    value: str
    field: str


_P, _S, _T, _W, _D, _X, _I, _C = (
    Said.PERSON, Said.SERIAL, Said.TIME, Said.WORDS, Said.DEVICE, Said.SOFTWARE, Said.TRACK, Said.CONTACT,
)  # fmt: skip
FIELDS: dict[int, tuple[Said, str]] = {
    0x010D: (_W, "DocumentName"), 0x010E: (_W, "ImageDescription"), 0x010F: (_D, "Make"), 0x0110: (_D, "Model"),
    0x011D: (_W, "PageName"), 0x0131: (_X, "Software"), 0x0132: (_T, "DateTime"), 0x013B: (_P, "Artist"),
    0x013C: (_D, "HostComputer"), 0x8298: (_P, "Copyright"), 0x9003: (_T, "DateTimeOriginal"),
    0x9004: (_T, "DateTimeDigitized"), 0x9010: (_T, "OffsetTime"), 0x9011: (_T, "OffsetTimeOriginal"),
    0x9012: (_T, "OffsetTimeDigitized"), 0x9286: (_W, "UserComment"), 0xA420: (_I, "ImageUniqueID"),
    0xA430: (_P, "CameraOwnerName"), 0xA431: (_S, "BodySerialNumber"), 0xA433: (_D, "LensMake"),
    0xA434: (_D, "LensModel"), 0xA435: (_S, "LensSerialNumber"), 0xA436: (_W, "ImageTitle"),
    0xA437: (_P, "Photographer"), 0xA438: (_P, "ImageEditor"), 0xA439: (_X, "CameraFirmware"),
    0xA43A: (_X, "RAWDevelopingSoftware"), 0xA43B: (_X, "ImageEditingSoftware"),
    0xA43C: (_X, "MetadataEditingSoftware"), 0xC614: (_D, "UniqueCameraModel"), 0xC62F: (_S, "CameraSerialNumber"),
    0xC68B: (_W, "OriginalRawFileName"), 0x9C9B: (_W, "XPTitle"), 0x9C9C: (_W, "XPComment"), 0x9C9D: (_P, "XPAuthor"),
    0x9C9E: (_W, "XPKeywords"), 0x9C9F: (_W, "XPSubject"),
}  # fmt: skip
"""Entries of all directories but GPS."""
_WINDOWS = range(0x9C9B, 0x9CA0)
_COMMENT = 0x9286
_CHARSETS = {b"ASCII\x00\x00\x00": "ascii", b"UNICODE\x00": "utf-16", b"JIS\x00\x00\x00\x00\x00": "iso2022_jp"}
_GPS_PLACE, _GPS_METHOD, _GPS_AREA, _GPS_TIME, _GPS_DATE = range(0x01, 0x07), 0x1B, 0x1C, 0x07, 0x1D

XMP, PHOTOSHOP, IPTC = 0x02BC, 0x8649, 0x83BB
"""Entries that hold what other standards say."""
PICTURES = {
    *range(0x00FE, 0x010D), *range(0x0111, 0x011D), 0x011F, 0x0128, *range(0x013D, 0x0146), *range(0x0152, 0x0160),
    *range(0x0200, 0x020A), 0x0211, 0x0212, 0x0213, 0x0214, 0x8773, 0x8769, 0x8825, 0xA005, 0x014A, 0x927C,
    0x9000, 0x9101, 0xA000, 0xA001, 0xA002, 0xA003, XMP, PHOTOSHOP, IPTC,
}  # fmt: skip
"""Entries that say how the pixels lie in the file, and those that lead on: nothing that anybody would call a tag."""


def told(found: Directories) -> Iterator[Told]:
    """What the entries say of a person, a device, a time; the place is :func:`redraft.pictures.places.of_exif`."""
    for entry in found.entries:
        if entry.directory == "GPS":
            yield from _of_gps(entry)
        elif entry.tag in FIELDS and not entry.directory.startswith("Maker"):
            said, name = FIELDS[entry.tag]
            if value := _words(entry):
                yield Told(said, value, f"EXIF {name}")
    for entry, said, name in maker_entries(found):
        if value := entry.words:
            yield Told(said, value, f"Maker note {name}")


def others(found: Directories) -> int:
    """How many entries are of no interest beside those: exposure, lens settings."""
    plain = (e for e in found.entries if e.directory != "GPS" and not e.directory.startswith("Maker"))
    return sum(entry.tag not in FIELDS and entry.tag not in PICTURES for entry in plain)


def _of_gps(entry: Entry) -> Iterator[Told]:
    if entry.tag == _GPS_DATE and entry.words:
        yield Told(Said.TIME, entry.words, "EXIF GPSDateStamp")
    elif entry.tag == _GPS_TIME and isinstance(entry.value, tuple) and len(entry.value) == 3:
        hour, minute, second = (int(one) for one in entry.value)
        yield Told(Said.TIME, f"{hour:02}:{minute:02}:{second:02} UTC", "EXIF GPSTimeStamp")
    elif entry.tag == _GPS_AREA and (area := _coded(entry.raw)):
        yield Told(Said.PLACE, area, "EXIF GPSAreaInformation")


def _words(entry: Entry) -> str:
    if entry.tag in _WINDOWS:
        return entry.raw.decode("utf-16-le", "replace").strip("\x00 ")
    if entry.tag == _COMMENT:
        return _coded(entry.raw)
    return re.sub(r"\s+", " ", entry.words.replace("\x00", " ")).strip()


def _coded(raw: bytes) -> str:
    """A text that says in its first eight bytes how it is written."""
    charset = _CHARSETS.get(raw[:8], "")
    text = raw[8:] if charset or raw[:8] == bytes(8) else raw
    if charset == "utf-16" and text[:2] not in {b"\xff\xfe", b"\xfe\xff"}:
        little = text[1:40:2].count(0) >= text[0:40:2].count(0)  # Latin letters have their zeros behind them
        charset = "utf-16-le" if little else "utf-16-be"
    return text.decode(charset or "utf-8", "replace").strip("\x00 \t\r\n")
