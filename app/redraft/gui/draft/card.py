"""One conclusion on the screen."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QFrame, QVBoxLayout

from redraft.domain.finding import Guess
from redraft.gui import words
from redraft.gui.draft.conclusions import Conclusion
from redraft.gui.i18n import _
from redraft.gui.parts import Bar, button, clear, column, label, row
from redraft.gui.theme import space

LONGEST_QUOTE = 90
"""Code points of a quote that a card repeats."""


class Card(QFrame):
    """Shows a :class:`Conclusion`; selected with a click, Enter or Space."""

    chosen = Signal(object)
    accepted = Signal(object)

    def __init__(self, conclusion: Conclusion) -> None:
        super().__init__()
        self.setProperty("role", "card")
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self._column = QVBoxLayout(self)
        side = space("m")
        self._column.setContentsMargins(side + 2, side, side + 2, side)
        self._column.setSpacing(space("s"))
        self.conclusion = conclusion
        self._fill()

    def show_conclusion(self, conclusion: Conclusion) -> None:
        """Show a refined conclusion."""
        if conclusion != self.conclusion:
            self.conclusion = conclusion
            clear(self._column)
            self._fill()

    def set_selected(self, selected: bool) -> None:
        """Frame the card whose words are lit."""
        if self.property("selected") != selected:
            self.setProperty("selected", selected)
            self.style().unpolish(self)
            self.style().polish(self)

    def mousePressEvent(self, event: QMouseEvent) -> None:  # noqa: N802 - Qt names it
        """A click selects."""
        self.chosen.emit(self.conclusion)
        event.accept()

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt names it
        """Enter and Space select."""
        if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space}:
            self.chosen.emit(self.conclusion)
        else:
            super().keyPressEvent(event)

    def _fill(self) -> None:
        one = self.conclusion
        name = words.attribute_name(one.attribute)
        whose = words.subject_name(one.subject, one.person)
        title = f"{name} · {whose}" if whose else name
        level = label(words.severity_name(one.severity), "tag", wrap=False)
        level.setProperty("level", one.severity.name.lower())
        level.setAccessibleName(_("Severity: {level}").format(level=words.severity_name(one.severity)))
        basis = label(words.basis_name(one.basis), "small", wrap=False)
        head = row(label(title, "strong"), basis, level)
        head.setStretch(0, 1)
        head.setAlignment(level, Qt.AlignmentFlag.AlignTop)
        head.setAlignment(basis, Qt.AlignmentFlag.AlignTop)
        self._column.addLayout(head)
        for place, guess in enumerate(one.guesses):
            self._column.addLayout(self._guess(guess, leading=place == 0 or one.several))
        if one.more:
            self._column.addWidget(label(_("and {count} more").format(count=one.more), "small"))
        if one.why:
            self._column.addWidget(label(one.why, "muted"))
        if one.quotes:
            self._column.addWidget(label(_because(one), "small"))
        else:
            self._column.addWidget(label(_("It rests on the text as a whole, not on single words."), "small"))
        narrows = "" if not one.bits or one.bits < 0.1 else _narrows(one.bits)
        fine = button(_("I'm fine with this"), lambda: self.accepted.emit(self.conclusion), role="quiet")
        fine.setAccessibleDescription(name)
        last = row(label(narrows, "small"), fine)
        last.setStretch(0, 1)
        self._column.addLayout(last)
        best = one.guesses[0]
        self.setAccessibleName(f"{title}: {best.value}, {best.confidence:.0%}, {words.sureness(best.confidence)}")
        self.setAccessibleDescription(f"{words.basis_name(one.basis)}. {one.why}")

    def _guess(self, guess: Guess, *, leading: bool) -> QVBoxLayout:
        value = label(guess.value, "heading" if leading else "muted")
        sure = f"{guess.confidence:.0%}"
        if leading:
            sure = f"{words.sureness(guess.confidence)} · {sure}"
        colour = self.conclusion.severity.name.lower() if leading else "control"
        head = row(value, label(sure, "small", wrap=False))
        head.setStretch(0, 1)
        return column(head, Bar(guess.confidence, colour, 6 if leading else 4), gap="xs")


def _because(conclusion: Conclusion) -> str:
    quotes = [f"“{_short(quote.quote)}”" for quote in conclusion.quotes[:3]]
    return _("because of {quotes}").format(quotes=", ".join(quotes))


def _short(quote: str) -> str:
    flat = " ".join(quote.split())
    return flat if len(flat) <= LONGEST_QUOTE else flat[: LONGEST_QUOTE - 1] + "…"


def _narrows(bits: float) -> str:
    return _("narrows people down to 1 in {count}").format(count=f"{max(2, round(2**bits)):,}")
