"""One conclusion on the screen."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent, QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QFrame, QHBoxLayout, QLabel, QPushButton, QVBoxLayout

from redraft.domain.finding import Grade, Guess, Source
from redraft.gui.cards.conclusions import Conclusion
from redraft.gui.parts import Bar, button, clear, column, label, row
from redraft.gui.reliability import measured
from redraft.gui.theme import space
from redraft.speech import words
from redraft.speech.now import _, answer, attribute_name, attribute_told, number, quoted, share, worded

LONGEST_QUOTE = 90
"""Code points of a quote that a card repeats."""
MOST_QUOTES = 3
NARROW = 16
"""Heights of a line: in a card that is narrower than so many, what stands side by side stands below each other."""
LEAST_WORDS = 6
"""Heights of a line that words beside buttons need, with the edges of the card."""
LEAST_PERHAPS = 0.05
"""A guess at what is told but not named is shown from here on."""
LEAST_BITS = 0.1
"""Below this a conclusion narrows people down by less than a tenth, which is not worth a line."""


class Card(QFrame):
    """Shows a :class:`Conclusion`; selected with a click, Enter or Space. ``stops`` are where Tab goes, after the card.

    ``asked`` brings the conclusion and the button under which to say what can be done about it; there is one only where
    the words ``can_change``, as those of a draft can.
    """

    chosen = Signal(object)
    accepted = Signal(object)
    asked = Signal(object, object)

    def __init__(self, conclusion: Conclusion, *, can_change: bool = False) -> None:
        super().__init__()
        self._can_change = can_change
        self.setProperty("role", "card")
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self._column = QVBoxLayout(self)
        side = space("m")
        self._column.setContentsMargins(side + 2, side, side + 2, space("s"))
        self._column.setSpacing(space("xs") + 2)
        self.conclusion = conclusion
        self.stops: tuple[QPushButton, ...] = ()
        self._below: tuple[QPushButton, ...] = ()
        self._rows: list[QHBoxLayout] = []
        self._last = QHBoxLayout()
        self._short: list[QLabel] = []
        self._fill()

    def show_conclusion(self, conclusion: Conclusion) -> bool:
        """Show a refined conclusion; False when it looks the same."""
        was, self.conclusion = self.conclusion, conclusion
        if _look(conclusion) == _look(was):
            return False  # at most its words stand elsewhere now
        self._rows.clear()
        self._short.clear()
        self.stops = ()
        clear(self._column)
        self._fill()
        return True

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

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - Qt names it
        """With large letters or in a narrow window there is no room side by side."""
        super().resizeEvent(event)
        self._arrange()

    def _arrange(self) -> None:
        narrow = self.width() < NARROW * self.fontMetrics().height()
        down, across = QBoxLayout.Direction.TopToBottom, QBoxLayout.Direction.LeftToRight
        direction = down if narrow else across
        for one in self._rows:
            one.setDirection(direction)
        needed = sum(one.sizeHint().width() + space("s") for one in self._below)
        needed += LEAST_WORDS * self.fontMetrics().height()
        self._last.setDirection(down if self.width() < needed else across)
        for said in self._short:
            said.setWordWrap(narrow)

    def _fill(self) -> None:
        one = self.conclusion
        title = title_of(one)
        level = label(words.severity_name(one.severity), "tag", wrap=False)
        level.setProperty("level", one.severity.name.lower())
        level.setAccessibleName(_("Severity: {level}").format(level=words.severity_name(one.severity)))
        head = row(label(title, "strong"), self._standing(), level)
        head.setStretch(0, 1)
        head.setAlignment(level, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft)
        self._rows.append(head)
        self._column.addLayout(head)
        if not one.named:
            self._column.addWidget(label(could_tell(one), "heading"))
        for place, guess in enumerate(_shown(one)):
            self._column.addLayout(self._guess(guess))
            if one.several and (why := reason(one, place)):
                self._column.addWidget(label(why, "small"))
        if one.named and (rest := alternatives(one)):
            shown = label(rest, "muted")
            if one.measured and not one.several:
                shown.setToolTip(words.guesses(one.guesses, one.attribute.value, measured=True))
            self._column.addWidget(shown)
        self._add("" if one.several else reason(one, 0), "muted")
        self._add(because(one), "small")
        if not one.named:
            self._add_told()
        self._add(one.note, "small")
        self._add(reliable(one), "small")
        self._column.addLayout(self._foot())
        self._arrange()
        best = one.guesses[0]
        sure = f"{told(one, best)}, {_sure(one, best)}"
        self.setAccessibleName(f"{title}: {sure if one.named else could_tell(one)}")
        why = words.why_so_sure(best.confidence, measured=one.measured) if one.named else ""
        self.setAccessibleDescription(" ".join(filter(None, (f"{words.basis_name(one.basis)}.", reason(one, 0), why))))

    def _standing(self) -> QLabel:
        """How far it is given away, and whether the words say it or a reader has to conclude it."""
        one = self.conclusion
        basis = words.basis_name(one.basis)
        if not self._can_change:
            return label(basis, "small", wrap=False)
        grade = Grade.NAMED if one.named else Grade.TOLD
        said = label(f"{words.grade_name(grade)} · {basis}", "small", wrap=False)
        said.setToolTip(grade_meaning(grade))
        return said

    def _add_told(self) -> None:
        """What to do about words that tell something nobody here can name; the guesses at it are folded away."""
        if self._can_change:
            self._add(_("To keep it to yourself, say these words otherwise or leave them out."), "body")
        if guesses := alternatives(self.conclusion):
            folded = label(guesses, "muted")
            folded.hide()
            fold = button(_("What it might be"), lambda: folded.setVisible(folded.isHidden()), role="quiet")
            fold.setAccessibleDescription(attribute_name(self.conclusion.attribute))
            self.stops = (*self.stops, fold)
            self._column.addLayout(row(fold, None, margin=(-space("s"), 0, 0, 0)))
            self._column.addWidget(folded)

    def _guess(self, guess: Guess) -> QVBoxLayout:
        one = self.conclusion
        sure = label(_sure(one, guess), "small", wrap=False)
        sure.setToolTip(words.why_so_sure(guess.confidence, measured=one.measured))
        self._short.append(sure)
        colour = "control" if one.provisional else one.severity.name.lower()
        line = row(Bar(guess.confidence, colour), sure) if one.measured else row(sure, None)
        line.setStretch(0, int(one.measured))
        self._rows.append(line)
        return column(label(words.breakable(told(one, guess)), "heading"), line, gap="xs")

    def _foot(self) -> QHBoxLayout:
        one = self.conclusion
        narrows = "" if not one.bits or one.bits < LEAST_BITS else _narrows(one.bits)
        fine = button(_("I'm fine with this"), lambda: self.accepted.emit(self.conclusion), role="quiet")
        buttons = [fine]
        if self._can_change:
            ask = button(_("What to do"), lambda: self.asked.emit(self.conclusion, ask), role="quiet")
            buttons.insert(0, ask)
        for one_button in buttons:
            one_button.setAccessibleDescription(attribute_name(one.attribute))
        self.stops, self._below = (*self.stops, *buttons), tuple(buttons)
        beside = row(*buttons)
        self._rows.append(beside)
        # The button's padding goes over the edge, so that its words end where the others do.
        last = self._last = row(label(narrows, "small"), beside, margin=(0, 0, -space("s"), 0))
        last.setStretch(0, 1)
        return last

    def _add(self, text: str, role: str) -> None:
        if text:
            self._column.addWidget(label(text, role))


def title_of(conclusion: Conclusion) -> str:
    """The attribute, and whose it is when it is not the author's."""
    name = attribute_name(conclusion.attribute)
    whose = words.subject_name(conclusion.subject, conclusion.person)
    return f"{name} · {whose}" if whose else name


