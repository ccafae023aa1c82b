"""A report that a person reads with pleasure in a terminal."""

from __future__ import annotations

from rich.console import Console, Group, RenderableType
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from redraft.domain.attributes import Attribute, Severity
from redraft.domain.exposure import Exposure
from redraft.domain.finding import Basis, Finding, Source, Subject
from redraft.domain.report import Report, Verdict
from redraft.reports.exposure_words import in_words as exposure_in_words

STYLE = {
    Severity.CRITICAL: "bold red",
    Severity.HIGH: "red",
    Severity.MEDIUM: "yellow",
    Severity.LOW: "cyan",
}
_MENTIONS = (Source.IDENTIFIERS, Source.ENTITIES)
_BAR = 12


def title(attribute: Attribute) -> str:
    """The attribute's name for people."""
    return attribute.value.replace("_", " ").capitalize()


def in_words(confidence: float) -> str:
    """A probability as people say it."""
    steps = ((0.9, "almost certain"), (0.75, "likely"), (0.55, "more likely than not"), (0.35, "a fair guess"))
    return next((word for least, word in steps if confidence >= least), "a weak guess")


def marked(text: str, findings: tuple[Finding, ...]) -> Text:
    """The text with its telling words underlined in the colour of the gravest finding that rests on them."""
    result = Text(printable(text))
    for finding in sorted(findings, key=lambda f: f.severity):
        for evidence in finding.evidence:
            result.stylize(f"underline {STYLE[finding.severity]}", evidence.start, evidence.end)
    return result


def printable(text: str) -> str:
    """The text, one code point for one, without those that would steer the terminal or cannot be encoded."""
    steers = {"\u202a", "\u202b", "\u202c", "\u202d", "\u202e", "\u2066", "\u2067", "\u2068", "\u2069"}

    def safe(char: str) -> str:
        code = ord(char)
        bad = (code < 32 and char not in "\n\t") or 127 <= code < 160 or 0xD800 <= code < 0xE000 or char in steers
        return "\ufffd" if bad else char

    return "".join(map(safe, text))


def print_report(report: Report, text: str, console: Console) -> None:
    """Print the text with marks, what a stranger would conclude, what else stands there, and the notes."""
    console.print()
    console.print(Padding(marked(text, report.findings), (0, 2)))
    console.print()
    if report.exposure is not None:
        print_exposure(report.exposure, console)
    conclusions = [f for f in report.findings if f.source not in _MENTIONS and f.subject is Subject.AUTHOR]
    others = [f for f in report.findings if f.source not in _MENTIONS and f.subject is not Subject.AUTHOR]
    mentions = [f for f in report.findings if f.source in _MENTIONS]
    if conclusions:
        console.rule("[bold]What a stranger would conclude", align="left")
        console.print(Group(*(_conclusion(f) for f in conclusions)))
    if mentions:
        console.rule("[bold]Names, places and numbers in it", align="left")
        console.print(_mentions(mentions))
    if others:
        console.rule("[bold]What it says about other people", align="left")
        console.print(Group(*(_conclusion(f) for f in others)))
    if not report.findings:
        console.print("Nothing found. Looked for: identifiers, names, places, dates and what you say about yourself.")
    _print_unrevealed(report, console)
    for note in report.notes:
        console.print(Text.assemble(("Note: ", "bold"), note.message))
    _print_timings(report, console)


def print_exposure(exposure: Exposure, console: Console) -> None:
    """Print how far it narrows people down."""
    console.print(
        Text.assemble(
            "Exposure: ",
            (exposure.level.name.lower(), "bold"),
            f" ({exposure.bits:.0f} bits). {exposure_in_words(exposure)} {exposure.reasons}",
        )
    )
    if exposure.unknown:
        names = ", ".join(title(a).lower() for a in exposure.unknown)
        console.print(Text(f"Not counted, for want of statistics: {names}.", style="dim"))
    console.print()


def _conclusion(finding: Finding) -> RenderableType:
    best = finding.best
    filled = round(best.confidence * _BAR)
    who = f" ({finding.person})" if finding.person else ""
    head = Text.assemble(
        (f"{title(finding.attribute)}{who}  ", STYLE[finding.severity]),
        (printable(best.value), "bold"),
        f"  {'█' * filled}{'░' * (_BAR - filled)} {best.confidence:.0%}, {in_words(best.confidence)}",
        ("  stated" if finding.basis is Basis.STATED else "  implied", "dim"),
    )
    lines: list[RenderableType] = [head]
    if len(finding.guesses) > 1:
        rest = ", ".join(f"{printable(g.value)} {g.confidence:.0%}" for g in finding.guesses[1:])
        lines.append(Text(f"  or {rest}", style="dim"))
    quotes = ", ".join(f"“{printable(e.quote)}”" for e in finding.evidence[:4])
    lines.append(Text(f"  {printable(finding.why)}" + (f"  {quotes}" if quotes else "")))
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
        kind = (finding.kind or finding.attribute.value).replace("_", " ")
        table.add_row(
            Text(kind, style=STYLE[finding.severity]), Text(value), Text(f"{finding.best.confidence:.0%}", style="dim")
        )
    return Padding(table, (0, 2, 1, 2))


def _print_unrevealed(report: Report, console: Console) -> None:
    hidden: list[Verdict] = [v for v in report.verdicts if not v.revealed]
    told = {f.attribute for f in report.findings if f.subject is Subject.AUTHOR}
    names = [title(v.attribute).lower() for v in hidden if v.attribute not in told]
    if names:
        console.print(Text(f"Looked for and not revealed: {', '.join(names)}.", style="dim"))


def _print_timings(report: Report, console: Console) -> None:
    timings = report.timings
    words = f"Fast tier {timings.fast * 1000:.0f} ms"
    if report.model is not None:
        words += (
            f"; {report.model.name} {timings.model:.1f} s for {timings.evaluated_tokens} tokens read"
            f" (the draft has {timings.draft_tokens}) and {timings.generated_tokens} written"
        )
        if not report.model.calibrated:
            words += "; this model's confidence is not calibrated"
    console.print(Text(f"{words}. Nothing has left this computer.", style="dim"))
