"""Whether a word is an ordinary English one, in any of its usual forms."""

from __future__ import annotations

from functools import cache

from redraft import languages

_ENDINGS = """
's: s': n't: 'd: 'll: 're: 've: 'm: in':ing ies:y es: es:e s: ied:y ed: ed:e ing: ing:e in:ing in: in': iest:y ier:y
est: est:e er: er:e ily:y ly: ness: iness:y less: y: ish: able: ful: wise: like: ism: ist: ise:ize our:or ised:ize
ising:ize izing:y al: ional:ion ize:y ized:y ized:e ize:e ative: ative:e ivity:ive ization:e re:er o:"""
"""Endings by which a word may differ from the one in the dictionary, and what stands there in it."""
_PREFIXES = "un re non over under pre anti super mid out mis dis co self micro multi inter semi sub post up down off"
"""What leaves a word one."""
_CONTRACTED = "ain't ma'am o'clock shan't won't y'all"
"""Contractions that no rule of endings takes apart."""


def known(word: str) -> bool:
    """True for an English word in any of its usual forms, or a usual one of the net; ``word`` in lower case."""
    if word in _CONTRACTED.split():
        return True
    if word.endswith("'s"):
        return known(word[:-2])
    if "-" in word and not _listed(word):
        return all(part == "ish" or known(part) for part in word.split("-") if part)
    if _formed(word):
        return True
    rests = [word[len(p) :] for p in _PREFIXES.split() if word.startswith(p) and len(word) > len(p) + 2]
    joined = ((word[:i], word[i:]) for i in range(3, len(word) - 2))
    return any(map(_formed, rests)) or any(_listed(first) and _formed(second) for first, second in joined)


def _formed(word: str) -> bool:
    """True for a word of the list, or one that becomes it without a usual ending."""
    if _listed(word):
        return True
    endings = (pair.split(":") for pair in _ENDINGS.split())
    stems = [word[: -len(end)] + instead for end, instead in endings if word.endswith(end) and len(word) > len(end)]
    return any(_listed(s) or (len(s) > 3 and s[-1] == s[-2] and _listed(s[:-1])) for s in stems)


def _listed(word: str) -> bool:
    return word in _english()


@cache
def _english() -> frozenset[str]:
    english = languages.default()
    return english.words("dictionary") | english.words("colloquial")