def _shown(conclusion: Conclusion) -> tuple[Guess, ...]:
    """The guesses with a bar of their own: all that were found, or the first; none that is not sure enough to name."""
    if not conclusion.named:
        return ()
    return conclusion.guesses if conclusion.several else conclusion.guesses[:1]


def alternatives(conclusion: Conclusion) -> str:
    """The guesses after the first, or how many more things were found."""
    if conclusion.several:
        return _("and {count} more").format(count=conclusion.more) if conclusion.more else ""
    others, least = (conclusion.guesses[1:], 0.005) if conclusion.named else (conclusion.guesses, LEAST_PERHAPS)
    rest = [guess for guess in others if guess.confidence >= least]
    said = _("or {guesses}") if conclusion.named else _("perhaps {guesses}")
    return said.format(guesses=words.guesses(rest, conclusion.attribute.value, measured=False)) if rest else ""


def told(conclusion: Conclusion, guess: Guess) -> str:
    """A guess in the language in use, as far as it is one of a known set."""
    return answer(guess.value, conclusion.attribute.value)


def reason(conclusion: Conclusion, place: int) -> str:
    """Why the value at ``place`` is concluded, as a sentence."""
    if not conclusion.named:
        if conclusion.quotes:
            return _("These words are enough for somebody who knows their way around:")
        return _("No single sentence says it; the text as a whole does.")
    if conclusion.source is Source.MODEL:
        if conclusion.quotes:
            return _("A reader would conclude it from these words most of all.")
        return _("No single sentence says it; the text as a whole does.")
    return words.whole_sentence(worded(conclusion.whys[place]))


