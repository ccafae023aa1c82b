"""The keys of the window."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from operator import methodcaller

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QWidget

from redraft.gui.page import Page

_ACTIONS: dict[str, Callable[[Page], object]] = {
    "Ctrl+Return": methodcaller("look"),
    "Ctrl+Enter": methodcaller("look"),
    "Esc": methodcaller("stop"),
    "Ctrl+O": methodcaller("choose_file"),
    "Ctrl+E": methodcaller("suggest"),
    "Ctrl+.": methodcaller("options"),
    "F8": methodcaller("step", 1),
    "Shift+F8": methodcaller("step", -1),
    "F9": methodcaller("take"),
    "Shift+F9": methodcaller("keep"),
    "Ctrl+Shift+Return": methodcaller("take_all"),
    "Ctrl+Shift+C": methodcaller("copy_text"),
    "Ctrl+Shift+M": methodcaller("to_assistant"),
    "Ctrl+Shift+V": methodcaller("from_assistant"),
    "Ctrl+D": methodcaller("compare"),
    "Ctrl+S": methodcaller("save"),
    "Ctrl++": methodcaller("zoom", 1),
    "Ctrl+=": methodcaller("zoom", 1),
    "Ctrl+-": methodcaller("zoom", -1),
    "Ctrl+0": methodcaller("zoom", 0),
}
"""Keys, and what the page in front then does."""


def bind_keys(
    window: QWidget,
    do: Callable[[Callable[[Page], object]], object],
    show_page: Callable[[str], object],
    pages: Sequence[str],
) -> None:
    """``do`` is called with what the page in front has to do, ``show_page`` with the name of a page."""
    bound: dict[str, Callable[[], object]] = {keys: partial(do, action) for keys, action in _ACTIONS.items()}
    bound |= {f"Ctrl+{place}": partial(show_page, name) for place, name in enumerate(pages, 1)}
    bound["Ctrl+Q"] = window.close
    for keys, action in bound.items():
        QShortcut(QKeySequence(keys), window, context=Qt.ShortcutContext.WindowShortcut).activated.connect(action)
