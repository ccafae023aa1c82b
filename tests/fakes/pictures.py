"""Pictures for tests, made here: scenes, entries of every kind by a writer of our own, and files that are traps."""

from __future__ import annotations

import io
import struct
import zlib
from collections.abc import Mapping
from typing import Any

from PIL import Image, ImageDraw

from redraft.pictures.png import chunk

Tags = Mapping[int, Any]
MUNICH = (48.13743, 11.57549)


def scene(width: int = 640, height: int = 480, mode: str = "RGB") -> Image.Image:
    """A picture with something to see everywhere, no two parts of which are alike."""
    image = Image.new("RGB", (width, height))
    draw = ImageDraw.Draw(image)
    for row in range(height):
        draw.line([(0, row), (width, row)], fill=(60 + row * 120 // height, 90, 200 - row * 150 // height))
    for number in range(14):
        x, y = (number * 97 + 31) % width, (number * number * 53 + 17) % height
        size = 20 + number * 7 % 60
        draw.ellipse([x, y, x + size, y + size], fill=(number * 18 % 256, 250 - number * 15, number * 71 % 256))
    return image.convert(mode)


def packed(image: Image.Image, kind: str, **how: Any) -> bytes:
    out = io.BytesIO()
    image.save(out, kind, **how)
    return out.getvalue()


def _value(value: Any) -> tuple[int, int, bytes]:
    """Type, count and bytes: words are ASCII, bytes are opaque, ints are LONG, pairs are RATIONAL."""
    if isinstance(value, str):
        data = value.encode() + b"\x00"
        return 2, len(data), data
    if isinstance(value, bytes):
        return 7, len(value), value
    several = value if isinstance(value, (list, tuple)) and not (value and isinstance(value[0], int)) else None
    if isinstance(value, int):
        return 4, 1, struct.pack("<I", value)
    if several is not None:
        return 5, len(several), b"".join(struct.pack("<II", *pair) for pair in several)
    return 4, len(value), struct.pack(f"<{len(value)}I", *value)


def directory(tags: Tags, at: int, following: int = 0) -> bytes:
    """A directory that will lie at ``at``, with its values behind it; little-endian."""
    entries, values = b"", b""
    behind = at + 2 + 12 * len(tags) + 4
    for tag, value in sorted(tags.items()):
        kind, count, data = _value(value)
        if len(data) > 4:
            place = struct.pack("<I", behind + len(values))
            values += data + bytes(len(data) % 2)
        else:
            place = data.ljust(4, b"\x00")
        entries += struct.pack("<HHI", tag, kind, count) + place
    return struct.pack("<H", len(tags)) + entries + struct.pack("<I", following) + values


def block(main: Tags | None = None, exif: Tags | None = None, gps: Tags | None = None, small: bytes = b"") -> bytes:
    """The block of an Exif segment: the directories that are given, and a thumbnail."""
    body = b"II*\x00" + struct.pack("<I", 8)
    leads = dict(main or {})
    inner = b""
    sizes = {0x8769: exif, 0x8825: gps}
    for tag, tags in sizes.items():
        if tags is not None:
            leads[tag] = 0
    begins = 8 + len(directory(leads, 8))
    for tag, tags in sizes.items():
        if tags is not None:
            leads[tag] = begins + len(inner)
            inner += directory(tags, begins + len(inner))
    following = begins + len(inner) if small else 0
    if small:
        tail = {0x0103: 6, 0x0201: 0, 0x0202: len(small)}
        size = len(directory(tail, 0))
        tail[0x0201] = following + size
        inner += directory(tail, following) + small
    return body + directory(leads, 8, following) + inner


def gps(latitude: float, longitude: float, **more: Any) -> dict[int, Any]:
    """The entries of a receiver."""

    def parts(degrees: float) -> list[tuple[int, int]]:
        whole = abs(degrees)
        minutes = whole % 1 * 60
        return [(int(whole), 1), (int(minutes), 1), (round(minutes % 1 * 60 * 1000), 1000)]

    return {
        1: "N" if latitude >= 0 else "S", 2: parts(latitude), 3: "E" if longitude >= 0 else "W", 4: parts(longitude),
        **{int(tag.removeprefix("t")): value for tag, value in more.items()},
    }  # fmt: skip


def small_of(image: Image.Image, size: tuple[int, int] = (160, 120)) -> bytes:
    """As cameras make it: in one shape, with black bars where the picture has another."""
    inner = image.copy()
    inner.thumbnail(size)
    canvas = Image.new("RGB", size)
    canvas.paste(inner, ((size[0] - inner.width) // 2, (size[1] - inner.height) // 2))
    return packed(canvas, "JPEG", quality=80)


def segment(marker: int, payload: bytes) -> bytes:
    return bytes((0xFF, marker)) + (len(payload) + 2).to_bytes(2, "big") + payload


def with_segments(jpeg: bytes, *segments: bytes) -> bytes:
    return jpeg[:2] + b"".join(segments) + jpeg[2:]


def exif_segment(data: bytes) -> bytes:
    return segment(0xE1, b"Exif\x00\x00" + data)


XMP = b"""<?xpacket begin="" id="W5M0MpCehiHzreSzNTczkc9d"?>
<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
<rdf:Description rdf:about="" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:xmp="http://ns.adobe.com/xap/1.0/"
 xmlns:exif="http://ns.adobe.com/exif/1.0/" xmlns:aux="http://ns.adobe.com/exif/1.0/aux/"
 xmlns:xmpMM="http://ns.adobe.com/xap/1.0/mm/" xmlns:photoshop="http://ns.adobe.com/photoshop/1.0/"
 xmlns:mwg-rs="http://www.metadataworkinggroup.com/schemas/regions/" xmp:CreatorTool="Darkroom 7"
 exif:GPSLatitude="48,8.2458N" exif:GPSLongitude="11,34.5294E" aux:SerialNumber="XMP-4471"
 xmpMM:DocumentID="xmp.did:5f3a" photoshop:City="Zwiesel" xmp:CreateDate="2024-05-01T10:11:12">
<dc:creator><rdf:Seq><rdf:li>Zebulon Quartermaine</rdf:li></rdf:Seq></dc:creator>
<dc:description><rdf:Alt><rdf:li xml:lang="x-default">Our balcony</rdf:li></rdf:Alt></dc:description>
<dc:subject><rdf:Bag><rdf:li>holiday</rdf:li><rdf:li>Aunt Wilhelmina</rdf:li></rdf:Bag></dc:subject>
<mwg-rs:Regions><rdf:Description><mwg-rs:RegionList><rdf:Bag><rdf:li><rdf:Description mwg-rs:Name="Wilhelmina Q"/>
</rdf:li></rdf:Bag></mwg-rs:RegionList></rdf:Description></mwg-rs:Regions>
</rdf:Description></rdf:RDF></x:xmpmeta><?xpacket end="w"?>"""


def xmp_segment(xmp: bytes = XMP) -> bytes:
    return segment(0xE1, b"http://ns.adobe.com/xap/1.0/\x00" + xmp)


def resource(number: int, content: bytes) -> bytes:
    """One of Photoshop's."""
    return (
        b"8BIM"
        + struct.pack(">H", number)
        + b"\x00\x00"
        + struct.pack(">I", len(content))
        + content
        + bytes(len(content) % 2)
    )


def iptc_records(fields: Mapping[int, str]) -> bytes:
    utf8 = b"\x1c\x01\x5a\x00\x03\x1b%G"
    return utf8 + b"".join(
        b"\x1c\x02" + bytes((number,)) + struct.pack(">H", len(text.encode())) + text.encode()
        for number, text in fields.items()
    )


def iptc_segment(fields: Mapping[int, str], *more: bytes) -> bytes:
    return segment(0xED, b"Photoshop 3.0\x00" + resource(0x0404, iptc_records(fields)) + b"".join(more))


def png_with(png: bytes, *chunks: tuple[bytes, bytes]) -> bytes:
    """Chunks after the head."""
    head = 8 + 25
    return png[:head] + b"".join(chunk(name, payload) for name, payload in chunks) + png[head:]


def huge_png(width: int = 60_000, height: int = 60_000) -> bytes:
    """A small file that unpacks to billions of pixels."""
    row = b"\x00" + bytes((width * 3 + 7) // 8)
    packer = zlib.compressobj(9)
    data = b"".join(packer.compress(row) for _ in range(200)) + packer.flush()
    head = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", data) + chunk(b"IEND", b"")


def gif_with(gif: bytes, *extensions: bytes) -> bytes:
    """Extensions before the first picture."""
    at = 13 + (3 << ((gif[10] & 7) + 1) if gif[10] & 0x80 else 0)
    return gif[:at] + b"".join(extensions) + gif[at:]


def gif_comment(text: bytes) -> bytes:
    return b"\x21\xfe" + bytes((len(text),)) + text + b"\x00"


def gif_xmp(xmp: bytes = XMP) -> bytes:
    return b"\x21\xff\x0bXMP DataXMP" + xmp + b"\x01" + bytes(range(255, -1, -1)) + b"\x00"


def webp_with(webp: bytes, width: int, height: int, *chunks: tuple[bytes, bytes]) -> bytes:
    """A simple WebP file as an extended one."""

    def one(name: bytes, payload: bytes) -> bytes:
        return name + struct.pack("<I", len(payload)) + payload + bytes(len(payload) % 2)

    flags = sum({b"EXIF": 8, b"XMP ": 4, b"ICCP": 32}.get(name, 0) for name, _ in chunks)
    head = bytes((flags, 0, 0, 0)) + (width - 1).to_bytes(3, "little") + (height - 1).to_bytes(3, "little")
    body = b"WEBP" + one(b"VP8X", head) + webp[12:] + b"".join(one(name, payload) for name, payload in chunks)
    return b"RIFF" + struct.pack("<I", len(body)) + body
