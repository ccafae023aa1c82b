"""Changes to a text that the user takes or leaves one by one."""

from __future__ import annotations

from dataclasses import dataclass
from enum import IntEnum

from redraft.domain.attributes import Attribute
from redraft.domain.message import NOTHING, Message
from redraft.domain.text import Span, around


class Degree(IntEnum):
    """How much a wording gives up."""

    VAGUER = 1
    MUCH_VAGUER = 2
    OUT = 3


@dataclass(frozen=True, slots=True)
class Wording:
    """One way to say it instead: ``text`` replaces the edit's span. ``untrue``: a decoy, which is only ever offered."""

    degree: Degree
    text: str
    untrue: bool = False


@dataclass(frozen=True, slots=True)
class Edit:
    """One place of a text with the wordings that could stand there instead, mildest first.

    ``original == text[span.start:span.end]``.
    """

    span: Span
    original: str
    attribute: Attribute
    wordings: tuple[Wording, ...]
    why: Message = NOTHING


@dataclass(frozen=True, slots=True)
class Placed:
    """Some sentences with a change made, and where its words stand in them; and both as they were."""

    new: str
    there: Span
    old: str
    here: Span


@dataclass(frozen=True, slots=True)
class Change:
    """One thing that could be done to a text, not yet an edit: ``words`` for ``span``.

    ``kind``: what goes (``word``, ``phrase``, ``aside``, ``clause``, ``sentence``) or who made the new words
    (``memory``, ``step``, ``gap``). ``support`` is how many people's edits it follows.
    """

    span: Span
    words: str
    kind: str
    support: int = 0

    def applied(self, text: str) -> str:
        """The text with it made."""
        return text[: self.span.start] + self.words + text[self.span.end :]

    def within(self, text: str, part: Span) -> str:
        """What stands at ``part`` of the text, which holds the change's place, with it made."""
        return text[part.start : self.span.start] + self.words + text[self.span.end : part.end]

    def placed(self, text: str) -> Placed:
        """The sentences around it with it made, and without."""
        part = around(text, self.span.start, self.span.end)
        first = self.span.start - part.start
        there, here = Span(first, first + len(self.words)), Span(first, self.span.end - part.start)
        return Placed(self.within(text, part), there, text[part.start : part.end], here)

    def lost(self, text: str) -> int:
        """How many words fewer the text has with it made; 0 where it has more."""
        return max(0, len(text[self.span.start : self.span.end].split()) - len(self.words.split()))


def apply(text: str, chosen: dict[Span, str]) -> str:
    """The text with every chosen replacement made. Spans must not overlap; raises ValueError when they do."""
    parts: list[str] = []
    at = 0
    for span in sorted(chosen):
        if span.start < at or span.end > len(text):
            raise ValueError("edits overlap or reach beyond the text")
        parts += [text[at : span.start], chosen[span]]
        at = span.end
    parts.append(text[at:])
    return "".join(parts)
