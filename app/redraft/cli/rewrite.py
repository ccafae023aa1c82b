"""`redraft rewrite FILE|-`."""

from __future__ import annotations

import argparse
import json
from typing import Any

from rich.console import Console
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from redraft.bootstrap import Services
from redraft.cli.check import add_text_options, exit_code, options_of, read_text
from redraft.domain.attributes import Attribute
from redraft.domain.codec import report_to_json
from redraft.domain.edit import Degree
from redraft.domain.errors import InputError
from redraft.domain.report import Report
from redraft.reports.terminal import print_report, printable, title
from redraft.usecases.ports import Pass
from redraft.usecases.rewrite import Rewrite, RewriteDraft


def add_parser(commands: Any) -> None:
    """Register the command."""
    parser = commands.add_parser("rewrite", help="say the same and give away less")
    add_text_options(parser)
    parser.add_argument(
        "--hide", metavar="A,B", default="", help="only these attributes have to go, such as location,age"
    )
    parser.add_argument("--keep", metavar="A,B", default="", help="these attributes are public and are left alone")
    degrees = {d.name.lower().replace("_", "-"): d for d in Degree}
    parser.add_argument("--degree", choices=list(degrees), default="vaguer", help="where the wordings begin")
    parser.set_defaults(handler=lambda arguments: run(arguments, degrees[arguments.degree]))


def attributes(names: str) -> tuple[Attribute, ...]:
    """The attributes of a comma-separated list; raises InputError that names what there is."""
    try:
        return tuple(Attribute(name.strip()) for name in names.split(",") if name.strip())
    except ValueError:
        known = ", ".join(a.value for a in Attribute)
        raise InputError("One of these attributes is not known.", f"There are: {known}.") from None


def run(arguments: argparse.Namespace, degree: Degree) -> int:
    """Check a text, reword it, look again, and print both."""
    hide, keep = attributes(arguments.hide), attributes(arguments.keep)
    text, read_notes = read_text(arguments.file)
    depth = Pass.FIRST if arguments.first else Pass.FULL
    console = Console()
    with Services(options_of(arguments)) as services:
        attacker, model_notes = (None, ()) if arguments.fast else services.attacker_or_note()
        check = services.check(attacker)
        before = services.noted(check.run(text, depth=depth), (*read_notes, *model_notes))
        if not arguments.json:
            print_report(before, text, console)
        job = RewriteDraft(check, services.editor(attacker), attacker)
        result = job.run(text, hide=hide, keep=keep, degree=degree, depth=depth, before=before)
    if arguments.json:
        print(json.dumps(rewrite_document(result), ensure_ascii=True, indent=1))
    else:
        _print(result, console)
    return exit_code(model_notes)


def rewrite_document(result: Rewrite) -> dict[str, Any]:
    """The JSON document: that of ``check`` on the old text, with ``rewrite`` added."""
    edits = [
        {
            "start": edit.span.start,
            "end": edit.span.end,
            "original": edit.original,
            "attribute": edit.attribute.value,
            "entity": edit.entity,
            "wordings": [
                {"degree": w.degree.name.lower(), "text": w.text, "by_model": w.by_model} for w in edit.wordings
            ],
            "chosen": None if chosen is None else chosen.text,
        }
        for edit, chosen in zip(result.edits, result.chosen, strict=True)
    ]
    return report_to_json(result.before) | {
        "rewrite": {
            "text": result.text,
            "edits": edits,
            "before": report_to_json(result.before)["verdicts"],
            "after": report_to_json(result.after)["verdicts"],
            "findings_after": report_to_json(result.after)["findings"],
            "words_kept": round(result.words_kept, 3),
            "rounds": result.rounds,
            "notes": [{"code": n.code, "message": n.message} for n in result.notes],
        }
    }


def _print(result: Rewrite, console: Console) -> None:
    console.rule("[bold]The same, with less", align="left")
    console.print(Padding(Text(printable(result.text)), (1, 2)))
    if result.edits:
        table = Table.grid(padding=(0, 3))
        for edit, chosen in zip(result.edits, result.chosen, strict=True):
            instead = printable(chosen.text.strip()) if chosen is not None and chosen.text.strip() else "(dropped)"
            table.add_row(Text(title(edit.attribute), style="dim"), Text(printable(edit.original.strip())), Text("→"),
                          Text(instead, style="green"))  # fmt: skip
        console.print(Padding(table, (0, 2, 1, 2)))
    else:
        console.print("No edit was needed or possible.")
    console.rule("[bold]The second look, at the new text alone", align="left")
    console.print(Padding(_before_after(result.before, result.after), (0, 2)))
    console.print(Text(f"{result.words_kept:.0%} of the words are untouched; {result.rounds} look(s).", style="dim"))
    for note in result.notes:
        console.print(Text.assemble(("Note: ", "bold"), note.message))


def _before_after(before: Report, after: Report) -> Table:
    table = Table("", "before", "after", box=None, padding=(0, 3), header_style="dim")
    order = list(dict.fromkeys(f.attribute for f in (*before.findings, *after.findings)))
    for attribute in order:
        table.add_row(title(attribute), _best(before, attribute), _best(after, attribute))
    return table


def _best(report: Report, attribute: Attribute) -> Text:
    found = [f for f in report.findings if f.attribute is attribute]
    if not found:
        return Text("not revealed", style="green")
    best = max(found, key=lambda f: f.best.confidence)
    more = f" and {len(found) - 1} more" if len(found) > 1 else ""
    return Text(f"{printable(best.best.value)} {best.best.confidence:.0%}{more}")
