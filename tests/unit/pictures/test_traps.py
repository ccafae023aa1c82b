"""Files that were made to break a reader, or broke by themselves: a plain sentence, soon, and never more memory."""

from __future__ import annotations

import contextlib
import random
import struct
import time

import pytest

from fakes import pictures as made
from fakes.refusals import refused
from redraft.domain.errors import InputError
from redraft.pictures.cleaning import clean
from redraft.pictures.looking import Given

SCENE = made.scene(320, 240)
JPEG = made.packed(SCENE, "JPEG")
EXIF = made.block({0x010F: "Canon"}, {0xA431: "0123456"}, made.gps(*made.MUNICH), made.small_of(SCENE))


def codes(data: bytes) -> list[str]:
    return [note.code for note in Given.of(data).look().notes]


def with_exif(block: bytes) -> bytes:
    return made.with_segments(JPEG, made.exif_segment(block))


def test_billions_of_pixels() -> None:
    data = made.huge_png()
    assert len(data) < 1_000_000
    began = time.process_time()
    assert codes(data) == ["not_looked"]
    with refused(InputError, "too much time or memory"):
        Given.of(data).pixels(800)
    assert Given.of(clean(Given.of(data)).data).look().says_nothing
    assert time.process_time() - began < 2


def test_more_entries_than_any_camera_writes() -> None:
    entry = struct.pack("<HHII", 0x013B, 2, 4, 0x00626557)
    chain, at = b"", 8
    for _ in range(16):  # a million entries
        size = 2 + 12 * 65_000 + 4
        chain += struct.pack("<H", 65_000) + entry * 65_000 + struct.pack("<I", at + size)
        at += size
    began = time.process_time()
    given = Given.of(b"II*\x00" + struct.pack("<I", 8) + chain)
    with contextlib.suppress(InputError):
        assert "many" in [note.code for note in given.look().notes]
    assert time.process_time() - began < 3
    many = struct.pack("<H", 5_400) + entry * 5_400 + bytes(4)  # as many as an Exif segment holds
    assert codes(with_exif((b"II*\x00" + struct.pack("<I", 8) + many)[:65_000])) == ["many"]


BROKEN = {
    "a directory outside": b"II*\x00\xff\xff\xff\x7f",
    "values outside": made.block({0x013B: "Zebulon Quartermaine"}).replace(struct.pack("<I", 26), b"\xff\xff\xff\xff"),
    "a directory that leads to itself": b"II*\x00\x08\x00\x00\x00"
    + struct.pack("<HHHII", 1, 0x8769, 4, 1, 8)
    + bytes(4),
    "no directory": b"II*\x00",
    "no order of bytes": b"XX*\x00\x08\x00\x00\x00",
}


@pytest.mark.parametrize("case", BROKEN)
def test_broken_offsets(case: str) -> None:
    assert codes(with_exif(BROKEN[case])) == ["broken"]


@pytest.mark.parametrize(
    "xmp",
    [
        b'<!DOCTYPE x [<!ENTITY a "aaaa">]><x:xmpmeta xmlns:x="adobe:ns:meta/">&a;</x:xmpmeta>',
        b"<x:xmpmeta" + b" " * 100,
        b'<x:xmpmeta xmlns:x="adobe:ns:meta/">' + b"<a>" * 5_000 + b"</x:xmpmeta>",
        b"\xff\xfe<x:xmpmeta></x:xmpmeta>",
    ],
)
def test_xml_that_is_none_or_a_trap(xmp: bytes) -> None:
    data = made.with_segments(JPEG, made.xmp_segment(xmp))
    assert set(codes(data)) <= {"broken"}
    assert Given.of(clean(Given.of(data)).data).look().says_nothing


def test_deep_xml() -> None:
    deep = b'<x:xmpmeta xmlns:x="adobe:ns:meta/">' + b"<a>" * 9_000 + b"x" + b"</a>" * 9_000 + b"</x:xmpmeta>"
    Given.of(made.with_segments(JPEG, made.xmp_segment(deep))).look()


def test_text_that_unpacks_without_end() -> None:
    import zlib

    bomb = zlib.compress(bytes(200_000_000), 9)
    data = made.png_with(made.packed(SCENE, "PNG"), (b"zTXt", b"Comment\x00\x00" + bomb))
    began = time.process_time()
    Given.of(data).look()
    assert time.process_time() - began < 2


@pytest.mark.parametrize("data", [b"", b"hello", b"%PDF-1.4", b"\x00" * 500, b"BM" + bytes(100)])
def test_what_is_no_picture(data: bytes) -> None:
    with refused(InputError, "no picture.*JPEG, PNG, HEIC"):
        Given.of(data)


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "GIF", "WEBP", "TIFF"])
def test_damage_anywhere_ends_in_a_sentence(kind: str) -> None:
    whole = {
        "JPEG": made.with_segments(JPEG, made.exif_segment(EXIF), made.xmp_segment(), made.iptc_segment({80: "Zeb"})),
        "PNG": made.png_with(made.packed(SCENE, "PNG"), (b"eXIf", EXIF), (b"tEXt", b"Author\x00Zeb")),
        "GIF": made.gif_with(made.packed(SCENE, "GIF"), made.gif_comment(b"Zeb"), made.gif_xmp()),
        "WEBP": made.webp_with(made.packed(SCENE, "WEBP"), 320, 240, (b"EXIF", EXIF), (b"XMP ", made.XMP)),
        "TIFF": made.packed(SCENE, "TIFF", exif=b"Exif\x00\x00" + EXIF),
    }[kind]
    dice = random.Random(22)
    for _ in range(60):
        data = bytearray(whole[: dice.randrange(4, len(whole))] if dice.random() < 0.4 else whole)
        for _ in range(dice.randrange(1, 12)):
            data[dice.randrange(len(data))] = dice.randrange(256)
        with contextlib.suppress(InputError):
            given = Given.of(bytes(data))
            given.look()
            clean(given)
