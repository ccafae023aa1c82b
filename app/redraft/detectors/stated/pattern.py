"""The statement patterns of a language: the words they need, what they match, what that says."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache, cached_property
from typing import Any

from redraft.detectors.stated import lexicon
from redraft.detectors.stated.frame import WORD, Guard
from redraft.domain.attributes import Attribute, Severity
from redraft.domain.finding import Basis, Source
from redraft.domain.message import Message
from redraft.languages import Language
from redraft.languages.notation import NOTHING, Notation, Parts, any_of, literally


@dataclass(frozen=True, eq=False)
class Pattern:
    """One entry of a table.

    ``words``: at least one of them stands in every text that it matches. ``read`` names the reader of
    :mod:`.readers` that turns a match into a value; without one, ``values`` maps the words of group ``w``, or
    ``value`` says it, with groups in braces. ``quote`` names the group that is evidence, empty for the whole match.
    ``options`` are what else the table says, for the reader and the conditions. ``examples`` are (text, value).
    """

    attribute: Attribute
    kind: str
    why: Message
    words: frozenset[str]
    written: str
    confidence: float
    read: str
    value: str
    values: Mapping[str, str]
    guard: Guard
    basis: Basis
    source: Source
    severity: Severity | None
    quote: str
    options: Mapping[str, Any]
    notation: Notation
    examples: tuple[tuple[str, str], ...] = ()
    misses: tuple[str, ...] = ()

    @cached_property
    def regex(self) -> re.Pattern[str]:
        """Compiled when a text first holds one of its words."""
        return self.notation.compile(self.written)

    @cached_property
    def _conditions(self) -> dict[str, re.Pattern[str]]:
        names = ("not_before", "not_after", "after", "near", "not_near", "name", "until")
        said = {name: self.options.get(name) for name in names}
        return {name: self.notation.compile(text) for name, text in said.items() if text}

    def condition(self, name: str) -> re.Pattern[str] | None:
        """What has to stand, or must not stand, beside a match; None when it does not matter."""
        return self._conditions.get(name)

    @cached_property
    def choices(self) -> tuple[tuple[re.Pattern[str], str], ...]:
        """The keys of ``values`` and what each stands for; the first that fits whole counts."""
        return tuple((self.notation.compile(key), value) for key, value in self.values.items())

    @cached_property
    def stops(self) -> re.Pattern[str]:
        """Words with a capital that begin no name."""
        return self.notation.compile(any_of((*self.options.get("not_names", ()), NOTHING)) + r"\b")


class Patterns:
    """Patterns by the words they need, so that a text is shown only to those that can match."""

    def __init__(self, patterns: Iterable[Pattern]) -> None:
        self.all = tuple(patterns)
        self._by_word: dict[str, list[int]] = {}
        for number, one in enumerate(self.all):
            for word in one.words:
                self._by_word.setdefault(word, []).append(number)
        self._words = frozenset(self._by_word)

    def candidates(self, words: frozenset[str]) -> list[Pattern]:
        """Those of which a word is among ``words``, in their order."""
        hit = words & self._words
        return [self.all[n] for n in sorted({n for word in hit for n in self._by_word[word]})] if hit else []


@cache
def statements(language: Language) -> Patterns:
    """What authors say of themselves: every table of the folder ``statements``."""
    names = sorted(path.stem for path in language.path("statements").glob("*.toml") if path.stem != "parts")
    return Patterns(one for name in names for one in read(language, f"statements/{name}"))


def read(language: Language, name: str) -> Iterator[Pattern]:
    """The patterns of one table, those for several attributes once for each. Raises KeyError for incomplete ones."""
    table = language.table(name)
    usual = {key: said for key, said in table.items() if key not in {"parts", "pattern", "values"}}
    for entry in table["pattern"]:
        said = {**usual, **entry}
        for attribute in said.get("attributes") or (said["attribute"],):
            yield _pattern(language, table, said, Attribute(attribute))


def _pattern(language: Language, table: Mapping[str, Any], said: dict[str, Any], attribute: Attribute) -> Pattern:
    values = said.get("values") or table.get("values", {})
    own: Parts = {"values": list(values), **_listed(language, attribute)}
    notation = Notation(said.get("parts", {}), table.get("parts", {}), own, shared(language))
    code = said["why"] if isinstance(said["why"], str) else said["why"][attribute.value]
    severity = said.get("severity")
    return Pattern(
        attribute,
        said.get("kind", ""),
        Message(code, {"what": said["what"]} if "what" in said else {}),
        frozenset(_triggers(said["words"], notation)),
        said["pattern"],
        said["confidence"],
        said.get("read", ""),
        said.get("value", ""),
        values if "value" not in said or "values" in said else {},
        Guard(said.get("guard", "claim")),
        Basis(said.get("basis", "stated")),
        Source(said.get("source", "stated")),
        Severity[severity.upper()] if severity else None,
        said.get("quote", ""),
        said,
        notation,
        tuple(
            (text, value)
            for text, value, *of in said.get("matches", ())
            if attribute.value in (of or [attribute.value])
        ),
        tuple(said.get("misses", ())),
    )


@cache
def shared(language: Language) -> Parts:
    """The parts that every table may use."""
    return {name: part for name, part in language.table("statements/parts").items() if name != "numbers"}


@cache
def _listed(language: Language, attribute: Attribute) -> Parts:
    """Word lists of the language that patterns name like a part."""
    beliefs = [phrase for phrase, told in lexicon.beliefs(language).items() if attribute.value in dict(told)]
    return {
        "belief": literally(beliefs),
        "medicine": literally(lexicon.medicines(language)),
        "townsfolk": literally(language.table("places")["townsfolk"]),
    }


def _triggers(written: str, notation: Notation) -> Iterator[str]:
    """The words as they are, and for ``{part}`` the first word of each of its entries."""
    for word in written.split():
        if not word.startswith("{"):
            yield word
            continue
        for entry in notation.entries(word.strip("{}")):
            first = WORD.search(entry.replace("\\", ""))
            if first is not None:
                yield first.group()
                yield first.group().partition("'")[0]
