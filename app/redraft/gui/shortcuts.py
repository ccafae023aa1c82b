"""The keys of the window."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QWidget

_ACTIONS: dict[str, tuple[str, tuple[int, ...]]] = {
    "Ctrl+Return": ("look", ()),
    "Ctrl+Enter": ("look", ()),
    "Esc": ("stop", ()),
    "Ctrl+O": ("choose_file", ()),
    "Ctrl+E": ("suggest", ()),
    "F8": ("step", (1,)),
    "Shift+F8": ("step", (-1,)),
    "F9": ("take", ()),
    "Shift+F9": ("keep", ()),
    "Ctrl+Shift+Return": ("take_all", ()),
    "Ctrl+Shift+C": ("copy_text", ()),
}
"""Keys, and what the page in front then does, if it knows how."""


def bind_keys(
    window: QWidget, do: Callable[..., object], show_page: Callable[[str], object], pages: Sequence[str]
) -> None:
    """``do`` is called with the name of an action and its numbers, ``show_page`` with the name of a page."""
    bound: dict[str, Callable[[], object]] = {
        keys: partial(do, name, *given) for keys, (name, given) in _ACTIONS.items()
    }
    bound |= {f"Ctrl+{place}": partial(show_page, name) for place, name in enumerate(pages, 1)}
    bound["Ctrl+Q"] = window.close
    for keys, action in bound.items():
        QShortcut(QKeySequence(keys), window, context=Qt.ShortcutContext.WindowShortcut).activated.connect(action)
