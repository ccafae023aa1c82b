"""Texts and places in them. Offsets are code points, as Python counts, half open: text[start:end]."""

from __future__ import annotations

import re
from dataclasses import dataclass

from redraft.domain.message import Message

_HIDDEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]|\r(?!\n)")
"""Characters that steer a terminal, and those that turn the order of what is shown around."""

_SENTENCE = re.compile(r"(?<=[.!?…\n])\s+")

NEAR = 120
"""Code points on either side of a place that :func:`around` takes at least, where there are as many."""

HIDDEN = "\ufffd"
"""What is shown in place of each."""


def visible(text: str) -> str:
    """The text with a mark for each hidden character, one for one, so that places stay the same."""
    return _HIDDEN.sub(HIDDEN, text)


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """A stretch of a text."""

    start: int
    end: int

    def __post_init__(self) -> None:
        if not 0 <= self.start <= self.end:
            raise ValueError(f"not a span: {self.start}..{self.end}")

    def __len__(self) -> int:
        return self.end - self.start

    def overlaps(self, other: Span) -> bool:
        """True when the two share at least one code point."""
        return self.start < other.end and other.start < self.end

    def shifted(self, by: int) -> Span:
        """The same stretch in a text that has ``by`` more code points in front."""
        return Span(self.start + by, self.end + by)


def around(text: str, start: int, end: int) -> Span:
    """The sentences around ``text[start:end]``."""
    first = max((m.end() for m in _SENTENCE.finditer(text, 0, max(0, start - NEAR))), default=0)
    last = _SENTENCE.search(text, min(len(text), end + NEAR))
    return Span(first, last.start() if last else len(text))


def seams_of_sentences(text: str) -> list[int]:
    """Where sentences, or lines, begin, in order, and at last where the text ends."""
    return [0, *(m.end() for m in _SENTENCE.finditer(text) if m.end() < len(text)), len(text)]


@dataclass(frozen=True, slots=True, order=True)
class Evidence:
    """The exact words a finding rests on: ``quote == text[start:end]``, character for character."""

    start: int
    end: int
    quote: str

    @classmethod
    def of(cls, text: str, start: int, end: int) -> Evidence:
        """Quote ``text[start:end]``; raises ValueError for an empty or impossible stretch."""
        if not 0 <= start < end <= len(text):
            raise ValueError(f"no evidence at {start}..{end} in a text of {len(text)}")
        return cls(start, end, text[start:end])

    @property
    def span(self) -> Span:
        """Where the quote stands."""
        return Span(self.start, self.end)


@dataclass(frozen=True, slots=True)
class Note:
    """Something the user should know about how a check went, such as where a text was cut."""

    code: str
    message: Message


@dataclass(frozen=True, slots=True)
class Written:
    """A draft as it was read from a file, and what its author should know of that."""

    text: str
    notes: tuple[Note, ...] = ()
