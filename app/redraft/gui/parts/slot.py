"""A place in a column whose content is built anew only when what it shows has changed."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from PySide6.QtWidgets import QVBoxLayout

from redraft.gui.parts.layout import clear
from redraft.gui.theme import space

_NOTHING = object()


class Slot(QVBoxLayout):
    """Takes no room while it is empty. Building widgets costs milliseconds, and a keystroke has few to spare."""

    def __init__(self, gap: str = "m") -> None:
        super().__init__()
        self.setContentsMargins(0, 0, 0, 0)
        self.setSpacing(space(gap))
        self._state: object = _NOTHING

    def fill(self, state: Any, build: Callable[[QVBoxLayout], object]) -> None:
        """Let ``build`` add the content, unless it was built for an equal ``state`` before."""
        if state != self._state:
            self._state = state
            clear(self)
            build(self)
