"""What a picture says, in the words of the user's language, as window and terminal say it alike."""

from __future__ import annotations

from redraft.domain.picture import Attached, Beside, Code, Place, Said, Shows, Thumbnail
from redraft.speech.now import _, answer, number, worded


def said_name(said: Said) -> str:
    """What sort of thing it tells."""
    return {
        Said.PLACE: _("Place"),
        Said.PERSON: _("Person"),
        Said.CONTACT: _("Contact"),
        Said.SERIAL: _("Serial number"),
        Said.TIME: _("Time"),
        Said.WORDS: _("Words"),
        Said.DEVICE: _("Device"),
        Said.SOFTWARE: _("Software"),
        Said.TRACK: _("Mark by which copies are recognised"),
    }[said]


def town(place: Place) -> str:
    """The nearest town, and a city nearby."""
    if not place.town:
        return _("far from any town")
    where = {
        "town": place.town,
        "country": answer(place.country, "country"),
        "km": number(place.km, ".1f"),
        "city": place.city,
    }
    if place.km < 0.5:
        return (_("in {town} ({city}), {country}") if place.city else _("in {town}, {country}")).format(**where)
    if place.city:
        return _("{km} km from {town}, near {city}, {country}").format(**where)
    return _("{km} km from {town}, {country}").format(**where)


def degrees(place: Place) -> str:
    """As maps take it: decimal degrees to about a metre."""
    return f"{place.latitude:.5f}, {place.longitude:.5f}"


def place_details(place: Place) -> str:
    """Altitude, direction and how exact it is, as far as it is said."""
    parts = []
    if place.error:
        parts.append(_("exact to {metres} m").format(metres=number(place.error, ".0f")))
    if place.altitude is not None:
        parts.append(_("at {metres} m above the sea").format(metres=number(place.altitude, ".0f")))
    if place.direction is not None:
        parts.append(_("looking towards {degrees}° from north").format(degrees=number(place.direction, ".0f")))
    return ", ".join(parts)


def thumbnail(small: Thumbnail) -> str:
    """What a small picture in the file shows."""
    size = f"{small.width} × {small.height}"
    return {
        Shows.SAME: _("A small copy ({size}) that shows the same."),
        Shows.MORE: _("A small copy ({size}) that shows more: what was cropped away or painted over later."),
        Shows.OTHER: _("A small picture ({size}) that shows something else."),
        Shows.UNKNOWN: _("A small picture ({size})."),
    }[small.shows].format(size=size)


def attached(one: Attached) -> str:
    """What lies in the file beside its picture."""
    words = {
        Beside.VIDEO: _("A short video, with sound perhaps ({size} kB): what happened around the picture."),
        Beside.PICTURE: _("A second picture ({size} kB): for light or depth, or the picture as it was before."),
        Beside.REST: _("Other data after the picture ({size} kB)."),
    }[one.what]
    return words.format(size=number(max(1, round(one.size / 1000))))


def code(one: Code) -> str:
    """What a code is, and by which symbology it is written."""
    return f"{worded(one.about)} ({one.kind})"


def part_name(name: str) -> str:
    """What a part of a code's content is called."""
    return {
        "name": _("Name"),
        "booking": _("Booking"),
        "from": _("From"),
        "to": _("To"),
        "flight": _("Flight"),
        "day_of_year": _("Day of the year"),
        "seat": _("Seat"),
        "ticket": _("Ticket"),
        "frequent_flyer": _("Frequent flyer"),
        "telephone": _("Telephone"),
        "mail": _("E-mail"),
        "address": _("Address"),
        "organisation": _("Organisation"),
        "occupation": _("Occupation"),
        "link": _("Link"),
        "birth": _("Born"),
        "text": _("Text"),
        "network": _("Network"),
        "password": _("Password"),
        "account": _("Account"),
        "number": _("Number"),
        "expires": _("Expires"),
        "amount": _("Amount"),
        "payer": _("Payer"),
        "time": _("Time"),
        "place": _("Place"),
    }.get(name, name)
