"""The command line: `redraft` alone opens the window, every other use is a subcommand."""

from __future__ import annotations

import argparse
import os
import signal
import sys
from collections.abc import Callable, Sequence
from pathlib import Path

from redraft import __version__
from redraft.cli import (
    archive,
    chat,
    check,
    completion,
    doctor,
    mask,
    models,
    passphrase,
    picture,
    playlist,
    rewrite,
    spoken,
    store,
)
from redraft.cli.window import OpenWindow
from redraft.domain.errors import InputError, RedraftError
from redraft.domain.message import Message
from redraft.speech import now
from redraft.speech.language import languages
from redraft.speech.now import _, problem, worded
from redraft.storage.settings import SettingsFile

BAD_INPUT = 2
INTERRUPTED = 130


def parser() -> argparse.ArgumentParser:
    """All commands and their options, described in the language in use."""
    spoken.speak()
    top = argparse.ArgumentParser(
        prog="redraft",
        description=_("Shows what a text gives away about you, on your own computer. Without a command: the window."),
    )
    top.add_argument(
        "--version", action="version", version=f"redraft {__version__}", help=_("print the version and exit")
    )
    top.add_argument("--language", choices=[*languages(), "system"], help=_("speak this language"))
    top.add_argument("--check-clipboard", action="store_true", help=_("open the window on what was copied last"))
    top.add_argument("--open", metavar=_("FILE"), nargs="?", type=Path, help=_("open the window on this text"))
    top.add_argument("--tray", action="store_true", help=_("open the window, with an icon in the tray"))
    top.add_argument("--selftest", action="store_true", help=_("check this installation and exit"))
    commands = top.add_subparsers(dest="command", metavar=_("COMMAND"))
    for module in (check, archive, chat, playlist, picture, rewrite, mask, models, store, doctor, completion):
        module.add_parser(commands)
    return top


def main(arguments: Sequence[str], *, open_window: OpenWindow | None = None) -> int:
    """Run a command; the exit code is 2 for bad input, with a sentence on standard error that says what to do.

    ``open_window`` is called when there is no command; it comes from outside, since this room knows no Qt.
    """
    now.use(_language(arguments))
    return guarded(lambda: _dispatch(_options(arguments), open_window))


def _language(arguments: Sequence[str]) -> str:
    """What was asked for, which decides the words of the other options, too; else what the window was told."""
    early = argparse.ArgumentParser(add_help=False)
    early.add_argument("--language", default="")
    asked = early.parse_known_args([*arguments])[0].language
    return asked or SettingsFile().get("language") or "system"


def _options(arguments: Sequence[str]) -> argparse.Namespace:
    passphrase.refuse_typed(arguments)
    return parser().parse_args(list(arguments))


def _dispatch(options: argparse.Namespace, open_window: OpenWindow | None) -> int:
    if options.command is not None:
        handler: Callable[[argparse.Namespace], int] = options.handler
        return handler(options)
    if open_window is None:
        raise InputError(Message("cli.no_command"), Message("do.help"))
    if options.selftest:
        return doctor.selftest(open_window)
    return open_window(check_clipboard=options.check_clipboard, tray=options.tray, file=options.open)


def guarded(action: Callable[[], int]) -> int:
    """Turn what can go wrong into an exit code and a sentence."""
    try:
        return action()
    except RedraftError as error:
        print(f"redraft: {problem(error)}", file=sys.stderr)
        return BAD_INPUT
    except MemoryError:
        print(f"redraft: {worded(Message('cli.memory'))}", file=sys.stderr)
        return BAD_INPUT
    except KeyboardInterrupt:
        print(f"redraft: {_('stopped.')}", file=sys.stderr)
        return INTERRUPTED
    except BrokenPipeError:
        # Whoever read our output closed it, as `head` does. Python would complain once more while shutting down.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 128 + signal.SIGPIPE
