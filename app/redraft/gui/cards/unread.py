"""What was not checked, in place of how exposing it is."""

from __future__ import annotations

from PySide6.QtWidgets import QFrame

from redraft.domain.message import Message
from redraft.gui.parts import card, label
from redraft.speech.now import worded


def unread_card(headline: Message) -> QFrame:
    """The headline of a text in a language that cannot be read."""
    return card(label(worded(headline), "heading"), role="warning")
