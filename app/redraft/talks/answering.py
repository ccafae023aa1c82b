"""What a few words mean as an answer: which statement they stand for, a yes, a no, or a refusal."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

from redraft.domain.talk import Aim, Question
from redraft.domain.text import Span
from redraft.languages import Language
from redraft.languages.notation import Notation, any_of, literally

MOST_CLAUSES = 3
"""Clauses of a turn, its first, in which an answer is looked for: "thanks! Graz"."""
MOST_WORDS = 7
"""Words of an answer that leaves its sentence to the question; more say it themselves."""
_END = re.compile(r"[.!?…,;\n(]|\s-\s|$")
_SLOT = "{answer}"
_BETWEEN = " \t\n,!.…:;-?"
_FINER = {Aim.LOCATION: (Aim.ADDRESS,)}
"""What an answer may say where the question was content with less: a street for a town."""


@dataclass(frozen=True, slots=True)
class Framed:
    """An answer as a statement. ``text[start:end]`` of the statement are the words at ``place`` of the turn."""

    text: str
    start: int
    end: int
    place: Span


class Answering:
    """What is known of answers in one language; see ``questions/answers.toml``."""

    def __init__(self, table: Mapping[str, Any]) -> None:
        plain = Notation()

        def beginning(name: str) -> re.Pattern[str]:
            return plain.compile(rf"(?i:{any_of(literally(table[name]))})\b")

        self._before, self._yes, self._no = beginning("before"), beginning("yes"), beginning("no")
        self._after = plain.compile(rf"(?i:(?:[\s,]+|^){any_of(literally(table['after']))})+$")
        self._closed = beginning("closed")
        self._declines = plain.compile(rf"(?i:\b{any_of(literally(table['declines']))}\b)")
        self._turned = [(re.compile(f["asked"] + " "), f["say"]) for f in table["turned"]]
        self._frames = [(Aim(f["aim"]), re.compile(rf"\b(?:{f.get('asked', '')})"), f["say"]) for f in table["frame"]]

    def declines(self, text: str) -> bool:
        """Whether an answer says that it gives none."""
        return self._declines.search(text.replace("’", "'")) is not None

    def agrees(self, text: str, asked: str) -> bool | None:
        """What an answer says to a folded question that a yes or no answers; None where it says neither."""
        if not self._closed.match(asked):
            return None
        said = text.replace("’", "'").lstrip()
        return False if self._no.match(said) else True if self._yes.match(said) else None

    def turned(self, asked: str) -> str:
        """A folded question as the statement that a yes makes of it; empty where it is none that this holds for."""
        for question, say in self._turned:
            if found := question.match(asked):
                return f"{say} {asked[found.end() :].replace('your', 'my')}."
        return ""

    def framed(self, text: str, question: Question, asked: str) -> Iterator[Framed]:
        """The first clauses of a turn, each as the statement that answers an aim of a question, ``asked`` being its
        folded words; none of those that are long enough to speak for themselves.
        """
        for place in self._short(text):
            words = text[place.start : place.end]
            for aim in question.aims:
                for its in (aim, *_FINER.get(aim, ())):
                    say = next((say for one, word, say in self._frames if one is its and word.search(asked)), None)
                    if say is not None:
                        before, _, after = say.partition(_SLOT)
                        yield Framed(before + words + after, len(before), len(before) + len(words), place)

    def _short(self, text: str) -> Iterator[Span]:
        """The first clauses that are short enough to be nothing but an answer, without the words in front of it."""
        start = 0
        for _ in range(MOST_CLAUSES):
            found = _END.search(text, start)
            end = found.start() if found else len(text)
            place = self._bare(text, start, end)
            asks = found is not None and found.group() == "?"
            if place is not None and not asks and len(text[place.start : place.end].split()) <= MOST_WORDS:
                yield place
            if found is None or end >= len(text):
                return
            start = found.end()

    def _bare(self, text: str, start: int, end: int) -> Span | None:
        said = text.replace("’", "'")
        while True:
            while start < end and said[start] in _BETWEEN:
                start += 1
            found = self._before.match(said, start, end)
            if found is None or found.end() >= end:
                break
            start = found.end()
        rest = said[start:end].rstrip()
        if self._yes.fullmatch(rest) or self._no.fullmatch(rest):
            return None
        end = start + len(self._after.sub("", rest))
        return Span(start, end) if start < end else None


@cache
def answering(language: Language) -> Answering | None:
    """What is known of answers in a language; None where it has no such table."""
    table = language.table("questions/answers")
    return Answering(table) if table else None


@cache
def replies(language: Language) -> Mapping[Aim, tuple[str, ...]]:
    """Friendly replies that give less, by what was asked; empty where the language has none."""
    said = language.table("questions/replies").get("replies", {})
    return {Aim(aim): tuple(words) for aim, words in said.items()}
