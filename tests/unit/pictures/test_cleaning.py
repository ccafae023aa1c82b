"""Clean copies: nothing is left that anybody reads, and the pixels are the very ones."""

from __future__ import annotations

import io
from pathlib import Path

import exifread
import pytest
from PIL import Image, ImageCms, ImageSequence

from fakes import pictures as made
from fakes.refusals import refused
from redraft.domain.errors import InputError
from redraft.domain.picture import Form
from redraft.pictures.cleaning import Copy, clean
from redraft.pictures.looking import Given

HEIC = (Path(__file__).parents[2] / "samples" / "pictures" / "phone.heic").read_bytes()
SCENE = made.scene()
SECRETS = (b"Zeb", b"Quarter", b"0123456", b"Zwiesel", b"balcony", b"Darkroom", b"XMP-4471", b"2024", b"ftyp", b"Exif",
           b"adobe", b"8BIM", b"Wilhelmina", b"hello")  # fmt: skip
EXIF = made.block(
    {0x010F: "Canon", 0x0110: "Canon EOS R5", 0x013B: "Zeb Q"},
    {0x9003: "2024:05:01 10:11:12", 0xA431: "0123456", 0x9286: b"ASCII\x00\x00\x00hello"},
    made.gps(*made.MUNICH),
    made.small_of(SCENE),
)
PROFILE = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
FULL_SEGMENTS = (
    made.exif_segment(EXIF), made.xmp_segment(), made.iptc_segment({80: "Zebulon", 120: "on the balcony"}),
    made.segment(0xFE, b"Zeb's comment"), made.segment(0xE2, b"FPXR\x00" + bytes(40)), made.segment(0xEC, b"Ducky Zeb"),
)  # fmt: skip


AUTHOR = (b"tEXt", b"Author\x00Zeb")


def jpeg(mode: str = "RGB", **how: object) -> bytes:
    plain = made.packed(SCENE.convert(mode), "JPEG", quality=88, icc_profile=PROFILE, **how)
    return made.with_segments(plain, *FULL_SEGMENTS) + b"\x00\x00\x00\x18ftypmp42" + b"Zeb" * 500


def frames(count: int = 3) -> list[Image.Image]:
    return [made.scene(120, 90).rotate(20 * n) for n in range(count)]


FULL = {
    "JPEG": jpeg(),
    "progressive JPEG": jpeg(progressive=True),
    "grey JPEG": jpeg("L"),
    "CMYK JPEG": jpeg("CMYK"),
    "PNG": made.png_with(
        made.packed(SCENE, "PNG"), (b"eXIf", EXIF), (b"tEXt", b"Author\x00Zeb"), (b"iTXt", b"Zeb\x00\x00\x00\x00\x00x"),
        (b"iTXt", b"XML:com.adobe.xmp\x00\x00\x00\x00\x00" + made.XMP),
    ) + made.packed(SCENE, "PNG")[50:],
    "PNG to see through": made.png_with(made.packed(SCENE.convert("RGBA"), "PNG"), AUTHOR),
    "PNG with a palette": made.png_with(made.packed(SCENE.quantize(64), "PNG"), AUTHOR),
    "moving PNG": made.png_with(
        made.packed(frames()[0], "PNG", save_all=True, append_images=frames()[1:]), (b"tEXt", b"Author\x00Zeb")
    ),
    "WebP": made.webp_with(
        made.packed(SCENE, "WEBP"), 640, 480, (b"EXIF", EXIF), (b"XMP ", made.XMP), (b"ZEBU", b"Zeb")
    ),
    "moving WebP": made.packed(
        frames()[0], "WEBP", save_all=True, append_images=frames()[1:], exif=EXIF, xmp=made.XMP, icc_profile=PROFILE
    ),
    "GIF": made.gif_with(made.packed(SCENE, "GIF"), made.gif_comment(b"Zeb was here"), made.gif_xmp()) + b"Zeb",
    "moving GIF": made.gif_with(
        made.packed(frames()[0], "GIF", save_all=True, append_images=frames()[1:], loop=0), made.gif_comment(b"Zeb")
    ),
    "TIFF": made.packed(SCENE, "TIFF", software="Darkroom", artist="Zeb", exif=b"Exif\x00\x00" + EXIF),
    "TIFF of pages": made.packed(
        frames()[0], "TIFF", save_all=True, append_images=frames()[1:], artist="Zeb", compression="tiff_deflate"
    ),
    "grey TIFF of sixteen bits": made.packed(
        Image.frombytes("I;16", (64, 64), bytes(range(256)) * 32), "TIFF", artist="Zeb"
    ),
}  # fmt: skip


def cleaned(data: bytes, **how: object) -> Copy:
    return clean(Given.of(data), **how)  # type: ignore[arg-type]


