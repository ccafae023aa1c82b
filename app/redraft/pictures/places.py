"""Where a picture was taken, and the nearest town, by tables on this computer."""

from __future__ import annotations

import re
from collections.abc import Mapping

from redraft.domain.picture import Place
from redraft.geography.nearby import city_near, nearest
from redraft.pictures.directories import Directories, Entry

_SIGNS = {"N": 1, "S": -1, "E": 1, "W": -1}
_XMP_DEGREES = re.compile(r"(\d+)(?:,(\d+(?:\.\d+)?))?(?:,(\d+(?:\.\d+)?))?\s*([NSEW])", re.ASCII)
_LATITUDE, _LONGITUDE, _ALTITUDE, _DIRECTION, _ERROR = (1, 2), (3, 4), (5, 6), 0x11, 0x1F


def of_exif(found: Directories) -> Place | None:
    """By the entries of the receiver; None without both degrees, and for zeros, which stand for no reception."""
    entries = {entry.tag: entry for entry in found.of("GPS")}
    latitude, longitude = _degrees(entries, *_LATITUDE), _degrees(entries, *_LONGITUDE)
    if latitude is None or longitude is None:
        return None
    numbers = {tag: entry.number for tag, entry in entries.items()}
    altitude = numbers.get(_ALTITUDE[1])
    below = entries.get(_ALTITUDE[0])
    if altitude is not None and below is not None and below.raw[:1] == b"\x01":
        altitude = -altitude
    return named(latitude, longitude, altitude, numbers.get(_DIRECTION), numbers.get(_ERROR))


def of_xmp(said: Mapping[str, str]) -> Place | None:
    """By XMP, as ``exif:GPSLatitude="48,8.25N"`` or in plain degrees."""
    latitude, longitude = _xmp_degrees(said.get("GPSLatitude", "")), _xmp_degrees(said.get("GPSLongitude", ""))
    return None if latitude is None or longitude is None else named(latitude, longitude)


def named(
    latitude: float,
    longitude: float,
    altitude: float | None = None,
    direction: float | None = None,
    error: float | None = None,
) -> Place | None:
    """A point with the town beside it; None for what is no point of the earth."""
    if not (-90 <= latitude <= 90 and -180 <= longitude <= 180) or latitude == longitude == 0:
        return None
    bare = Place(latitude, longitude, altitude, direction, error)
    town = nearest(latitude, longitude)
    if town is None:
        return bare
    city = city_near(latitude, longitude)
    beside = city.name if city is not None and city.name != town.name else ""
    km = round(town.km_from(latitude, longitude), 1)
    return Place(latitude, longitude, altitude, direction, error, town.name, town.in_country, km, beside)


def _degrees(entries: Mapping[int, Entry], side: int, tag: int) -> float | None:
    entry, letter = entries.get(tag), entries.get(side)
    if entry is None or not isinstance(entry.value, tuple) or not entry.value:
        return None
    parts = (*entry.value[:3], 0.0, 0.0)
    sign = _SIGNS.get(letter.words[:1].upper() if letter is not None else "", 1)
    return sign * (parts[0] + parts[1] / 60 + parts[2] / 3600)


def _xmp_degrees(text: str) -> float | None:
    found = _XMP_DEGREES.fullmatch(text.strip())
    if found:
        return _SIGNS[found[4]] * (float(found[1]) + float(found[2] or 0) / 60 + float(found[3] or 0) / 3600)
    try:
        return float(text) if text.strip() else None
    except ValueError:
        return None
