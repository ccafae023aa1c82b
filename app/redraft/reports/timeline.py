"""A picture of how a profile grew over the years, as SVG that needs nothing else."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime

from redraft.domain.profile import Trait
from redraft.reports.page import plain
from redraft.speech import words
from redraft.speech.now import _, answer, attribute_inline

WIDTH, LEFT, RIGHT, ROW, TOP = 900, 150, 20, 54, 26
MOST_ROWS = 14
MOST_LABELS = 12


def timeline(traits: Sequence[Trait]) -> str:
    """One row an attribute: how sure a reader could be, post by post. Empty when nothing has a date."""
    dated = [t for t in traits if t.revealed and t.timeline][:MOST_ROWS]
    moments = [m.date for t in dated for m in t.timeline]
    if not moments:
        return ""
    first, last = _years(min(moments), max(moments))
    height = TOP + ROW * len(dated) + 8
    years = _labels(first, last, height)
    rows = "".join(_row(t, TOP + ROW * i, first, last) for i, t in enumerate(dated))
    names = ", ".join(attribute_inline(t.attribute) for t in dated)
    label = _("How sure a stranger could be, year by year: {names}.").format(names=names)
    frame = f'class="picture" viewBox="0 0 {WIDTH} {height}" role="img" aria-label="{plain(label)}"'
    return f"<svg {frame}>{years}{rows}</svg>"


def _years(first: datetime, last: datetime) -> tuple[float, float]:
    start = datetime(first.year, 1, 1, tzinfo=UTC).timestamp()
    return start, datetime(last.year + 1, 1, 1, tzinfo=UTC).timestamp()


def _x(moment: datetime | float, first: float, last: float) -> float:
    at = moment if isinstance(moment, float) else moment.timestamp()
    return round(LEFT + (at - first) / (last - first) * (WIDTH - LEFT - RIGHT), 1)


def _labels(first: float, last: float, height: int) -> str:
    begin, end = datetime.fromtimestamp(first, UTC).year, datetime.fromtimestamp(last, UTC).year
    step = max(1, -(-(end - begin) // MOST_LABELS))
    parts = []
    for year in range(begin, end, step):
        x = _x(datetime(year, 1, 1, tzinfo=UTC), first, last)
        parts.append(f'<line class="grid" x1="{x}" y1="{TOP - 6}" x2="{x}" y2="{height - 8}"/>')
        parts.append(f'<text x="{x + 4}" y="{TOP - 12}">{year}</text>')
    return "".join(parts)


def _row(trait: Trait, top: int, first: float, last: float) -> str:
    base, reach = top + ROW - 12, ROW - 22
    steps = [(_x(m.date, first, last), round(base - m.confidence * reach, 1)) for m in trait.timeline]
    path = f"M{steps[0][0]},{base} V{steps[0][1]}" + "".join(f" H{x} V{y}" for x, y in steps[1:]) + f" H{WIDTH - RIGHT}"
    dots = "".join(f'<circle class="dot" cx="{x}" cy="{y}" r="3"/>' for x, y in steps)
    turns = [_x(c.later_date, first, last) for c in trait.changes if c.later_date is not None]
    changes = "".join(f'<line class="change" x1="{x}" y1="{base - reach - 4}" x2="{x}" y2="{base}"/>' for x in turns)
    track = f'<line class="grid" x1="{LEFT}" y1="{base}" x2="{WIDTH - RIGHT}" y2="{base}"/>'
    middle, best = base - reach / 2, answer(trait.finding.best.value, trait.attribute.value)
    name = f'<text class="name" x="0" y="{middle + 2}">{plain(_short(words.title(trait.attribute), 18))}</text>'
    value = f'<text x="0" y="{middle + 18}">{plain(_short(best, 22))}</text>'
    area = f'<path class="area" d="{path} V{base} Z"/>'
    return f'<g>{track}{area}<path class="line" d="{path}"/>{dots}{changes}{name}{value}</g>'


def _short(value: str, most: int) -> str:
    return value if len(value) <= most else value[: most - 1] + "…"
