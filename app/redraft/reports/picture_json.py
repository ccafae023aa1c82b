"""The JSON document of a picture."""

from __future__ import annotations

from typing import Any

from redraft.domain.picture import Cleaned, Code, Picture, Place
from redraft.reports.check_json import in_english, note_to_json


def picture_to_json(picture: Picture) -> dict[str, Any]:
    """What ``redraft picture --json`` prints of a picture; corners are shares of width and height, from upper left."""
    return {
        "kind": picture.form.value,
        "width": picture.width,
        "height": picture.height,
        "place": None if picture.place is None else place_to_json(picture.place),
        "says": [{"about": t.said.value, "value": t.value, "fields": list(t.fields)} for t in picture.traces],
        "other_entries": picture.other,
        "thumbnails": [{"width": t.width, "height": t.height, "shows": t.shows.value} for t in picture.thumbnails],
        "attached": [{"what": one.what.value, "bytes": one.size} for one in picture.attached],
        "codes": [code_to_json(code) for code in picture.codes],
        "codes_looked_for": picture.looked,
        "turned": picture.turned,
        "notes": [note_to_json(note) for note in picture.notes],
    }


def place_to_json(place: Place) -> dict[str, Any]:
    """Degrees, metres, kilometres."""
    return {
        "latitude": round(place.latitude, 6), "longitude": round(place.longitude, 6), "altitude": place.altitude,
        "direction": place.direction, "error": place.error, "town": place.town, "country": place.country,
        "km": place.km, "city": place.city,
    }  # fmt: skip


def code_to_json(code: Code) -> dict[str, Any]:
    """One code; ``parts`` are what it says."""
    return {
        "kind": code.kind,
        "content": code.content,
        **in_english("about", code.about),
        "parts": [{"name": name, "value": value} for name, value in code.parts],
        "corners": [[round(corner.x, 4), round(corner.y, 4)] for corner in code.corners],
    }


def cleaned_to_json(path: str, cleaned: Cleaned) -> dict[str, Any]:
    """A clean copy that was saved."""
    return {
        "file": path, "kind": cleaned.form.value, "bytes": cleaned.size, "same_pixels": cleaned.same_pixels,
        "notes": [note_to_json(note) for note in cleaned.notes],
    }  # fmt: skip
