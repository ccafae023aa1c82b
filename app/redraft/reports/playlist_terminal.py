"""A check of music that a person reads with pleasure in a terminal."""

from __future__ import annotations

from rich.console import Console, Group, RenderableType
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from redraft.domain.music_report import Advice, Clue, ClueKind, Conclusion, Features, PlaylistReport, Reliability
from redraft.reports.playlist_words import counts_line, reliability_in_words
from redraft.reports.terminal import STYLE, in_words, print_exposure, printable, title

_BAR = 12
_CLUES = 5
_SPARKS = "▁▂▃▄▅▆▇█"


def print_playlist(report: PlaylistReport, console: Console) -> None:
    """What was read, the crowd, the conclusions with what carries them, the pictures, the advice, what was missing."""
    console.print()
    console.print(Text.assemble((report.match.label, "bold"), f": {counts_line(report)}"))
    console.print()
    if report.exposure is not None:
        print_exposure(report.exposure, console)
    _rule(console, "What your music gives away", [_conclusion(c) for c in report.conclusions])
    _rule(console, "What the names and searches say word for word", [_conclusion(c) for c in report.told])
    if not report.conclusions and not report.told:
        console.print("Nothing was concluded from it.")
        console.print()
    if report.concluded:
        console.rule(f"[bold]What {report.concluded[0].by} itself concluded", align="left")
        said = "\n".join(f"· {printable(c.text)}" for c in report.concluded[:30])
        more = f"\nand {len(report.concluded) - 30:,} more" if len(report.concluded) > 30 else ""
        console.print(Padding(Text(said + more), (0, 2, 1, 2)))
    _print_features(report.features, console)
    _rule(console, "What you can do", [_advice(a) for a in report.advice])
    for note in (*report.missing, *report.notes):
        console.print(Text(printable(note.message), style="dim"))
    console.print(_timings(report))


def _rule(console: Console, heading: str, parts: list[RenderableType]) -> None:
    if parts:
        console.rule(f"[bold]{heading}", align="left")
        console.print(Group(*parts))


def _conclusion(conclusion: Conclusion) -> RenderableType:
    finding, best = conclusion.finding, conclusion.finding.best
    filled = round(best.confidence * _BAR)
    lines: list[RenderableType] = [
        Text.assemble(
            (f"{title(finding.attribute)}  ", STYLE[finding.severity]),
            (printable(best.value), "bold"),
            f"  {'█' * filled}{'░' * (_BAR - filled)} {best.confidence:.0%}, {in_words(best.confidence)}",
        )
    ]
    if len(finding.guesses) > 1:
        rest = ", ".join(f"{printable(g.value)} {g.confidence:.0%}" for g in finding.guesses[1:])
        lines.append(Text(f"  or {rest}", style="dim"))
    lines.append(Text(f"  {printable(finding.why)}"))
    if conclusion.clues:
        lines.append(_clues(conclusion.clues))
    if conclusion.reliability is not Reliability.STATED:
        lines.append(Text(f"  {reliability_in_words(conclusion.reliability)} {conclusion.caution}", style="dim italic"))
    return Padding(Group(*lines), (0, 2, 1, 2))


def _clues(clues: tuple[Clue, ...]) -> RenderableType:
    table = Table.grid(padding=(0, 2))
    for clue in clues[:_CLUES]:
        noun = "plays" if clue.kind is ClueKind.HOURS else "tracks"
        tracks = f"{clue.tracks:,} {noun}" if clue.tracks > 1 else ""
        table.add_row("   ", Text(printable(clue.name)), Text(printable(clue.detail), style="dim"), Text(tracks, "dim"))
    if len(clues) > _CLUES:
        table.add_row("", Text(f"and {len(clues) - _CLUES} more", style="dim"))
    return table


def _print_features(features: Features, console: Console) -> None:
    table = Table.grid(padding=(0, 2))
    if features.kinds:
        shown = ", ".join(f"{kind} {share:.0%}" for kind, share in features.kinds[:6])
        table.add_row(Text("Genres", "bold"), Text(shown))
    if features.decades:
        counts = dict(features.decades)
        decades = range(min(counts), max(counts) + 10, 10)
        bars = spark([counts.get(d, 0) for d in decades])
        table.add_row(Text("Years", "bold"), Text(f"{decades[0]}s {bars} {decades[-1]}s"))
    if features.hours:
        table.add_row(Text("Hours (UTC)", "bold"), Text(f"0 {spark(features.hours)} 23"))
    if features.languages:
        shown = ", ".join(f"{language} {songs}" for language, songs in features.languages[:6])
        table.add_row(Text("Languages", "bold"), Text(shown))
    if table.rows:
        console.rule("[bold]The music itself", align="left")
        console.print(Padding(table, (0, 2, 1, 2)))


def spark(values: list[int] | tuple[int, ...]) -> str:
    """Counts as a row of bars; an empty one is a space."""
    top = max(values, default=0)
    return "".join(" " if not v else _SPARKS[min(7, int(v / top * 7.99))] for v in values)


def _advice(advice: Advice) -> RenderableType:
    names = ", ".join(printable(name) for name in advice.items[:8])
    more = f" and {len(advice.items) - 8} more" if len(advice.items) > 8 else ""
    lines: list[RenderableType] = [Text(f"· {printable(advice.sentence)}")]
    if names:
        lines.append(Text(f"  {names}{more}", style="cyan"))
    return Padding(Group(*lines), (0, 2, 1, 2))


def _timings(report: PlaylistReport) -> Text:
    timings = report.timings
    words = f"Read in {timings.read:.1f} s, concluded in {timings.music + timings.names:.1f} s"
    if report.model is not None:
        words += f"; {report.model.name} read {timings.evaluated_tokens} tokens in {timings.model:.1f} s"
    else:
        words += "; no model looked"
    return Text(f"{words}. Nothing has left this computer.", style="dim")
