"""Everything that the pieces of a file say, put together: once each, with the entries that say so."""

from __future__ import annotations

import base64
import binascii
import re
from dataclasses import dataclass, field

from redraft.domain.message import Message
from redraft.domain.picture import Attached, Beside, Place, Said, Trace
from redraft.domain.text import Note
from redraft.pictures import exif, iptc, maker_notes, places, xmp
from redraft.pictures.directories import Directories, decoded, directories
from redraft.pictures.exif import Told
from redraft.pictures.pieces import Kind, Piece, Pieces

MOST_TRACES = 300
LONGEST = 2_000
"""Letters of a value that are shown; the file's own may be longer."""
_ORIENTATION = 0x0112
_THUMBNAIL_AT, _THUMBNAIL_SIZE = 0x0201, 0x0202
_TEXTS = {
    "author": Said.PERSON, "artist": Said.PERSON, "copyright": Said.PERSON, "software": Said.SOFTWARE,
    "creation time": Said.TIME, "create-date": Said.TIME, "date:create": Said.TIME, "date:modify": Said.TIME,
    "date:timestamp": Said.TIME, "source": Said.DEVICE, "url": Said.CONTACT,
}  # fmt: skip
"""What texts in PNG and GIF files say by their keyword; any other is words."""
_EXIF_DATE = re.compile(r"(\d{4}):(\d\d):(\d\d)\b")
_MOMENT = re.compile(r"^(\d{4}-\d\d-\d\d)T")
_FACEBOOK = "FBMD"
"""How the mark begins that Facebook puts into pictures."""


@dataclass(slots=True)
class Gathered:
    """What was found in the pieces."""

    told: list[Told] = field(default_factory=list)
    place: Place | None = None
    thumbnails: list[bytes] = field(default_factory=list)
    attached: list[Attached] = field(default_factory=list)
    other: int = 0
    orientation: int = 1
    notes: dict[str, Note] = field(default_factory=dict)

    def note(self, code: str, message: Message) -> None:
        """Say something once."""
        self.notes.setdefault(code, Note(code, message))


def gather(pieces: Pieces) -> Gathered:
    """All of it."""
    found = Gathered()
    for piece in pieces.pieces:
        _READERS.get(piece.kind, _nothing)(found, piece)
    if not pieces.whole:
        found.note("unfinished", Message("picture.unfinished"))
    return found


def traces(told: list[Told]) -> tuple[Trace, ...]:
    """The same thing once, whichever entries say it; the gravest first, then as they stand in the file."""
    fields: dict[tuple[Said, str], list[str]] = {}
    for one in _with_makes(told):
        value = _EXIF_DATE.sub(r"\1-\2-\3", one.value) if one.said is Said.TIME else one.value
        value = _MOMENT.sub(r"\1 ", value) if one.said is Said.TIME else value
        names = fields.setdefault((one.said, value[:LONGEST]), [])
        if one.field not in names:
            names.append(one.field)
    order = list(Said)
    found = [Trace(said, value, tuple(names)) for (said, value), names in fields.items()]
    return tuple(sorted(found, key=lambda trace: order.index(trace.said))[:MOST_TRACES])


def _with_makes(told: list[Told]) -> list[Told]:
    """A maker's name joined to its model's."""
    make = next((one for one in told if one.field == "EXIF Make"), None)
    model = next((one for one in told if one.field == "EXIF Model"), None)
    if make is None or model is None:
        return told
    whole = model.value if model.value.lower().startswith(make.value.lower()) else f"{make.value} {model.value}"
    joined = Told(Said.DEVICE, whole, "EXIF Make, Model")
    return [joined if one is model else one for one in told if one is not make]


