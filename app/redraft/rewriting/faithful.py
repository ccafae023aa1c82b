"""Does a rewording say the same with less? The model proposes; this decides."""

from __future__ import annotations

import re

from redraft import languages
from redraft.rewriting.foreign import known
from redraft.rewriting.nouns import is_specific
from redraft.rewriting.words import list_of

_WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)?")
_NUMBER = re.compile(r"\d[\d.,]*")
_OPPOSITES = (
    ({"love", "like", "enjoy", "adore", "prefer"}, {"hate", "dislike", "despise", "loathe"}),
    ({"good", "great", "best", "better", "happy", "glad"}, {"bad", "awful", "worst", "worse", "sad", "unhappy"}),
    ({"always", "often", "usually"}, {"rarely", "seldom", "hardly"}),
    ({"before", "more", "with", "can"}, {"after", "less", "without", "can't"}),
)
"""Words that turn a sentence round when one of the other set takes their place."""
LONGEST_GROWTH = 1.6
"""A vaguer wording is seldom longer; past this the model has begun to tell a story."""


def negations(text: str) -> int:
    """How many words of a text turn it into its opposite."""
    denies = languages.default().grammar.denies
    return sum(denies(word.casefold().replace("’", "'")) for word in _WORD.findall(text))


def problems(original: str, quote: str, reworded: str) -> tuple[str, ...]:
    """Why a rewording of ``original`` that should lose ``quote`` is refused; empty when it may stand.

    Refused: an empty or unchanged text, one that keeps the quote, brings in a number, a name, a job, a people or a
    place that the original does not have, changes how often something is denied, turns a word into its opposite, or
    grows by more than :data:`LONGEST_GROWTH`.
    """
    found: list[str] = []
    if not reworded.strip() or reworded.strip() == original.strip():
        found.append("unchanged")
    if quote.casefold() in reworded.casefold():
        found.append("keeps the words")
    old, new = _words(original), _words(reworded)
    figures = set(_NUMBER.findall(reworded)) - set(_NUMBER.findall(original))
    if figures or (new - old) & list_of("numbers"):
        found.append("brings in a number")
    if _names(reworded) - old:
        found.append("brings in a name")
    if any(is_specific(word) for word in new - old):
        found.append("brings in a fact")
    if negations(original) != negations(reworded):
        found.append("changes a negation")
    if any((old & a and (new - old) & b) or (old & b and (new - old) & a) for a, b in _OPPOSITES):
        found.append("says the opposite")
    if len(reworded) > LONGEST_GROWTH * len(original) + 12:
        found.append("grows")
    return tuple(found)


def _words(text: str) -> set[str]:
    return {word.casefold().replace("’", "'") for word in _WORD.findall(text)}


def _names(text: str) -> set[str]:
    """Capitalised words, in lower case, but for "I" and English words at the beginning of a sentence."""
    names = set()
    for match in _WORD.finditer(text):
        begins = not text[: match.start()].rstrip() or text[: match.start()].rstrip()[-1] in ".!?\"“'"
        word = match.group()
        ordinary = begins and known(word.casefold().replace("’", "'"))
        if word[0].isupper() and not ordinary and word.split("'")[0].split("’")[0] != "I":
            names.add(word.casefold())
    return names


def _fits(quote: list[str], words: list[str]) -> bool:
    """False where a preposition comes in: "with my partner" does not fit where "my partner" stood."""
    if not quote or not words:
        return False
    starts = words[0].casefold() in list_of("prepositions") and quote[0].casefold() in list_of("owners")
    binds = list_of("prepositions")
    return not starts and (words[-1].casefold() not in binds or quote[-1].casefold() in binds)


def replacement(sentence: str, quote: str, said: str | None) -> str | None:
    """What should stand for ``quote`` so that ``sentence`` becomes as the model said it; None when that is refused.

    ``said`` is the words that the model proposes for the quote alone.
    """
    if said is None or quote not in sentence:
        return None
    words = said.strip().strip('"“”').rstrip(".") if not quote.rstrip().endswith(".") else said.strip()
    if not _fits(quote.split(), words.split()):
        return None
    reworded = sentence.replace(quote, words)
    return None if problems(sentence, quote, reworded) else words
