"""One trait in full: when it was given away, what changed, the posts that carry it."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QVBoxLayout, QWidget

from redraft.domain.attributes import Attribute
from redraft.domain.profile import Carrier, Trait
from redraft.gui.archive.timeline import Timeline
from redraft.gui.parts import Slot, button, card, column, label, row, scrolling
from redraft.gui.theme import space
from redraft.speech import words
from redraft.speech.now import _, answer, attribute_name, day, quoted, worded

LONGEST = 400
"""Code points of a carrying post that are shown."""


class Detail(QWidget):
    """Emits ``opened`` with the position of a post to read in full."""

    opened = Signal(int)

    def __init__(self) -> None:
        super().__init__()
        self._timeline = Timeline()
        self._timeline.hide()
        self._slot = Slot(gap="s")
        side = space("l")
        self.setLayout(column(scrolling(column(self._timeline, self._slot, None, gap="m", margin=(0, 0, side, side)))))

    def show_trait(self, trait: Trait | None) -> None:
        """Show another trait."""
        self._timeline.show_trait(trait)
        self._slot.fill(trait, lambda layout: self._fill(layout, trait))

    def _fill(self, layout: QVBoxLayout, trait: Trait | None) -> None:
        if trait is None:
            layout.addWidget(label(_("Choose a card to see the posts that carry it."), "muted"))
            return
        if changed := words.course(trait.course, trait.attribute):
            layout.addWidget(card(label(_("Now and before"), "strong"), *map(label, changed), role="notice"))
        elif trait.changes:
            notes = [label(worded(change.sentence)) for change in trait.changes]
            layout.addWidget(card(label(_("What contradicts itself"), "strong"), *notes, role="notice"))
        layout.addWidget(label(_("The posts that carry it most"), "strong"))
        for carrier in trait.carriers:
            layout.addWidget(self._carrier(carrier, trait.attribute))

    def _carrier(self, carrier: Carrier, attribute: Attribute) -> QFrame:
        post = carrier.post
        when = "" if post.date is None else day(post.date)
        full = button(_("Read"), lambda: self.opened.emit(carrier.at), role="quiet")
        full.setAccessibleDescription(when)
        known = " · ".join(part for part in (when, post.place, answer(carrier.value, attribute.value)) if part)
        head = row(label(known, "small"), full)
        head.setStretch(0, 1)
        quotes = ", ".join(quoted(quote.quote) for quote in carrier.evidence[:3])
        parts = [label(_around(carrier))]
        if quotes and len(post.text) > LONGEST:
            parts.append(label(quotes, "small"))
        return card(head, *parts)


def _around(carrier: Carrier) -> str:
    """The post, or as much of it as is shown, around its telling words."""
    text = carrier.post.text
    if len(text) <= LONGEST:
        return text
    middle = carrier.evidence[0].start if carrier.evidence else 0
    start = max(0, min(middle - LONGEST // 2, len(text) - LONGEST))
    return ("…" if start else "") + text[start : start + LONGEST] + ("…" if start + LONGEST < len(text) else "")


def trait_title(trait: Trait) -> str:
    """The attribute and its best guess, where there is one."""
    best = answer(trait.finding.best.value, trait.attribute.value)
    return f"{attribute_name(trait.attribute)}: {best if trait.finding.named else _('a sharp reader could tell')}"
