"""Does a rewording say the same with less? The model proposes; this decides."""

from __future__ import annotations

import re

_WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)?")
_NUMBER = re.compile(r"\d[\d.,]*")
_NEGATIONS = {"not", "no", "never", "none", "nobody", "nothing", "without", "cannot", "neither", "nor"}
LONGEST_GROWTH = 1.6
"""A vaguer wording is seldom longer; past this the model has begun to tell a story."""


def negations(text: str) -> int:
    """How many words of a text turn it into its opposite."""
    words = [word.casefold().replace("’", "'") for word in _WORD.findall(text)]
    return sum(word in _NEGATIONS or word.endswith("n't") for word in words)


def problems(original: str, quote: str, reworded: str) -> tuple[str, ...]:
    """Why a rewording of ``original`` that should lose ``quote`` is refused; empty when it may stand.

    Refused: an empty or unchanged text, one that keeps the quote, brings in a number or a name that the original does
    not have, changes how often something is denied, or grows by more than :data:`LONGEST_GROWTH`.
    """
    found: list[str] = []
    if not reworded.strip() or reworded.strip() == original.strip():
        found.append("unchanged")
    if quote.casefold() in reworded.casefold():
        found.append("keeps the words")
    if set(_NUMBER.findall(reworded)) - set(_NUMBER.findall(original)):
        found.append("brings in a number")
    if _names(reworded) - {word.casefold() for word in _WORD.findall(original)}:
        found.append("brings in a name")
    if negations(original) != negations(reworded):
        found.append("changes a negation")
    if len(reworded) > LONGEST_GROWTH * len(original) + 12:
        found.append("grows")
    return tuple(found)


def _names(text: str) -> set[str]:
    """Capitalised words that do not begin a sentence, in lower case; "I" is none."""
    names = set()
    for match in _WORD.finditer(text):
        begins = not text[: match.start()].rstrip() or text[: match.start()].rstrip()[-1] in ".!?\"“'"
        word = match.group()
        if word[0].isupper() and not begins and word.split("'")[0].split("’")[0] != "I":
            names.add(word.casefold())
    return names


def replacement(sentence: str, quote: str, said: str | None) -> str | None:
    """What should stand for ``quote`` so that ``sentence`` becomes as the model said it; None when that is refused.

    ``said`` is the words that the model proposes for the quote alone.
    """
    if said is None or quote not in sentence:
        return None
    words = said.strip().strip('"“”').rstrip(".") if not quote.rstrip().endswith(".") else said.strip()
    reworded = sentence.replace(quote, words)
    return None if problems(sentence, quote, reworded) else words
