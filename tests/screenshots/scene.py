"""What a picture is taken of."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from redraft.gui.main_window import MainWindow
from redraft.gui.services import Services

Until = Callable[[Callable[[], bool]], None]


@dataclass(frozen=True, slots=True)
class Scene:
    """A name, the services, and what to do with the window before the picture is taken."""

    name: str
    services: Callable[[], Services]
    play: Callable[[MainWindow, Until], None]
