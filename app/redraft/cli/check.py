"""`redraft check FILE|-`."""

from __future__ import annotations

import argparse
import json
import sys
from contextlib import nullcontext
from pathlib import Path
from typing import Any

from rich.console import Console

from redraft.bootstrap import Options, Parts
from redraft.cli import passphrase
from redraft.domain.errors import InputError
from redraft.domain.exposure import Audience
from redraft.domain.message import Message
from redraft.domain.relations import Fact
from redraft.domain.text import Note
from redraft.exposure.audiences import BY_NAME
from redraft.reports.check_json import report_to_json
from redraft.reports.terminal import print_report
from redraft.speech.now import _, worded
from redraft.storage.textfile import LARGEST, decode, read_draft
from redraft.usecases.ports import Pass


def add_parser(commands: Any) -> None:
    """Register the command."""
    parser = commands.add_parser("check", help=_("show what a draft gives away"))
    add_text_options(parser)
    parser.set_defaults(handler=run)


def add_text_options(parser: argparse.ArgumentParser) -> None:
    """The options of every command that looks at one text."""
    parser.add_argument("file", metavar=_("FILE|-"), help=_("a text file, or - for standard input"))
    parser.add_argument(
        "--in-reply-to",
        metavar=_("FILE|-"),
        help=_("what it answers: read, but never taken for your words"),
    )
    parser.add_argument("--json", action="store_true", help=_("print one JSON document"))
    parser.add_argument("--fast", action="store_true", help=_("the fast tier alone, without the model"))
    parser.add_argument("--first", action="store_true", help=_("the model's quick first pass alone"))
    parser.add_argument(
        "--audience",
        choices=list(BY_NAME),
        default="strangers",
        help=_("who reads it: what they know already is no news to them"),
    )
    parser.add_argument(
        "--declared",
        action="store_true",
        help=_("leave out what you declared public; the encrypted store keeps that, and may ask for its passphrase"),
    )
    add_model_options(parser)


def declared(arguments: argparse.Namespace, parts: Parts) -> frozenset[Fact]:
    """What was declared public, if that was asked for; raises InputError when there is no store, StoreError."""
    if not arguments.declared:
        return frozenset()
    records = parts.records(passphrase.ask)
    if not records.lasting:
        raise InputError(Message("store.off_undeclared"), Message("do.create_store"))
    return records.declared()


def add_model_options(parser: argparse.ArgumentParser) -> None:
    """How the model is run."""
    parser.add_argument("--cpu", action="store_true", help=_("do not use a graphics card"))
    parser.add_argument("--threads", type=int, metavar="N", help=_("threads for the model (default: all cores)"))


def reader(arguments: argparse.Namespace) -> Audience:
    """Who reads the text."""
    return BY_NAME[arguments.audience]


def options_of(arguments: argparse.Namespace) -> Options:
    """What bootstrap needs to know."""
    return Options(cpu=arguments.cpu, threads=arguments.threads)


def read_text(name: str) -> tuple[str, tuple[Note, ...]]:
    """The text that a command was given, and what had to be guessed about it."""
    if name == "-":
        return decode(sys.stdin.buffer.read(LARGEST + 1))
    return read_draft(Path(name))


def read_question(arguments: argparse.Namespace) -> str:
    """What the text answers, empty when nothing was named; raises InputError."""
    name: str | None = arguments.in_reply_to
    if name is None:
        return ""
    if name == arguments.file == "-":
        raise InputError(Message("check.two_inputs"), Message("do.other_into_file"))
    return read_text(name)[0]


def run(arguments: argparse.Namespace) -> int:
    """Check one text and print the report."""
    text, read_notes = read_text(arguments.file)
    asked = read_question(arguments)
    with Parts(options_of(arguments)) as parts:
        facts = declared(arguments, parts)
        attacker, model_notes = (None, ()) if arguments.fast else parts.attacker_or_note()
        console = Console(stderr=True)
        show = console.is_terminal and not arguments.json
        with console.status(_("Reading…")) if show else nullcontext():
            depth = Pass.FIRST if arguments.first else Pass.FULL
            report = parts.check(attacker, reader(arguments), facts).run(text, depth=depth, in_reply_to=asked)
    report = parts.noted(report, (*read_notes, *model_notes))
    if arguments.json:
        print(json.dumps(report_to_json(report), ensure_ascii=True, indent=1))
    else:
        print_report(report, text, Console())
    return exit_code(model_notes)


def exit_code(model_notes: tuple[Note, ...]) -> int:
    """What could be found is printed even without a model; the exit code and a sentence say that it was not all."""
    for note in model_notes:
        print(f"redraft: {worded(note.message)}", file=sys.stderr)
    return 2 if model_notes else 0
