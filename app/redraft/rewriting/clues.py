"""Words that give an attribute away without saying it: local food, transit, slang, jargon, from a word list of ours."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache

from redraft import languages
from redraft.domain.attributes import Attribute
from redraft.domain.text import Span
from redraft.rewriting.fit import General

KEPT = "="
_COUNT = r"(?:\d+|one|two|three|four|five|six|seven|eight|nine|ten|twelve|fifteen|twenty|thirty|forty)"
_ENDINGS = r"(?:s|es|ies|ed|d|ing|er|ers|al)?"
"""What a star in the list stands for."""


@dataclass(frozen=True, slots=True)
class Group:
    """Words with one general word; ``weak`` ones are touched only when the others do not hide the attribute.

    A general word without letters means that the words can only go, or be ``bare`` where no noun follows; with
    :data:`KEPT` they stay there.
    """

    attributes: frozenset[Attribute]
    general: General
    weak: bool


@dataclass(frozen=True, slots=True)
class Clue:
    """A place of a text where such words stand."""

    span: Span
    group: Group


@dataclass(frozen=True, slots=True)
class _Lexicon:
    pattern: re.Pattern[str]
    exact: dict[str, list[Group]]
    any_case: dict[str, list[Group]]
    stems: tuple[tuple[str, Group], ...]

    def groups(self, words: str) -> Iterable[Group]:
        low = words.casefold()
        yield from self.exact.get(words, ())
        yield from self.any_case.get(low, ())
        yield from (group for stem, group in self.stems if low.startswith(stem))


def find(text: str, attribute: Attribute, *, weak: bool) -> list[Clue]:
    """Clues about one attribute, in the order of the text; with ``weak`` also those that say little."""
    lexicon = _lexicon(attribute)
    idle = [Span(m.start(), m.end()) for m in _idioms().finditer(text)]
    found: list[Clue] = []
    for match in lexicon.pattern.finditer(text):
        if any(span.start <= match.start() < span.end for span in idle):
            continue
        for group in lexicon.groups(match.group()):
            if weak or not group.weak:
                _keep(found, text, Clue(Span(match.start(), match.end()), group))
                break
    return found


def _keep(found: list[Clue], text: str, clue: Clue) -> None:
    """Add a clue, as one with the clue right before it when both have the same general word."""
    if found and found[-1].group.general == clue.group.general:
        between = text[found[-1].span.end : clue.span.start]
        if not between.strip(" :'’") and "\n" not in between:
            found[-1] = Clue(Span(found[-1].span.start, clue.span.end), clue.group)
            return
    found.append(clue)


def general_of(word: str, attribute: Attribute) -> General | None:
    """What stands above a general word itself: a husband is a partner, and a partner a friend."""
    return next((group.general for group in _lexicon(attribute).groups(word)), None)


@cache
def _groups() -> tuple[tuple[Group, tuple[str, ...]], ...]:
    groups: list[tuple[Group, tuple[str, ...]]] = []
    head: Group | None = None
    for line in languages.default().lines("words/clues.txt"):
        if line.startswith("@"):
            names, *general = (part.strip().strip("-") for part in line.lstrip("@?").split("|"))
            attributes = frozenset(Attribute(name) for name in names.split())
            head = Group(attributes, General(*general), line.startswith("@?"))
        elif head is not None and line.strip() and line[0] != "!":
            groups.append((head, tuple(word.strip() for word in line.split(",") if word.strip())))
    return tuple(groups)


@cache
def _idioms() -> re.Pattern[str]:
    """Phrases in which such words mean something else: "of course", "the concrete jungle"."""
    lines = languages.default().lines("words/clues.txt")
    said = [p.strip() for line in lines if line.startswith("!") for p in line[1:].split(",") if p.strip()]
    longest = sorted((_spaced(p).replace(r"\#", _COUNT) for p in said), key=len, reverse=True)
    return re.compile(rf"(?<![\w'’])(?:{'|'.join(longest)})(?!\w)", re.IGNORECASE)


@cache
def _lexicon(attribute: Attribute) -> _Lexicon:
    exact: dict[str, list[Group]] = {}
    any_case: dict[str, list[Group]] = {}
    stems: list[tuple[str, Group]] = []
    patterns: set[str] = set()
    for group, words in _groups():
        if attribute not in group.attributes:
            continue
        for word in words:
            plain = word.strip("=*").casefold()
            if word.startswith("="):
                exact.setdefault(word[1:].rstrip("*"), []).append(group)
                patterns.add(re.escape(word[1:].rstrip("*")))
            elif word.endswith("*"):
                stems.append((plain, group))
                patterns.add(rf"(?i:{_spaced(plain)}{_ENDINGS})")
            else:
                any_case.setdefault(plain, []).append(group)
                patterns.add(rf"(?i:{_spaced(plain)})")
    longest = sorted(patterns, key=len, reverse=True)
    pattern = re.compile(rf"(?<![\w#@/'’-])(?:{'|'.join(longest)})(?![\w-]|['’](?!s\b))" if longest else r"(?!)")
    return _Lexicon(pattern, exact, any_case, tuple(sorted(stems, key=lambda s: -len(s[0]))))


def _spaced(words: str) -> str:
    """As a pattern: an apostrophe in either form. Spaces stay single so that look-ups by the words succeed."""
    return re.escape(words).replace("'", "['’]")
