"""`redraft playlist PATH…`."""

from __future__ import annotations

import argparse
import json
from contextlib import nullcontext
from pathlib import Path
from typing import Any

from rich.console import Console

from redraft.bootstrap import Parts
from redraft.cli.archive import seconds, unread
from redraft.cli.check import add_model_options, exit_code, options_of
from redraft.reports.playlist_html import playlist_to_html
from redraft.reports.playlist_json import playlist_to_json
from redraft.reports.playlist_terminal import print_playlist
from redraft.reports.writing import require_writable, write_report
from redraft.speech.now import _

BUDGET = 60.0
"""Seconds that the model may take unless told otherwise; it needs about 5 on two cores."""


def add_parser(commands: Any) -> None:
    """Register the command."""
    parser = commands.add_parser("playlist", help=_("show what the music you hear gives away"))
    parser.add_argument(
        "paths", nargs="+", type=Path, metavar=_("PATH"), help=_("an export or playlist: zip, folder, file")
    )
    parser.add_argument("--platform", default="", metavar="X", help=_("what it is an export of, when that is not seen"))
    parser.add_argument(
        "--budget", type=seconds, default=BUDGET, metavar=_("TIME"),
        help=_("how long the model may look: 30s, 1m (default); 0 leaves it out"),
    )  # fmt: skip
    parser.add_argument("--report", type=Path, metavar=_("FILE.html"), help=_("write a report to read, keep or print"))
    parser.add_argument("--json", action="store_true", help=_("print one JSON document"))
    add_model_options(parser)
    parser.set_defaults(handler=run)


def run(arguments: argparse.Namespace) -> int:
    """Check music and print what it gives away."""
    if arguments.report is not None:
        require_writable(arguments.report, apart_from=arguments.paths)
    console = Console(stderr=True)
    show = console.is_terminal and not arguments.json
    with Parts(options_of(arguments)) as parts:
        judge, model_notes = parts.attacker_or_note() if arguments.budget > 0 else (None, ())
        with console.status(_("Reading…")) if show else nullcontext():
            check = parts.playlist(judge, arguments.budget)
            report = check.run(arguments.paths, arguments.platform, notes=model_notes)
    if arguments.report is not None:
        write_report(arguments.report, playlist_to_html(report))
    if arguments.json:
        print(json.dumps(playlist_to_json(report), ensure_ascii=True, indent=1))
    else:
        print_playlist(report, Console())
    return exit_code(model_notes) or unread(report.counts)
