"""What makers of cameras write into notes of their own, as far as it tells of a person or a device.

Each maker has a form of directory; forms and numbers are those that ExifTool's and Exiv2's documentation list.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from redraft.domain.picture import Said
from redraft.pictures.directories import MAKER, Directories, Entry

_P, _S, _X, _I, _W, _L, _T = (
    Said.PERSON, Said.SERIAL, Said.SOFTWARE, Said.TRACK, Said.WORDS, Said.PLACE, Said.TIME
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Maker:
    """How a note begins, where its directory stands, from where its offsets count (None: as all others), in which
    order of bytes (None: as all others), and what its entries say. ``inner`` leads to a directory more.
    """

    name: str
    begins: bytes
    directory: int
    base: int | None
    little: bool | None
    says: dict[int, tuple[Said, str]]
    inner: tuple[int, ...] = ()


_OLYMPUS = {
    0x0404: (_S, "SerialNumber"), 0x0101: (_S, "SerialNumber"), 0x0102: (_S, "InternalSerialNumber"),
    0x0202: (_S, "LensSerialNumber"),
}  # fmt: skip
MAKERS = (
    Maker("Apple", b"Apple iOS\x00\x00\x01MM", 14, 0, False, {
        0x0011: (_I, "ContentIdentifier"), 0x0015: (_I, "ImageUniqueID"), 0x0020: (_I, "ImageCaptureRequestID"),
        0x002B: (_I, "PhotoIdentifier"),
    }),
    Maker("Nikon", b"Nikon\x00\x02", 18, 10, None, {
        0x001D: (_S, "SerialNumber"), 0x00A0: (_S, "SerialNumber"), 0x00A7: (_I, "ShutterCount"),
    }),
    Maker("Fujifilm", b"FUJIFILM", 12, 0, True, {0x0010: (_S, "InternalSerialNumber")}),
    Maker("Olympus", b"OLYMPUS\x00", 12, 0, None, _OLYMPUS, (0x2010,)),
    Maker("OM System", b"OM SYSTEM\x00\x00\x00", 16, 0, None, _OLYMPUS, (0x2010,)),
    Maker("Olympus", b"OLYMP\x00", 8, None, None, _OLYMPUS),
    Maker("Panasonic", b"Panasonic\x00\x00\x00", 12, None, None, {
        0x0025: (_S, "InternalSerialNumber"), 0x0033: (_T, "BabyAge"), 0x0065: (_W, "Title"), 0x0066: (_P, "BabyName"),
        0x0067: (_L, "Location"), 0x0069: (_L, "Country"), 0x006B: (_L, "State"), 0x006D: (_L, "City"),
        0x006F: (_L, "Landmark"), 0x8010: (_T, "BabyAge"),
    }),
    Maker("Pentax", b"PENTAX \x00", 10, 0, None, {0x0229: (_S, "SerialNumber")}),
)  # fmt: skip
CANON = Maker("Canon", b"", 0, None, None, {
    0x0006: (_W, "ImageType"), 0x0007: (_X, "FirmwareVersion"), 0x0009: (_P, "OwnerName"), 0x000C: (_S, "SerialNumber"),
    0x0096: (_S, "InternalSerialNumber"),
})  # fmt: skip
"""Its notes begin without a sign; that it is Canon's says the make."""
_MAKE = 0x010F


def maker_entries(found: Directories) -> Iterator[tuple[Entry, Said, str]]:
    """The entries of the maker's notes that say something, read where they were not yet."""
    maker = maker_of(found)
    if maker is None:
        return
    name = f"Maker {maker.name}"
    if not any(found.of(name)):
        _read(found, maker, name)
    for entry in found.of(name):
        if entry.tag in maker.says:
            yield entry, *maker.says[entry.tag]


def note(found: Directories) -> Entry | None:
    """The maker's note as a whole."""
    return next((entry for entry in found.entries if entry.tag == MAKER), None)


def maker_of(found: Directories) -> Maker | None:
    """Whose notes there are; None when there are none, or of a maker that is not known."""
    whole = note(found)
    if whole is None:
        return None
    make = found.first("Image 0", _MAKE)
    if make is not None and make.words.lower().startswith("canon"):
        return CANON
    return next((maker for maker in MAKERS if whole.raw.startswith(maker.begins)), None)


def _read(found: Directories, maker: Maker, name: str) -> None:
    whole = note(found)
    if whole is None:
        return
    little = found.little if maker.little is None else maker.little
    base = 0 if maker.base is None else whole.at + maker.base
    at = whole.at + maker.directory
    if maker.name == "Fujifilm":
        at = whole.at + int.from_bytes(whole.raw[8:12], "little")
    if maker.name == "Nikon":
        little = whole.raw[10:12] == b"II"
        at = base + int.from_bytes(whole.raw[14:18], "little" if little else "big")
    if maker.name in {"Olympus", "OM System"} and maker.base == 0:
        little = b"II" in whole.raw[8:16]
    sound = found.broken
    found.read(at, name, little=little, base=base)
    for entry in [one for one in found.of(name) if one.tag in maker.inner]:
        if (offset := entry.number) is not None:
            found.read(base + int(offset), name, little=little, base=base)
    found.broken = sound  # makers break their own forms; nobody else has to know
