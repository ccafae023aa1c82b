"""`redraft chat FILE|-`."""

from __future__ import annotations

import argparse
import json
import sys
from pathlib import Path
from typing import Any

from rich.console import Console

from redraft.bootstrap import Parts
from redraft.cli.waiting import Waiting
from redraft.domain.talk import TalkReport
from redraft.reports.talk_json import talk_to_json
from redraft.reports.talk_terminal import print_talk
from redraft.speech.now import _
from redraft.storage.textfile import LARGEST, decode
from redraft.usecases.read_talk import TurnRead
from redraft.usecases.talk_reading import Conversation, read_conversation


def add_parser(commands: Any) -> None:
    """Register the command."""
    parser = commands.add_parser("chat", help=_("show what a conversation asks of you, and what you gave in answer"))
    parser.add_argument(
        "file",
        metavar=_("FILE|-"),
        help=_("an exported chat (WhatsApp, Telegram), a text of lines such as Anna: Hello, or - for standard input"),
    )
    parser.add_argument("--me", default="", metavar=_("NAME"), help=_("who you are in it, unless that is called Me"))
    parser.add_argument("--json", action="store_true", help=_("print one JSON document"))
    parser.set_defaults(handler=run)


def run(arguments: argparse.Namespace) -> int:
    """Read a conversation and print what it asks and gives."""
    with Parts() as parts, Waiting(_("Reading…"), quiet=arguments.json) as waiting:
        talk, report = _conversation(arguments.file, parts), None
        for stage in parts.talk().stages(talk, arguments.me):
            if isinstance(stage, TurnRead):
                waiting.tell(stage.done, stage.all)
            else:
                report = stage
    assert isinstance(report, TalkReport)
    if arguments.json:
        print(json.dumps(talk_to_json(report), ensure_ascii=True, indent=1))
    else:
        print_talk(report, Console())
    return 0


def _conversation(name: str, parts: Parts) -> Conversation:
    if name != "-":
        return read_conversation(parts.reader, Path(name))
    text, _notes = decode(sys.stdin.buffer.read(LARGEST + 1))
    return read_conversation(parts.reader, text)
