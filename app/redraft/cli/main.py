"""The command line: `redraft` alone opens the window, every other use is a subcommand."""

from __future__ import annotations

import argparse
import os
import signal
import sys
from collections.abc import Callable, Sequence

from redraft import __version__
from redraft.cli import check, doctor, models, rewrite
from redraft.domain.errors import RedraftError

BAD_INPUT = 2
INTERRUPTED = 130


def parser() -> argparse.ArgumentParser:
    """All commands and their options."""
    top = argparse.ArgumentParser(
        prog="redraft",
        description="Shows what a text gives away about you, on your own computer. Without a command: the window.",
    )
    top.add_argument("--version", action="version", version=f"redraft {__version__}")
    top.add_argument("--selftest", action="store_true", help="check this installation and exit")
    commands = top.add_subparsers(dest="command", metavar="COMMAND")
    for module in (check, rewrite, models, doctor):
        module.add_parser(commands)
    return top


def main(argv: Sequence[str] | None = None) -> int:
    """Run a command; the exit code is 2 for bad input, with a sentence on standard error that says what to do."""
    arguments = list(sys.argv[1:] if argv is None else argv)
    if arguments[:1] == ["--worker"]:
        from redraft.workers.main import main as worker

        return worker(arguments[1:])
    if arguments[:1] == ["--fetcher"]:
        from redraft.models.fetcher import main as fetcher

        return fetcher(arguments[1:])
    options = parser().parse_args(arguments)
    return guarded(lambda: _dispatch(options))


def _dispatch(options: argparse.Namespace) -> int:
    if options.selftest:
        return doctor.selftest()
    if options.command is None:
        from redraft.bootstrap import open_window

        return open_window()
    handler: Callable[[argparse.Namespace], int] = options.handler
    return handler(options)


def guarded(action: Callable[[], int]) -> int:
    """Turn what can go wrong into an exit code and a sentence."""
    try:
        return action()
    except RedraftError as error:
        print(f"redraft: {error}", file=sys.stderr)
        return BAD_INPUT
    except KeyboardInterrupt:
        print("redraft: stopped.", file=sys.stderr)
        return INTERRUPTED
    except BrokenPipeError:
        # Whoever read our output closed it, as `head` does. Python would complain once more while shutting down.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 128 + signal.SIGPIPE


if __name__ == "__main__":
    sys.exit(main())
