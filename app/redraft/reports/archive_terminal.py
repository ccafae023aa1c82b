"""An archive's report in a terminal."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from rich.console import Console, Group, RenderableType
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from redraft.domain.advice import Step, steps
from redraft.domain.archive import Opened, Post
from redraft.domain.profile import ArchiveReport, Carrier, Cut, Trait
from redraft.reports.terminal import alternatives, headline, print_exposure, print_unread, printable
from redraft.speech import confided, words
from redraft.speech.now import _, answer, attribute_inline, number, plural, worded

_BAR = 12
CARRIERS, QUOTE = 3, 160
"""Posts shown for an attribute, and code points of each; the HTML report has them all."""
CONCLUDED = 12
"""Things that a platform says it knows about one matter; JSON and the HTML report have them all."""
_SPARKS = "▁▂▃▄▅▆▇█"


def print_archive(report: ArchiveReport, opened: Opened, console: Console) -> None:
    """Print what was read, what all of it gives away, the smallest cut, and the notes."""
    console.print()
    _print_counts(report, opened, console)
    print_unread(report.headline, console)
    if report.exposure is not None:
        print_exposure(report.exposure, console)
    if told := confided.lines(report):
        console.rule(f"[bold]{confided.heading()}", align="left")
        console.print(_rows(told))
    revealed = [t for t in report.traits if t.revealed]
    if revealed:
        console.rule(f"[bold]{_('What a stranger would conclude from all of it')}", align="left")
        console.print(Group(*(_trait(t) for t in revealed)))
    elif report.scanned and not report.headline:
        console.print(_("Nothing found that a stranger could be sure of."))
    elif not report.scanned:
        console.print(_("There was no text of yours to look at."))
    for by, known in words.concluded(report.concluded).items():
        console.rule(f"[bold]{_('What {platform} says it knows about you').format(platform=by)}", align="left")
        console.print(_rows({about: _concluded(texts) for about, texts in known.items()}))
    if advice := steps(report.traits, report.cuts):
        cuts = {cut.attribute: cut for cut in report.cuts}
        console.rule(f"[bold]{_('The smallest cut')}", align="left")
        shown = (_step(step, cuts[step.attribute], report, first=step is advice[0]) for step in advice)
        console.print(Group(*shown))
    hidden = ", ".join(attribute_inline(t.attribute) for t in report.traits if not t.revealed)
    if hidden:
        console.print(Text(_("Looked for and not revealed: {names}.").format(names=hidden), style="dim"))
    if report.not_found:
        names = ", ".join(attribute_inline(a) for a in report.not_found)
        console.print(Text(_("Looked for and not found: {names}.").format(names=names), style="dim"))
    for line in words.not_enough(report.not_enough):
        console.print(Text(line, style="dim"))
    for note in report.notes:
        console.print(Text.assemble((_("Note: "), "bold"), printable(worded(note.message))))
    console.print(_timings(report))


def _concluded(texts: Sequence[str]) -> str:
    more = len(texts) - CONCLUDED
    return words.together(
        [*texts[:CONCLUDED], *([_("and {count} more").format(count=number(more))] if more > 0 else [])]
    )


def _rows(said: Mapping[str, str]) -> RenderableType:
    table = Table.grid(padding=(0, 3))
    for about, text in said.items():
        table.add_row(Text(printable(about), style="dim"), Text(printable(text)))
    return Padding(table, (0, 2, 1, 2))


def _print_counts(report: ArchiveReport, opened: Opened, console: Console) -> None:
    counts = report.counts
    own = _("how many are yours is not known")
    if counts.own is not None:
        own = _("{count} of them yours").format(count=number(counts.own))
    parts = [plural("{count} record read", "{count} records read", counts.read), own]
    parts.append(_("{count} kept").format(count=number(counts.kept)))
    if report.scanned != counts.kept:
        parts.append(_("{count} scanned").format(count=number(report.scanned)))
    left_out = words.left_out(counts)
    end = f" ({_('left out: {reasons}').format(reasons=left_out)})." if left_out else "."
    console.print(Text(f"{answer(report.match.label)}: {', '.join(parts)}{end}", style="bold"))
    for refused in opened.refused[:5]:
        console.print(Text(f"  {printable(refused.name)} {worded(refused.why)}", style="yellow"))
    if len(opened.refused) > 5:
        console.print(
            Text(
                "  " + _("and {count} more files were not opened").format(count=number(len(opened.refused) - 5)),
                style="yellow",
            )
        )
    console.print()


def _trait(trait: Trait) -> RenderableType:
    finding = trait.finding
    name = words.title(finding.attribute) + (f" ({words.kind_name(finding)})" if finding.kind else "")
    lines: list[RenderableType] = [headline(finding, name), *alternatives(finding)]
    lines.append(Text.assemble(f"  {worded(finding.why)}", (f"  {_growth(trait)}", "dim")))
    changed = words.course(trait.course, trait.attribute) or [worded(change.sentence) for change in trait.changes]
    lines += [Text(f"  {printable(line)}", style="yellow") for line in changed]
    lines += [_carrier(c) for c in trait.carriers[:CARRIERS]]
    if len(trait.carriers) > CARRIERS:
        lines.append(Text("    " + _("and {count} more").format(count=number(trait.posts - CARRIERS)), style="dim"))
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


def _step(step: Step, cut: Cut[int], report: ArchiveReport, *, first: bool) -> RenderableType:
    notes = [] if cut.smallest or not step.reached else [_("perhaps fewer would do")]
    if cut.measured is not None:
        said = _("read without all of these, the model can still tell: {sure}")
        sure = words.how_sure(cut.measured, measured=True)
        no = _("read without all of these, the model cannot tell any more")
        notes.append(said.format(sure=sure) if cut.measured >= cut.threshold else no)
    head = Text.assemble(
        (f"{words.title(step.attribute)}  ", "bold"),
        (words.falls(step.before, step.after, reached=step.reached), "green" if step.reached else "yellow"),
        f" ({words.fallen(step.before, step.after)})" if step.measured else "",
        (f"  {'; '.join(notes)}", "dim"),
    )
    table = Table.grid(padding=(0, 2))
    for at in step.items[:CARRIERS]:
        if (post := report.posts.get(at)) is None:
            continue
        link = Text(printable(post.url or post.id), style="dim")
        table.add_row(Text(f"  {_date(post)}", style="dim"), _line(post.text), link)
        if new := report.edits.get(at):
            table.add_row("", Text.assemble((_("instead: "), "dim"), (_line(new), "green")), "")
    if len(step.items) > CARRIERS:
        rest = _("and {count} more; --plan writes them all")
        table.add_row("", Text(rest.format(count=number(len(step.items) - CARRIERS)), style="dim"))
    return Padding(Group(head, Text(f"  {words.step(step, first=first)}"), table), (0, 2, 1, 2))


def _line(text: str) -> str:
    return printable(text[:QUOTE]).replace("\n", " ")


def _date(post: Post) -> str:
    return f"{post.date:%Y-%m-%d}" if post.date is not None else _("undated").ljust(10)


def _timings(report: ArchiveReport) -> Text:
    timings = report.timings
    spent = {"count": number(timings.count, ".1f"), "read": number(timings.fast, ".1f")}
    parts = [_("Counted in {count} s, read in {read} s").format(**spent)]
    if report.model is not None:
        said = _("{model} read {posts} posts in {time} s")
        posts, time = number(timings.posts_asked), number(timings.model)
        parts.append(said.format(model=report.model.name, posts=posts, time=time))
    elif report.finished:
        parts.append(_("no model looked"))
    return Text(f"{'; '.join(parts)}. {_('Nothing has left this computer.')}", style="dim")
