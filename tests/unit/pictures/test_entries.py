"""What files say: each kind of entry, in each kind of file, once each and by the name of who says it."""

from __future__ import annotations

import struct
import zlib
from pathlib import Path

import pytest

from fakes import pictures as made
from redraft.domain.picture import Attached, Beside, Form, Picture, Said
from redraft.pictures.looking import Given

HEIC = (Path(__file__).parents[2] / "samples" / "pictures" / "phone.heic").read_bytes()
SCENE = made.scene()
JPEG, PNG = made.packed(SCENE, "JPEG", quality=90), made.packed(SCENE, "PNG")
CAMERA = {0x010F: "Canon", 0x0110: "Canon EOS R5", 0x013B: "Zeb Q", 0x0131: "Firmware 1.2", 0x8298: "(c) Zeb"}
SHOT = {0x9003: "2024:05:01 10:11:12", 0xA431: "0123456", 0x9286: b"ASCII\x00\x00\x00hello", 0x829A: [(1, 100)]}


def look(data: bytes) -> Picture:
    return Given.of(data).look()


def said(picture: Picture) -> set[tuple[Said, str]]:
    return {(trace.said, trace.value) for trace in picture.traces}


def with_exif(data: bytes) -> Picture:
    return look(made.with_segments(JPEG, made.exif_segment(data)))


WAYS = {
    "JPEG": lambda exif: made.with_segments(JPEG, made.exif_segment(exif)),
    "PNG": lambda exif: made.png_with(PNG, (b"eXIf", exif)),
    "PNG by ImageMagick": lambda exif: made.png_with(PNG, (b"zTXt", raw_profile(b"exif", b"Exif\x00\x00" + exif))),
    "WebP": lambda exif: made.webp_with(made.packed(SCENE, "WEBP"), 640, 480, (b"EXIF", exif)),
}


def raw_profile(name: bytes, data: bytes) -> bytes:
    text = b"\n%s\n%8d\n%s\n" % (name, len(data), data.hex().encode())
    return b"Raw profile type " + name + b"\x00\x00" + zlib.compress(text)


@pytest.mark.parametrize("way", WAYS)
def test_exif_in_every_kind_of_file(way: str) -> None:
    picture = look(WAYS[way](made.block(CAMERA, SHOT, made.gps(*made.MUNICH))))
    assert said(picture) >= {
        (Said.DEVICE, "Canon EOS R5"), (Said.PERSON, "Zeb Q"), (Said.SERIAL, "0123456"), (Said.WORDS, "hello"),
        (Said.TIME, "2024-05-01 10:11:12"), (Said.SOFTWARE, "Firmware 1.2"), (Said.PERSON, "(c) Zeb"),
    }  # fmt: skip
    assert picture.place is not None
    assert (picture.place.town, picture.place.country, picture.place.km) == ("Munich", "Germany", 0.1)
    assert (picture.width, picture.height, picture.other) == (640, 480, 1)
    assert picture.notes == ()


def test_a_telephones_heic() -> None:
    picture = look(HEIC)
    assert picture.form is Form.HEIC
    assert (Said.SERIAL, "F2LXK0Q5") in said(picture)
    assert (Said.PERSON, "Zebulon Quartermaine") in said(picture)
    assert picture.place is not None
    assert (picture.place.town, picture.place.direction) == ("Munich", 270.5)


def test_a_tiff_is_entries_itself() -> None:
    data = made.packed(SCENE, "TIFF", description="Our balcony", software="Darkroom", artist="Zeb")
    assert said(look(data)) == {(Said.WORDS, "Our balcony"), (Said.SOFTWARE, "Darkroom"), (Said.PERSON, "Zeb")}


def test_xmp_by_names_of_properties_in_elements_attributes_and_lists() -> None:
    ways = (
        made.with_segments(JPEG, made.xmp_segment()),
        made.png_with(PNG, (b"iTXt", b"XML:com.adobe.xmp\x00\x00\x00\x00\x00" + made.XMP)),
        made.gif_with(made.packed(SCENE, "GIF"), made.gif_xmp()),
    )
    for data in ways:
        picture = look(data)
        assert said(picture) == {
            (Said.PERSON, "Zebulon Quartermaine"), (Said.PERSON, "Wilhelmina Q"), (Said.WORDS, "Our balcony"),
            (Said.WORDS, "holiday"), (Said.WORDS, "Aunt Wilhelmina"), (Said.PLACE, "Zwiesel"),
            (Said.SERIAL, "XMP-4471"), (Said.TRACK, "xmp.did:5f3a"), (Said.SOFTWARE, "Darkroom 7"),
            (Said.TIME, "2024-05-01 10:11:12"),
        }  # fmt: skip
        assert picture.place is not None
        assert picture.place.town == "Munich"


def test_what_two_standards_say_alike_is_said_once() -> None:
    exif = made.exif_segment(made.block({0x013B: "Zebulon Quartermaine"}, {0x9003: "2024:05:01 10:11:12"}))
    picture = look(made.with_segments(JPEG, exif, made.xmp_segment()))
    fields = {trace.value: trace.fields for trace in picture.traces}
    assert fields["Zebulon Quartermaine"] == ("EXIF Artist", "XMP creator")
    assert fields["2024-05-01 10:11:12"] == ("EXIF DateTimeOriginal", "XMP CreateDate")
    assert [trace.said for trace in picture.traces] == sorted(
        (trace.said for trace in picture.traces), key=list(Said).index
    )


