"""Which card is chosen: by its card, by its words in the text, or by the keys that go from one to the next."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QObject, Signal

from redraft.domain.text import Span
from redraft.gui.cards.conclusions import Conclusion


class Chosen(QObject):
    """``card`` is one of what ``cards`` gives, or None. Emits ``changed`` with whether to show its words."""

    changed = Signal(bool)

    def __init__(self, cards: Callable[[], Sequence[Conclusion]], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._cards = cards
        self.card: Conclusion | None = None

    def choose(self, card: Conclusion | None) -> None:
        """Choose a card, or none, which choosing it again does too."""
        same = card is not None and self.card is not None and card.key == self.card.key
        self.card = None if same else card
        self.changed.emit(True)

    def choose_at(self, place: Span) -> None:
        """Choose the card whose words stand at a place; where none do, none."""
        hit = next((card for card in self._cards() if any(span.overlaps(place) for span in card.spans)), None)
        if hit is not None or self.card is not None:
            self.card = hit
            self.changed.emit(False)

    def choose_between(self, start: int, end: int) -> None:
        """The same for words that were selected; a cursor alone chooses nothing."""
        if start != end:
            self.choose_at(Span(start, end))

    def step(self, by: int) -> None:
        """Choose the next or previous card."""
        cards = self._cards()
        if cards:
            keys = [card.key for card in cards]
            at = keys.index(self.card.key) + by if self.card is not None else min(0, by)
            self.choose(cards[at % len(cards)])

    def forget(self) -> None:
        """The words are others now."""
        self.card = None

    def follow(self, cards: Sequence[Conclusion]) -> None:
        """The cards are these now; the chosen one is what became of it."""
        self.card = next((card for card in cards if self.card is not None and card.key == self.card.key), None)
