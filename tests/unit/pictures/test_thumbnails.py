"""Small pictures in files: the same, more than the picture, or something else."""

from __future__ import annotations

import pytest
from PIL import Image, ImageDraw

from fakes import pictures as made
from redraft.domain.picture import Shows
from redraft.pictures.looking import Given

WHOLE = made.scene(1200, 800)


def shows(picture: Image.Image, small: bytes) -> list[Shows]:
    jpeg = made.packed(picture, "JPEG", quality=85)
    data = made.with_segments(jpeg, made.exif_segment(made.block({0x010F: "X"}, small=small)))
    return [one.shows for one in Given.of(data).look().thumbnails]


def painted(image: Image.Image) -> Image.Image:
    copy = image.copy()
    ImageDraw.Draw(copy).rectangle([500, 300, 800, 550], fill="black")
    return copy


CASES = {
    "as the camera made it": (WHOLE, WHOLE, Shows.SAME),
    "in its own shape": (made.scene(800, 600), made.scene(800, 600), Shows.SAME),
    "turned since": (WHOLE.rotate(90, expand=True), WHOLE, Shows.SAME),
    "lighter since": (WHOLE.point(lambda value: min(255, int(value * 1.2) + 10)), WHOLE, Shows.SAME),
    "cropped since": (WHOLE.crop((200, 100, 800, 500)), WHOLE, Shows.MORE),
    "cropped to another shape": (WHOLE.crop((100, 50, 600, 750)), WHOLE, Shows.MORE),
    "painted over since": (painted(WHOLE), WHOLE, Shows.MORE),
    "another picture": (made.scene(600, 900).rotate(33), WHOLE, Shows.OTHER),
    "an even one": (Image.new("RGB", (600, 400), "grey"), WHOLE, Shows.UNKNOWN),
}


@pytest.mark.parametrize("case", CASES)
def test_what_a_small_picture_shows(case: str) -> None:
    picture, small, expected = CASES[case]
    assert shows(picture, made.small_of(small)) == [expected]


def test_photoshops_small_picture() -> None:
    resource = made.resource(0x040C, bytes(28) + made.small_of(WHOLE))
    jpeg = made.packed(WHOLE.crop((200, 100, 800, 500)), "JPEG", quality=85)
    picture = Given.of(made.with_segments(jpeg, made.iptc_segment({5: "x"}, resource))).look()
    assert [one.shows for one in picture.thumbnails] == [Shows.MORE]


def test_a_broken_one_is_left_out() -> None:
    assert shows(WHOLE, b"\xff\xd8\xff" + bytes(200)) == []


def test_its_pixels_can_be_shown() -> None:
    data = made.with_segments(
        made.packed(WHOLE, "JPEG"), made.exif_segment(made.block({0x010F: "X"}, small=made.small_of(WHOLE)))
    )
    small = Given.of(data).pixels(400, 1)
    assert (small.width, small.height, len(small.rgb)) == (160, 120, 160 * 120 * 3)
