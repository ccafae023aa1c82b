"""Words that usually stand where an attribute shows: a cheap sign of whether a text speaks of it at all."""

from __future__ import annotations

import json
import re
from collections.abc import Sequence
from dataclasses import dataclass
from math import log1p
from pathlib import Path
from typing import Any

from redraft.domain.attributes import Attribute
from redraft.domain.text import Span

MOST = 12
"""Occurrences that count; a long text is not told apart further."""


@dataclass(frozen=True, slots=True)
class Cues:
    """One pattern an attribute. The words are our own, from general knowledge; none was taken from a benchmark."""

    patterns: dict[Attribute, re.Pattern[str]]
    values: dict[Attribute, dict[str, re.Pattern[str]]]

    def towards(self, attribute: Attribute, text: str, names: Sequence[str]) -> list[float]:
        """For each answer, log(1 + occurrences) of words that speak for it; ages stand in ranges such as 18-25."""
        result = [0.0] * len(names)
        for value, pattern in self.values.get(attribute, {}).items():
            strength = log1p(min(MOST, sum(1 for _ in pattern.finditer(text))))
            for i, name in enumerate(names):
                if name == value or (attribute is Attribute.AGE and _within(name, value)):
                    result[i] += strength
        return result

    def strength(self, attribute: Attribute, text: str) -> float:
        """log(1 + occurrences), at most log(13); 0 for an attribute without words."""
        pattern = self.patterns.get(attribute)
        if pattern is None:
            return 0.0
        count = 0
        for _ in pattern.finditer(text):
            count += 1
            if count == MOST:
                break
        return log1p(count)

    def richest(self, attribute: Attribute, text: str, spans: Sequence[Span], most: int) -> list[int]:
        """Indexes of the spans with most cues, at most ``most``, in the order of the text."""
        pattern = self.patterns.get(attribute)
        if pattern is None:
            return []
        counts = {i: len(pattern.findall(text, s.start, s.end)) for i, s in enumerate(spans)}
        order = sorted((i for i in counts if counts[i]), key=lambda i: -counts[i])
        return sorted(order[:most])


def load(path: Path) -> Cues:
    """Read ``resources/prompts/cues.json``: words by attribute; a star stands for any ending."""
    data: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
    values = {
        Attribute(name): {value: _pattern(words.split()) for value, words in by_value.items()}
        for name, by_value in data.pop("values").items()
    }
    return Cues({Attribute(name): _pattern(words.split()) for name, words in data.items()}, values)


def _within(age: str, ages: str) -> bool:
    low, high = ages.split("-")
    return int(low) <= int(age) <= int(high)


def _pattern(words: Sequence[str]) -> re.Pattern[str]:
    parts = [re.escape(w.rstrip("*")).replace(r"\-", "[- ]") + (r"\w*" if w.endswith("*") else "") for w in words]
    return re.compile(r"\b(?:" + "|".join(sorted(set(parts), key=len, reverse=True)) + r")\b", re.IGNORECASE)
