"""`redraft archive PATH…`."""

from __future__ import annotations

import argparse
import json
import re
import signal
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager, nullcontext
from datetime import date
from pathlib import Path
from typing import Any

from rich.console import Console

from redraft.bootstrap import Parts
from redraft.cli import passphrase
from redraft.cli.check import add_model_options, exit_code, options_of
from redraft.cli.rewrite import attributes
from redraft.cli.scan_progress import ScanProgress
from redraft.cli.texts import read_text
from redraft.domain.archive import Counts, Opened, ReadChoices, Reason
from redraft.domain.errors import InputError
from redraft.domain.message import Message
from redraft.domain.profile import ArchiveReport, Progress
from redraft.reports.archive_html import archive_to_html
from redraft.reports.archive_json import archive_to_json
from redraft.reports.archive_table import archive_to_csv, ids, plan_to_csv, urls
from redraft.reports.archive_terminal import print_archive
from redraft.reports.writing import require_writable, write_report
from redraft.speech.now import _, worded
from redraft.storage.records import Records
from redraft.usecases.keeping import keep as keep_report
from redraft.usecases.ports import Checkpoints
from redraft.usecases.scan_plan import DEFAULT_BUDGET, ScanPlan, open_archive

BAD_INPUT, INTERRUPTED = 2, 130


def add_parser(commands: Any) -> None:
    """Register the command."""
    parser = commands.add_parser("archive", help=_("show what years of posts give away together"))
    parser.add_argument(
        "paths", nargs="+", type=Path, metavar=_("PATH"), help=_("an export: zip, folder, file or parts")
    )
    parser.add_argument("--platform", default="", metavar="X", help=_("what it is an export of, when that is not seen"))
    parser.add_argument(
        "--me", default="", metavar=_("NAME"), help=_("your name or id in chats that do not say who you are")
    )
    parser.add_argument("--since", type=_date, metavar=_("DATE"), help=_("leave out what is older: 2020 or 2020-05-01"))
    parser.add_argument(
        "--budget", type=seconds, default=DEFAULT_BUDGET, metavar=_("TIME"),
        help=_("how long the model may look: 90s, 10m (default), 1h; 0 for the fast tier alone"),
    )  # fmt: skip
    parser.add_argument("--messages", action="store_true", help=_("direct messages too; they are left alone otherwise"))
    parser.add_argument("--column", action="append", default=[], metavar=_("text=NAME"), type=_column,
                        help=_("of a table: which column is the text, date, id, title or url"))  # fmt: skip
    parser.add_argument(
        "--hide", default="", metavar="A,B", help=_("work out the cut for these only, such as location,age")
    )
    parser.add_argument(
        "--keep", type=Path, metavar=_("FILE"), help=_("ids or addresses of posts that stay, one a line")
    )
    parser.add_argument("--report", type=Path, metavar=_("FILE.html"), help=_("write a report to read, keep or print"))
    parser.add_argument(
        "--csv", type=Path, metavar=_("FILE.csv"), help=_("write the posts that carry something as a table")
    )
    parser.add_argument(
        "--ids", type=Path, metavar=_("FILE.txt"), help=_("write the ids of the cut, for deletion tools")
    )
    parser.add_argument("--urls", type=Path, metavar=_("FILE.txt"), help=_("write the addresses of the cut, the same"))
    parser.add_argument(
        "--plan",
        type=Path,
        metavar=_("FILE.csv"),
        help=_("write what to delete or edit, with the new text, as a table"),
    )
    parser.add_argument("--json", action="store_true", help=_("print one JSON document"))
    parser.add_argument("--resume", action="store_true", help=_("go on where an interrupted scan stopped"))
    parser.add_argument("--keep-report", action="store_true", help=_("keep the report in the encrypted store"))
    add_model_options(parser)
    parser.set_defaults(handler=run)


