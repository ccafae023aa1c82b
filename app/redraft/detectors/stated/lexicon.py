"""Word lists of a language: occupations, beliefs, conditions, medicines. Each list says where it is from."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache

from redraft.languages import Language
from redraft.languages.notation import any_of

_TOKEN = re.compile(r"[a-z0-9][\w/+&'-]*")


@cache
def occupations(language: Language) -> dict[str, bool]:
    """Head nouns of occupations; True where the noun alone says it, False where the text must speak of a job."""
    rows = (line.partition("|") for line in language.lines("words/occupations.txt"))
    return {head: not mark for head, _, mark in rows}


def is_occupation(phrase: str, language: Language) -> bool:
    """True when the last words of it are the head of an occupation."""
    words = phrase.split()
    return any(" ".join(words[-size:]) in occupations(language) for size in (1, 2, 3))


@cache
def _trades(language: Language) -> tuple[re.Pattern[str], re.Pattern[str]]:
    """How words for trades end, and which words end so and are none."""
    table = language.table("trades")
    ending, none = table.get("parts", {}).get("ending", ["(?!)"]), table.get("no_trade", ["(?!)"])
    return re.compile(rf".*{any_of(ending)}"), re.compile(any_of(none))


def looks_like_a_trade(word: str, language: Language) -> bool:
    """True when a word that no list has is made like one for a trade: "clogmaker", "warden" is not."""
    made, none = _trades(language)
    return made.fullmatch(word) is not None and none.fullmatch(word) is None


def leading_occupation(phrase: str, language: Language, *, job: bool) -> tuple[str, int] | None:
    """The occupation that a phrase begins with, and where it ends; ``job`` allows words such as "cook"."""
    heads, skip = occupations(language), frozenset(language.lines("words/occupation_modifiers.txt"))
    stops = language.words("occupation_stops")
    words: list[str] = []
    best: tuple[str, int] | None = None
    for token in _TOKEN.finditer(phrase):
        word = token.group().removesuffix("'s")
        if word in stops:
            break
        words.append(word)
        for size in (3, 2, 1):
            head = " ".join(words[-size:])
            if len(words) >= size and head in heads and (job or heads[head]):
                best = (" ".join(w for w in words if w not in skip), token.end())
                break
    if best is not None and phrase[best[1] : best[1] + 1] == "-":
        rest = phrase[best[1] :].lstrip(" -").split()
        return None if rest and rest[0] not in stops else best
    return best


@cache
def beliefs(language: Language) -> dict[str, tuple[tuple[str, str], ...]]:
    """Phrase to its (attribute, value) pairs."""
    found: dict[str, tuple[tuple[str, str], ...]] = {}
    for line in language.lines("words/beliefs.txt"):
        attribute, phrase, value = line.split("\t")
        found[phrase] = (*found.get(phrase, ()), (attribute, value))
    return found


@cache
def conditions(language: Language) -> dict[str, str]:
    """Name of a health condition in lower case to its group."""
    return _groups(language.lines("words/conditions.txt"))


@cache
def medicines(language: Language) -> dict[str, str]:
    """Name of a medicine in lower case to the group of conditions it is mostly taken for."""
    return _groups(language.lines("words/medicines.txt"))


def _groups(lines: Iterable[str]) -> dict[str, str]:
    return {name: group for group, name in (line.split("\t") for line in lines)}
