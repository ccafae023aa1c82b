"""Boarding passes: IATA's Resolution 792, version 8 and before, as PDF417, Aztec and QR codes hold them."""

from __future__ import annotations

import re

_PASS = re.compile(
    r"M(?P<legs>[1-4])(?P<name>.{20})(?P<electronic>.)(?P<booking>.{7})(?P<from>[A-Z]{3})(?P<to>[A-Z]{3})"
    r"(?P<carrier>.{3})(?P<flight>.{5})(?P<day>\d{3}| {3})(?P<cabin>.)(?P<seat>.{4})(?P<sequence>.{5})(?P<status>.)"
    r"(?P<more>[0-9A-F]{2})",
    re.DOTALL,
)
_SHOWN = ("name", "booking", "from", "to", "seat")
Parts = tuple[tuple[str, str], ...]


def read(text: str) -> Parts | None:
    """Who flies where, when, on which seat, under which booking; None for what is no boarding pass."""
    found = _PASS.match(text)
    if found is None:
        return None
    parts = [(name, found[name].strip()) for name in _SHOWN]
    parts.insert(4, ("flight", f"{found['carrier'].strip()} {found['flight'].strip().lstrip('0')}"))
    parts.insert(5, ("day_of_year", found["day"].strip().lstrip("0")))
    parts += _more(text[found.end() : found.end() + int(found["more"], 16)])
    return tuple((name, value) for name, value in parts if value)


def _more(data: str) -> list[tuple[str, str]]:
    """What airlines may add: the number of the ticket, and of the frequent flyer."""
    if not re.match(r">\d[0-9A-F]{2}", data):
        return []
    rest = data[4 + int(data[2:4], 16) :]
    if not re.match(r"[0-9A-F]{2}", rest):
        return []
    leg = rest[2 : 2 + int(rest[:2], 16)]
    ticket = f"{leg[0:3].strip()} {leg[3:13].strip()}".strip()
    flyer = f"{leg[18:21].strip()} {leg[21:37].strip()}".strip()
    return [("ticket", ticket), ("frequent_flyer", flyer)]
