"""A picture as it was given: what its file says, its pixels when they are wanted, and a copy that says nothing."""

from __future__ import annotations

import contextlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from PIL import Image

from redraft.domain.errors import InputError
from redraft.domain.message import Message
from redraft.domain.picture import Form, Picture, Pixels, Shows, Thumbnail
from redraft.pictures import codes, gif, heic, jpeg, png, thumbnails, webp
from redraft.pictures.gather import Gathered, gather, traces
from redraft.pictures.pieces import Cut, Kind, Pieces
from redraft.pictures.pixels import MOST_PIXELS, broken, form_of, opened, require_bearable, upright

LARGEST = 200 << 20
"""Bytes of a file."""
_CUTS: dict[Form, Cut] = {
    Form.JPEG: jpeg.cut, Form.PNG: png.cut, Form.GIF: gif.cut, Form.WEBP: webp.cut, Form.HEIC: heic.cut
}  # fmt: skip
_SIDEWAYS = range(5, 9)
_SMALL = 512
"""The longer edge that is enough to compare a picture with a small one."""


_TURNS_ITSELF = {Form.HEIC, Form.TIFF}
"""Kinds whose pixels come out upright."""


@dataclass(slots=True)
class Given:
    """A picture's file, whole in memory, its kind, its pieces and what they say.

    ``bare`` is what its pixels are unpacked from: the pieces that are the picture, where it is whole, so that the
    libraries which unpack never see what else is in a file. ``orientation`` is how it asks to be turned then, 1 not.
    """

    data: bytes
    form: Form
    pieces: Pieces
    found: Gathered
    bare: bytes
    orientation: int

    @classmethod
    def of(cls, data: bytes) -> Given:
        """Cut a file; raises InputError for one of another kind, or too large."""
        if len(data) > LARGEST:
            raise InputError(Message("picture.too_large_file"), Message("do.make_smaller"))
        form = form_of(data)
        if form is None:
            raise InputError(Message("picture.unknown_kind"), Message("do.picture_kinds"))
        pieces = _CUTS[form](data) if form in _CUTS else _as_tags(data)
        found = gather(pieces)
        bare = (pieces.kept if pieces.whole else b"") or data
        return cls(data, form, pieces, found, bare, 1 if form in _TURNS_ITSELF else found.orientation)

    def look(self) -> Picture:
        """What it says; raises InputError for what is no picture at all."""
        found = self.found
        with opened(self.form, self.bare) as image:
            width, height = image.size
        grey = self._grey(width, height)
        small = self._thumbnails(grey)
        seen = () if grey is None else codes.find(upright(grey, self.orientation))
        if self.orientation in _SIDEWAYS:
            width, height = height, width
        return Picture(
            self.form, width, height, traces(found.told), found.place, small, tuple(found.attached), seen,
            other=found.other, turned=self.orientation != 1, looked=grey is not None, notes=tuple(found.notes.values()),
        )  # fmt: skip

    def pixels(self, edge: int, small: int = 0) -> Pixels:
        """The picture upright, or its ``small``-th thumbnail from 1, no longer than ``edge``; raises InputError."""
        if small:
            found = list(self._unpacked())
            if not 0 < small <= len(found):
                raise broken()
            return _pixels(found[small - 1], edge)
        return _pixels(self.image("RGB", edge), edge)

    def image(self, mode: str, edge: int = 0, *, turned: bool = True) -> Image.Image:
        """Unpacked, at least ``edge`` long where the kind can be unpacked smaller; raises InputError."""
        with opened(self.form, self.bare) as image:
            require_bearable(image)
            if edge and self.form is Form.JPEG:
                image.draft(mode, (edge, edge))
            return flat(upright(image, self.orientation) if turned else image, mode)

    def _grey(self, width: int, height: int) -> Image.Image | None:
        """Its pixels as they lie in the file; None, and a note, where there are too many or they are damaged."""
        if width * height > MOST_PIXELS:
            self.found.note("not_looked", Message("picture.not_looked", {"width": width, "height": height}))
            return None
        try:
            return self.image("L", turned=False)
        except InputError:
            self.found.note("pixels_broken", Message("picture.pixels_broken"))
            return None

    def _thumbnails(self, grey: Image.Image | None) -> tuple[Thumbnail, ...]:
        whole, found = None, []
        for image in self._unpacked():
            if whole is None and grey is not None:
                whole = grey.copy()
                whole.thumbnail((_SMALL, _SMALL))
            shows = Shows.UNKNOWN if whole is None else thumbnails.shows(image, whole)
            found.append(Thumbnail(image.width, image.height, shows))
        return tuple(found)

    def _unpacked(self) -> Iterator[Image.Image]:
        """The small pictures in the file that are sound."""
        for data in self.found.thumbnails[: thumbnails.MOST]:
            with contextlib.suppress(InputError):
                yield thumbnails.unpacked(data)


def flat(image: Image.Image, mode: str) -> Image.Image:
    """In a mode without transparency, white where it shows through."""
    if "transparency" in image.info or image.mode in {"RGBA", "LA", "PA", "La", "RGBa"}:
        layer = image.convert("RGBA")
        ground = Image.new("RGBA", layer.size, "white")
        ground.alpha_composite(layer)
        image = ground
    if image.mode.startswith(("I", "F")):  # sixteen bits and more of grey
        image = image.point(_shades(image)).convert("L")
    return image.convert(mode)


def _shades(image: Image.Image) -> Callable[[float], float]:
    low, high = image.getextrema()
    low, high = (float(one) if isinstance(one, (int, float)) else 0.0 for one in (low, high))
    scale = 255 / (high - low) if high > low else 1.0
    return lambda value: (value - low) * scale


def _as_tags(data: bytes) -> Pieces:
    """A TIFF file is a block of entries as a whole."""
    pieces = Pieces()
    pieces.add(Kind.EXIF, data)
    return pieces


def _pixels(image: Image.Image, edge: int) -> Pixels:
    image = image.copy()
    image.thumbnail((edge, edge))
    return Pixels(image.width, image.height, image.convert("RGB").tobytes())
