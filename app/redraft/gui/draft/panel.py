"""The right side: what a stranger would conclude."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QFrame, QVBoxLayout

from redraft.domain.errors import RedraftError
from redraft.domain.exposure import Exposure
from redraft.domain.message import NOTHING, Message
from redraft.domain.text import Note
from redraft.gui.cards.conclusions import Change, Conclusion
from redraft.gui.cards.crowd import crowd_card
from redraft.gui.cards.deck import Deck
from redraft.gui.cards.fine import LeftOut
from redraft.gui.cards.problem import problem_card
from redraft.gui.cards.second_look import second_look
from redraft.gui.cards.sides import least_width
from redraft.gui.cards.unread import unread_card
from redraft.gui.draft.checker import Checker, Phase
from redraft.gui.parts import Bar, Slot, announce, button, card, column, label, row, scrolling
from redraft.gui.theme import space
from redraft.speech.now import _, worded

SETTLED = 30
"""Milliseconds after which new cards have their places; before that nothing can be scrolled to."""


@dataclass(frozen=True, slots=True)
class Shown:
    """What the page shows of a checker: its cards, what is left out, the second look, the selected card.

    ``notes`` say what a rewording could not hide.
    """

    cards: tuple[Conclusion, ...]
    left_out: LeftOut
    changes: Sequence[Change]
    selected: Conclusion | None
    error: RedraftError | None
    notes: Sequence[Note] = ()


class Panel(QFrame):
    """Shows the cards of a :class:`Checker`; keeps no findings of its own."""

    chosen = Signal(object)
    accepted = Signal(object)
    models_wanted = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("panel")
        self.setMinimumWidth(least_width(self))
        self._status = label("", "muted")
        self._progress = Bar(0.0, height=3)
        self._head, self._tail = Slot(), Slot()
        self.deck = Deck()
        self.deck.chosen.connect(self.chosen)
        self.deck.accepted.connect(self.accepted)
        side = space("l")
        body = column(self._head, self.deck, self._tail, None, gap="m", margin=(side, 2, side, side))
        self._scroll = scrolling(body)
        self._wanted: Conclusion | None = None
        bar = self._scroll.verticalScrollBar()
        bar.rangeChanged.connect(lambda _least, _most: self._follow())
        bar.actionTriggered.connect(lambda _action: self._let_go())
        title = label(_("What a stranger would conclude"), "heading")
        top = column(title, self._status, self._progress, gap="xs", margin=(side, side, side, 0))
        self.setLayout(column(top, self._scroll, gap="s"))

    def show_state(self, checker: Checker, shown: Shown) -> None:
        """Show what is known now."""
        said = status(checker, len(shown.cards))
        if said != self._status.text():
            self._status.setText(said)
            if checker.phase in {Phase.DONE, Phase.STOPPED, Phase.FAILED}:
                announce(self, said)
        self._progress.set_share(checker.answered / checker.asked if checker.asked else 0.0)
        # The place stays taken, so that nothing below moves when the model begins.
        self._progress.set_visible_fill(checker.phase is Phase.LOOKING or checker.phase is Phase.GLANCING)
        exposure = checker.exposure if checker.phase is not Phase.EMPTY else None
        unread = checker.headline if checker.phase is not Phase.EMPTY else NOTHING
        state = (exposure, unread, shown.error, tuple(shown.changes))
        self._head.fill(state, lambda layout: self._fill_head(layout, exposure, unread, shown))
        self.deck.show_cards(shown.cards, shown.selected)
        found_nothing = not shown.cards and checker.fast_done and not checker.headline
        tail = (checker.phase, found_nothing, checker.has_model, checker.notes, shown.notes, shown.left_out)
        self._tail.fill(tail, lambda layout: self._fill_tail(layout, checker, shown, found_nothing=found_nothing))

    def focus_card(self, conclusion: Conclusion) -> None:
        """Scroll a card into view, and keep it there while more arrives above it, until the user scrolls."""
        self._wanted = conclusion
        QTimer.singleShot(SETTLED, self, self._follow)

    def _follow(self) -> None:
        found = None if self._wanted is None else self.deck.card(self._wanted)
        if found is not None:
            self._scroll.ensureWidgetVisible(found, 0, space("m"))

    def _let_go(self) -> None:
        self._wanted = None

    @staticmethod
    def _fill_head(layout: QVBoxLayout, exposure: Exposure | None, unread: Message, shown: Shown) -> None:
        if shown.error is not None:
            layout.addWidget(problem_card(shown.error))
        if unread:
            layout.addWidget(unread_card(unread))
        if exposure is not None:
            layout.addWidget(crowd_card(exposure))
        if shown.changes:
            layout.addWidget(second_look(shown.changes))

    def _fill_tail(self, layout: QVBoxLayout, checker: Checker, shown: Shown, *, found_nothing: bool) -> None:
        if checker.phase is Phase.EMPTY:
            layout.addWidget(_how_to_read())
            return
        if found_nothing:
            layout.addWidget(_nothing(checker))
        if not checker.has_model:
            more = button(_("Choose a model"), self.models_wanted.emit, role="quiet")
            text = _("There is no model yet, so only what the words themselves say was checked, not what they imply.")
            layout.addWidget(card(label(text), row(None, more), role="notice"))
        for note in (*checker.notes, *shown.notes):
            layout.addWidget(label(worded(note.message), "small"))
        checker.sharing.add_lines(layout, shown.left_out)


def status(checker: Checker, count: int) -> str:
    """Where the check stands, in one line."""
    if checker.headline and checker.phase is not Phase.EMPTY:
        return worded(checker.headline)
    found = _("{count} conclusions").format(count=count) if count > 1 else _("1 conclusion") if count else ""
    found = found or _("Nothing found so far")
    return {
        Phase.EMPTY: _("Nothing to check yet."),
        Phase.WORDS: found if checker.fast_done else _("Reading the words…"),
        Phase.GLANCING: _("A first glance… Esc stops it."),
        Phase.LOOKING: _("Looking closer: {done} of {all}. Esc stops it.").format(
            done=checker.answered, all=checker.asked
        ),
        Phase.DONE: _("{found}. The model has looked.").format(found=found if count else _("No conclusions")),
        Phase.STOPPED: _("Stopped. What was found so far is shown."),
        Phase.FAILED: _("The check could not be finished."),
    }[checker.phase]


def _how_to_read() -> QFrame:
    lines = (
        _("As you write, words that give something away are underlined."),
        _("A solid line: the words say it. A dashed line: a reader can conclude it from them."),
        _("Each conclusion becomes a card here. Choose one to see the words it rests on."),
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
