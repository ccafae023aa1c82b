"""Exposure in words."""

from __future__ import annotations

from redraft.domain.exposure import Exposure


def rounded(number: float) -> str:
    """A number with two significant digits and thousands separators; large ones in words."""
    for size, name in ((1e9, "billion"), (1e6, "million")):
        if number >= size:
            return f"{number / size:.2g} {name}" if number / size < 100 else f"{round(number / size, -1):.0f} {name}"
    if number < 10:
        return str(max(1, round(number)))
    digits = len(str(int(number))) - 2
    return f"{round(number, -digits):,.0f}"


def in_words(exposure: Exposure) -> str:
    """Such as "some 16,000 people, about 1 in 4,200 people in the United Kingdom, fit this"."""
    if exposure.people < 1.5:
        return "This points to one person."
    crowd = f"Some {rounded(exposure.people)} people"
    ratio = exposure.place_people / exposure.people
    if ratio < 2:
        return f"{crowd} fit this."
    where = f"the {exposure.place}" if exposure.place.startswith("United ") else exposure.place
    return f"{crowd} fit this: about 1 in {rounded(ratio)} people in {where}."
