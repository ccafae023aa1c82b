"""The texts of the posts that a report shows: those at hand, and the rest read again from the archive."""

from __future__ import annotations

from collections.abc import Iterable

from redraft.domain.archive import Post, ReadChoices
from redraft.profiles.casebook import Casebook
from redraft.usecases.archive_ports import Reader


class ShownPosts:
    """Posts by position. What was read again stays; an archive's worth of texts never does."""

    def __init__(self, reader: Reader, choices: ReadChoices, book: Casebook) -> None:
        self._reader, self._choices, self._book = reader, choices, book
        self.read_again: dict[int, Post] = {}

    def at_hand(self, positions: Iterable[int]) -> dict[int, Post]:
        """Those of these posts that need not be read again."""
        found = {at: self.read_again.get(at) or self._book.post(at) for at in positions}
        return {at: post for at, post in found.items() if post is not None}

    def fetch(self, positions: Iterable[int]) -> dict[int, Post]:
        """All of these posts, but those that have gone; only while nothing is being scanned."""
        wanted = list(positions)
        known = self.at_hand(wanted)
        places = {self._book.locator(at): at for at in wanted if at not in known}
        if places:
            found = self._reader.reread(self._choices, list(places))
            self.read_again.update({places[place]: post for place, post in found.items() if place in places})
        return self.at_hand(wanted)
