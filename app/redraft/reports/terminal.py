"""A report that a person reads with pleasure in a terminal."""

from __future__ import annotations

import re

from rich.console import Console, Group, RenderableType
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from redraft.domain.attributes import Severity
from redraft.domain.exposure import Exposure
from redraft.domain.finding import Finding, Subject
from redraft.domain.headline import Headline, State
from redraft.domain.message import Message
from redraft.domain.report import Report, Verdict
from redraft.domain.text import visible
from redraft.speech import words
from redraft.speech.now import _, answer, attribute_inline, number, quoted, worded

STYLE = {
    Severity.CRITICAL: "bold red",
    Severity.HIGH: "red",
    Severity.MEDIUM: "yellow",
    Severity.LOW: "cyan",
}
LEAST_SHOWN = 0.05
"""A guess about what is told but not named that is less sure is not worth showing."""
_UNENCODED = re.compile("[\r\ud800-\udfff]")


def marked(text: str, findings: tuple[Finding, ...]) -> Text:
    """The text with its telling words underlined in the colour of the gravest finding that rests on them."""
    result = Text(printable(text))
    for finding in sorted(findings, key=lambda f: f.severity):
        for evidence in finding.evidence:
            result.stylize(f"underline {STYLE[finding.severity]}", evidence.start, evidence.end)
    return result


def printable(text: str) -> str:
    """The text, one code point for one, without those that would steer the terminal or cannot be encoded."""
    return _UNENCODED.sub("\ufffd", visible(text))


def print_report(report: Report, text: str, console: Console) -> None:
    """Print the text with marks, what a stranger would conclude, what else stands there, and the notes."""
    console.print()
    console.print(Padding(marked(text, report.findings), (0, 2)))
    console.print()
    print_headline(report.headline, console)
    if report.exposure is not None and report.headline.state is not State.NOTHING:
        print_crowd(report.exposure, console)
    conclusions = [f for f in report.findings if not f.mentioned and f.subject is Subject.AUTHOR]
    others = [f for f in report.findings if _of_others(f)]
    mentions = [f for f in report.findings if f.mentioned and f not in others]
    if conclusions:
        console.rule(f"[bold]{_('What a stranger would conclude')}", align="left")
        console.print(Group(*(_conclusion(f) for f in conclusions)))
    if mentions:
        console.rule(f"[bold]{_('Names, places and numbers in it')}", align="left")
        console.print(_mentions(mentions))
    if others:
        console.rule(f"[bold]{_('What it says about other people')}", align="left")
        console.print(Group(*(_conclusion(f) for f in others)))
    if not report.findings and not report.headline.unread:
        console.print(
            _("Nothing found. Looked for: identifiers, names, places, dates and what you say about yourself.")
        )
    _print_unrevealed(report, console)
    for note in report.notes:
        console.print(Text.assemble((_("Note: "), "bold"), printable(worded(note.message))))
    _print_timings(report, console)


def print_summary(name: str, report: Report, console: Console) -> None:
    """One line about one of several texts: its headline."""
    said = Text(printable(worded(report.headline.said)), style=HEADLINES[report.headline.state])
    console.print(Text.assemble((printable(name), "bold"), ": ", said), soft_wrap=True)


HEADLINES = {
    State.NOT_CHECKED: "bold yellow",
    State.NOTHING: "bold green",
    State.PERSONAL: "bold",
    State.NARROWS: "bold yellow",
    State.FINDS: "bold red",
}


def print_headline(headline: Headline, console: Console) -> None:
    """Print what all of it comes to, and what it says about others."""
    console.print(Text(printable(worded(headline.said)), style=HEADLINES[headline.state]))
    if headline.others:
        console.print(Text(printable(worded(headline.others)), style="dim"))
    console.print()


def print_unread(unread: Message, console: Console) -> None:
    """Print what was not checked, when there is such."""
    if unread:
        console.print(Text(worded(unread), style="bold yellow"))
        console.print()


def print_crowd(exposure: Exposure, console: Console) -> None:
    """Print how many people fit, and why."""
    bits = _("{bits} bits").format(bits=number(exposure.bits))
    console.print(Text(f"{words.crowd(exposure)} ({bits}) {worded(exposure.reasons)}"))
    _print_uncounted(exposure, console)


