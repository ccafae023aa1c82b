"""Words that usually stand where an attribute shows: a cheap sign of whether a text speaks of it at all."""

from __future__ import annotations

import json
import re
from collections.abc import Sequence
from dataclasses import dataclass
from math import log1p
from pathlib import Path

from redraft.domain.attributes import Attribute
from redraft.domain.text import Span

MOST = 12
"""Occurrences that count; a long text is not told apart further."""


@dataclass(frozen=True, slots=True)
class Cues:
    """One pattern an attribute. The words are our own, from general knowledge; none was taken from a benchmark."""

    patterns: dict[Attribute, re.Pattern[str]]

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
    data: dict[str, str] = json.loads(path.read_text(encoding="utf-8"))
    return Cues({Attribute(name): _pattern(words.split()) for name, words in data.items()})


def _pattern(words: Sequence[str]) -> re.Pattern[str]:
    parts = [re.escape(w.rstrip("*")).replace(r"\-", "[- ]") + (r"\w*" if w.endswith("*") else "") for w in words]
    return re.compile(r"\b(?:" + "|".join(sorted(set(parts), key=len, reverse=True)) + r")\b", re.IGNORECASE)
