"""Moments as exports write them, to UTC. What cannot be read is None, never 1970."""

from __future__ import annotations

import re
from datetime import UTC, datetime
from math import isfinite
from typing import Any

_MONTHS = {
    m: i for i, m in enumerate(["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"], 1)
}
_TWITTER = re.compile(r"\w{3} (\w{3}) (\d\d) (\d\d):(\d\d):(\d\d) \+0000 (\d{4})$")
_PLAIN = re.compile(
    r"(\d{4})[-/](\d\d?)[-/](\d\d?)(?:[T ](\d\d?):(\d\d)(?::(\d\d))?)?(?:\.\d+)?(?: ?(?:UTC|Z|[+-]00:?00))?$"
)


def from_epoch(value: Any) -> datetime | None:
    """Seconds, milliseconds or microseconds since 1970; 0 and nonsense are None."""
    try:
        number = float(value)
    except (TypeError, ValueError, OverflowError):
        return None
    while isfinite(number) and number > 1e11:
        number /= 1000
    if not 1e8 < number < 4.2e9:
        return None
    return datetime.fromtimestamp(number, UTC)


def from_text(value: Any) -> datetime | None:
    """ISO dates, ``2025-05-18 04:35:32 UTC``, X's own form, or digits of an epoch; no zone means UTC."""
    text = str(value or "").strip()
    if not text:
        return None
    plain = _PLAIN.match(text)
    try:
        if plain:
            year, month, day, hour, minute, second = (int(g or 0) for g in plain.groups())
            return datetime(year, month, day, hour, minute, second, tzinfo=UTC)
        if text.replace(".", "", 1).isdigit():
            return from_epoch(text)
        twitter = _TWITTER.match(text)
        if twitter:
            name, day_, hour_, minute_, second_, year_ = twitter.groups()
            return datetime(
                int(year_), _MONTHS[name.lower()], int(day_), int(hour_), int(minute_), int(second_), tzinfo=UTC
            )
        parsed = datetime.fromisoformat(text.replace(" UTC", "+00:00"))
        return parsed.replace(tzinfo=UTC) if parsed.tzinfo is None else parsed.astimezone(UTC)
    except (ValueError, KeyError, OverflowError):
        return None


def from_words(value: Any, forms: tuple[str, ...]) -> datetime | None:
    """A date in one of ``strptime``'s forms, taken as UTC when it has no zone."""
    text = str(value or "").strip()
    for form in forms:
        try:
            parsed = datetime.strptime(text, form)
        except ValueError:
            continue
        return parsed.replace(tzinfo=UTC) if parsed.tzinfo is None else parsed.astimezone(UTC)
    return from_text(text)
