"""Small pictures in a file: whether they show what the picture does not, cropped away or painted over."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray
from PIL import Image

from redraft.domain.picture import Form, Shows
from redraft.pictures.pixels import opened

Grey = NDArray[np.float64]

MOST = 8
"""Small pictures of a file that are looked at."""
LARGEST = 4_000_000
"""Pixels of one."""
_DARK, _EDGE = 24, 48
_SHAPE, _ALIKE, _INSIDE, _PAINTED = 0.04, 0.85, 0.9, 40.0
"""How far shapes may differ; from which correlation on two pictures are one; and one is part of the other; and by how
many of 256 shades a stretch of a twelfth of the edge may differ before something else is there."""
_SCALES = [0.975 - 0.025 * step for step in range(28)]
_ROUNDS, _TRUSTED, _MOSTLY, _SLOPES = 4, 0.8, 0.95, (0.6, 1.7)
"""How two pictures are fitted of which a part differs: by the four in five points that fit best, in so many rounds;
they are one when those correlate so much, at a contrast in these bounds."""
_FLAT = 4.0


def unpacked(data: bytes) -> Image.Image:
    """A small picture, of a JPEG file; raises InputError."""
    with opened(Form.JPEG, data) as image:
        if image.width * image.height > LARGEST:
            raise ValueError("no small picture")
        return image.convert("RGB")


def shows(small: Image.Image, whole: Image.Image) -> Shows:
    """What the small one shows beside the whole picture, which is the one of the file, not turned."""
    inner = without_bars(small.convert("L"))
    grey = whole.convert("L")
    if np.asarray(inner).std() < _FLAT or np.asarray(grey).std() < _FLAT:
        return Shows.UNKNOWN
    for turns in range(4):
        turned = inner.rotate(90 * turns, expand=True)
        if abs(turned.width * grey.height / (turned.height * grey.width) - 1) > _SHAPE:
            continue
        first, second = _square(turned), _square(grey)
        if correlation(first, second) >= _ALIKE:
            return Shows.MORE if _painted(first, second) else Shows.SAME
        if _mostly_alike(first, second):
            return Shows.MORE
    return Shows.MORE if _is_inside(grey, inner) else Shows.OTHER


def without_bars(image: Image.Image) -> Image.Image:
    """Without the black bars by which cameras fit a picture into another shape."""
    bright = np.asarray(image) > _DARK
    rows, columns = np.flatnonzero(bright.mean(axis=1) > 0.05), np.flatnonzero(bright.mean(axis=0) > 0.05)
    if not rows.size or not columns.size:
        return image
    top, bottom, left, right = rows[0], rows[-1] + 1, columns[0], columns[-1] + 1
    if (bottom - top) * (right - left) < image.width * image.height / 2:
        return image
    return image.crop((int(left), int(top), int(right), int(bottom)))


def correlation(first: Grey, second: Grey) -> float:
    """Pearson's, of two pictures of one shape; 0 where one is flat."""
    a, b = first - first.mean(), second - second.mean()
    norm = np.sqrt((a * a).sum() * (b * b).sum())
    return float((a * b).sum() / norm) if norm else 0.0


def _square(image: Image.Image) -> Grey:
    return np.asarray(image.resize((_EDGE, _EDGE), Image.Resampling.BOX), dtype=np.float64)


def _mostly_alike(first: Grey, second: Grey) -> bool:
    """True when two pictures are one but for a part of them."""
    a, b = first.ravel(), second.ravel()
    kept = np.ones(a.size, dtype=bool)
    slope = 0.0
    for _ in range(_ROUNDS):
        slope, offset = np.polyfit(a[kept], b[kept], 1)
        rest = np.abs(b - (slope * a + offset))
        kept = rest <= np.quantile(rest, _TRUSTED)
    return _SLOPES[0] < slope < _SLOPES[1] and correlation(a[kept], b[kept]) >= _MOSTLY


def _painted(small: Grey, whole: Grey) -> bool:
    """True when a stretch differs by more than light and packing do."""
    slope, offset = np.polyfit(small.ravel(), whole.ravel(), 1)
    rest = np.abs(whole - (slope * small + offset))
    blocks = rest.reshape(_EDGE // 4, 4, _EDGE // 4, 4).mean(axis=(1, 3))
    return bool(blocks.max() > _PAINTED)


def _is_inside(whole: Image.Image, small: Image.Image) -> bool:
    """True when the picture is a part of what the small one shows, upright or turned."""
    small = small.copy()
    small.thumbnail((48, 48))
    field = np.asarray(small, dtype=np.float64)
    for turns in range(4):
        turned = whole.copy()
        turned.thumbnail((256, 256))
        turned = turned.rotate(90 * turns, expand=True)
        fit = min(small.width / turned.width, small.height / turned.height)
        for scale in _SCALES:
            size = (round(turned.width * fit * scale), round(turned.height * fit * scale))
            if min(size) >= 8 and _best(field, np.asarray(turned.resize(size, Image.Resampling.BOX), float)) >= _INSIDE:
                return True
    return False


def _best(field: Grey, part: Grey) -> float:
    """The highest correlation of a part with any place of its size in a field."""
    places = np.lib.stride_tricks.sliding_window_view(field, part.shape)
    part = part - part.mean()
    means = places.mean(axis=(2, 3))
    spread = np.sqrt(np.maximum((places**2).mean(axis=(2, 3)) - means**2, 1e-9) * part.size)
    products = np.tensordot(places, part, axes=((2, 3), (0, 1)))
    return float((products / (spread * np.sqrt((part * part).sum()) + 1e-9)).max())
