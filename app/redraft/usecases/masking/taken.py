"""Stretches of a text of which none overlaps another."""

from __future__ import annotations

from bisect import bisect_left, insort
from collections.abc import Iterable

from redraft.domain.text import Span


class Taken:
    """Keeps them sorted, so that asking costs little however many there are."""

    def __init__(self, spans: Iterable[Span] = ()) -> None:
        self._spans: list[Span] = []
        for span in spans:
            self.add(span)

    def holds(self, span: Span) -> bool:
        """Whether one of them overlaps a stretch."""
        at = bisect_left(self._spans, span)
        return any(other.overlaps(span) for other in self._spans[max(0, at - 1) : at + 1])

    def add(self, span: Span) -> bool:
        """Take a stretch as well; False, and nothing happens, where one of them overlaps it."""
        if self.holds(span):
            return False
        insort(self._spans, span)
        return True
