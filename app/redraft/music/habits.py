"""What times of listening show: the zone of the clock, sleep, the way to work, and how much somebody hears.

Times are UTC in every export. The quietest six hours are taken for the night, with their middle at 4 o'clock local
time; over a year with a change of clocks that is right to within two hours for most people (set by judgement).
"""

from __future__ import annotations

import numpy as np

from redraft.domain.listening import Listening
from redraft.music.reading import Floats

LEAST_PLAYS, LEAST_DAYS = 200, 14
NIGHT_HOURS, NIGHT_MIDDLE = 6, 4.0
QUIET = 0.35
"""Share of the even rate below which the quietest hours count as a night: who listens in bed shows none."""

UNCLEAR = 0.03
"""When another six hours are quiet to within this share, it is not clear which of the two is the night."""


def by_hour(listening: Listening) -> Floats:
    """Plays by the hour of the day, UTC, shape (24,)."""
    if not listening.hours:
        return np.zeros(24)
    return np.asarray(np.array(listening.hours, dtype=np.float64).reshape(7, 24).sum(axis=0))


def hours_ahead(listening: Listening) -> float | None:
    """Hours that the listener's clock is ahead of UTC, from -11 to +12; None without enough plays or a clear night."""
    if by_hour(listening).sum() < LEAST_PLAYS or listening.days < LEAST_DAYS:
        return None
    week = np.array(listening.hours, dtype=np.float64).reshape(7, 24)
    # Working hours are quiet on working days, nights on all of them.
    rate: Floats = np.maximum(_quiet_rates(week[:5].sum(axis=0)), _quiet_rates(week[5:].sum(axis=0)))
    if rate.min() > QUIET * NIGHT_HOURS / 24:
        return None
    apart = [start for start in range(24) if _circle(start - int(rate.argmin())) > NIGHT_HOURS]
    if rate[apart].min() <= rate.min() + UNCLEAR:
        return None
    # The middle of all starts that are nearly as quiet as the quietest, on the circle of the day.
    near = np.flatnonzero(rate <= rate.min() + 0.01)
    angles = np.exp(2j * np.pi * (near + NIGHT_HOURS / 2) / 24)
    middle = float(np.angle(angles.mean()) / (2 * np.pi) * 24) % 24
    ahead = round(NIGHT_MIDDLE - middle)
    return float((ahead + 11) % 24 - 11)


def _quiet_rates(hours: Floats) -> Floats:
    """Share of the plays in the six hours from each hour of the day; of no plays at all, none is known to be quiet."""
    if not hours.sum():
        return np.zeros(24)
    starts = [float(np.roll(hours, -start)[:NIGHT_HOURS].sum()) for start in range(24)]
    return np.asarray(np.array(starts) / hours.sum())


def _circle(gap: int) -> int:
    return min(gap % 24, -gap % 24)


def local_week(listening: Listening, ahead: float) -> Floats:
    """Plays by local weekday and hour, shape (7, 24), Monday first."""
    week = np.array(listening.hours, dtype=np.float64)
    return np.asarray(np.roll(week, round(ahead)).reshape(7, 24))


def habits(listening: Listening) -> list[tuple[str, float, str]]:
    """(value, confidence, detail) of each habit that the hours show; needs a zone. Confidence set by judgement."""
    ahead = hours_ahead(listening)
    if ahead is None:
        return []
    week = local_week(listening, ahead)
    working, free = week[:5].mean(axis=0), week[5:].mean(axis=0)
    daily = week.sum(axis=0) / max(1.0, week.sum())
    found: list[tuple[str, float, str]] = []
    if working.sum() > 0 and free.sum() > 0:
        found += _commute(working, free)
        found += _work_days(working / working.sum(), free / free.sum())
    late = float(daily[[23, 0, 1, 2]].sum())
    if late > 0.25:
        found.append(("listens late at night", min(0.85, 0.4 + late), f"{late:.0%} of plays from 23 to 3 o'clock"))
    early = float(daily[[5, 6]].sum())
    if early > 0.14:
        found.append(("is up early", min(0.8, 0.4 + 2 * early), f"{early:.0%} of plays from 5 to 7 o'clock"))
    plays = sum(listening.hours) / max(1, listening.days)
    if plays > 60:
        found.append(("has music on most of the day", 0.75, f"{plays:.0f} plays on a day with any"))
    return found


def _commute(working: Floats, free: Floats) -> list[tuple[str, float, str]]:
    """Peaks in the morning and in the evening on working days that weekends do not have."""
    morning, evening = working[6:10], working[15:20]
    around = float(working[6:21].mean())
    if around <= 0:
        return []
    strength = min(float(morning.max() / around), float(evening.max() / around))
    weekend = float(max(free[6:10].max(), 1e-9) / max(float(free[6:21].mean()), 1e-9))
    if strength < 1.5 or weekend > 0.9 * float(morning.max() / around):
        return []
    at = f"{6 + int(morning.argmax())} and {15 + int(evening.argmax())} o'clock on working days"
    return [("commutes on working days", min(0.85, 0.3 * strength), at)]


def _work_days(working: Floats, free: Floats) -> list[tuple[str, float, str]]:
    """Whether the middle of working days is fuller or emptier than that of weekends, as shares of the day."""
    ratio = float(working[9:16].sum() / max(float(free[9:16].sum()), 1e-9))
    if ratio > 1.35:
        return [("listens at work or while studying", min(0.75, 0.35 * ratio), "9 to 16 o'clock on working days")]
    if ratio < 0.6:
        return [("has no music at work", min(0.7, 0.4 / max(ratio, 0.5)), "few plays 9 to 16 o'clock on working days")]
    return []
