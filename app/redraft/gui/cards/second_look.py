"""What can no longer be concluded: before and after, one line an attribute."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QGridLayout

from redraft.gui.cards.conclusions import Change
from redraft.gui.parts import card, label
from redraft.gui.theme import space
from redraft.speech import words
from redraft.speech.now import _, answer, attribute_name, share


def second_look(changes: Sequence[Change]) -> QFrame:
    """A table in a card: the attribute, what was concluded before, what is concluded now."""
    gone = sum(change.gone for change in changes)
    title = _("Second look: {gone} of {all} can no longer be concluded").format(gone=gone, all=len(changes))
    table = QGridLayout()
    table.setHorizontalSpacing(space("m"))
    table.setVerticalSpacing(space("xs"))
    for column, stretch in enumerate((4, 5, 4)):
        table.setColumnStretch(column, stretch)
    for line, change in enumerate(sorted(changes, key=lambda change: not change.gone)):
        before = "" if change.before is None else answer(change.before.value, change.attribute.value)
        cells = (
            label(attribute_name(change.attribute), "small"),
            label(words.breakable(before), "struck" if change.gone else "body"),
            label(_now(change), "good" if change.gone else "bad"),
        )
        for place, cell in enumerate(cells):
            table.addWidget(cell, line, place, Qt.AlignmentFlag.AlignTop)
    return card(label(title, "heading"), table)


def _now(change: Change) -> str:
    if change.after is None:
        return _("not concluded")
    if change.gone:
        return f"{answer(change.after.value, change.attribute.value)} {share(change.after.confidence)}"
    return _("still {share}").format(share=share(change.after.confidence))
