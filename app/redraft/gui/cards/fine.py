"""What the user is fine with others knowing."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtWidgets import QHBoxLayout

from redraft.domain.attributes import Attribute
from redraft.gui import words
from redraft.gui.i18n import _
from redraft.gui.parts import button, label, row


def fine_line(attribute: Attribute, on_back: Callable[[Attribute], object]) -> QHBoxLayout:
    """One attribute that is not shown any more, and the way back."""
    text = _("You are fine with: {name}").format(name=words.attribute_name(attribute))
    back = button(_("Show again"), partial(on_back, attribute), role="quiet")
    back.setAccessibleDescription(text)
    line = row(label(text, "small"), back)
    line.setStretch(0, 1)
    return line
