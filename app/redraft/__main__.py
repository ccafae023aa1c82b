"""`redraft`, and `python -m redraft`: the command line, and the window when no command is given."""

from __future__ import annotations

import sys
from collections.abc import Callable
from pathlib import Path

from redraft.cli.main import main as command_line
from redraft.workers.cage import leave_no_dumps
from redraft.workers.memory_files import replace_temporary_files
from redraft.workers.reached import count_from_here


def main() -> int:
    """Run what was asked for."""
    leave_no_dumps()
    replace_temporary_files()
    count_from_here()
    return command_line(sys.argv[1:], open_window=_open_window)


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