def pixels(data: bytes) -> list[tuple[str, tuple[int, int], bytes, object]]:
    """Of every picture in a file, with how long it is shown."""
    with Image.open(io.BytesIO(data)) as image:
        pages = ImageSequence.Iterator(image)
        return [(p.mode, p.size, p.convert("RGBA").tobytes(), p.info.get("duration")) for p in pages]


def tags(data: bytes) -> set[str]:
    """As another library reads them, but for how a TIFF's pixels lie in it."""
    found = exifread.process_file(io.BytesIO(data), details=True)
    structure = ("ImageWidth", "ImageLength", "BitsPerSample", "Compression", "PhotometricInterpretation", "Strip",
                 "SamplesPerPixel", "RowsPerStrip", "PlanarConfiguration", "Predictor", "SampleFormat")  # fmt: skip
    return {name for name in found if not any(part in name for part in structure)}


@pytest.mark.parametrize("kind", FULL)
def test_nothing_is_left_and_the_pixels_are_the_same(kind: str) -> None:
    data = FULL[kind]
    assert not Given.of(data).look().says_nothing
    copy = cleaned(data)
    again = Given.of(copy.data).look()
    assert again.says_nothing
    assert (again.other, again.notes) == (0, ())
    assert tags(copy.data) == set()
    assert [secret for secret in SECRETS if secret in copy.data] == []
    assert pixels(copy.data) == pixels(data)
    assert copy.about.same_pixels
    assert (copy.about.form, copy.about.size) == (Given.of(data).form, len(copy.data))


def test_colours_stay_without_the_name_of_their_profile() -> None:
    with Image.open(io.BytesIO(cleaned(FULL["JPEG"]).data)) as image:
        kept = image.info["icc_profile"]
    assert b"sRGB" not in kept
    first, second = (ImageCms.ImageCmsProfile(io.BytesIO(profile)) for profile in (PROFILE, kept))
    lab = ImageCms.createProfile("LAB")
    seen = [
        ImageCms.applyTransform(SCENE, ImageCms.buildTransform(profile, lab, "RGB", "LAB")).tobytes()
        for profile in (first, second)
    ]
    assert seen[0] == seen[1]


@pytest.mark.parametrize(("wanted", "mode"), [(None, Form.JPEG), (Form.PNG, Form.PNG), (Form.WEBP, Form.WEBP)])
def test_heic_becomes_another_kind_and_says_so(wanted: Form | None, mode: Form) -> None:
    copy = cleaned(HEIC, wanted=wanted)
    assert (copy.about.form, copy.about.same_pixels) == (mode, False)
    assert [note.code for note in copy.about.notes] == ["other_kind"]
    assert tags(copy.data) == set()
    assert [secret for secret in SECRETS if secret in copy.data] == []
    with Image.open(io.BytesIO(copy.data)) as image:
        close = difference(image, made.scene(320, 240))
    assert close < 6


@pytest.mark.parametrize("orientation", range(2, 9))
def test_a_picture_that_asks_to_be_turned_is_turned(orientation: int) -> None:
    exif = made.exif_segment(made.block({0x0112: orientation, 0x013B: "Zeb"}))
    data = made.with_segments(made.packed(SCENE, "JPEG", quality=88, subsampling=0), exif)
    copy = cleaned(data)
    assert [note.code for note in copy.about.notes] == ["turned"]
    assert not copy.about.same_pixels
    assert tags(copy.data) == set()
    turns = {
        2: Image.Transpose.FLIP_LEFT_RIGHT, 3: Image.Transpose.ROTATE_180, 4: Image.Transpose.FLIP_TOP_BOTTOM,
        5: Image.Transpose.TRANSPOSE, 6: Image.Transpose.ROTATE_270, 7: Image.Transpose.TRANSVERSE,
        8: Image.Transpose.ROTATE_90,
    }  # fmt: skip
    expected = SCENE.transpose(turns[orientation])
    with Image.open(io.BytesIO(copy.data)) as image:
        assert image.size == expected.size
        assert difference(image, expected) < 3
    seen = Given.of(data).look()
    assert (seen.width, seen.height) == expected.size


def test_a_moving_picture_is_not_made_a_still_one() -> None:
    with refused(InputError, "several pictures"):
        cleaned(FULL["moving GIF"], wanted=Form.PNG)


def test_a_file_that_breaks_off_is_not_copied() -> None:
    data = FULL["JPEG"]
    with refused(InputError, "damaged"):
        cleaned(data[: len(data) // 2])


def difference(first: Image.Image, second: Image.Image) -> float:
    """Mean difference of shades, of 256."""
    a, b = first.convert("RGB").tobytes(), second.convert("RGB").tobytes()
    return sum(abs(x - y) for x, y in zip(a[::7], b[::7], strict=True)) / len(a[::7])
