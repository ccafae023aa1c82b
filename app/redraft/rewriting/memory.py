"""Wordings that people took before for the same words: a table of ours, and short edits of the corpus."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache

from redraft import languages
from redraft.domain.attributes import Attribute
from redraft.domain.edit import Change
from redraft.domain.text import Span
from redraft.rewriting.seams import closed, fitted

_DECADES = {2: "twenties", 3: "thirties", 4: "forties", 5: "fifties", 6: "sixties", 7: "seventies", 8: "eighties"}
_WORDS = re.compile(r"[\w'’-]+")
_NAME = re.compile(r"[ \t]+[A-Z][\w’'-]+(?<!['’]s)")
_PEOPLE = frozenset({Attribute.FAMILY, Attribute.RELATIONSHIP, Attribute.CHILDREN, Attribute.OTHER_PERSON})
"""Of whom a name may follow, which goes with them: "my sister Mel"."""
LONGEST = 4
"""Words of an edit that is remembered."""


@dataclass(frozen=True, slots=True)
class Saying:
    """Words by a pattern, and what could stand there instead."""

    attributes: frozenset[Attribute]
    pattern: str
    instead: tuple[str, ...]


@cache
def sayings() -> tuple[Saying, ...]:
    """The table ``rewordings.toml`` of the language."""
    data = tomllib.loads(languages.default().path("rewordings.toml").read_text("utf-8"))
    parts = {
        f"{{{name}}}": part if isinstance(part, str) else f"(?:{chr(124).join(part)})"
        for name, part in data["parts"].items()
    }
    return tuple(
        Saying(frozenset(map(Attribute, one["attributes"])), _with_parts(one["pattern"], parts), tuple(one["instead"]))
        for one in data["said"]
    )


def _with_parts(pattern: str, parts: Mapping[str, str]) -> str:
    """A pattern with the lists that several share."""
    for name, part in parts.items():
        pattern = pattern.replace(name, part)
    return pattern


@cache
def remembered() -> dict[str, tuple[tuple[Attribute, str, int], ...]]:
    """Short edits of the corpus by their old words, in small letters: of which attribute, the new words, how often."""
    found: dict[str, list[tuple[Attribute, str, int]]] = {}
    for line in languages.default().path("rewordings.tsv").read_text("utf-8").splitlines():
        if not line.startswith("#"):
            name, old, new, times = line.split("\t")
            found.setdefault(old, []).append((Attribute(name), new, int(times)))
    return {old: tuple(sorted(each, key=lambda one: -one[2])) for old, each in found.items()}


def recalled(
    text: str, attributes: frozenset[Attribute], places: Sequence[str] = (), quotes: Sequence[str] = ()
) -> Iterator[Change]:
    """Every wording that the table and the corpus know for words of a text. ``places`` are names of places in it,
    ``quotes`` addresses, numbers and accounts.
    """
    for saying in sayings():
        if not saying.attributes & attributes:
            continue
        pattern = _filled(saying.pattern, places, quotes)
        if pattern is None:
            continue
        for match in re.finditer(rf"(?<![\w'’-])(?:{pattern})(?![\w'’]|-\w)", text, re.I):
            named = _NAME.match(text, match.end()) if saying.attributes & _PEOPLE else None
            gap = Span(match.start(), match.end() if named is None else named.end())
            for words in saying.instead:
                yield _made(text, gap, match, words)
    tokens = list(_WORDS.finditer(text))
    for i, first in enumerate(tokens):
        for last in tokens[i : i + LONGEST]:
            old = text[first.start() : last.end()].casefold()
            for attribute, words, times in remembered().get(old, ()):
                if attribute in attributes:
                    gap = Span(first.start(), last.end())
                    yield Change(*(fitted(text, gap, words) if words else closed(text, gap)), "memory", times)


def _filled(pattern: str, places: Sequence[str], quotes: Sequence[str]) -> str | None:
    for mark, names in (("{place}", places), ("{quote}", quotes)):
        if mark in pattern:
            if not names:
                return None
            pattern = pattern.replace(
                mark, "(?:" + "|".join(map(re.escape, sorted(names, key=len, reverse=True))) + ")"
            )
    return pattern


def _made(text: str, gap: Span, match: re.Match[str], words: str) -> Change:
    if "{decade}" in words:
        tens = int(match.group(1)) // 10
        words = words.replace("{decade}", _DECADES.get(tens, "teens"))
    return Change(*(fitted(text, gap, words) if words else closed(text, gap)), "step")
