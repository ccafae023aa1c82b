"""What is told by its form: a folder of tables, each a family of patterns, with sentences they must and must not match.

A table of ``identifiers`` in a language's folder has ``[parts]`` and ``[lists]``, which its patterns name in braces
(:mod:`redraft.languages.notation`), and ``[[pattern]]``:

- ``pattern``: what is found is its first group that matched but ``words``, else all of it
- ``before``: what has to stand right before it
- ``attribute``, ``kind``, ``score``, ``why`` (the code of a message, which gets the group ``words`` if there is one)
- ``words``: one of these has to stand in the text, with a capital where ``capital`` says so; ``digit``: "must" asks for
  a digit, "may" takes one instead of a word. These gates only save time.
- ``matches``: pairs of a sentence and what is found in it; ``misses``: sentences in which nothing is
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

from redraft.detectors.contract import Context, Need, identifier, words_of
from redraft.domain.attributes import Attribute
from redraft.domain.finding import Finding
from redraft.domain.message import Message
from redraft.languages import Language
from redraft.languages.notation import Notation

_NEAR = 32
"""Code points before a match in which ``before`` is looked for."""


@dataclass(frozen=True, slots=True)
class Form:
    """One pattern with what its matches are; see the module."""

    pattern: re.Pattern[str]
    before: re.Pattern[str] | None
    attribute: Attribute
    kind: str
    score: float
    why: Message
    words: frozenset[str]
    capital: bool
    digit: str
    matches: tuple[tuple[str, str], ...]
    misses: tuple[str, ...]

    def places(self, context: Context) -> Iterator[tuple[int, int, re.Match[str]]]:
        """Where it stands in a text: start, end and the match."""
        if not self._worthwhile(context):
            return
        for match in self.pattern.finditer(context.text):
            if self.before is None or self.before.search(context.text, max(0, match.start() - _NEAR), match.start()):
                said = match.re.groupindex.get("words")
                groups = (i for i in range(1, match.re.groups + 1) if match[i] is not None and i != said)
                yield (*match.span(next(groups, 0)), match)

    def finding(self, context: Context, start: int, end: int, match: re.Match[str]) -> Finding:
        """What one place of it says."""
        why = self.why.filled(words=match["words"]) if "words" in match.re.groupindex else self.why
        return identifier(context, start, end, self.attribute, self.kind, self.score, why)

    def _worthwhile(self, context: Context) -> bool:
        if context.has_digit and self.digit == "may":
            return True
        if self.digit == "must" and not context.has_digit:
            return False
        if self.words:
            return context.any_capitalised(self.words) if self.capital else context.any_of(self.words)
        return bool(context.capitalised) or not self.capital


class Forms:
    """Everything that one table describes. See :class:`.contract.Detector`."""

    def __init__(self, name: str, *, every_language: bool = False) -> None:
        self.name = name
        self.every_language = every_language
        self.tables: tuple[str, ...] = ()

    def needs(self, context: Context) -> Need:
        """Nothing."""
        return Need.NOTHING

    def detect(self, context: Context) -> Iterable[Finding]:
        """All places of all its patterns."""
        for form in forms(context.language, self.name):
            for place in form.places(context):
                yield form.finding(context, *place)


@cache
def forms(language: Language, name: str) -> tuple[Form, ...]:
    """The patterns of ``identifiers/<name>.toml``; none where the language has no such table."""
    table = language.table(f"identifiers/{name}")
    notation = Notation.of(table)
    return tuple(_form(entry, notation) for entry in table.get("pattern", ()))


def _form(entry: Mapping[str, Any], notation: Notation) -> Form:
    before = entry.get("before")
    return Form(
        notation.compile(entry["pattern"]),
        None if before is None else notation.compile(before + r"\Z"),
        Attribute(entry["attribute"]),
        entry["kind"],
        entry["score"],
        Message(entry["why"]),
        words_of(notation.expand(entry.get("words", ""))),
        entry.get("capital", False),
        entry.get("digit", ""),
        tuple((text, found) for text, found in entry.get("matches", ())),
        tuple(entry.get("misses", ())),
    )
