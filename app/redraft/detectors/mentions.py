"""Words that say what kind of person somebody is: children, marriage, degrees, peoples, conditions.

Whose they are is left to the stated facts.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache, cached_property
from typing import Any

from redraft.detectors.contract import Context, Need, identifier
from redraft.detectors.stated import lexicon
from redraft.domain.attributes import Attribute
from redraft.domain.finding import Finding
from redraft.domain.message import Message
from redraft.languages import Language
from redraft.languages.notation import Notation, Parts, literally

_WORD = re.compile(r"[^\W\d_]+")


@dataclass(frozen=True, eq=False)
class Mention:
    """One entry of ``mentions.toml``: ``gate`` are sets of words of which one is whole in every text that matches."""

    attribute: Attribute
    said: Mapping[str, Any]
    notation: Notation
    gate: Mapping[str, tuple[frozenset[str], ...]]

    @cached_property
    def regex(self) -> re.Pattern[str]:
        """Compiled when a text first holds words of the gate."""
        return self.notation.compile(("(?i)" if self.said.get("any_case") else "") + self.said["pattern"])

    def find(self, context: Context) -> Iterator[re.Match[str]]:
        """Its matches in a piece; quickly none where no words of it stand there."""
        mark, among = self.said.get("mark"), self.said.get("group_in")
        if mark is not None:
            worthwhile = mark in context.text
        else:
            worthwhile = any(
                words <= context.words for first in context.words & self.gate.keys() for words in self.gate[first]
            )
        for match in self.regex.finditer(context.text) if worthwhile else ():
            if among is None or match[1].lower() in context.language.words(among):
                yield match


@cache
def mentions(language: Language) -> tuple[Mention, ...]:
    """All entries of a language's table."""
    table = language.table("mentions")
    everyday = set(table.get("parts", {}).get("everyday", ()))
    names = [n for n, group in lexicon.conditions(language).items() if group != "symptom" and n not in everyday]
    lists = {"conditions": literally(names), "demonyms": sorted(language.words("demonyms"))}
    return tuple(_mention(said, lists, table["parts"]) for said in table.get("mention", ()))


def _mention(said: Mapping[str, Any], lists: Parts, parts: Parts) -> Mention:
    notation = Notation(said.get("parts", {}), lists, parts)
    gate: dict[str, tuple[frozenset[str], ...]] = {}
    for entry in said.get("gate", ()):
        for one in notation.entries(entry.strip("{}")) if entry.startswith("{") else (entry,):
            words = _WORD.findall(one.lower())
            gate[words[0]] = (*gate.get(words[0], ()), frozenset(words))
    return Mention(Attribute(said["attribute"]), said, notation, gate)


class Mentions:
    """See :class:`redraft.detectors.contract.Detector`."""

    name = "mentions"
    every_language = False
    tables: tuple[str, ...] = ("mentions",)

    def needs(self, context: Context) -> Need:
        """Nothing."""
        return Need.NOTHING

    def detect(self, context: Context) -> Iterable[Finding]:
        """One finding for each place; group 1 where the pattern has one and ``group_in`` does not ask for it."""
        for one in mentions(context.language):
            for match in one.find(context):
                group = 1 if one.regex.groups and "group_in" not in one.said else 0
                why = Message(one.said["why"])
                start, end = match.span(group)
                yield identifier(context, start, end, one.attribute, one.said["kind"], one.said["score"], why)
