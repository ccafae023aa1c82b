"""The right side: what a stranger would conclude."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout

from redraft.domain.attributes import Attribute
from redraft.domain.errors import RedraftError
from redraft.domain.message import NOTHING
from redraft.domain.text import Note
from redraft.gui.cards.conclusions import Change, Conclusion
from redraft.gui.cards.profile import Profile, nothing_found
from redraft.gui.draft.checker import Checker
from redraft.gui.draft.phase import Phase
from redraft.gui.draft.rulings import Decision, Rulings
from redraft.gui.keeping.ruled import rule_text
from redraft.gui.parts import announce, button, card, label, row
from redraft.gui.theme import space
from redraft.speech.now import _, attribute_inline, listed, worded

SETTLED = 30
"""Milliseconds after which new cards have their places; before that nothing can be scrolled to."""


@dataclass(frozen=True, slots=True)
class Shown:
    """What the page shows of a checker: its cards, the second look, the selected card.

    ``notes`` say what a rewording could not hide.
    """

    cards: tuple[Conclusion, ...]
    changes: Sequence[Change]
    selected: Conclusion | None
    error: RedraftError | None
    notes: Sequence[Note] = ()


class Panel(Profile):
    """Shows the cards of a :class:`Checker`; keeps no findings of its own."""

    chosen = Signal(object)
    accepted = Signal(object)
    asked = Signal(object, object)
    models_wanted = Signal()

    def __init__(self) -> None:
        super().__init__("panel", can_change=True)
        self._top.addWidget(self.status)
        self._top.addWidget(self.progress)
        self.deck.chosen.connect(self.chosen)
        self.deck.accepted.connect(self.accepted)
        self.deck.asked.connect(self.asked)
        self._wanted: Conclusion | None = None
        bar = self._scroll.verticalScrollBar()
        bar.rangeChanged.connect(lambda _least, _most: self._follow())
        bar.actionTriggered.connect(lambda _action: self._let_go())

    def show_state(self, checker: Checker, shown: Shown) -> None:
        """Show what is known now."""
        said = status(checker, len(shown.cards))
        is_news = said != self.status.text()
        self.show_stand(said, checker.model.share_answered, running=checker.looking)
        if is_news and checker.phase in {Phase.DONE, Phase.STOPPED, Phase.FAILED}:
            announce(self, said)
        empty = checker.phase is Phase.EMPTY
        exposure, headline = (None, None) if empty else (checker.exposure, checker.headline)
        self.show_head(exposure, NOTHING, shown.error, shown.changes, headline)
        self.deck.show_cards(shown.cards, shown.selected)
        found_nothing = not shown.cards and checker.fast_done and not checker.unread
        not_told = checker.not_told if shown.cards else ()
        self.show_tail(
            (checker.phase, found_nothing, checker.has_model, not_told, checker.rulings.here),
            lambda layout: self._fill_tail(layout, checker, not_told, found_nothing=found_nothing),
            () if empty else (*checker.notes, *shown.notes),
            None if empty else checker.sharing,
        )

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

    def _fill_tail(
        self, layout: QVBoxLayout, checker: Checker, not_told: Sequence[Attribute], *, found_nothing: bool
    ) -> None:
        if checker.phase is Phase.EMPTY:
            layout.addWidget(_how_to_read())
            return
        if found_nothing:
            layout.addWidget(_nothing(checker))
        if not_told:
            names = listed([attribute_inline(one) for one in not_told])
            layout.addWidget(label(_("Not told: {names}.").format(names=names), "muted"))
        for decision in checker.rulings.here:
            layout.addLayout(_decided(decision, checker.rulings))
        if not checker.has_model:
            more = button(_("Choose a model"), self.models_wanted.emit, role="quiet")
            text = _("There is no model yet, so only what the words themselves say was checked, not what they imply.")
            layout.addWidget(card(label(text), row(None, more), role="notice"))


def _decided(decision: Decision, rulings: Rulings) -> QHBoxLayout:
    """What the user decided about the words of this draft, and the way back."""
    text = rule_text(decision[0])
    back = button(_("Take it back"), lambda: rulings.take_back(decision), role="quiet")
    back.setAccessibleDescription(text)
    line = row(label(text, "small"), back)
    line.setStretch(0, 1)
    return line


def status(checker: Checker, count: int) -> str:
    """Where the check stands, in one line."""
    if checker.unread and checker.phase is not Phase.EMPTY:
        return worded(checker.unread)
    found = _("{count} conclusions").format(count=count) if count > 1 else _("1 conclusion") if count else ""
    found = found or _("Nothing found so far")
    return {
        Phase.EMPTY: _("Nothing to check yet."),
        Phase.WORDS: found if checker.fast_done else _("Reading the words…"),
        Phase.GLANCING: _("A first glance… Esc stops it."),
        Phase.LOOKING: _("Looking closer: {done} of {all}. Esc stops it.").format(
            done=checker.model.answered, all=checker.model.asked
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
    return nothing_found(words_only, implied) if checker.phase is Phase.DONE else nothing_found(words_only)
