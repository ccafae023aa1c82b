"""A check of music as an HTML page to read, keep or print, with pictures of years, genres and hours."""

from __future__ import annotations

from collections.abc import Sequence

from redraft.domain.music_report import Advice, Clue, Conclusion, Features, PlaylistReport, Reliability
from redraft.reports.archive_html import section
from redraft.reports.page import document, plain, text
from redraft.reports.playlist_words import counts_line
from redraft.speech import words
from redraft.speech.now import _, answer, number, share, worded

WIDTH, HEIGHT, FOOT, LEFT = 900, 150, 22, 130
ROW = 26
MOST_KINDS = 10


def playlist_to_html(report: PlaylistReport) -> str:
    """The whole page."""
    concluded = "".join(f"<li>{text(c.text)}</li>" for c in report.concluded)
    by = report.concluded[0].by if report.concluded else ""
    notes = "".join(f"<p class='small'>{text(worded(n.message))}</p>" for n in (*report.missing, *report.notes))
    read = f"{answer(report.match.label)}: {counts_line(report)}."
    parts = [
        f"<h1>{plain(_('What your music gives away'))}</h1>\n<p class='muted'>{plain(read)}</p>",
        _exposure(report),
        section(_("What it gives away"), "".join(map(_conclusion, report.conclusions))),
        section(_("What the names and searches say word for word"), "".join(map(_conclusion, report.told))),
        section(
            _("What {name} itself concluded").format(name=by),
            f"<div class='card'><ul>{concluded}</ul></div>" if concluded else "",
        ),
        section(_("The music itself"), _pictures(report.features)),
        section(_("What you can do"), "".join(map(_advice, report.advice))),
        section(_("What the file does not hold"), f"<div class='card'>{notes}</div>" if notes else ""),
        _footer(report),
    ]
    return document(_("Redraft: music"), "\n".join(part for part in parts if part))


def _exposure(report: PlaylistReport) -> str:
    found = report.exposure
    if found is None:
        return ""
    level = found.level.name.lower()
    why = f"{worded(found.reasons)} {_('About {bits} bits.').format(bits=number(found.bits))}"
    return (
        f"<div class='card'><p class='lead'><span class='level {level}'>{plain(words.level_word(found.level))}</span> "
        f"{plain(words.crowd(found))}</p><p class='muted'>{plain(why)}</p></div>"
    )


def _conclusion(conclusion: Conclusion) -> str:
    finding, best = conclusion.finding, conclusion.finding.best
    about = finding.attribute.value
    rest = text(words.guesses(finding.guesses[1:], about, measured=conclusion.calibrated))
    caution = ""
    if conclusion.reliability is not Reliability.STATED:
        said = f"{words.reliability_name(conclusion.reliability)} {worded(conclusion.caution)}"
        caution = f"<p class='muted small'>{plain(said)}</p>"
    sure = plain(words.how_sure(best.confidence, measured=conclusion.calibrated))
    return (
        f"<article class='card {finding.severity.name.lower()}'>"
        f"<div class='head'><span class='tag'>{plain(words.title(finding.attribute))}</span>"
        f"<span class='value'>{text(answer(best.value, about))}</span></div>"
        f"<div class='sure'><span>{sure}</span></div>"
        + (f"<p class='muted small'>{_('or {others}').format(others=rest)}</p>" if rest else "")
        + f"<p>{text(worded(finding.why))}</p>{_clues(conclusion.clues)}{caution}</article>"
    )


def _clues(clues: Sequence[Clue]) -> str:
    if not clues:
        return ""
    rows = "".join(
        f"<tr><td>{text(answer(c.name))}</td><td class='muted'>{text(answer(c.detail, 'kind'))}</td>"
        f"<td class='number'>{number(c.tracks) if c.tracks else ''}</td></tr>"
        for c in clues
    )
    what, tracks = plain(_("What carries it")), plain(_("Tracks"))
    head = f"<thead><tr><th>{what}</th><th></th><th class='number'>{tracks}</th></tr></thead>"
    return f"<table>{head}<tbody>{rows}</tbody></table>"


def _pictures(features: Features) -> str:
    counts = dict(features.decades)
    years = (
        [(_("{decade}s").format(decade=d), counts.get(d, 0)) for d in range(min(counts), max(counts) + 10, 10)]
        if counts
        else []
    )
    hours = [(str(hour), plays) for hour, plays in enumerate(features.hours)]
    kinds = [(answer(kind, "kind"), part) for kind, part in features.kinds[:MOST_KINDS]]
    drawn = [
        (_("Songs by decade of release"), columns(years, _("Songs by decade of release"))),
        (_("Kinds of music"), rows(kinds, _("Share of each kind of music"))),
        (_("Plays by hour, UTC"), columns(hours, _("Plays by the hour of the day in UTC"))),
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
        body += f'<text x="{LEFT + width + 8}" y="{y + 17}">{share(value)}</text>'
    return _picture(ROW * len(values) + 4, label, body)


def _picture(height: int, label: str, body: str) -> str:
    frame = f'class="picture" viewBox="0 0 {WIDTH} {height}" role="img" aria-label="{plain(label)}"'
    return f"<svg {frame}>{body}</svg>"


def _advice(advice: Advice) -> str:
    names = "".join(f"<li>{text(name)}</li>" for name in advice.items[:100])
    shown = " open" if len(advice.items) <= 12 else ""
    listed = f"<details{shown}><summary>{plain(_('Which'))}</summary><ul>{names}</ul></details>" if names else ""
    return f"<article class='card'><p>{text(worded(advice.sentence))}</p>{listed}</article>"


def _footer(report: PlaylistReport) -> str:
    model = _("No model looked.")
    if report.model is not None:
        model = _("{model} judged the artists it knows.").format(model=report.model.name)
    said = _("How sure each conclusion is was set by judgement unless it says that it was measured.")
    return f"<footer><p>{plain(model)} {plain(said)} {plain(_('Nothing has left this computer.'))}</p></footer>"