def _exif(found: Gathered, piece: Piece) -> None:
    block = directories(piece.data)
    found.told += exif.told(block)
    found.other += exif.others(block)
    found.place = found.place or places.of_exif(block)
    orientation = block.first("Image 0", _ORIENTATION)
    turn = orientation.number if orientation is not None else None
    if turn is not None and turn in range(2, 9) and found.orientation == 1:
        found.orientation = int(turn)
    _inner(found, block)
    if block.broken:
        found.note("broken", Message("picture.part_broken"))
    if block.cut:
        found.note("many", Message("picture.many_entries", {"count": len(block.entries)}))
    whole = maker_notes.note(block)
    if whole is not None and maker_notes.maker_of(block) is None:
        found.note("maker", Message("picture.maker_note", {"size": len(whole.raw)}))


def _inner(found: Gathered, block: Directories) -> None:
    """What other standards say within, and the small picture."""
    for entry in block.of("Image 0"):
        if entry.tag == exif.XMP:
            _xmp(found, Piece(Kind.XMP, entry.raw))
        elif entry.tag in {exif.PHOTOSHOP, exif.IPTC}:
            _iptc(found, Piece(Kind.IPTC, entry.raw))
    at, size = (block.first("Image 1", tag) for tag in (_THUMBNAIL_AT, _THUMBNAIL_SIZE))
    if at is not None and size is not None and at.number is not None and size.number:
        start = int(at.number)
        if data := block.data[start : start + int(size.number)]:
            found.thumbnails.append(data)


def _xmp(found: Gathered, piece: Piece) -> None:
    said = xmp.read(piece.data)
    found.told += said.told
    found.other += said.other
    found.place = found.place or places.of_xmp(said.named)
    if said.broken:
        found.note("broken", Message("picture.part_broken"))
    if small := said.named.get("image"):
        try:
            found.thumbnails.append(base64.b64decode(re.sub(r"\s", "", small), validate=True))
        except (binascii.Error, ValueError):
            found.note("broken", Message("picture.part_broken"))


def _iptc(found: Gathered, piece: Piece) -> None:
    for one in iptc.told(piece.data):
        words = one.field == "IPTC SpecialInstructions" and not one.value.startswith(_FACEBOOK)
        found.told.append(one._replace(said=Said.WORDS) if words else one)
    found.thumbnails += iptc.thumbnails(piece.data)


def _text(found: Gathered, piece: Piece) -> None:
    if value := decoded(piece.data).strip("\x00 \r\n\t"):
        name = piece.name.replace("\x00", "")
        found.told.append(Told(_TEXTS.get(name.lower(), Said.WORDS), value, f"Text {name}"))


def _time(found: Gathered, piece: Piece) -> None:
    year = int.from_bytes(piece.data[:2], "big")
    month, day, hour, minute, second = piece.data[2:7]
    value = f"{year:04}-{month:02}-{day:02} {hour:02}:{minute:02}:{second:02} UTC"
    found.told.append(Told(Said.TIME, value, "PNG tIME"))


def _origin(found: Gathered, _piece: Piece) -> None:
    found.note("origin", Message("picture.origin"))
    found.other += 1


def _other(found: Gathered, _piece: Piece) -> None:
    found.other += 1


def _thumbnail(found: Gathered, piece: Piece) -> None:
    found.thumbnails.append(piece.data)


def _after(found: Gathered, piece: Piece) -> None:
    if b"ftyp" in piece.data[:64] or b"\x00ftypmp4" in piece.data or b"MotionPhoto_Data" in piece.data:
        what = Beside.VIDEO
    elif b"\xff\xd8\xff" in piece.data or piece.data.endswith(b"IEND\xaeB`\x82"):
        what = Beside.PICTURE
    else:
        what = Beside.REST
    found.attached.append(Attached(what, len(piece.data)))


def _nothing(_found: Gathered, _piece: Piece) -> None:
    """For what is the picture, or its colours."""


_READERS = {
    Kind.EXIF: _exif, Kind.XMP: _xmp, Kind.IPTC: _iptc, Kind.TEXT: _text, Kind.TIME: _time, Kind.ORIGIN: _origin,
    Kind.OTHER: _other, Kind.THUMBNAIL: _thumbnail, Kind.AFTER: _after,
}  # fmt: skip
