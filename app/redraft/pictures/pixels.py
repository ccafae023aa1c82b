"""Pixels of pictures, by Pillow and, of HEIC, by libheif: never more of them than a computer can hold."""

from __future__ import annotations

import io
import warnings
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from pi_heif.as_plugin import HeifImageFile
from PIL import GifImagePlugin, Image, JpegImagePlugin, PngImagePlugin, TiffImagePlugin, WebPImagePlugin

from redraft.domain.errors import InputError
from redraft.domain.message import Message
from redraft.domain.picture import Form

MOST_PIXELS = 120_000_000
"""Pixels that are unpacked; telephones with the most make 108 million by themselves."""
MOST_PAGES = 200
_OPENERS: dict[Form, Callable[[io.BytesIO], Image.Image]] = {
    Form.JPEG: JpegImagePlugin.JpegImageFile,
    Form.PNG: PngImagePlugin.PngImageFile,
    Form.WEBP: WebPImagePlugin.WebPImageFile,
    Form.TIFF: TiffImagePlugin.TiffImageFile,
    Form.GIF: GifImagePlugin.GifImageFile,
    Form.HEIC: HeifImageFile,
}
_TURNS = {
    2: Image.Transpose.FLIP_LEFT_RIGHT, 3: Image.Transpose.ROTATE_180, 4: Image.Transpose.FLIP_TOP_BOTTOM,
    5: Image.Transpose.TRANSPOSE, 6: Image.Transpose.ROTATE_270, 7: Image.Transpose.TRANSVERSE,
    8: Image.Transpose.ROTATE_90,
}  # fmt: skip
Image.MAX_IMAGE_PIXELS = None  # what is too much is decided here, before anything is unpacked


def form_of(data: bytes) -> Form | None:
    """The kind of file by its first bytes; None for one that is not read."""
    if data.startswith(b"\xff\xd8\xff"):
        return Form.JPEG
    if data.startswith(b"\x89PNG\r\n\x1a\n"):
        return Form.PNG
    if data.startswith((b"GIF87a", b"GIF89a")):
        return Form.GIF
    if data[:4] == b"RIFF" and data[8:12] == b"WEBP":
        return Form.WEBP
    if data[:4] in {b"II*\x00", b"MM\x00*"}:
        return Form.TIFF
    if data[4:8] == b"ftyp" and data[8:12] in {b"heic", b"heix", b"heim", b"heis", b"mif1", b"hevc", b"hevx"}:
        return Form.HEIC
    return None


@contextmanager
def opened(form: Form, data: bytes) -> Iterator[Image.Image]:
    """The picture, of which nothing is unpacked yet; raises InputError for what is broken, here and inside the block.

    A file that was made to break a reader brings the libraries to raise almost anything.
    """
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            yield _OPENERS[form](io.BytesIO(data))
    except InputError:
        raise
    except MemoryError:
        raise too_much() from None
    except Exception as error:
        raise broken() from error


def require_bearable(image: Image.Image) -> None:
    """Raise InputError for more pixels than are unpacked."""
    if image.width * image.height > MOST_PIXELS:
        raise too_much()


def upright(image: Image.Image, orientation: int) -> Image.Image:
    """As it is shown: turned as its file asks for, by Exif's number from 1 to 8."""
    turn = _TURNS.get(orientation)
    return image if turn is None else image.transpose(turn)


def broken() -> InputError:
    """For what cannot be unpacked."""
    return InputError(Message("picture.broken"), Message("do.open_and_save"))


def too_much() -> InputError:
    """For what would take more memory than there is."""
    return InputError(Message("picture.too_much"), Message("do.make_smaller"))
