"""When the model looks at a draft, and where a check of it stands."""

from __future__ import annotations

from enum import Enum, auto


class Habit(Enum):
    """When the model looks by itself."""

    PAUSE = "pause"
    GLANCE = "glance"
    ASKED = "asked"


class Phase(Enum):
    """Where the check stands."""

    EMPTY = auto()
    WORDS = auto()
    GLANCING = auto()
    LOOKING = auto()
    DONE = auto()
    STOPPED = auto()
    FAILED = auto()
