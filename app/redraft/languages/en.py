"""English: inflection, articles."""

from __future__ import annotations

import re
from collections.abc import Iterable

_ENDINGS = (
    ("s", ""), ("es", ""), ("ies", "y"), ("ed", ""), ("ed", "e"), ("ied", "y"), ("ing", ""), ("ing", "e"), ("er", ""),
    ("er", "e"), ("ier", "y"), ("est", ""), ("est", "e"), ("iest", "y"), ("ly", ""), ("ily", "y"), ("ness", ""),
    ("iness", "y"), ("less", ""), ("ful", ""), ("able", ""), ("able", "e"), ("y", ""), ("ish", ""), ("ers", ""),
    ("ers", "e"), ("ist", ""), ("ists", ""),
)  # fmt: skip
_VOWEL = re.compile(r"(?!(?:uni|use|eu|one\b|once\b))[aeiou]|hour|honest|heir", re.I)


def stems(word: str) -> Iterable[str]:
    """The word without the endings of plain inflection and derivation."""
    for ending, instead in _ENDINGS:
        if word.endswith(ending) and len(word) - len(ending) >= 2:
            stem = word[: -len(ending)]
            yield stem + instead
            if len(stem) > 3 and stem[-1] == stem[-2]:
                yield stem[:-1]


def article(words: str) -> str:
    """``a`` or ``an``, by how the next words are said."""
    return "an" if _VOWEL.match(words) else "a"
