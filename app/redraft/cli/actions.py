"""Commands that are made of actions, such as `redraft models list`."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable
from typing import Any

from redraft.speech.now import _

Run = Callable[[argparse.Namespace], int]
"""Does what was typed and returns the exit code."""


def actions_of(commands: Any, name: str, words: str) -> Callable[[str, str, Run], argparse.ArgumentParser]:
    """Register the command ``name``; what is returned adds one action, by its name, its help and its handler."""
    actions = commands.add_parser(name, help=words).add_subparsers(dest="action", metavar=_("ACTION"), required=True)

    def add(action: str, its_words: str, run: Run) -> argparse.ArgumentParser:
        made: argparse.ArgumentParser = actions.add_parser(action, help=its_words, description=its_words)
        made.set_defaults(handler=run)
        return made

    return add


def agreed(question: str) -> bool:
    """Ask at a terminal; no is the answer of whoever is not at one."""
    if not sys.stdin.isatty():
        return False
    yes = _("y")
    return input(f"{question} [{yes}/{_('N')}] ").strip().lower() in {yes, _("yes")}
