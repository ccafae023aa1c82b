"""Cards below each other, kept while their conclusions are refined."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from redraft.gui.cards.card import Card
from redraft.gui.cards.conclusions import Conclusion
from redraft.gui.theme import space


class Deck(QVBoxLayout):
    """Shows conclusions in their order; a card that is refined stays where the eye and the focus are."""

    chosen = Signal(object)
    accepted = Signal(object)
    asked = Signal(object, object)

    def __init__(self, *, can_change: bool = False) -> None:
        """``can_change``: as of :class:`Card`."""
        super().__init__()
        self._can_change = can_change
        self._cards: dict[tuple[str, str, str, str], Card] = {}
        self.setContentsMargins(0, 0, 0, 0)
        self.setSpacing(space("m"))

    def card(self, conclusion: Conclusion) -> Card | None:
        """The card of a conclusion, if it is shown."""
        return self._cards.get(conclusion.key)

    def show_cards(self, cards: Sequence[Conclusion], selected: Conclusion | None) -> None:
        """Show these, and frame the selected one."""
        cards = list({one.key: one for one in cards}.values())
        wanted = {one.key for one in cards}
        for key in [key for key in self._cards if key not in wanted]:
            gone = self._cards.pop(key)
            self.removeWidget(gone)
            gone.hide()
            gone.deleteLater()
        moved = filled = False
        for place, one in enumerate(cards):
            shown = self._cards.get(one.key)
            if shown is None:
                shown = self._cards[one.key] = Card(one, can_change=self._can_change)
                shown.chosen.connect(self.chosen)
                shown.accepted.connect(self.accepted)
                shown.asked.connect(self.asked)
            else:
                filled |= shown.show_conclusion(one)
            if self.indexOf(shown) != place:
                self.removeWidget(shown)
                self.insertWidget(place, shown)
                moved = True
            shown.set_selected(selected is not None and one.key == selected.key)
        if moved or filled:
            self._line_up([self._cards[one.key] for one in cards], moved=moved)

    @staticmethod
    def _line_up(cards: Sequence[Card], *, moved: bool) -> None:
        """Let the Tab key and screen readers meet the cards in the order in which they are seen."""
        if moved:
            for card in cards:
                card.raise_()
        for one, following in pairwise([stop for card in cards for stop in (card, *card.stops)]):
            QWidget.setTabOrder(one, following)
