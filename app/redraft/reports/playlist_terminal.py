"""A check of music that a person reads with pleasure in a terminal."""

from __future__ import annotations

from rich.console import Console, Group, RenderableType
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from redraft.domain.music_report import Advice, Clue, ClueKind, Conclusion, Features, PlaylistReport, Reliability
from redraft.reports.playlist_words import counts_line
from redraft.reports.terminal import alternatives, headline, print_exposure, printable
from redraft.speech import words
from redraft.speech.now import _, answer, number, share, worded

_BAR = 12
_CLUES = 5
_SPARKS = "▁▂▃▄▅▆▇█"


def print_playlist(report: PlaylistReport, console: Console) -> None:
    """What was read, the crowd, the conclusions with what carries them, the pictures, the advice, what was missing."""
    console.print()
    console.print(Text.assemble((answer(report.match.label), "bold"), f": {counts_line(report)}"))
    console.print()
    if report.exposure is not None:
        print_exposure(report.exposure, console)
    _rule(console, _("What your music gives away"), [_conclusion(c) for c in report.conclusions])
    _rule(console, _("What the names and searches say word for word"), [_conclusion(c) for c in report.told])
    if not report.conclusions and not report.told:
        console.print(_("Nothing was concluded from it."))
        console.print()
    if report.concluded:
        console.rule(f"[bold]{_('What {name} itself concluded').format(name=report.concluded[0].by)}", align="left")
        said = "\n".join(f"· {printable(c.text)}" for c in report.concluded[:30])
        more = "\n" + _("and {count} more").format(count=number(len(report.concluded) - 30))
        said += more if len(report.concluded) > 30 else ""
        console.print(Padding(Text(said), (0, 2, 1, 2)))
    _print_features(report.features, console)
    _rule(console, _("What you can do"), [_advice(a) for a in report.advice])
    for note in (*report.missing, *report.notes):
        console.print(Text(printable(worded(note.message)), style="dim"))
    console.print(_timings(report))


def _rule(console: Console, heading: str, parts: list[RenderableType]) -> None:
    if parts:
        console.rule(f"[bold]{heading}", align="left")
        console.print(Group(*parts))


def _conclusion(conclusion: Conclusion) -> RenderableType:
    finding = conclusion.finding
    lines: list[RenderableType] = [
        headline(finding, words.title(finding.attribute), conclusion.calibrated),
        *alternatives(finding, conclusion.calibrated),
    ]
    lines.append(Text(f"  {printable(worded(finding.why))}"))
    if conclusion.clues:
        lines.append(_clues(conclusion.clues))
    if conclusion.reliability is not Reliability.STATED:
        said = f"  {words.reliability_name(conclusion.reliability)} {worded(conclusion.caution)}"
        lines.append(Text(said, style="dim italic"))
    return Padding(Group(*lines), (0, 2, 1, 2))


def _clues(clues: tuple[Clue, ...]) -> RenderableType:
    table = Table.grid(padding=(0, 2))
    for clue in clues[:_CLUES]:
        noun = _("{count} plays") if clue.kind is ClueKind.HOURS else _("{count} tracks")
        tracks = noun.format(count=number(clue.tracks)) if clue.tracks > 1 else ""
        table.add_row(
            "   ",
            Text(printable(answer(clue.name))),
            Text(printable(answer(clue.detail, "kind")), style="dim"),
            Text(tracks, "dim"),
        )
    if len(clues) > _CLUES:
        table.add_row("", Text(_("and {count} more").format(count=number(len(clues) - _CLUES)), style="dim"))
    return table


def _print_features(features: Features, console: Console) -> None:
    table = Table.grid(padding=(0, 2))
    if features.kinds:
        shown = ", ".join(f"{answer(kind, 'kind')} {share(part)}" for kind, part in features.kinds[:6])
        table.add_row(Text(_("Genres"), "bold"), Text(shown))
    if features.decades:
        counts = dict(features.decades)
        decades = range(min(counts), max(counts) + 10, 10)
        bars = spark([counts.get(d, 0) for d in decades])
        table.add_row(Text(_("Years"), "bold"), Text(f"{decades[0]} {bars} {decades[-1] + 9}"))
    if features.hours:
        table.add_row(Text(_("Hours (UTC)"), "bold"), Text(f"0 {spark(features.hours)} 23"))
    if features.languages:
        shown = ", ".join(f"{language} {number(songs)}" for language, songs in features.languages[:6])
        table.add_row(Text(_("Languages"), "bold"), Text(shown))
    if table.rows:
        console.rule(f"[bold]{_('The music itself')}", align="left")
        console.print(Padding(table, (0, 2, 1, 2)))


def spark(values: list[int] | tuple[int, ...]) -> str:
    """Counts as a row of bars; an empty one is a space."""
    top = max(values, default=0)
    return "".join(" " if not v else _SPARKS[min(7, int(v / top * 7.99))] for v in values)


def _advice(advice: Advice) -> RenderableType:
    names = ", ".join(printable(name) for name in advice.items[:8])
    more = " " + _("and {count} more").format(count=number(len(advice.items) - 8)) if len(advice.items) > 8 else ""
    lines: list[RenderableType] = [Text(f"· {printable(worded(advice.sentence))}")]
    if names:
        lines.append(Text(f"  {names}{more}", style="cyan"))
    return Padding(Group(*lines), (0, 2, 1, 2))


def _timings(report: PlaylistReport) -> Text:
    timings = report.timings
    spent = {"read": number(timings.read, ".1f"), "concluded": number(timings.music + timings.names, ".1f")}
    parts = [_("Read in {read} s, concluded in {concluded} s").format(**spent)]
    if report.model is not None:
        said = _("{model} read {tokens} tokens in {time} s")
        tokens, time = number(timings.evaluated_tokens), number(timings.model, ".1f")
        parts.append(said.format(model=report.model.name, tokens=tokens, time=time))
    else:
        parts.append(_("no model looked"))
    return Text(f"{'; '.join(parts)}. {_('Nothing has left this computer.')}", style="dim")