def print_exposure(exposure: Exposure, console: Console) -> None:
    """Print how far it narrows people down."""
    bits = _("{bits} bits").format(bits=number(exposure.bits))
    said = f" ({bits}). {words.crowd(exposure)} {worded(exposure.reasons)}"
    console.print(Text.assemble(_("Exposure: "), (words.level_word(exposure.level), "bold"), said))
    _print_uncounted(exposure, console)


def _print_uncounted(exposure: Exposure, console: Console) -> None:
    if exposure.unknown:
        names = ", ".join(attribute_inline(a) for a in exposure.unknown)
        console.print(Text(_("Not counted, for want of statistics: {names}.").format(names=names), style="dim"))
    console.print()


def headline(finding: Finding, name: str, measured: bool | None = None) -> Text:
    """The value of a finding, how sure it is, and whether the text says it; ``measured`` where music was."""
    if not finding.named:
        return Text.assemble((f"{name}  ", STYLE[finding.severity]), (_("a sharp reader could tell"), "bold"))
    best = finding.best
    sure = words.how_sure(best.confidence, measured=finding.measured if measured is None else measured)
    return Text.assemble(
        (f"{name}  ", STYLE[finding.severity]),
        (printable(answer(best.value, finding.attribute.value)), "bold"),
        f"  {sure}",
        (f"  {words.basis_name(finding.basis)}", "dim"),
    )


def alternatives(finding: Finding, measured: bool | None = None) -> list[RenderableType]:
    """The other guesses on a line, if there are any; ``measured`` as of :func:`headline`."""
    others = finding.guesses[1:] if finding.named else [g for g in finding.guesses if g.confidence >= LEAST_SHOWN]
    numbers = finding.measured if measured is None else measured
    rest = printable(words.guesses(others, finding.attribute.value, measured=numbers))
    said = _("or {others}") if finding.named else _("perhaps {others}")
    return [Text("  " + said.format(others=rest), style="dim")] if rest else []


def _of_others(finding: Finding) -> bool:
    """Whether it is known to be about somebody else."""
    somebody = {Subject.RELATIVE, Subject.BYSTANDER}
    return finding.subject in somebody or (not finding.mentioned and finding.subject is not Subject.AUTHOR)


def _conclusion(finding: Finding) -> RenderableType:
    who = f" ({printable(answer(finding.person, 'person'))})" if finding.person else ""
    quotes = ", ".join(quoted(printable(e.quote)) for e in finding.evidence[:4])
    why = Text(f"  {printable(worded(finding.why))}" + (f"  {quotes}" if quotes else ""))
    lines = [headline(finding, f"{words.title(finding.attribute)}{who}"), *alternatives(finding), why]
    return Padding(Group(*lines), (0, 2, 1, 2))


def _mentions(findings: list[Finding]) -> RenderableType:
    table = Table.grid(padding=(0, 3))
    seen: set[tuple[str, str]] = set()
    for finding in findings:
        value = printable(finding.best.value)
        key = (finding.entity or value, finding.kind)
        if key in seen:
            continue
        seen.add(key)
        kind = Text(words.kind_name(finding), style=STYLE[finding.severity])
        table.add_row(kind, Text(value), Text(words.sureness(finding.best.confidence), style="dim"))
    return Padding(table, (0, 2, 1, 2))


def _print_unrevealed(report: Report, console: Console) -> None:
    hidden: list[Verdict] = [v for v in report.verdicts if not v.revealed]
    told = {f.attribute for f in report.findings if f.subject is Subject.AUTHOR}
    names = [attribute_inline(v.attribute) for v in hidden if v.attribute not in told]
    if names:
        console.print(Text(_("Looked for and not revealed: {names}.").format(names=", ".join(names)), style="dim"))


def _print_timings(report: Report, console: Console) -> None:
    timings = report.timings
    said = [_("Fast tier {time} ms").format(time=number(timings.fast * 1000))]
    if report.model is not None:
        read = _("{model} {time} s for {read} tokens read (the draft has {draft}) and {written} written").format(
            model=report.model.name, time=number(timings.model, ".1f"), read=number(timings.evaluated_tokens),
            draft=number(timings.draft_tokens), written=number(timings.generated_tokens),
        )  # fmt: skip
        said += [read] if report.model.calibrated else [read, _("this model's confidence is not calibrated")]
    console.print(Text(f"{'; '.join(said)}. {_('Nothing has left this computer.')}", style="dim"))
