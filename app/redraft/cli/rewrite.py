"""`redraft rewrite FILE|-`."""

from __future__ import annotations

import argparse
import io
import json
import sys
from dataclasses import replace
from pathlib import Path
from typing import Any

from rich.console import Console

from redraft.bootstrap import Parts
from redraft.cli.check import add_text_options, exit_code, kept, options_of, read_question
from redraft.cli.texts import read_text
from redraft.cli.waiting import Waiting
from redraft.domain.attributes import Attribute
from redraft.domain.edit import Degree, Edit, Wording
from redraft.domain.errors import InputError
from redraft.domain.message import Message
from redraft.reports.check_json import note_to_json, report_to_json
from redraft.reports.rewriting import print_rewrite
from redraft.reports.terminal import print_report
from redraft.reports.writing import require_writable, write_report
from redraft.rewriting.decoys import with_decoys
from redraft.speech.now import _
from redraft.usecases.brief import Brief
from redraft.usecases.known import Known
from redraft.usecases.ports import Pass
from redraft.usecases.second_look import Outcome, second_look
from redraft.usecases.stages import Answered, Rewrite

LOOKS = 1.5
"""A rewording takes about so many times what the check took: one more look, and the plan before it. By judgement."""
REPORT_WIDTH = 100
"""Columns of a report in a file."""


def add_parser(commands: Any) -> None:
    """Register the command."""
    parser = commands.add_parser("rewrite", help=_("say the same and give away less"))
    parser.add_argument(
        "file", metavar=_("FILE|-"), help=_("a text file or document (.docx, .odt, .pdf), or - for standard input")
    )
    add_text_options(parser)
    parser.add_argument(
        "--report", type=Path, metavar=_("FILE.txt"), help=_("write the report there, and print the new text alone")
    )
    parser.add_argument(
        "--hide",
        metavar="A,B",
        default="",
        help=_("only these have to go, even where they are but hinted at: location,age"),
    )
    parser.add_argument("--keep", metavar="A,B", default="", help=_("these are public and are left alone"))
    degrees = {d.name.lower().replace("_", "-"): d for d in Degree}
    parser.add_argument("--degree", choices=list(degrees), default="vaguer", help=_("where the wordings begin"))
    parser.add_argument(
        "--decoys", action="store_true", help=_("also offer untrue details; none is ever taken by itself")
    )
    parser.set_defaults(handler=lambda arguments: run(arguments, degrees[arguments.degree]))


def attributes(names: str) -> tuple[Attribute, ...]:
    """The attributes of a comma-separated list; raises InputError that names what there is."""
    try:
        return tuple(Attribute(name.strip()) for name in names.split(",") if name.strip())
    except ValueError:
        known = ", ".join(a.value for a in Attribute)
        raise InputError(Message("attribute.unknown"), Message("do.attributes", {"names": known})) from None


