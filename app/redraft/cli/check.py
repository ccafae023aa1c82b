"""`redraft check FILE|-…`."""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

from rich.console import Console

from redraft.bootstrap import Options, Parts
from redraft.cli import passphrase
from redraft.cli.texts import Given, read_text, texts_in
from redraft.cli.waiting import Waiting
from redraft.cli.watching import watched
from redraft.domain.errors import InputError
from redraft.domain.exposure import Audience
from redraft.domain.headline import State
from redraft.domain.message import Message
from redraft.domain.relations import Fact
from redraft.domain.report import Report
from redraft.domain.rules import Rule
from redraft.domain.text import Note
from redraft.exposure.audiences import BY_NAME
from redraft.reports.check_json import in_english, report_to_json
from redraft.reports.terminal import print_report, print_summary, printable
from redraft.speech.now import _, problem, worded
from redraft.usecases.known import Known
from redraft.usecases.ports import Pass
from redraft.usecases.stages import Answered

BAD_INPUT = 2


def add_parser(commands: Any) -> None:
    """Register the command."""
    parser = commands.add_parser("check", help=_("show what a draft gives away"))
    parser.add_argument(
        "files",
        metavar=_("FILE|-"),
        nargs="+",
        help=_("text files or documents (.docx, .odt, .pdf), folders of them, or - for standard input"),
    )
    parser.add_argument(
        "--level",
        choices=[state.value for state in State if state is not State.NOT_CHECKED],
        help=_("exit with 1 when a text comes to this headline or a graver one"),
    )
    parser.add_argument("--watch", action="store_true", help=_("check again whenever a file is saved, until Ctrl+C"))
    add_text_options(parser)
    parser.set_defaults(handler=run)


def add_text_options(parser: argparse.ArgumentParser) -> None:
    """The options of every command that looks at one text."""
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
    parser.add_argument(
        "--rules",
        action="store_true",
        help=_("follow the rules that you keep: words that are wrong, never flagged or always hidden; from that store"),
    )
    add_model_options(parser)


def kept(arguments: argparse.Namespace, parts: Parts) -> tuple[frozenset[Fact], frozenset[Rule]]:
    """What was declared public, and the rules, each if it was asked for.

    Raises InputError when there is no store, StoreError.
    """
    if not (arguments.declared or arguments.rules):
        return frozenset(), frozenset()
    records = parts.records(passphrase.ask)
    if not records.lasting:
        raise InputError(Message("store.off_undeclared"), Message("do.create_store"))
    facts = records.declared() if arguments.declared else frozenset()
    return facts, records.rules() if arguments.rules else frozenset()


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


def read_question(arguments: argparse.Namespace, names: Sequence[str], parts: Parts) -> str:
    """What the texts of these names answer, empty when nothing was named; raises InputError."""
    name: str | None = arguments.in_reply_to
    if name is None:
        return ""
    if name == "-" and "-" in names:
        raise InputError(Message("check.two_inputs"), Message("do.other_into_file"))
    return read_text(name, parts)[0]


def run(arguments: argparse.Namespace) -> int:
    """Check what was given, once or whenever it changes."""
    with Parts(options_of(arguments)) as parts:
        desk = _Desk(arguments, parts)
        if arguments.watch:
            return watched(arguments.files, desk.look)
        return desk.look(list(texts_in(arguments.files)))


class _Desk:
    """What all texts of a command share: the reader, the model, how the answer is printed."""

    def __init__(self, arguments: argparse.Namespace, parts: Parts) -> None:
        self._arguments, self._parts = arguments, parts
        self._asked = read_question(arguments, arguments.files, parts)
        self._depth = Pass.FIRST if arguments.first else Pass.FULL
        facts, rules = kept(arguments, parts)
        self._attacker, self._model_notes = (None, ()) if arguments.fast else parts.attacker_or_note()
        self._check = parts.check(self._attacker, reader(arguments), facts, rules)
        self._indent = None if arguments.watch else 1
        self._whole = len(arguments.files) == 1 and not Path(arguments.files[0]).is_dir()

    def look(self, texts: Sequence[Given]) -> int:
        """Check these: the one file that was named is shown whole, several are in a line each.

        Returns the exit code, the highest of all; raises InputError when there is nothing to check.
        """
        code = self._one(texts[0]) if self._whole else self._several(texts)
        return max(code, exit_code(self._model_notes))

    def _one(self, given: Given) -> int:
        text, notes = given.read(self._parts)
        with Waiting(_("Reading…"), quiet=self._arguments.json) as waiting:
            report = self._report(text, notes, waiting.tell)
        if self._arguments.json:
            self._print_json(report_to_json(report))
        else:
            print_report(report, text, Console())
        return self._reached(report)

    def _several(self, texts: Sequence[Given]) -> int:
        """A file that cannot be read keeps nobody from the next."""
        code, passed, documents = 0, 0, []
        sizes = [_size(given) for given in texts]
        with Waiting(_("Reading…"), quiet=self._arguments.json) as waiting:
            for at, given in enumerate(texts):
                waiting.tell(sum(sizes[:at]), sum(sizes))
                try:
                    report = self._report(*given.read(self._parts))
                except InputError as error:
                    if given.is_none(error):
                        passed += 1
                        continue
                    code = BAD_INPUT
                    documents.append({"file": given.name, **in_english("error", error.problem)})
                    print(f"redraft: {printable(given.name)}: {problem(error)}", file=sys.stderr)
                    continue
                code = max(code, self._reached(report))
                documents.append({"file": given.name, **report_to_json(report)})
                if not self._arguments.json:
                    print_summary(given.name, report, Console())
        if not documents:
            raise InputError(Message("check.no_text"), Message("do.give_draft"))
        if self._arguments.json:
            self._print_json({"texts": documents, "passed_over": passed})
        return code

    def _reached(self, report: Report) -> int:
        """1 when the report is as grave as the user set; what was not checked never is, and its line says so."""
        level = self._arguments.level
        states = list(State)
        return int(level is not None and states.index(report.headline.state) >= states.index(State(level)))

    def _report(self, text: str, notes: Sequence[Note], tell: Callable[[int, int], None] | None = None) -> Report:
        known = Known()
        for stage in self._check.stages(text, passes=(self._depth,), in_reply_to=self._asked):
            known = stage.known
            if tell is not None and isinstance(stage, Answered):
                tell(stage.answered, stage.asked)
        return self._parts.noted(self._check.report(known), (*notes, *self._model_notes))

    def _print_json(self, document: dict[str, Any]) -> None:
        print(json.dumps(document, ensure_ascii=True, indent=self._indent), flush=True)


def _size(given: Given) -> int:
    try:
        return Path(given.name).stat().st_size
    except OSError:
        return 0


def exit_code(model_notes: tuple[Note, ...]) -> int:
    """What could be found is printed even without a model; the exit code and a sentence say that it was not all."""
    for note in model_notes:
        print(f"redraft: {worded(note.message)}", file=sys.stderr)
    return BAD_INPUT if model_notes else 0
