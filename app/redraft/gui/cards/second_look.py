"""What can no longer be concluded: before and after, one line an attribute."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QGridLayout

from redraft.domain.relations import Fate
from redraft.gui.cards.conclusions import Change
from redraft.gui.parts import card, label
from redraft.gui.theme import space
from redraft.speech import words
from redraft.speech.now import _, answer, attribute_name

_STYLES = {Fate.GONE: "good", Fate.VAGUER: "body", Fate.STILL: "bad"}


def second_look(changes: Sequence[Change]) -> QFrame:
    """A table in a card: the attribute, what was concluded before, what is left of it."""
    gone = sum(change.fate is Fate.GONE for change in changes)
    title = _("Second look: {gone} of {all} can no longer be concluded").format(gone=gone, all=len(changes))
    table = QGridLayout()
    table.setHorizontalSpacing(space("m"))
    table.setVerticalSpacing(space("xs"))
    for column, stretch in enumerate((4, 5, 4)):
        table.setColumnStretch(column, stretch)
    for line, change in enumerate(sorted(changes, key=lambda change: list(Fate).index(change.fate))):
        before = answer(change.before.value, change.attribute.value)
        cells = (
            label(attribute_name(change.attribute), "small"),
            label(words.breakable(before), "struck" if change.fate is Fate.GONE else "body"),
            label(_now(change), _STYLES[change.fate]),
        )
        if change.fate is Fate.STILL and change.after is not None:
            cells[2].setToolTip(words.why_so_sure(change.after.confidence, measured=change.measured))
        for place, cell in enumerate(cells):
            table.addWidget(cell, line, place, Qt.AlignmentFlag.AlignTop)
    return card(label(title, "heading"), table)


def _now(change: Change) -> str:
    if change.fate is Fate.GONE or change.after is None:
        return _("gone") if change.fate is Fate.GONE else _("still there")
    if change.fate is Fate.VAGUER:
        return _("vaguer: {what}").format(what=answer(change.after.value, change.attribute.value))
    return _("still there, {sure}").format(sure=words.sureness(change.after.confidence))
