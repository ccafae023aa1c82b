"""The few widgets that every page is made of."""

from redraft.gui.parts.bar import Bar
from redraft.gui.parts.layout import card, clear, column, row, scrolling
from redraft.gui.parts.words import Segments, button, label

__all__ = ["Bar", "Segments", "button", "card", "clear", "column", "label", "row", "scrolling"]
