"""`redraft`, and `python -m redraft`: the command line, and the window when no command is given."""

from __future__ import annotations

import sys
from collections.abc import Callable, Sequence
from pathlib import Path

from redraft import start


def main(arguments: Sequence[str] | None = None) -> int:
    """Start anew, if this is not yet such a process, and do what was asked for."""
    given = list(sys.argv[1:] if arguments is None else arguments)
    start.begin_anew(given)
    return run(given)


def run(arguments: Sequence[str]) -> int:
    """The same in this very process: first what locks it in, then the packages, then the rest."""
    kind = arguments[0][2:] if arguments and arguments[0].startswith("--") else ""
    if kind in start.KINDS:  # another kind of process, in a frozen bundle
        start.leave_no_dumps()
        return start.be(kind, list(arguments[1:]))
    from redraft.models import standby
    from redraft.workers import own

    start.leave_no_dumps()
    if may_fetch(arguments):
        standby.begin()
    start.forget_the_network()
    own.enter()
    start.add_packages()

    from redraft.cli.main import main as command_line
    from redraft.workers.memory_files import replace_temporary_files
    from redraft.workers.reached import count_from_here

    replace_temporary_files()
    count_from_here()
    return command_line(arguments, open_window=_open_window)


def may_fetch(arguments: Sequence[str]) -> bool:
    """True when a model may be asked for: by ``redraft models``, or in the window, which opens without a command.

    And when the fetcher is to show what is refused to it.
    """
    before = ["", *arguments]
    words = [
        word
        for word, last in zip(arguments, before, strict=False)
        if not (word.startswith("-") or last.startswith("--"))
    ]
    if {"-h", "--help", "--version"} & set(arguments):
        return False
    return words[:1] in ([], ["models"]) or (words[:1] == ["doctor"] and "--prove" in arguments)


def _open_window(
    *,
    check_clipboard: bool = False,
    tray: bool = False,
    file: Path | None = None,
    shown: Callable[[], None] | None = None,
) -> int:
    from redraft.gui.wiring import open_window

    return open_window(check_clipboard=check_clipboard, tray=tray, file=file, shown=shown)


if __name__ == "__main__":
    sys.exit(main())
