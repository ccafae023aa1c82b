"""What is left out: what the user is fine with here, and what everybody knows."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import partial

from PySide6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout

from redraft.domain.attributes import Attribute
from redraft.domain.finding import Finding, Subject
from redraft.domain.relations import Fact, tells
from redraft.gui.cards.conclusions import Conclusion
from redraft.gui.keeping.keeper import Keeper, Stand
from redraft.gui.parts import button, label, row
from redraft.speech.now import _, answer, attribute_name


@dataclass(frozen=True, slots=True)
class LeftOut:
    """``here``: attributes, until the window shows something else. ``known``: facts that excused a finding.

    ``lasting`` says that what is fine can be remembered, ``locked`` that what was remembered cannot be read now.
    """

    here: tuple[Attribute, ...] = ()
    known: tuple[Fact, ...] = ()
    lasting: bool = False
    locked: bool = False


def left_out(keeper: Keeper, here: tuple[Attribute, ...], excused: Iterable[Finding]) -> LeftOut:
    """What the user is fine with ``here``, and which facts excused these findings."""
    found = [(finding.attribute, finding.best.value) for finding in excused]
    known = tuple(fact for fact in sorted(keeper.declared) if any(tells(fact, one) for one in found))
    return LeftOut(here, known, keeper.stand is Stand.OPEN, keeper.stand is Stand.LOCKED)


def facts_of(attribute: Attribute, cards: Iterable[Conclusion]) -> list[Fact]:
    """What the cards of an attribute say of the author, as far as they show it."""
    mine = [card for card in cards if card.attribute is attribute and card.subject is Subject.AUTHOR]
    return [(attribute, guess.value) for card in mine for guess in card.guesses[: None if card.several else 1]]


def add_left_out(
    layout: QVBoxLayout,
    shown: LeftOut,
    on_back: Callable[[Attribute], object],
    on_remember: Callable[[Attribute], object],
    keeper: Keeper,
) -> None:
    """One line for each, with the way back; what is fine here can be remembered if the user says so."""
    for attribute in shown.here:
        line = _fine_line(attribute, on_back)
        if shown.lasting:
            remember = _button(_("Remember this"), partial(on_remember, attribute), attribute_name(attribute))
            remember.setToolTip(_("Keep, encrypted, that everyone knows it; in other texts it is left out then."))
            line.insertWidget(1, remember)
        layout.addLayout(line)
    for fact in shown.known:
        known = answer(fact[1], fact[0].value)
        text = _("Everyone knows: {name}: {value}").format(name=attribute_name(fact[0]), value=known)
        layout.addLayout(_line(text, _button(_("Take it back"), partial(keeper.withdraw, fact), text)))
    if shown.locked:
        text = _("What everyone knows is locked, so it is not left out here.")
        layout.addLayout(_line(text, _button(_("Open it"), keeper.open, text)))


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