def run(arguments: argparse.Namespace, degree: Degree) -> int:
    """Check a text, reword it and look again.

    A terminal gets the report. Whoever reads the output gets the new text alone, byte for byte, and the report goes to
    standard error or into the file that was named.
    """
    if arguments.report is not None:
        require_writable(arguments.report, apart_from=[] if arguments.file == "-" else [Path(arguments.file)])
    hide, keep = attributes(arguments.hide), attributes(arguments.keep)
    if both := sorted(a.value for a in set(hide) & set(keep)):
        raise InputError(Message("rewrite.hide_and_keep", {"names": ", ".join(both)}), Message("do.name_in_one"))
    depth = Pass.FIRST if arguments.first else Pass.FULL
    report = _console(arguments)
    with Parts(options_of(arguments)) as parts:
        text, read_notes = read_text(arguments.file, parts)
        asked = read_question(arguments, [arguments.file], parts)
        declared, rules = kept(arguments, parts)
        usual = Brief.usual(rules, arguments.audience, decoys=arguments.decoys)
        hide = hide or tuple(a for a in usual.hide if a not in keep)
        brief = replace(usual, hide=hide, keep=keep or usual.keep)
        attacker, model_notes = (None, ()) if arguments.fast else parts.attacker_or_note()
        job = parts.rewrite(attacker, brief.reader, brief.public(declared), rules)
        known = Known()
        with Waiting(_("Reading…"), quiet=arguments.json) as waiting:
            for stage in job.check.stages(text, passes=(depth,), in_reply_to=asked):
                known = stage.known
                if isinstance(stage, Answered):
                    waiting.tell(stage.answered, stage.asked)
        known = replace(known, notes=(*read_notes, *model_notes, *known.notes))
        if report is not None:
            print_report(job.check.report(known), text, report)
        seconds = LOOKS * known.timings.total
        with Waiting(_("Rewording, and looking at the new text alone…"), quiet=arguments.json, seconds=seconds):
            result = job.run(
                text, hide=brief.hide, keep=brief.left_alone, degree=degree, depth=depth, in_reply_to=asked, known=known
            )
    offered = with_decoys(result.edits) if brief.decoys else result.edits
    if report is not None:
        print_rewrite(text, result, offered, report)
        if isinstance(report.file, io.StringIO):
            write_report(arguments.report, report.file.getvalue())
    if arguments.json:
        print(json.dumps(rewrite_document(result, offered), ensure_ascii=True, indent=1))
    elif arguments.report is not None or not sys.stdout.isatty():
        print_text(result.text)
    return exit_code(model_notes)


def _console(arguments: argparse.Namespace) -> Console | None:
    """Where the report goes: into memory for a file, to a terminal, or beside the text; None where JSON has it all."""
    if arguments.report is not None:
        return Console(file=io.StringIO(), width=REPORT_WIDTH)
    return None if arguments.json else Console(stderr=not sys.stdout.isatty())


def print_text(text: str) -> None:
    """The text on standard output as UTF-8 and nothing else: no line is wrapped, ended or begun anew."""
    sys.stdout.flush()
    sys.stdout.buffer.write(text.encode("utf-8"))
    sys.stdout.buffer.flush()


def rewrite_document(result: Rewrite, offered: tuple[Edit, ...]) -> dict[str, Any]:
    """The JSON document: that of ``check`` on the old text, with ``rewrite`` added. Offsets are of the old text."""
    cost = result.cost
    return report_to_json(result.before) | {
        "rewrite": {
            "text": result.text,
            "edits": [_edit(e, chosen) for e, chosen in zip(offered, result.chosen, strict=True)],
            "before": report_to_json(result.before)["verdicts"],
            "after": report_to_json(result.after)["verdicts"],
            "findings_after": report_to_json(result.after)["findings"],
            "second_look": [_outcome(one) for one in second_look(result.before, result.after)],
            "words_kept": round(cost.words_kept, 3),
            "similarity": round(cost.similarity, 3),
            "questions": {"asked": cost.questions[0], "kept": cost.questions[1]},
            "readability": {"before": cost.readability[0], "after": cost.readability[1]},
            "rounds": result.rounds,
            "notes": [note_to_json(n) for n in result.notes],
        }
    }


def _outcome(one: Outcome) -> dict[str, Any]:
    told = None if one.told is None else round(one.told, 3)
    return {"attribute": one.attribute.value, "state": one.fate.value, "before": one.before, "after": one.after,
            "told": told, "words": list(one.words)}  # fmt: skip


def _edit(edit: Edit, chosen: Wording) -> dict[str, Any]:
    """``entity`` and ``by_model`` say nothing any more; they stand there for those who read them."""
    return {
        "start": edit.span.start,
        "end": edit.span.end,
        "original": edit.original,
        "attribute": edit.attribute.value,
        "entity": "",
        "wordings": [
            {"degree": w.degree.name.lower(), "text": w.text, "by_model": False, "untrue": w.untrue}
            for w in edit.wordings
        ],
        "chosen": chosen.text,
    }
