"""Wordings that people took before for the same words: tables of ours, and short edits of the corpus."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, cached_property

from redraft import languages
from redraft.domain.attributes import Attribute
from redraft.domain.edit import Change
from redraft.domain.text import Span
from redraft.languages.notation import Notation, literally
from redraft.rewriting.seams import closed, fitted

_DECADES = {2: "twenties", 3: "thirties", 4: "forties", 5: "fifties", 6: "sixties", 7: "seventies", 8: "eighties"}
_WORDS = re.compile(r"[\w'’-]+")
_NAME = re.compile(r"[ \t]+[A-Z][\w’'-]+(?<!['’]s)")
_PEOPLE = frozenset({Attribute.FAMILY, Attribute.RELATIONSHIP, Attribute.CHILDREN, Attribute.OTHER_PERSON})
"""Of whom a name may follow, which goes with them: "my sister Mel"."""
LONGEST = 4
"""Words of an edit that is remembered."""


@dataclass(frozen=True, eq=False)
class Saying:
    """Words by a pattern, and what could stand there instead."""

    attributes: frozenset[Attribute]
    written: str
    instead: tuple[str, ...]
    notation: Notation

    @cached_property
    def _pattern(self) -> re.Pattern[str]:
        return self.notation.compile(_whole(self.written))

    def places(self, text: str, names: Mapping[str, list[str]]) -> Iterator[re.Match[str]]:
        """Where such words stand. ``names`` are what its pattern may mean by "{place}" and the like; of those that it
        asks for there has to be one.
        """
        asked = [name for name in names if f"{{{name}}}" in self.written]
        if all(names[name] for name in asked):
            pattern = self.notation.compile(_whole(self.written), names) if asked else self._pattern
            yield from pattern.finditer(text)


def _whole(pattern: str) -> str:
    return rf"(?i)(?<![\w'’-])(?:{pattern})(?![\w'’]|-\w)"


@cache
def sayings() -> tuple[Saying, ...]:
    """The table ``rewordings.toml`` of the language."""
    table = languages.default().table("rewordings")
    notation = Notation.of(table)
    return tuple(
        Saying(frozenset(map(Attribute, one["attributes"])), one["pattern"], tuple(one["instead"]), notation)
        for one in table["said"]
    )


@cache
def remembered() -> dict[str, tuple[tuple[Attribute, str, int], ...]]:
    """By old words, in small letters: of which attribute, the new words, how often. Short edits of the corpus, and
    behind them vaguer words of common knowledge, which nobody was seen to take.
    """
    found: dict[str, list[tuple[Attribute, str, int]]] = {}
    for name, old, new, times in _lines("rewordings.tsv"):
        found.setdefault(old, []).append((Attribute(name), new, int(times)))
    for names, old, new in _lines("vaguer.tsv"):
        for name in names.split(","):
            found.setdefault(old, []).append((Attribute(name), new, 0))
    return {old: tuple(sorted(each, key=lambda one: -one[2])) for old, each in found.items()}


def _lines(table: str) -> Iterator[list[str]]:
    for line in languages.default().path(table).read_text("utf-8").splitlines():
        if not line.startswith("#"):
            yield line.split("\t")


def recalled(
    text: str, attributes: frozenset[Attribute], places: Sequence[str] = (), quotes: Sequence[str] = ()
) -> Iterator[Change]:
    """Every wording that the table and the corpus know for words of a text. ``places`` are names of places in it,
    ``quotes`` addresses, numbers and accounts.
    """
    names = {"place": literally(places), "quote": literally(quotes)}
    for saying in sayings():
        if not saying.attributes & attributes:
            continue
        for match in saying.places(text, names):
            named = _NAME.match(text, match.end()) if saying.attributes & _PEOPLE else None
            gap = Span(match.start(), match.end() if named is None else named.end())
            for words in saying.instead:
                yield _made(text, gap, match, words)
    tokens = list(_WORDS.finditer(text))
    for i, first in enumerate(tokens):
        for last in tokens[i : i + LONGEST]:
            old = text[first.start() : last.end()].casefold().replace("’", "'")
            for attribute, words, times in remembered().get(old, ()):
                if attribute in attributes:
                    named = _NAME.match(text, last.end()) if attribute in _PEOPLE else None
                    gap = Span(first.start(), last.end() if named is None else named.end())
                    yield Change(*(fitted(text, gap, words) if words else closed(text, gap)), "memory", times)


def _made(text: str, gap: Span, match: re.Match[str], words: str) -> Change:
    if "{decade}" in words:
        tens = int(match.group(1)) // 10
        words = words.replace("{decade}", _DECADES.get(tens, "teens"))
    return Change(*(fitted(text, gap, words) if words else closed(text, gap)), "step")
