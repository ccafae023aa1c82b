"""A check of music as an HTML page to read, keep or print, with pictures of years, genres and hours."""

from __future__ import annotations

from collections.abc import Sequence

from redraft.domain.music_report import Advice, Clue, Conclusion, Features, PlaylistReport, Reliability
from redraft.reports.archive_html import bar, section
from redraft.reports.exposure_words import in_words as crowd_in_words
from redraft.reports.page import document, plain, text
from redraft.reports.playlist_words import counts_line, reliability_in_words
from redraft.reports.terminal import in_words, title

WIDTH, HEIGHT, FOOT, LEFT = 900, 150, 22, 130
ROW = 26
MOST_KINDS = 10


def playlist_to_html(report: PlaylistReport) -> str:
    """The whole page."""
    concluded = "".join(f"<li>{text(c.text)}</li>" for c in report.concluded)
    by = report.concluded[0].by if report.concluded else ""
    notes = "".join(f"<p class='small'>{text(n.message)}</p>" for n in (*report.missing, *report.notes))
    read = f"{report.match.label}: {counts_line(report)}."
    parts = [
        f"<h1>What your music gives away</h1>\n<p class='muted'>{plain(read)}</p>",
        _exposure(report),
        section("What it gives away", "".join(map(_conclusion, report.conclusions))),
        section("What names and searches say word for word", "".join(map(_conclusion, report.told))),
        section(f"What {by} itself concluded", f"<div class='card'><ul>{concluded}</ul></div>" if concluded else ""),
        section("The music itself", _pictures(report.features)),
        section("What you can do", "".join(map(_advice, report.advice))),
        section("What the file does not hold", f"<div class='card'>{notes}</div>" if notes else ""),
        _footer(report),
    ]
    return document("Redraft: music", "\n".join(part for part in parts if part))


def _exposure(report: PlaylistReport) -> str:
    found = report.exposure
    if found is None:
        return ""
    level = found.level.name.lower()
    why = f"{found.reasons} About {found.bits:.0f} bits."
    return (
        f"<div class='card'><p class='lead'><span class='level {level}'>{level}</span> "
        f"{plain(crowd_in_words(found))}</p><p class='muted'>{plain(why)}</p></div>"
    )


def _conclusion(conclusion: Conclusion) -> str:
    finding, best = conclusion.finding, conclusion.finding.best
    rest = ", ".join(f"{text(g.value)} {g.confidence:.0%}" for g in finding.guesses[1:])
    caution = ""
    if conclusion.reliability is not Reliability.STATED:
        words = f"{reliability_in_words(conclusion.reliability)} {conclusion.caution}"
        caution = f"<p class='muted small'>{plain(words)}</p>"
    return (
        f"<article class='card {finding.severity.name.lower()}'>"
        f"<div class='head'><span class='tag'>{plain(title(finding.attribute))}</span>"
        f"<span class='value'>{text(best.value)}</span></div>"
        f"<div class='sure'>{bar(best.confidence)}<span>{best.confidence:.0%}, {in_words(best.confidence)}</span></div>"
        + (f"<p class='muted small'>or {rest}</p>" if rest else "")
        + f"<p>{text(finding.why)}</p>{_clues(conclusion.clues)}{caution}</article>"
    )


def _clues(clues: Sequence[Clue]) -> str:
    if not clues:
        return ""
    rows = "".join(
        f"<tr><td>{text(c.name)}</td><td class='muted'>{text(c.detail)}</td>"
        f"<td class='number'>{f'{c.tracks:,}' if c.tracks else ''}</td></tr>"
        for c in clues
    )
    head = "<thead><tr><th>What carries it</th><th></th><th class='number'>Tracks</th></tr></thead>"
    return f"<table>{head}<tbody>{rows}</tbody></table>"


def _pictures(features: Features) -> str:
    counts = dict(features.decades)
    years = [(f"{d}s", counts.get(d, 0)) for d in range(min(counts), max(counts) + 10, 10)] if counts else []
    hours = [(str(hour), plays) for hour, plays in enumerate(features.hours)]
    drawn = [
        ("Songs by decade of release", columns(years, "Songs by decade of release")),
        ("Kinds of music", rows([(k, s) for k, s in features.kinds[:MOST_KINDS]], "Share of each kind of music")),
        ("Plays by hour, UTC", columns(hours, "Plays by the hour of the day in UTC")),
    ]
    return "".join(f"<div class='card'><h3>{plain(name)}</h3>{picture}</div>" for name, picture in drawn if picture)


def columns(values: Sequence[tuple[str, float]], label: str) -> str:
    """A picture of counts as columns; empty without values."""
    top = max((v for _, v in values), default=0)
    if not top:
        return ""
    step = WIDTH / len(values)
    body = ""
    for i, (name, value) in enumerate(values):
        height = round((HEIGHT - FOOT - 6) * value / top, 1)
        x, y = round(i * step + step * 0.12, 1), round(HEIGHT - FOOT - height, 1)
        body += f'<rect class="dot" x="{x}" y="{y}" width="{round(step * 0.76, 1)}" height="{height}" rx="2"/>'
        body += f'<text x="{round((i + 0.5) * step, 1)}" y="{HEIGHT - 6}" text-anchor="middle">{plain(name)}</text>'
    return _picture(HEIGHT, label, body)


def rows(values: Sequence[tuple[str, float]], label: str) -> str:
    """A picture of shares as rows; empty without values."""
    top = max((v for _, v in values), default=0)
    if not top:
        return ""
    body = ""
    for i, (name, value) in enumerate(values):
        y = i * ROW
        width = round((WIDTH - LEFT - 60) * value / top, 1)
        body += f'<text class="name" x="0" y="{y + 17}">{plain(name)}</text>'
        body += f'<rect class="dot" x="{LEFT}" y="{y + 6}" width="{width}" height="14" rx="2"/>'
        body += f'<text x="{LEFT + width + 8}" y="{y + 17}">{value:.0%}</text>'
    return _picture(ROW * len(values) + 4, label, body)


def _picture(height: int, label: str, body: str) -> str:
    frame = f'class="picture" viewBox="0 0 {WIDTH} {height}" role="img" aria-label="{plain(label)}"'
    return f"<svg {frame}>{body}</svg>"


def _advice(advice: Advice) -> str:
    names = "".join(f"<li>{text(name)}</li>" for name in advice.items[:100])
    shown = " open" if len(advice.items) <= 12 else ""
    listed = f"<details{shown}><summary>Which</summary><ul>{names}</ul></details>" if names else ""
    return f"<article class='card'><p>{text(advice.sentence)}</p>{listed}</article>"


def _footer(report: PlaylistReport) -> str:
    model = f"{report.model.name} judged the artists it knows." if report.model else "No model looked."
    return (
        f"<footer><p>{plain(model)} How sure each conclusion is was set by judgement unless it says that it was "
        "measured. Nothing has left this computer.</p></footer>"
    )
