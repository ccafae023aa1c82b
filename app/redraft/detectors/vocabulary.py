"""Whether a word is plain English, so that its capital says nothing: WordNet's words and a list of today's."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache

from redraft.detectors import nlp
from redraft.detectors.wordlists import words

_ENDINGS = (
    ("s", ""), ("es", ""), ("ies", "y"), ("ed", ""), ("ed", "e"), ("ied", "y"), ("ing", ""), ("ing", "e"), ("er", ""),
    ("er", "e"), ("ier", "y"), ("est", ""), ("est", "e"), ("iest", "y"), ("ly", ""), ("ily", "y"), ("ness", ""),
    ("iness", "y"), ("less", ""), ("ful", ""), ("able", ""), ("able", "e"), ("y", ""), ("ish", ""), ("ers", ""),
    ("ers", "e"), ("ist", ""), ("ists", ""),
)  # fmt: skip
_PREFIXES = ("over", "under", "un", "non", "anti", "pre", "re", "post", "super", "mega", "semi", "co", "micro", "multi")
_STRETCHED = re.compile(r"([^\W\d_])\1{2,}")


@lru_cache(8192)
def known_word(word: str) -> bool:
    """True for an English word in any usual form, one of today's, a nationality, or a sound with a letter drawn out."""
    low = word.lower().replace("’", "'").removesuffix("'s")
    if "'" in low or "-" in low:
        return any(known_word(part) for part in re.split(r"['-]", low) if len(part) > 1)
    if len(low) < 3 or _STRETCHED.search(low):
        return True
    if _listed(low) or any(_listed(stem) for stem in _stems(low)):
        return True
    return any(low.startswith(p) and len(low) > len(p) + 3 and known_word(low[len(p) :]) for p in _PREFIXES)


def _listed(low: str) -> bool:
    return low in nlp.vocabulary() or low in words("modern") or low in words("demonyms")


def _stems(word: str) -> Iterable[str]:
    """The word without the endings of plain inflection and derivation."""
    for ending, instead in _ENDINGS:
        if word.endswith(ending) and len(word) - len(ending) >= 2:
            stem = word[: -len(ending)]
            yield stem + instead
            if len(stem) > 3 and stem[-1] == stem[-2]:
                yield stem[:-1]
