"""The right side: what a stranger would conclude."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QFrame, QScrollArea, QVBoxLayout

from redraft.domain.attributes import Attribute
from redraft.domain.exposure import Exposure
from redraft.gui import words
from redraft.gui.draft.card import Card
from redraft.gui.draft.checker import Checker, Phase
from redraft.gui.draft.conclusions import Change, Conclusion
from redraft.gui.i18n import _
from redraft.gui.parts import Bar, button, card, clear, column, label, row, scrolling
from redraft.gui.theme import space

SETTLED = 30
"""Milliseconds after which new cards have their places; before that nothing can be scrolled to."""


class Panel(QFrame):
    """Shows the cards of a :class:`Checker`; keeps no findings of its own."""

    chosen = Signal(object)
    accepted = Signal(object)
    restored = Signal(object)
    models_wanted = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("panel")
        self.setMinimumWidth(280)
        self._cards: dict[tuple[str, str, str], Card] = {}
        self._status = label("", "muted")
        self._progress = Bar(0.0, height=4)
        self._head = QVBoxLayout()
        self._list = QVBoxLayout()
        self._tail = QVBoxLayout()
        for layout in (self._head, self._list, self._tail):
            layout.setSpacing(space("m"))
        body = column(self._head, self._list, self._tail, None, gap="m", margin=(space("l"), 0, space("l"), space("l")))
        self._scroll: QScrollArea = scrolling(body)
        title = label(_("What a stranger would conclude"), "heading")
        top = column(title, self._status, self._progress, gap="s", margin=(space("l"), space("l"), space("l"), 0))
        self.setLayout(column(top, self._scroll, gap="m"))

    def show_state(
        self,
        checker: Checker,
        cards: Sequence[Conclusion],
        fine: Sequence[Attribute],
        changes: Sequence[Change],
        selected: Conclusion | None,
    ) -> None:
        """Show what is known now."""
        self._status.setText(status(checker, len(cards)))
        self._progress.set_share(checker.answered / checker.asked if checker.asked else 0.0)
        self._progress.setVisible(checker.phase is Phase.LOOKING)
        self._show_head(checker, changes)
        self._show_cards(cards, selected)
        self._show_tail(checker, cards, fine)

    def focus_card(self, conclusion: Conclusion) -> None:
        """Scroll a card into view."""
        if (found := self._cards.get(conclusion.key)) is not None:
            QTimer.singleShot(SETTLED, found, lambda: self._scroll.ensureWidgetVisible(found, 0, space("m")))

    def _show_head(self, checker: Checker, changes: Sequence[Change]) -> None:
        clear(self._head)
        if checker.error is not None:
            self._head.addWidget(
                card(label(checker.error.problem, "strong"), label(checker.error.remedy), role="warning")
            )
        if checker.exposure is not None and checker.phase is not Phase.EMPTY:
            self._head.addWidget(_crowd(checker.exposure))
        if changes:
            self._head.addWidget(second_look(changes))

    def _show_cards(self, cards: Sequence[Conclusion], selected: Conclusion | None) -> None:
        wanted = {one.key for one in cards}
        for key in [key for key in self._cards if key not in wanted]:
            gone = self._cards.pop(key)
            self._list.removeWidget(gone)
            gone.hide()
            gone.deleteLater()
        for place, one in enumerate(cards):
            shown = self._cards.get(one.key)
            if shown is None:
                shown = self._cards[one.key] = Card(one)
                shown.chosen.connect(self.chosen)
                shown.accepted.connect(self.accepted)
            else:
                shown.show_conclusion(one)
            if self._list.indexOf(shown) != place:
                self._list.removeWidget(shown)
                self._list.insertWidget(place, shown)
            shown.set_selected(selected is not None and one.key == selected.key)

    def _show_tail(self, checker: Checker, cards: Sequence[Conclusion], fine: Sequence[Attribute]) -> None:
        clear(self._tail)
        if checker.phase is Phase.EMPTY:
            self._tail.addWidget(_how_to_read())
        if checker.phase is not Phase.EMPTY and not cards and checker.fast_done:
            self._tail.addWidget(_nothing(checker))
        if checker.phase is not Phase.EMPTY and not checker.has_model:
            more = button(_("Choose a model"), self.models_wanted.emit, role="quiet")
            text = _("There is no model yet, so only what the words themselves say was checked, not what they imply.")
            self._tail.addWidget(card(label(text), row(None, more), role="notice"))
        for note in checker.notes:
            self._tail.addWidget(label(note.message, "small"))
        for attribute in fine:
            text = _("You are fine with: {name}").format(name=words.attribute_name(attribute))
            back = button(_("Show again"), partial(self.restored.emit, attribute), role="quiet")
            line = row(label(text, "small"), back)
            line.setStretch(0, 1)
            self._tail.addLayout(line)


def status(checker: Checker, count: int) -> str:
    """Where the check stands, in one line."""
    found = _("{count} conclusions").format(count=count) if count != 1 else _("1 conclusion")
    return {
        Phase.EMPTY: _("Nothing to check yet."),
        Phase.WORDS: found if checker.fast_done else _("Reading the words…"),
        Phase.LOOKING: _("The model is looking: {done} of {all}. Esc stops it.").format(
            done=checker.answered, all=checker.asked
        ),
        Phase.DONE: _("{found}. The model has looked.").format(found=found),
        Phase.STOPPED: _("Stopped. What was found so far is shown."),
        Phase.FAILED: _("The check could not be finished."),
    }[checker.phase]


def _how_to_read() -> QFrame:
    lines = (
        _("As you write, words that give something away are underlined here."),
        _("A solid line: the words say it. A dashed line: a reader can conclude it from them."),
        _("Each conclusion becomes a card. Choose one to see the words it rests on."),
    )
    return card(*(label(line, "muted") for line in lines))


def _nothing(checker: Checker) -> QFrame:
    words_only = _(
        "Looked for: names, addresses, phone numbers, accounts, documents, bank details, places, dates, and what you "
        "say outright about yourself."
    )
    implied = _(
        "The model also asked itself for age, sex, home, birthplace, occupation, education, income, relationship, "
        "health, beliefs and plans, and concluded nothing it is sure enough of."
    )
    parts = [label(_("Nothing found."), "heading"), label(words_only, "muted")]
    if checker.phase is Phase.DONE:
        parts.append(label(implied, "muted"))
    parts.append(label(_("That is no promise that nobody could recognise you."), "small"))
    return card(*parts)


def _crowd(exposure: Exposure) -> QFrame:
    return card(label(exposure.reasons, "strong"), role="notice")


def second_look(changes: Sequence[Change]) -> QFrame:
    """Before and after, one line an attribute."""
    gone = sum(change.gone for change in changes)
    title = _("Second look: {gone} of {all} can no longer be concluded").format(gone=gone, all=len(changes))
    lines = []
    for change in changes:
        before = "" if change.before is None else f"{change.before.value} {change.before.confidence:.0%}"
        after = _("not concluded") if change.after is None else f"{change.after.value} {change.after.confidence:.0%}"
        name = label(words.attribute_name(change.attribute), "small")
        lines.append(column(name, label(f"{before}  →  {after}", "good" if change.gone else "bad"), gap="xs"))
    return card(label(title, "heading"), *lines)