def test_iptc_and_facebooks_mark() -> None:
    fields = {80: "Zébulon", 90: "Zwiesel", 120: "On the balcony", 118: "zeb@example.org", 40: "FBMD0a000a"}
    picture = look(made.with_segments(JPEG, made.iptc_segment(fields)))
    assert said(picture) == {
        (Said.PERSON, "Zébulon"), (Said.PLACE, "Zwiesel"), (Said.WORDS, "On the balcony"),
        (Said.CONTACT, "zeb@example.org"), (Said.TRACK, "FBMD0a000a"),
    }  # fmt: skip


def test_texts_in_png_and_gif() -> None:
    picture = look(
        made.png_with(
            PNG,
            (b"tEXt", b"Author\x00Zeb"),
            (b"zTXt", b"parameters\x00\x00" + zlib.compress(b"a portrait of Zeb")),
            (b"tIME", struct.pack(">HBBBBB", 2024, 5, 1, 10, 11, 12)),
        )
    )
    assert said(picture) == {
        (Said.PERSON, "Zeb"), (Said.WORDS, "a portrait of Zeb"), (Said.TIME, "2024-05-01 10:11:12 UTC")
    }  # fmt: skip
    assert said(look(made.gif_with(made.packed(SCENE, "GIF"), made.gif_comment(b"hi there")))) == {
        (Said.WORDS, "hi there")
    }


@pytest.mark.parametrize(
    ("make", "note", "value"),
    [
        ("Canon", lambda at: made.directory({0x0009: "Zeb Owner", 0x000C: 1234567890}, at), "Zeb Owner"),
        ("Canon", lambda at: made.directory({0x0009: "Zeb Owner", 0x000C: 1234567890}, at), "1234567890"),
        ("Apple", lambda _at: b"Apple iOS\x00\x00\x01MM" + apple("7A1E-55"), "7A1E-55"),
        ("NIKON", lambda _at: b"Nikon\x00\x02\x10\x00\x00II*\x00\x08\x00\x00\x00" + made.directory({0x1D: "6001"}, 8),
         "6001"),
        ("FUJIFILM", lambda _at: b"FUJIFILM\x0c\x00\x00\x00" + made.directory({0x0010: "FF02A44"}, 12), "FF02A44"),
        ("Panasonic", lambda at: b"Panasonic\x00\x00\x00" + made.directory({0x0066: "Wilhelmina"}, at + 12),
         "Wilhelmina"),
        ("OLYMPUS", lambda _at: b"OLYMPUS\x00II\x03\x00" + made.directory({0x0101: "BHP242"}, 12), "BHP242"),
    ],
)  # fmt: skip
def test_makers_notes(make: str, note, value: str) -> None:
    """Twice: the second time the note knows where it lies."""
    rough = made.block({0x010F: make}, {0x927C: note(0)})
    at = rough.index(note(0))
    picture = with_exif(made.block({0x010F: make}, {0x927C: note(at)}))
    assert value in {trace.value for trace in picture.traces}
    assert picture.notes == ()


def apple(identifier: str) -> bytes:
    """A big-endian directory with one entry."""
    data = identifier.encode() + b"\x00"
    return struct.pack(">HHHII", 1, 0x0011, 2, len(data), 14 + 2 + 12 + 4) + bytes(4) + data


def test_a_note_that_cannot_be_read_is_named() -> None:
    picture = with_exif(made.block({0x010F: "Nobody"}, {0x927C: b"secret" * 30}))
    assert [(n.code, n.message.params) for n in picture.notes] == [("maker", {"size": 180})]


def test_windows_fields_and_unicode_comments() -> None:
    title = tuple("Grüße".encode("utf-16-le") + b"\x00\x00")
    comment = b"UNICODE\x00" + "Straße".encode("utf-16-le")
    block = made.block({0x9C9B: bytes(title)}, {0x9286: comment})
    assert said(with_exif(block)) == {(Said.WORDS, "Grüße"), (Said.WORDS, "Straße")}


@pytest.mark.parametrize(
    ("latitude", "longitude", "town"),
    [(-33.86, 151.204, "Sydney"), (64.147, -21.94, "Reykjavík"), (-54.80, -68.30, "Ushuaia"), (0.0, 0.0, None)],
)
def test_places_in_all_quarters_of_the_earth(latitude: float, longitude: float, town: str | None) -> None:
    place = with_exif(made.block(gps=made.gps(latitude, longitude))).place
    assert (place is None) == (town is None)
    if place is not None:
        assert town in {place.town, place.city}
        assert (round(place.latitude, 3), round(place.longitude, 3)) == (latitude, longitude)


def test_what_stands_after_the_picture() -> None:
    video = b"\x00\x00\x00\x18ftypmp42" + bytes(100)
    assert look(JPEG + video).attached == (Attached(Beside.VIDEO, len(video.strip(b"\x00"))),)
    assert look(JPEG + JPEG).attached == (Attached(Beside.PICTURE, len(JPEG)),)
    assert look(PNG + PNG[40:]).attached[0].what is Beside.PICTURE
    assert look(JPEG + b"rest").attached == (Attached(Beside.REST, 4),)
    assert look(JPEG + bytes(50)).attached == ()


def test_a_picture_that_says_nothing() -> None:
    for data in (JPEG, PNG, made.packed(SCENE, "WEBP"), made.packed(SCENE, "GIF"), made.packed(SCENE, "TIFF")):
        picture = look(data)
        assert picture.says_nothing
        assert (picture.other, picture.notes) == (0, ())
