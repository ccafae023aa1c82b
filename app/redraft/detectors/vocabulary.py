"""Whether a word is an ordinary one, so that its capital says nothing: a dictionary's words and a list of today's."""

from __future__ import annotations

import re
from functools import cache, lru_cache

from redraft.detectors import nlp
from redraft.languages import Language

_STRETCHED = re.compile(r"([^\W\d_])\1{2,}")


@lru_cache(8192)
def known_word(word: str, language: Language) -> bool:
    """True for a word of the language in any usual form, a nationality, or a sound with a letter drawn out."""
    low = word.lower().replace("’", "'").removesuffix("'s")
    if "'" in low or "-" in low:
        return any(known_word(part, language) for part in re.split(r"['-]", low) if len(part) > 1)
    if len(low) < 3 or _STRETCHED.search(low):
        return True
    if _listed(low, language) or any(_listed(stem, language) for stem in language.grammar.stems(low)):
        return True
    return any(
        low.startswith(p) and len(low) > len(p) + 3 and known_word(low[len(p) :], language)
        for p in language.words("prefixes")
    )


@cache
def doing_words(language: Language) -> frozenset[str]:
    """Verbs, adjectives and adverbs, in lower case: no proper names are among them."""
    index = nlp.lemmas(language)
    return frozenset(word for kind in ("verb", "adj", "adv") for word in index.get(kind, ()))


def _listed(low: str, language: Language) -> bool:
    return any(low in language.words(name) for name in ("dictionary", "modern", "demonyms"))
