"""The few widgets that every page is made of."""

from redraft.gui.parts.adapting import Flow, Line
from redraft.gui.parts.announcing import announce
from redraft.gui.parts.bar import Bar
from redraft.gui.parts.buttons import Button, Segments, button, set_role
from redraft.gui.parts.columns import Columns
from redraft.gui.parts.drop_zone import DropZone, FileDrops
from redraft.gui.parts.focus import keep_focus
from redraft.gui.parts.layout import card, centred, clear, column, halves, row, scrolling
from redraft.gui.parts.slot import Slot
from redraft.gui.parts.toast import Toast
from redraft.gui.parts.words import label, relabel

__all__ = [
    "Bar",
    "Button",
    "Columns",
    "DropZone",
    "FileDrops",
    "Flow",
    "Line",
    "Segments",
    "Slot",
    "Toast",
    "announce",
    "button",
    "card",
    "centred",
    "clear",
    "column",
    "halves",
    "keep_focus",
    "label",
    "relabel",
    "row",
    "scrolling",
    "set_role",
]
