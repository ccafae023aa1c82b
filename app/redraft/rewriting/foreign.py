"""Words that are not English: what somebody eats, shouts or calls a thing at home tells where home is."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from functools import cache

from redraft import languages
from redraft.domain.text import Span
from redraft.rewriting.fit import begins_sentence
from redraft.rewriting.words import list_of

_WORD = re.compile(r"(?<![\w@#/.'’+-])[^\W\d_]+(?:['’-][^\W\d_]+)*(?![\w@/+])")
_PLAYED = re.compile(r"(?:ha|he|la|ah|eh|oh|uh){2,}|^([a-z])-\1")
"""Laughter, singing and stammering."""
_BETWEEN = re.compile(r"[ \t,:]{1,2}")
_LINKS = r"[ \t](?:de|la|el|las|los|le|les|du|des|di|da|do|dos|das|et|y|e|en|och|i|und|der|die|den|ne|al|con)[ \t]"
_LETTERS = "abcdefghijklmnopqrstuvwxyz"
LEAST_FOR_SLIP = 6
"""Letters from which a word that is one letter away from an English one counts as misspelt."""
LEAST_LETTERS = 4
LONG_RUN = 3
"""Foreign words in a row from which they are a sentence of their own."""


@dataclass(frozen=True, slots=True)
class Foreign:
    """A run of foreign words; ``certain`` when they are not one name. ``named``: all have a capital, as names do."""

    span: Span
    words: int
    certain: bool
    named: bool = False


def find(text: str) -> list[Foreign]:
    """Runs of words that English does not know, in the order of the text. Names at a sentence's start are left out."""
    runs: list[list[re.Match[str]]] = []
    for match in _WORD.finditer(text):
        if not _strange(text, match):
            continue
        if runs and _joined(text, runs[-1][-1].end(), match.start()):
            runs[-1].append(match)
        else:
            runs.append([match])
    found = []
    for run in runs:
        named = all(m.group()[0].isupper() for m in run)
        certain = not named or len(run) > 1
        found.append(Foreign(Span(run[0].start(), run[-1].end()), len(run), certain, named))
    return found


def _joined(text: str, end: int, start: int) -> bool:
    """True when only a space, or a short word such as "de", stands between."""
    between = text[end:start]
    return bool(_BETWEEN.fullmatch(between) or re.fullmatch(_LINKS, between))


def _strange(text: str, match: re.Match[str]) -> bool:
    word = match.group()
    low = word.casefold().replace("’", "'")
    if not low.isascii():
        return not known(low) and not known(_folded(low))
    if len(low) < LEAST_LETTERS or re.search(r"(.)\1\1", low) or _PLAYED.search(low) or word.isupper():
        return False
    if word[0].isupper() and begins_sentence(text, match.start()):
        return False
    return not known(low) and not (word[0].islower() and (_slip(low) or _exclaimed(text, match)))


def _exclaimed(text: str, match: re.Match[str]) -> bool:
    """True for a word between marks, such as "yeesh": a cry rather than a thing, and spelt as one likes."""
    before, after = text[: match.start()].rstrip(" \t"), text[match.end() :].lstrip(" \t")
    return (not before or before[-1] in ".,;:!?…\n") and (not after or after[0] in ".,;:!?…\n")


def known(word: str) -> bool:
    """True for an English word in any of its usual forms, or a usual one of the net; ``word`` in lower case."""
    if word in list_of("contracted"):
        return True
    if word.endswith("'s"):
        return known(word[:-2])
    if "-" in word and not _listed(word):
        return all(part == "ish" or known(part) for part in word.split("-") if part)
    if _formed(word):
        return True
    rests = [word[len(p) :] for p in list_of("prefixes") if word.startswith(p) and len(word) > len(p) + 2]
    joined = ((word[:i], word[i:]) for i in range(3, len(word) - 2))
    return any(map(_formed, rests)) or any(_listed(first) and _formed(second) for first, second in joined)


def _formed(word: str) -> bool:
    """True for a word of the list, or one that becomes it without a usual ending."""
    if _listed(word):
        return True
    stems = [word[: -len(end)] + instead for end, instead in _endings() if word.endswith(end) and len(word) > len(end)]
    return any(_listed(s) or (len(s) > 3 and s[-1] == s[-2] and _listed(s[:-1])) for s in stems)


def _slip(word: str) -> bool:
    """True for a word that is one letter, or two changed places, away from an English one."""
    if len(word) < LEAST_FOR_SLIP or not word.isascii():
        return False
    halves = [(word[:i], word[i:]) for i in range(len(word) + 1)]
    near = [a + b[1:] for a, b in halves if b] + [a + b[1] + b[0] + b[2:] for a, b in halves if len(b) > 1]
    near += [a + c + b[1:] for a, b in halves if b for c in _LETTERS] + [a + c + b for a, b in halves for c in _LETTERS]
    return any(_listed(other) for other in near)


def _listed(word: str) -> bool:
    return word in _english()


@cache
def _english() -> frozenset[str]:
    english = languages.default()
    return english.words("dictionary") | english.words("colloquial")


@cache
def _endings() -> tuple[tuple[str, str], ...]:
    pairs = (pair.partition(":") for pair in list_of("endings"))
    return tuple((end, instead) for end, _, instead in pairs)


def _folded(word: str) -> str:
    """Without accents, as adopted words are often written: naïve as naive."""
    return "".join(c for c in unicodedata.normalize("NFKD", word) if not unicodedata.combining(c))
