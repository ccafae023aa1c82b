"""Which cues a text shows that tell a real mention of an illness from a figure of speech and from talk in general."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from functools import cache

from redraft.assets import model_data
from redraft.languages import Language
from redraft.languages.notation import Notation, any_of

_MOJIBAKE = {
    "‚Äô": "'", "‚Äò": "'", "‚Äú": '"', "‚Äù": '"', "‚Ä¶": "…", "â€™": "'", "â€œ": '"',
    "’": "'", "‘": "'", "“": '"', "”": '"',
}  # fmt: skip
_BROKEN = re.compile("|".join(map(re.escape, _MOJIBAKE)))


@dataclass(frozen=True, slots=True)
class Cues:
    """The table of a language, compiled; a cue shows when one of its patterns matches."""

    patterns: dict[str, tuple[re.Pattern[str], ...]]
    terms: dict[str, re.Pattern[str]]
    ill: re.Pattern[str]
    figures: re.Pattern[str]
    own: frozenset[str]


@cache
def _cues(language: Language) -> Cues:
    table = language.table("health_cues")
    notation = Notation(table["parts"])
    return Cues(
        {name: tuple(notation.compile(p) for p in patterns) for name, patterns in table["cues"].items()},
        {name: notation.compile(pattern) for name, pattern in table["terms"].items()},
        notation.compile(r"\b{ill}"),
        notation.compile(any_of(table["figures"])),
        frozenset(table["own"]),
    )


@cache
def weights(language: Language) -> dict[str, tuple[float, float, float]]:
    """How much each cue speaks for (figurative, other, health), as natural-log odds; ``models/health`` says whence."""
    path = model_data("health", f"{language.code}.json")
    return {
        name: (odds[0], odds[1], odds[2])
        for name, odds in json.loads(path.read_text(encoding="utf-8"))["weights"].items()
    }


def repaired(text: str) -> str:
    """Lower case, plain quotation marks, and UTF-8 that was once read as another encoding set right."""
    return _BROKEN.sub(lambda m: _MOJIBAKE[m.group()], text).lower()


def cues(text: str, language: Language) -> dict[str, float]:
    """Which cues a text shows (1.0 or 0.0; length as a small number), from its first 2,000 characters."""
    low, known = repaired(text[:2000]), _cues(language)
    words = low.split()
    own = sum(word.strip(".,!?'\"") in known.own for word in words) / max(8, len(words))
    found = {name: float(any(p.search(low) for p in patterns)) for name, patterns in known.patterns.items()}
    first, one_line = found["first"], "\n" not in low.strip() and len(words) < 25
    general = not (first or found["generic_you"] or found["joke"])
    found |= {
        "news_count": _count(known.patterns["news"], low[:400], 4),
        "clinical_count": _count(known.patterns["clinical"], low, 5),
        "length": min(len(text), 1200) / 1200,
        "short": float(len(text) < 90),
        "own_share": min(1.0, 8 * own),
        "much_mine": float(own > 0.06 and len(words) > 25),
        "question": float("?" in low),
        "asks_last": float(low.rstrip().endswith("?")),
        "exclaims": float("!" in low),
        "one_line": float(one_line),
        "very_short": float(len(words) < 9),
        "titled": float(_titled(text[:400])),
        "figures": float(bool(known.figures.search(low))),
        "ills": _count((known.ill,), low, 4),
        "own_clinical": first * max(found["clinical"], found["diagnosed"]),
        "own_short": first * one_line,
        "own_long": first * float(len(words) >= 60),
        "headline": float(general and len(text) > 50),
        "third_only": float(not first),
    }
    for name, pattern in known.terms.items():
        found[name] = float(bool(pattern.search(low)))
        found[f"own_{name}"] = found[name] * first
    return found


def _count(patterns: tuple[re.Pattern[str], ...], text: str, most: int) -> float:
    return min(most, sum(1 for pattern in patterns for _ in pattern.finditer(text))) / most


def _titled(text: str) -> bool:
    """True for a headline: most of its longer words have a capital."""
    words = re.findall(r"[^\W\d_]{4,}", text.partition("\n")[0])
    return len(words) >= 4 and sum(w[0].isupper() for w in words) >= 0.6 * len(words)
