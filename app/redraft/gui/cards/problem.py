"""What went wrong and what to do about it."""

from __future__ import annotations

from PySide6.QtWidgets import QFrame

from redraft.domain.errors import RedraftError
from redraft.gui.parts import card, label
from redraft.speech.now import worded


def problem_card(error: RedraftError) -> QFrame:
    """A warning: the problem, then the remedy."""
    lines = [label(worded(error.problem), "strong")]
    if error.remedy:
        lines.append(label(worded(error.remedy)))
    return card(*lines, role="warning")
