"""An archive's report in a terminal."""

from __future__ import annotations

from rich.console import Console, Group, RenderableType
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from redraft.domain.archive import Opened, Post
from redraft.domain.finding import Basis
from redraft.domain.profile import ArchiveReport, Carrier, Cut, Trait
from redraft.reports.terminal import STYLE, in_words, print_exposure, printable, title

_BAR = 12
CARRIERS, QUOTE = 3, 160
"""Posts shown for an attribute, and code points of each; the HTML report has them all."""
_SPARKS = "▁▂▃▄▅▆▇█"


def print_archive(report: ArchiveReport, opened: Opened, console: Console) -> None:
    """Print what was read, what all of it gives away, the smallest cut, and the notes."""
    console.print()
    _print_counts(report, opened, console)
    if report.exposure is not None:
        print_exposure(report.exposure, console)
    revealed = [t for t in report.traits if t.revealed]
    if revealed:
        console.rule("[bold]What a stranger would conclude from all of it", align="left")
        console.print(Group(*(_trait(t) for t in revealed)))
    elif report.scanned:
        console.print("Nothing found that a stranger could be sure of.")
    else:
        console.print("There was no text of yours to look at.")
    cuts = [c for c in report.cuts if c.items]
    if cuts:
        console.rule("[bold]The smallest cut", align="left")
        console.print(Group(*(_cut(c, report) for c in cuts)))
    hidden = ", ".join(title(t.attribute).lower() for t in report.traits if not t.revealed)
    if hidden:
        console.print(Text(f"Looked for and not revealed: {hidden}.", style="dim"))
    if report.not_found:
        names = ", ".join(title(a).lower() for a in report.not_found)
        by_whom = "" if report.model is not None else " (by the fast tier alone; no model looked)"
        console.print(Text(f"Looked for and not found{by_whom}: {names}.", style="dim"))
    for note in report.notes:
        console.print(Text.assemble(("Note: ", "bold"), printable(note.message)))
    console.print(_timings(report))


def _print_counts(report: ArchiveReport, opened: Opened, console: Console) -> None:
    counts = report.counts
    own = "how many are yours is not known" if counts.own is None else f"{counts.own:,} of them yours"
    words = f"{report.match.label}: {counts.read:,} records read, {own}, {counts.kept:,} kept"
    if report.scanned != counts.kept:
        words += f", {report.scanned:,} scanned"
    left_out = ", ".join(f"{n:,} {reason.value.replace('_', ' ')}" for reason, n in counts.skipped.items())
    console.print(Text(words + (f" (left out: {left_out})." if left_out else "."), style="bold"))
    for refused in opened.refused[:5]:
        console.print(Text(f"  {printable(refused.name)} {refused.why}", style="yellow"))
    if len(opened.refused) > 5:
        console.print(Text(f"  and {len(opened.refused) - 5:,} more files were not opened", style="yellow"))
    console.print()


def _trait(trait: Trait) -> RenderableType:
    finding, best = trait.finding, trait.finding.best
    filled = round(best.confidence * _BAR)
    name = title(finding.attribute) + (f" ({finding.kind.replace('_', ' ')})" if finding.kind else "")
    lines: list[RenderableType] = [
        Text.assemble(
            (f"{name}  ", STYLE[finding.severity]),
            (printable(best.value), "bold"),
            f"  {'█' * filled}{'░' * (_BAR - filled)} {best.confidence:.0%}, {in_words(best.confidence)}",
            ("  stated" if finding.basis is Basis.STATED else "  implied", "dim"),
        )
    ]
    if len(finding.guesses) > 1:
        rest = ", ".join(f"{printable(g.value)} {g.confidence:.0%}" for g in finding.guesses[1:])
        lines.append(Text(f"  or {rest}", style="dim"))
    lines.append(Text.assemble(f"  {finding.why}", (f"  {_growth(trait)}", "dim")))
    lines += [Text(f"  {printable(change.sentence)}", style="yellow") for change in trait.changes]
    lines += [_carrier(c) for c in trait.carriers[:CARRIERS]]
    if len(trait.carriers) > CARRIERS:
        lines.append(Text(f"    and {trait.posts - CARRIERS:,} more", style="dim"))
    return Padding(Group(*lines), (0, 2, 1, 2))


def _growth(trait: Trait) -> str:
    """The confidence over time as a row of bars with the years around it."""
    line = trait.timeline
    if len(line) < 2:
        return ""
    bars = "".join(_SPARKS[min(7, int(m.confidence * 8))] for m in line)
    return f"{line[0].date.year} {bars} {line[-1].date.year}"


def _carrier(carrier: Carrier) -> RenderableType:
    text, start = carrier.post.text, 0
    if carrier.evidence and len(text) > QUOTE:
        start = max(0, carrier.evidence[0].start - QUOTE // 3)
    end = min(len(text), start + QUOTE)
    said = Text(printable(text[start:end]).replace("\n", " "))
    for evidence in carrier.evidence:
        if evidence.end > start and evidence.start < end:
            said.stylize("underline", max(0, evidence.start - start), min(end, evidence.end) - start)
    return Text.assemble(
        (f"    {_date(carrier.post)}  ", "dim"), "…" if start else "", said, "…" if end < len(text) else ""
    )


def _cut(cut: Cut[int], report: ArchiveReport) -> RenderableType:
    many = "one post" if len(cut.items) == 1 else f"{len(cut.items):,} posts"
    head = Text.assemble(
        (f"{title(cut.attribute)}  ", "bold"),
        f"{cut.before:.0%} → ",
        (f"{cut.after:.0%}", "green" if cut.reached else "yellow"),
        f" without {many}" + ("" if cut.reached else f": still above {cut.threshold:.0%}"),
        ("" if cut.smallest or not cut.reached else ", perhaps fewer would do", "dim"),
        (
            "" if cut.measured is None else f"; read without all of these, the model says so with {cut.measured:.0%}",
            "dim",
        ),
    )
    table = Table.grid(padding=(0, 2))
    for at in cut.items[:CARRIERS]:
        if (post := report.posts.get(at)) is not None:
            quote = printable(post.text[:QUOTE]).replace("\n", " ")
            table.add_row(
                Text(f"  {_date(post)}", style="dim"), Text(quote), Text(printable(post.url or post.id), style="dim")
            )
    if len(cut.items) > CARRIERS:
        table.add_row("", Text(f"and {len(cut.items) - CARRIERS:,} more; --ids and --urls write them all", style="dim"))
    return Padding(Group(head, table), (0, 2, 1, 2))


def _date(post: Post) -> str:
    return f"{post.date:%Y-%m-%d}" if post.date is not None else "undated   "


def _timings(report: ArchiveReport) -> Text:
    timings = report.timings
    words = f"Counted in {timings.count:.1f} s, read in {timings.fast:.1f} s"
    if report.model is not None:
        words += f"; {report.model.name} read {timings.posts_asked:,} posts in {timings.model:.0f} s"
    elif report.finished:
        words += "; no model looked"
    return Text(f"{words}. Nothing has left this computer.", style="dim")
