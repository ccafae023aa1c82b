"""What the command line knows of the window: how to open it."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Protocol


class OpenWindow(Protocol):
    """Opens the window and returns the exit code once it is closed."""

    def __call__(
        self,
        *,
        check_clipboard: bool = False,
        tray: bool = False,
        file: Path | None = None,
        shown: Callable[[], None] | None = None,
    ) -> int:
        """``check_clipboard`` puts what was copied last into the editor, ``file`` a text; ``tray`` adds the tray icon.

        ``shown`` is called once the window has been drawn; it then closes and remembers nothing.
        """
