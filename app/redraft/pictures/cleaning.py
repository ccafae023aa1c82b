"""Clean copies: the picture and nothing beside it, with its very pixels wherever its kind of file allows."""

from __future__ import annotations

import io
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from PIL import Image, ImageDraw, ImageSequence

from redraft.domain.errors import InputError
from redraft.domain.message import Message
from redraft.domain.picture import Cleaned, Form, Point
from redraft.domain.text import Note
from redraft.pictures.colours import neutral
from redraft.pictures.looking import Given, flat
from redraft.pictures.pixels import MOST_PAGES, MOST_PIXELS, opened, require_bearable, too_much, upright

_AS_PIECES = {Form.JPEG, Form.PNG, Form.WEBP, Form.GIF}
"""Kinds of which what is not the picture can be left out, and nothing else changes."""
_QUALITY = 95
"""Of JPEG and WebP where nothing is known of how the original was packed; Pillow's scale."""
_MARGIN, _LEAST_MARGIN = 0.08, 3
"""How far a box goes beyond what it covers, in shares of its edge, and in pixels."""

_BITS = 0x0102
"""TIFF's entry of how many bits a colour has; of more than eight Pillow keeps the upper ones."""

Box = Sequence[Point]


@dataclass(frozen=True, slots=True)
class Copy:
    """A clean copy and what there is to say about it."""

    about: Cleaned
    data: bytes


def clean(given: Given, wanted: Form | None = None, cover: Sequence[Box] = ()) -> Copy:
    """A copy without anything that is said beside the picture, with black boxes over what is to be covered.

    ``wanted`` is another kind of file; HEIC becomes one in any case. Raises InputError for what cannot be unpacked.
    """
    form = wanted or (Form.JPEG if given.form is Form.HEIC else given.form)
    turned = given.form is not Form.HEIC and given.found.orientation != 1
    if form is given.form and form in _AS_PIECES and given.pieces.whole and not turned and not cover:
        data = given.pieces.kept
        return Copy(Cleaned(form, len(data), same_pixels=True), data)
    with opened(given.form, given.bare) as image:
        _require_still(image, form, cover)
        data = _written(image, given, form, cover)
        deep = image.mode == "RGB" and max(getattr(image, "tag_v2", {}).get(_BITS, (8,))) > 8
    notes = []
    if form is not given.form:
        notes.append(Note("other_kind", Message("picture.other_kind", {"before": given.form.value, "now": form.value})))
    if turned:
        notes.append(Note("turned", Message("picture.turned")))
    lossless = form is given.form is Form.TIFF and not turned and not cover and not deep
    return Copy(Cleaned(form, len(data), lossless, tuple(notes)), data)


def _require_still(image: Image.Image, form: Form, cover: Sequence[Box]) -> None:
    """Raise InputError for too many pixels, and for several pictures where only one would be left or changed."""
    pages = getattr(image, "n_frames", 1)
    require_bearable(image)
    if pages > 1 and form is not Form.TIFF:
        raise InputError(Message("picture.moving"), Message("do.one_frame"))
    if pages > 1 and cover:
        raise InputError(Message("picture.several_pages"), Message("do.one_page"))
    if pages > MOST_PAGES or pages * image.width * image.height > MOST_PIXELS:
        raise too_much()


def _written(image: Image.Image, given: Given, form: Form, cover: Sequence[Box]) -> bytes:
    how = _how(image, given.form, form)
    pages = [_page(page, given, form, cover) for page in ImageSequence.Iterator(image)] if form is Form.TIFF else []
    first = pages[0] if pages else _page(image, given, form, cover)
    out = io.BytesIO()
    more = {"save_all": True, "append_images": pages[1:]} if len(pages) > 1 else {}
    first.save(out, {Form.WEBP: "WEBP"}.get(form, form.value), **how, **more)
    return out.getvalue()


def _page(image: Image.Image, given: Given, form: Form, cover: Sequence[Box]) -> Image.Image:
    """One picture upright and covered, of which Pillow knows nothing beside."""
    page = upright(image, given.orientation)
    if form is Form.JPEG and page.mode not in {"L", "RGB", "CMYK"}:
        page = flat(page, "RGB")
    elif form is not Form.TIFF and page.mode in {"CMYK", "YCbCr", "LAB", "HSV"}:
        page = page.convert("RGB")
    if cover:
        page = page.convert("RGB") if page.mode not in {"L", "RGB", "RGBA"} else page.copy()
        for box in cover:
            _paint(page, box)
    bare = page.copy()
    bare.info = {key: value for key, value in page.info.items() if key == "transparency"}
    bare.getexif().clear()
    return bare


def _paint(image: Image.Image, box: Box) -> None:
    """A solid box around the corners, and a little beyond."""
    across, down = [p.x * image.width for p in box], [p.y * image.height for p in box]
    left, right, top, bottom = min(across), max(across), min(down), max(down)
    margin = max(_LEAST_MARGIN, _MARGIN * max(right - left, bottom - top))
    area = (left - margin, top - margin, right + margin, bottom + margin)
    black: Any = {"L": 0, "RGB": (0, 0, 0), "RGBA": (0, 0, 0, 255)}[image.mode]
    ImageDraw.Draw(image).rectangle(area, fill=black)


def _how(image: Image.Image, before: Form, form: Form) -> dict[str, Any]:
    """How to pack it: as the original was, as far as that is known."""
    how: dict[str, Any] = {}
    if profile := neutral(image.info.get("icc_profile") or b""):
        how["icc_profile"] = profile
    if form is Form.JPEG:
        how |= _as_packed(image) if before is Form.JPEG else {"quality": _QUALITY, "subsampling": 0}
    elif form is Form.WEBP:
        how |= {"lossless": True} if before is not Form.WEBP or _is_lossless(image) else {"quality": _QUALITY}
        how["exact"] = True
    elif form is Form.TIFF:
        how["compression"] = "tiff_lzw"
    return how


def _as_packed(image: Image.Image) -> dict[str, Any]:
    """The tables by which the camera itself had packed it."""
    from PIL import JpegImagePlugin

    sampling = JpegImagePlugin.get_sampling(image)
    tables = getattr(image, "quantization", None)
    how: dict[str, Any] = {"qtables": tables} if tables else {"quality": _QUALITY}
    return how | ({"subsampling": sampling} if sampling >= 0 else {"subsampling": 0})


def _is_lossless(image: Image.Image) -> bool:
    stream = getattr(image, "fp", None)
    if stream is None:
        return False
    stream.seek(0)
    head = stream.read(1 << 16)
    return b"VP8L" in head and b"VP8 " not in head
