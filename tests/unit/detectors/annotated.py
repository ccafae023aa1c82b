"""Texts of our own with identifiers marked in them, and how well the fast tier covers those marks.

``[[D|Ann Lee]]`` marks a direct identifier, ``[[Q|nurse]]`` a quasi-identifier, ``[[N|two]]`` words that may be masked
or not, as SPIA and the Text Anonymization Benchmark (Pilán et al. 2022) do. Texts are divided by a line ``===``.
Run as a script it prints the figures for each file, and with ``-v`` what was missed and what was masked for nothing.
"""

from __future__ import annotations

import re
import sys
from dataclasses import dataclass, field
from pathlib import Path

from redraft.detectors.tier import Tier
from redraft.domain.finding import Source

FOLDER = Path(__file__).parent / "texts"
THRESHOLD = 0.5
_MARK = re.compile(r"\[\[([DQN])\|(.+?)\]\]", re.S)


@dataclass(frozen=True, slots=True)
class Annotated:
    """A text without its marks, and where they stood."""

    text: str
    marks: tuple[tuple[str, int, int], ...]


@dataclass(slots=True)
class Score:
    """Mentions found and all; letters rightly masked and all masked; what went wrong, for whoever reads it."""

    found: dict[str, int] = field(default_factory=lambda: {"D": 0, "Q": 0})
    total: dict[str, int] = field(default_factory=lambda: {"D": 0, "Q": 0})
    good: int = 0
    masked: int = 0
    missed: list[tuple[str, str]] = field(default_factory=list)
    needless: list[str] = field(default_factory=list)

    @property
    def direct(self) -> float:
        """Share of direct identifiers that are covered."""
        return self.found["D"] / self.total["D"]

    @property
    def quasi(self) -> float:
        """Share of quasi-identifiers that are covered."""
        return self.found["Q"] / self.total["Q"]

    @property
    def precision(self) -> float:
        """Share of masked letters and digits that lie in a mark."""
        return self.good / self.masked

    def __str__(self) -> str:
        return f"direct {self.direct:.3f}, quasi {self.quasi:.3f}, precision {self.precision:.3f}"


def read(name: str) -> list[Annotated]:
    """The texts of one file."""
    return [_parsed(part.strip("\n")) for part in (FOLDER / f"{name}.txt").read_text(encoding="utf-8").split("===\n")]


def _parsed(source: str) -> Annotated:
    text, marks, at = "", [], 0
    for m in _MARK.finditer(source):
        text += source[at : m.start()]
        marks.append((m[1], len(text), len(text) + len(m[2])))
        text += m[2]
        at = m.end()
    return Annotated(text + source[at:], tuple(marks))


def score(tier: Tier, texts: list[Annotated]) -> Score:
    """A mention is found when at least 0.9 of its letters and digits are masked, as in the benchmark's own measure."""
    result = Score()
    for one in texts:
        mask, gold, free = (bytearray(len(one.text)) for _ in range(3))
        spans = [
            e
            for f in tier.detect(one.text).findings
            if f.source in {Source.IDENTIFIERS, Source.ENTITIES} and f.best.confidence >= THRESHOLD
            for e in f.evidence
        ]
        for span in spans:
            mask[span.start : span.end] = b"\1" * (span.end - span.start)
        for kind, start, end in one.marks:
            (free if kind == "N" else gold)[start:end] = b"\1" * (end - start)
            letters = [i for i in range(start, end) if one.text[i].isalnum()]
            if kind != "N":
                result.total[kind] += 1
                covered = sum(mask[i] for i in letters) >= 0.9 * len(letters)
                result.found[kind] += covered
                if not covered:
                    result.missed.append((kind, one.text[start:end]))
        for i, c in enumerate(one.text):
            if mask[i] and c.isalnum() and not free[i]:
                result.masked += 1
                result.good += gold[i]
        result.needless += [s.quote for s in spans if not any(gold[s.start : s.end]) and not any(free[s.start : s.end])]
    return result


if __name__ == "__main__":
    made = Tier()
    for file in sorted(FOLDER.glob("*.txt")):
        result = score(made, read(file.stem))
        print(file.stem, result)
        if "-v" in sys.argv:
            print("  missed", result.missed)
            print("  needless", result.needless)
