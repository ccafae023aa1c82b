"""What a picture says beside what it shows: in its file's entries, in what lies in the file beside it, in its codes."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from redraft.domain.message import NOTHING, Message
from redraft.domain.text import Note


class Said(StrEnum):
    """What an entry of a file tells, the gravest first."""

    PLACE = "place"
    PERSON = "person"
    CONTACT = "contact"
    SERIAL = "serial"
    TIME = "time"
    WORDS = "words"
    DEVICE = "device"
    SOFTWARE = "software"
    TRACK = "track"


class Form(StrEnum):
    """The kinds of files that are read."""

    JPEG = "JPEG"
    PNG = "PNG"
    HEIC = "HEIC"
    WEBP = "WebP"
    TIFF = "TIFF"
    GIF = "GIF"


class Beside(StrEnum):
    """What lies in a file beside its picture."""

    VIDEO = "video"
    PICTURE = "picture"
    REST = "rest"


class Shows(StrEnum):
    """What a small picture in a file shows, beside the picture itself."""

    SAME = "same"
    MORE = "more"
    OTHER = "other"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Trace:
    """One thing that a file says; ``fields`` are the entries that say so, as ``EXIF Artist``."""

    said: Said
    value: str
    fields: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Place:
    """Where a picture was taken. Degrees, metres of altitude and error, the direction looked in from north.

    ``town`` is the nearest and ``km`` how far off; ``city`` is a large one nearby, empty where the town is it.
    """

    latitude: float
    longitude: float
    altitude: float | None = None
    direction: float | None = None
    error: float | None = None
    town: str = ""
    country: str = ""
    km: float = 0.0
    city: str = ""


@dataclass(frozen=True, slots=True)
class Thumbnail:
    """A small picture that lies in the file; what was cropped or painted over later may still be in it."""

    width: int
    height: int
    shows: Shows


@dataclass(frozen=True, slots=True)
class Attached:
    """Data in the file that belongs to no picture that is shown: ``size`` bytes."""

    what: Beside
    size: int


@dataclass(frozen=True, slots=True)
class Point:
    """A place in the picture as it is shown, from its upper left corner, in shares of its width and height."""

    x: float
    y: float


@dataclass(frozen=True, slots=True)
class Code:
    """A code that a machine reads. ``kind`` is its symbology, ``content`` what it holds word for word.

    ``about`` says what that is, such as a boarding pass; ``parts`` what it says, by code of a message and value.
    """

    kind: str
    content: str
    corners: tuple[Point, ...]
    about: Message = NOTHING
    parts: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Picture:
    """What was found. ``other`` counts entries that say nothing of a person, such as an exposure time.

    ``turned``: the file asks to be shown turned. ``looked``: its pixels were looked at for codes.
    """

    form: Form
    width: int
    height: int
    traces: tuple[Trace, ...] = ()
    place: Place | None = None
    thumbnails: tuple[Thumbnail, ...] = ()
    attached: tuple[Attached, ...] = ()
    codes: tuple[Code, ...] = ()
    other: int = 0
    turned: bool = False
    looked: bool = False
    notes: tuple[Note, ...] = ()

    @property
    def says_nothing(self) -> bool:
        """True when the file holds nothing beside the picture that tells of anybody."""
        return not (self.traces or self.place or self.thumbnails or self.attached)


@dataclass(frozen=True, slots=True)
class Cleaned:
    """A clean copy: its kind and bytes; ``same_pixels`` when they are the very ones of the original."""

    form: Form
    size: int
    same_pixels: bool
    notes: tuple[Note, ...] = ()


@dataclass(frozen=True, slots=True)
class Pixels:
    """A picture as rows of red, green and blue, a byte each, from the upper left."""

    width: int
    height: int
    rgb: bytes
