"""What is left out: what the user is fine with here, and what everybody knows."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from functools import partial

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout

from redraft.domain.attributes import Attribute
from redraft.domain.errors import RedraftError
from redraft.domain.exposure import Exposure
from redraft.domain.finding import Finding, Subject
from redraft.domain.relations import Fact, tells
from redraft.gui.cards.conclusions import Conclusion
from redraft.gui.cards.counting import Count, Counting
from redraft.gui.keeping.keeper import Keeper, Stand
from redraft.gui.parts import button, label, row
from redraft.speech.now import _, answer, attribute_name
from redraft.usecases.check import CheckDraft
from redraft.usecases.declared import split


@dataclass(frozen=True, slots=True)
class LeftOut:
    """``here``: attributes, until the window shows something else. ``known``: facts that excused a finding.

    ``lasting`` says that what is fine can be remembered, ``locked`` that what was remembered cannot be read now.
    """

    here: tuple[Attribute, ...] = ()
    known: tuple[Fact, ...] = ()
    lasting: bool = False
    locked: bool = False


class Sharing(QObject):
    """What the user is fine with, here or because everyone knows it, of what a page shows; and the crowd among those
    who share it.

    Emits ``changed`` when either is another, ``failed`` when the crowd cannot be counted, ``refused`` when something
    cannot be remembered.

    ``found`` gives everything that was found, ``cards`` what is shown of it, and ``counter`` says how the crowd is
    counted, see :class:`Counting`.
    """

    changed = Signal()
    failed = Signal(RedraftError)
    refused = Signal(RedraftError)

    def __init__(
        self,
        keeper: Keeper,
        found: Callable[[], Sequence[Finding]],
        cards: Callable[[], Iterable[Conclusion]],
        counter: Callable[[Sharing], Count],
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._keeper, self._found, self._cards = keeper, found, cards
        self.counting = Counting(lambda: counter(self), self)
        self.counting.changed.connect(self.changed)
        self.counting.failed.connect(self.failed)
        self.here: tuple[Attribute, ...] = ()
        self.known = keeper.declared
        self._remembering = False
        self._whole: Exposure | None = None
        keeper.changed.connect(self._on_kept)

    @property
    def exposure(self) -> Exposure | None:
        """The crowd."""
        return self.counting.exposure

    @property
    def split(self) -> tuple[Sequence[Finding], Sequence[Finding]]:
        """What counts, and what is public to the user."""
        news, public = split(self.known, self._found())
        fine = [finding for finding in news if finding.attribute in self.here]
        return [finding for finding in news if finding.attribute not in self.here], [*public, *fine]

    def start_over(self) -> None:
        """Something else is shown."""
        self.here, self._whole = (), None
        self.counting.forget()

    def counted(self, exposure: Exposure | None) -> None:
        """The crowd of a report that leaves nothing out; it is counted anew where something is."""
        self._whole = exposure
        self._recount()

    def accept(self, conclusion: Conclusion) -> None:
        """The user is fine with it here."""
        self._set((*self.here, conclusion.attribute))

    def restore(self, attribute: Attribute) -> None:
        """The user is not fine with it any more."""
        self._set(tuple(one for one in self.here if one is not attribute))

    def remember(self, attribute: Attribute) -> None:
        """Everybody knows what its cards say; another value is news again."""
        self._remembering = True
        self._keeper.declare(facts_of(attribute, self._cards()), lambda _done: self.restore(attribute))

    def left_out(self) -> LeftOut:
        """What there is to show of it."""
        found = [(finding.attribute, finding.best.value) for finding in split(self.known, self._found())[1]]
        known = tuple(fact for fact in sorted(self.known) if any(tells(fact, one) for one in found))
        return LeftOut(self.here, known, self._keeper.stand is Stand.OPEN, self._keeper.stand is Stand.LOCKED)

    def add_lines(self, layout: QVBoxLayout, shown: LeftOut) -> None:
        """One line for each, with the way back; what is fine here can be remembered if the user says so."""
        for attribute in shown.here:
            line = _fine_line(attribute, self.restore)
            if shown.lasting:
                name = attribute_name(attribute)
                remember = _button(_("Remember this"), partial(self.remember, attribute), name)
                remember.setToolTip(_("Keep, encrypted, that everyone knows it; in other texts it is left out then."))
                line.insertWidget(1, remember)
            layout.addLayout(line)
        for fact in shown.known:
            known = answer(fact[1], fact[0].value)
            text = _("Everyone knows: {name}: {value}").format(name=attribute_name(fact[0]), value=known)
            layout.addLayout(_line(text, _button(_("Take it back"), partial(self._keeper.withdraw, fact), text)))
        if shown.locked:
            text = _("What everyone knows is locked, so it is not left out here.")
            layout.addLayout(_line(text, _button(_("Open it"), self._keeper.open, text)))

    def close(self) -> None:
        """Stop, and wait for the thread."""
        self.counting.close()

    def _set(self, here: tuple[Attribute, ...]) -> None:
        self.here = tuple(dict.fromkeys(here))
        self._recount()
        self.changed.emit()

    def _on_kept(self) -> None:
        if self._remembering and not self._keeper.busy:
            self._remembering = False
            if self._keeper.error is not None:
                self.refused.emit(self._keeper.error)
        if self._keeper.declared != self.known:
            self.known = self._keeper.declared
            self._recount()
        self.changed.emit()

    def _recount(self) -> None:
        if self._whole is not None:
            self.counting.forget(self._whole)
        if self._whole is None or self.split[1]:
            self.counting.soon()


def of_findings(check: CheckDraft) -> Callable[[Sharing], Count]:
    """Counts the crowd by what was found alone; there is none where nothing was."""

    def counter(sharing: Sharing) -> Count:
        news, public = sharing.split
        return lambda: check.crowd(news, public) if news else None

    return counter


def facts_of(attribute: Attribute, cards: Iterable[Conclusion]) -> list[Fact]:
    """What the cards of an attribute say of the author, as far as they show it."""
    mine = [card for card in cards if card.attribute is attribute and card.subject is Subject.AUTHOR]
    return [(attribute, guess.value) for card in mine for guess in card.guesses[: None if card.several else 1]]


def _fine_line(attribute: Attribute, on_back: Callable[[Attribute], object]) -> QHBoxLayout:
    """One attribute that is not shown any more, and the way back."""
    text = _("You are fine with: {name}").format(name=attribute_name(attribute))
    return _line(text, _button(_("Show again"), partial(on_back, attribute), text))


def _line(text: str, action: QPushButton) -> QHBoxLayout:
    line = row(label(text, "small"), action)
    line.setStretch(0, 1)
    return line


def _button(text: str, on_click: Callable[[], object], about: str) -> QPushButton:
    result = button(text, on_click, role="quiet")
    result.setAccessibleDescription(about)
    return result
