"""What was found out of a text while it is reworded, so that nothing is asked twice."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field

from redraft.domain.attributes import Attribute
from redraft.domain.edit import Change
from redraft.domain.text import Span
from redraft.usecases.judging import Judge
from redraft.usecases.looks import Looks
from redraft.usecases.ports import CancelToken

About = frozenset[Attribute]


@dataclass(slots=True)
class FoundOut:
    """Of one text: what could be done, what that costs, and what was seen of texts with it done."""

    _made: dict[tuple[About, frozenset[Span]], tuple[Change, ...]] = field(default_factory=dict)
    _prices: dict[Change, float] = field(default_factory=dict)
    _looks: Looks | None = None

    def looks(self, judge: Judge | None, cancel: CancelToken | None) -> Looks:
        """The looks of a judge, with all that it has seen."""
        if self._looks is None or self._looks.judge != judge:
            self._looks = Looks(judge, cancel)
        return self._looks

    def made(self, about: About, telling: Sequence[Span], make: Callable[[], tuple[Change, ...]]) -> tuple[Change, ...]:
        """What could be done at the telling words to hide some attributes."""
        key = about, frozenset(telling)
        if key not in self._made:
            self._made[key] = make()
        return self._made[key]

    def prices(
        self, changes: Sequence[Change], price: Callable[[Sequence[Change]], Mapping[Change, float]]
    ) -> dict[Change, float]:
        """What changes cost."""
        if new := [change for change in changes if change not in self._prices]:
            self._prices |= price(new)
        return {change: self._prices[change] for change in changes}