def run(arguments: argparse.Namespace) -> int:
    """Scan an archive and print what it gives away."""
    for path in (arguments.report, arguments.csv, arguments.ids, arguments.urls, arguments.plan):
        if path is not None:
            require_writable(path, apart_from=arguments.paths)
    hide = frozenset(attributes(arguments.hide))
    console = Console(stderr=True)
    with Parts(options_of(arguments)) as parts:
        keep = read_text(str(arguments.keep), parts)[0].split() if arguments.keep else []
        opened, match = open_archive(parts.reader, arguments.paths, arguments.platform)
        choices = ReadChoices(match.platform, arguments.me, arguments.messages, dict(arguments.column))
        plan = ScanPlan(match, opened.fingerprint, choices, arguments.since, arguments.budget, hide, frozenset(keep))
        store = _store(parts, console, resume=arguments.resume, keep=arguments.keep_report)
        attacker, model_notes = parts.attacker_or_note() if arguments.budget > 0 else (None, ())
        scan = parts.scan(plan, attacker=attacker, checkpoints=store, notes=model_notes)
        progress = ScanProgress(console) if console.is_terminal and not arguments.json else nullcontext()
        in_use = parts.session.in_use() if store.lasting else nullcontext()
        with in_use, progress as shown, _stopping() as stop:
            for stage in scan.stages(resume=arguments.resume, cancel=stop):
                if shown is not None and isinstance(stage, Progress):
                    shown.tell(stage)
        report = scan.report()
        _write(arguments, report, opened)
        _print(arguments, report, opened)
        if arguments.keep_report:
            keep_report(store, report, opened)
    if stop.is_set():
        print(f"redraft: {_('stopped.')} {_after_stop(store)}", file=sys.stderr)
        return INTERRUPTED
    return exit_code(model_notes) or unread(report.counts)


def unread(counts: Counts) -> int:
    """The exit code of what was read: 2, with a sentence, where there was something and none of it could be."""
    if not counts.read or counts.skipped.get(Reason.MALFORMED, 0) < counts.read:
        return 0
    print(f"redraft: {worded(Message('archive.nothing_read'))}", file=sys.stderr)
    return BAD_INPUT


def _write(arguments: argparse.Namespace, report: ArchiveReport, opened: Opened) -> None:
    if arguments.report is not None:
        write_report(arguments.report, archive_to_html(report, opened))
    if arguments.csv is not None:
        write_report(arguments.csv, archive_to_csv(report))
    if arguments.ids is not None:
        write_report(arguments.ids, ids(report))
    if arguments.plan is not None:
        write_report(arguments.plan, plan_to_csv(report))
    if arguments.urls is not None:
        write_report(arguments.urls, urls(report))


def _print(arguments: argparse.Namespace, report: ArchiveReport, opened: Opened) -> None:
    if arguments.json:
        print(json.dumps(archive_to_json(report, opened), ensure_ascii=True, indent=1))
    else:
        print_archive(report, opened, Console())


def _store(parts: Parts, console: Console, *, resume: bool, keep: bool) -> Records:
    records = parts.records(passphrase.ask)
    if records.lasting:
        return records
    if keep:
        raise InputError(Message("store.off_unkept"), Message("do.create_store"))
    if resume:
        raise InputError(
            Message("scan.nothing_to_resume"),
            Message("do.scan_without_resume_store"),
        )
    console.print(_("The store is off: a scan that is interrupted starts over (redraft store create)."), style="dim")
    return records


def _after_stop(store: Checkpoints) -> str:
    again = _("What was found so far is above; the next scan starts over.")
    return _("Go on with --resume.") if store.lasting else again


@contextmanager
def _stopping() -> Iterator[threading.Event]:
    """The first Ctrl+C ends the scan with what there is; a second one ends the command."""
    stop = threading.Event()

    def first(_number: int, _frame: object) -> None:
        stop.set()
        signal.signal(signal.SIGINT, signal.default_int_handler)

    before = signal.signal(signal.SIGINT, first)
    try:
        yield stop
    finally:
        signal.signal(signal.SIGINT, before)


def seconds(text: str) -> float:
    """A length of time as people write it, in seconds; raises ArgumentTypeError."""
    found = re.fullmatch(r"(\d+(?:\.\d+)?)\s*(s|m|h|)", text.strip().lower())
    if found is None:
        raise argparse.ArgumentTypeError(
            _("{text} is not a time; write it as 90s, 10m, 1h or 0").format(text=repr(text))
        )
    return float(found[1]) * {"": 1, "s": 1, "m": 60, "h": 3600}[found[2]]


def _date(text: str) -> date:
    parts = [*text.strip().split("-"), "1", "1"][:3]
    try:
        year, month, day = (int(part) for part in parts)
        return date(year, month, day)
    except ValueError:
        said = _("{text} is not a date; write it as 2020, 2020-05 or 2020-05-01").format(text=repr(text))
        raise argparse.ArgumentTypeError(said) from None


def _column(text: str) -> tuple[str, str]:
    key, equals, name = text.partition("=")
    if not equals or key not in {"text", "date", "id", "title", "url"} or not name:
        said = _("{text} is not such as text=body; there are text, date, id, title and url").format(text=repr(text))
        raise argparse.ArgumentTypeError(said)
    return key, name
