"""A text together with what suggestions would take out of it and put in: one text to read. Knows no Qt."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import Enum, auto

from redraft.domain.text import Span

_BEFORE, _AFTER = "\u2009\u2068", "\u2069"
"""Around what is put in: a thin space from the words before it, and an isolate, so that the text on both sides keeps
its order when they are written in different directions."""


class Part(Enum):
    """What a stretch of the shown text is: as it stands, what would go, what would come."""

    KEPT = auto()
    OUT = auto()
    IN = auto()


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of the shown text, where it begins there and in the source, and the edit that it belongs to."""

    part: Part
    text: str
    shown: Span
    source: int
    edit: Span | None = None

    @property
    def words(self) -> str:
        """The words alone, without what sets new ones apart."""
        return self.text.removeprefix(_BEFORE).removesuffix(_AFTER) if self.part is Part.IN else self.text


class Redline:
    """``source`` with the words that would stand in place of each span; spans may not overlap."""

    def __init__(self, source: str, proposals: Mapping[Span, str]) -> None:
        self.key = (source, tuple(sorted(proposals.items())))
        self.pieces = tuple(_pieces(source, proposals))
        self.text = "".join(piece.text for piece in self.pieces)

    def place(self, edit: Span) -> Span:
        """Where an edit is shown: what would go, then what would come."""
        mine = [piece.shown for piece in self.pieces if piece.edit == edit]
        return Span(mine[0].start, mine[-1].end) if mine else Span(0, 0)

    def to_source(self, place: int) -> int:
        """The code point of the source for one that is shown; all of what would come is the end of what would go."""
        piece = next((p for p in reversed(self.pieces) if p.shown.start <= place), self.pieces[0])
        return piece.source if piece.part is Part.IN else piece.source + place - piece.shown.start

    def to_shown(self, place: int) -> int:
        """Where a code point of the source is shown."""
        piece = next(p for p in reversed(self.pieces) if p.part is not Part.IN and p.source <= place)
        return piece.shown.start + place - piece.source


def _pieces(source: str, proposals: Mapping[Span, str]) -> Iterator[Piece]:
    shown = 0
    for part, text, start, edit in _stretches(source, proposals):
        yield Piece(part, text, Span(shown, shown + len(text)), start, edit)
        shown += len(text)


def _stretches(source: str, proposals: Mapping[Span, str]) -> Iterator[tuple[Part, str, int, Span | None]]:
    at = 0
    for span, words in sorted(proposals.items()):
        yield Part.KEPT, source[at : span.start], at, None
        yield Part.OUT, source[span.start : span.end], span.start, span
        if words:
            yield Part.IN, f"{_BEFORE}{words}{_AFTER}", span.end, span
        at = span.end
    yield Part.KEPT, source[at:], at, None
