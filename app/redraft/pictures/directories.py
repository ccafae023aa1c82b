"""The directories of TIFF 6.0, in which Exif keeps its entries too: read as far as they are sound, and never far."""

from __future__ import annotations

import struct
from collections.abc import Iterator
from dataclasses import dataclass, field

MOST_ENTRIES = 5_000
"""Entries of all directories together; a camera writes some hundred."""
MOST_BYTES = 1 << 16
"""Bytes of one value."""
DEEPEST = 4

_SIZES = {1: 1, 2: 1, 3: 2, 4: 4, 5: 8, 6: 1, 7: 1, 8: 2, 9: 4, 10: 8, 11: 4, 12: 8, 13: 4}
_LETTERS = {1: "B", 3: "H", 4: "I", 5: "II", 6: "b", 8: "h", 9: "i", 10: "ii", 11: "f", 12: "d", 13: "I"}
_WORDS, _OPAQUE, _FRACTIONS = 2, 7, {5, 10}

EXIF, GPS, INTEROPERABILITY, SUB, MAKER = 0x8769, 0x8825, 0xA005, 0x014A, 0x927C
LEADS = {EXIF: "Exif", GPS: "GPS", INTEROPERABILITY: "Interoperability", SUB: "Sub"}
"""Entries that lead to another directory, and what that is called here."""

Value = str | bytes | tuple[float, ...]


@dataclass(frozen=True, slots=True)
class Entry:
    """One entry: the directory it stands in, its number, its value, and where that lies in the data."""

    directory: str
    tag: int
    value: Value
    at: int

    @property
    def number(self) -> float | None:
        """Its first number."""
        return self.value[0] if isinstance(self.value, tuple) and self.value else None

    @property
    def raw(self) -> bytes:
        """Its bytes, of words too."""
        if isinstance(self.value, tuple):
            return bytes(int(one) & 0xFF for one in self.value)
        return self.value.encode("latin-1", "replace") if isinstance(self.value, str) else self.value

    @property
    def words(self) -> str:
        """As text, without what pads it."""
        if isinstance(self.value, tuple):
            return ", ".join(f"{one:.10g}" for one in self.value[:8])
        text = self.value if isinstance(self.value, str) else decoded(self.value)
        return text.strip("\x00 \t\r\n")


@dataclass(slots=True)
class Directories:
    """What was read. ``broken``: an entry or a directory lies where nothing is; ``cut``: there are more entries."""

    data: bytes
    entries: list[Entry] = field(default_factory=list)
    broken: bool = False
    cut: bool = False
    little: bool = True
    seen: set[int] = field(default_factory=set)

    def read(self, at: int, name: str, *, little: bool | None = None, base: int = 0, depth: int = 0) -> None:
        """Read the directory at ``at``; values lie at their offsets from ``base``."""
        order = "<" if (self.little if little is None else little) else ">"
        if at in self.seen or depth > DEEPEST:
            self.broken = True
            return
        self.seen.add(at)
        if not 0 <= at <= len(self.data) - 2:
            self.broken = True
            return
        count = struct.unpack_from(f"{order}H", self.data, at)[0]
        for number in range(count):
            place = at + 2 + 12 * number
            if place + 12 > len(self.data):
                self.broken = True
                return
            if len(self.entries) >= MOST_ENTRIES:
                self.cut = True
                return
            entry = self._entry(order, place, name, base)
            if entry is None:
                self.broken = True
                continue
            self.entries.append(entry)
            self._follow(entry, depth, base)
        self._next(order, at + 2 + 12 * count, name, base, depth)

    def of(self, directory: str) -> Iterator[Entry]:
        """The entries of a directory."""
        return (entry for entry in self.entries if entry.directory == directory)

    def first(self, directory: str, tag: int) -> Entry | None:
        """An entry; None when there is none."""
        return next((entry for entry in self.of(directory) if entry.tag == tag), None)

    def _entry(self, order: str, place: int, name: str, base: int) -> Entry | None:
        tag, kind, count = struct.unpack_from(f"{order}HHI", self.data, place)
        size = _SIZES.get(kind, 0) * count
        at = place + 8 if size <= 4 else base + struct.unpack_from(f"{order}I", self.data, place + 8)[0]
        if not size or at < 0 or at + size > len(self.data):
            return None
        raw = self.data[at : at + min(size, MOST_BYTES)]
        return Entry(name, tag, _value(order, kind, raw), at)

    def _follow(self, entry: Entry, depth: int, base: int) -> None:
        if entry.tag in LEADS and isinstance(entry.value, tuple) and not entry.directory.startswith("Maker"):
            for offset in entry.value[:8]:
                self.read(base + int(offset), LEADS[entry.tag], base=base, depth=depth + 1)

    def _next(self, order: str, place: int, name: str, base: int, depth: int) -> None:
        """The directory that follows in a chain: of a file's pictures, the second is the small one."""
        if not name.startswith("Image") or place + 4 > len(self.data):
            return
        following = struct.unpack_from(f"{order}I", self.data, place)[0]
        if following and not self.cut:
            self.read(base + following, f"Image {int(name[6:] or 0) + 1}", base=base, depth=0)


def directories(data: bytes) -> Directories:
    """All that a TIFF file, or the block of an Exif segment, leads to."""
    found = Directories(data)
    if data[:4] not in {b"II*\x00", b"MM\x00*"} or len(data) < 8:
        found.broken = bool(data)
        return found
    found.little = data[:2] == b"II"
    found.read(int.from_bytes(data[4:8], "little" if found.little else "big"), "Image 0")
    return found


def decoded(raw: bytes) -> str:
    """Bytes as the text they most likely are."""
    raw = raw.rstrip(b"\x00")
    try:
        return raw.decode()
    except UnicodeDecodeError:
        return raw.decode("latin-1")


def _value(order: str, kind: int, raw: bytes) -> Value:
    if kind == _WORDS:
        return decoded(raw)
    if kind == _OPAQUE:
        return raw
    size = _SIZES[kind]
    raw = raw[: len(raw) // size * size]
    numbers = [one for group in struct.iter_unpack(order + _LETTERS[kind], raw) for one in group]
    if kind in _FRACTIONS:
        pairs = zip(numbers[::2], numbers[1::2], strict=True)
        return tuple(above / below if below else 0.0 for above, below in pairs)
    return tuple(number if abs(number) < 1e18 else 0.0 for number in numbers)  # no NaN either
