"""Words that point to an attribute or to one of its answers: cheap signs beside the model's, and where to quote."""

from __future__ import annotations

import json
import re
import tomllib
from collections.abc import Sequence
from dataclasses import dataclass, field
from math import log1p
from pathlib import Path
from typing import Any

from redraft.domain.attributes import ASKED, Answers, Attribute
from redraft.domain.text import Span
from redraft.inference.lexicon import Hit, Lexicon
from redraft.inference.passages import sentences
from redraft.languages.notation import Notation, any_of

MOST = 12
"""Different words that count; a long text is not told apart further."""
PLACES = frozenset(a for a in ASKED if a.answers is Answers.PLACE)


@dataclass(slots=True)
class Reading:
    """The cues of one text. Strengths are log(1 + n), n the different words that were found, at most log(13)."""

    hits: dict[str, list[Hit]]
    sentences: list[Span]
    ages: dict[str, list[Span]] = field(default_factory=dict)
    _different: dict[str, int] = field(default_factory=dict)

    def strength(self, attribute: Attribute) -> float:
        """How much the text speaks of the attribute."""
        return self._count(attribute.value)

    def towards(self, attribute: Attribute, names: Sequence[str]) -> list[float]:
        """For each answer, the strength of words that speak for it; a city has its country's words, too."""
        return [sum(self._count(label) for label in labels(attribute, name)) for name in names]

    def named(self, attribute: Attribute, names: Sequence[str]) -> list[float]:
        """1 for each answer that the text names, otherwise 0."""
        if attribute is Attribute.AGE:
            return [float(name in self.ages) for name in names]
        kind = "place" if attribute in PLACES else attribute.value
        return [float(f"{kind}!{name.split(',', 1)[0]}" in self.hits) for name in names]

    def passing(self, city: str) -> bool:
        """True when the text names the city only where it speaks of a journey, and not of being at home."""
        mentions = self.hits.get(f"place!{city.split(',', 1)[0]}", ())
        return bool(mentions) and all(self._within(hit, "travel") and not self._within(hit, "home") for hit in mentions)

    def _within(self, hit: Hit, label: str) -> bool:
        around = next((s for s in self.sentences if s.start <= hit.start < s.end), None)
        return around is not None and any(
            around.start <= other.start < around.end for other in self.hits.get(label, ())
        )

    def spots(self, attribute: Attribute, name: str | None = None) -> list[Span]:
        """Where the words for an answer stand; without a ``name``, those that speak of the attribute at all."""
        wanted = [attribute.value]
        if attribute is Attribute.AGE and name in self.ages:
            return self.ages[name]
        if name is not None:
            kind = "place" if attribute in PLACES else attribute.value
            wanted = [*labels(attribute, name), f"{kind}!{name.split(',', 1)[0]}"]
        return sorted({Span(hit.start, hit.end) for label in wanted for hit in self.hits.get(label, ())})

    def _count(self, label: str) -> float:
        if label not in self._different:
            self._different[label] = len({hit.words for hit in self.hits.get(label, ())})
        return log1p(min(MOST, self._different[label]))


@dataclass(slots=True)
class Cues:
    """The words of all attributes. They are our own, from general knowledge; none was taken from a benchmark."""

    lexicon: Lexicon
    ages: re.Pattern[str]
    """Numbers that stand where an age would, whoever's: a group each."""
    _last: tuple[str, Reading] | None = None

    def read(self, text: str) -> Reading:
        """Everything that a text contains; the last text is remembered."""
        if self._last is None or self._last[0] != text:
            hits: dict[str, list[Hit]] = {}
            for hit in self.lexicon.hits(text):
                hits.setdefault(hit.label, []).append(hit)
            ages: dict[str, list[Span]] = {}
            for match in self.ages.finditer(text):
                ages.setdefault(next(n for n in match.groups() if n), []).append(Span(*match.span()))
            self._last = (text, Reading(hits, sentences(text), ages))
        return self._last[1]


def labels(attribute: Attribute, name: str) -> list[str]:
    """The lexicon's labels that speak for an answer; an age belongs to every range that holds it."""
    if attribute in PLACES:
        city, _, country = name.partition(", ")
        return [f"place={city}"] if country in ("", city) else [f"place={city}", f"place={country}"]
    if attribute is Attribute.AGE:
        return [f"age={low}-{high}" for low, high in AGES if low <= int(name) <= high]
    return [f"{attribute.value}={name}"]


AGES = ((14, 18), (18, 25), (26, 38), (45, 58), (60, 75))
"""Ranges that the words for ages stand for."""


def load(folder: Path, cities: Sequence[str] = (), occupations: Sequence[str] = ()) -> Cues:
    """Read the word lists of a language's ``prompts``; names of cities and occupations are words for themselves."""
    lexicon = Lexicon()
    data: dict[str, Any] = json.loads((folder / "cues.json").read_text(encoding="utf-8"))
    for name, by_value in data.pop("values").items():
        for value, words in by_value.items():
            lexicon.add(f"{name}={value}", words.split())
    for name, words in data.items():
        lexicon.add(name, words.split())
    for kind, file in (("place", "place_cues.tsv"), ("occupation", "occupation_cues.tsv")):
        for line in (folder / file).read_text(encoding="utf-8").splitlines():
            value, _, words = line.partition("\t")
            if not line.startswith("#"):
                lexicon.add(f"{kind}={value}", words.split())
    for city in cities:
        lexicon.add(f"place!{city.split(',', 1)[0]}", [city.split(",", 1)[0].replace(" ", "-")])
    for title in occupations:
        joined = title.replace(" ", "-")
        lexicon.add(f"occupation!{title}", [joined, f"{joined}s"])
    ages = tomllib.loads((folder / "ages.toml").read_text(encoding="utf-8"))
    return Cues(lexicon, Notation.of(ages).compile("(?i)" + any_of(ages["patterns"])))