def because(conclusion: Conclusion) -> str:
    """The first quotes, shortened; nothing when they only repeat the values."""
    values = {guess.value for guess in conclusion.guesses}
    if conclusion.named and all(quote.quote in values for quote in conclusion.quotes):
        return ""
    quotes = [quoted(_short(quote.quote)) for quote in conclusion.quotes[:MOST_QUOTES]]
    return ", ".join(quotes) + (" …" if len(conclusion.quotes) > MOST_QUOTES else "")


def reliable(conclusion: Conclusion) -> str:
    """How often such conclusions were right in general; nothing where the text says it outright."""
    if conclusion.source is not Source.MODEL or not conclusion.named:
        return ""
    known = measured(conclusion.attribute)
    if known is None:
        return ""
    return _("In general right {share} of the time ({count} labelled texts).").format(
        share=share(known.right), count=number(known.count)
    )


def could_tell(conclusion: Conclusion) -> str:
    """What a sharp reader could tell, as a sentence without an end."""
    return _("A sharp reader could tell {what}").format(what=attribute_told(conclusion.attribute))


def grade_meaning(grade: Grade) -> str:
    """What a grade means, as a sentence."""
    return {
        Grade.NAMED: _("Named: a reader could tell, and the answer shown is probably right."),
        Grade.TOLD: _("Told: a reader who knows more than this computer could tell, from these words."),
        Grade.NOT_TOLD: _("Not told: nobody could tell from this text."),
    }[grade]


def _sure(conclusion: Conclusion, guess: Guess) -> str:
    return _("first impression") if conclusion.provisional else words.sureness(guess.confidence)


def _short(quote: str) -> str:
    flat = " ".join(quote.split())
    return flat if len(flat) <= LONGEST_QUOTE else flat[: LONGEST_QUOTE - 1] + "…"


def _narrows(bits: float) -> str:
    return _("Fits 1 in {count} people").format(count=words.rounded(max(2.0, 2**bits)))


def _look(conclusion: Conclusion) -> tuple[Conclusion, tuple[str, ...]]:
    """What a card says of a conclusion: its words, wherever they stand."""
    return replace(conclusion, quotes=()), tuple(quote.quote for quote in conclusion.quotes)
