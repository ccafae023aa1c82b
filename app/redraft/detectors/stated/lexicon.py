"""English word lists, read once when first needed. Lines that start with # are comments."""

from __future__ import annotations

import re
from functools import cache

from redraft import languages


@cache
def lines(name: str, *, kind: str = "txt") -> tuple[str, ...]:
    """The entries of one list, in its order; ``kind`` is the ending of its file."""
    return languages.default().lines(f"words/{name}.{kind}")


@cache
def occupations() -> dict[str, bool]:
    """Head nouns of occupations; True where the noun alone says it, False where the text must speak of a job."""
    return {head: not mark for head, _, mark in (line.partition("|") for line in lines("occupations"))}


@cache
def modifiers() -> frozenset[str]:
    """Words before an occupation that are not part of it."""
    return frozenset(lines("occupation_modifiers"))


@cache
def beliefs() -> dict[str, tuple[tuple[str, str], ...]]:
    """Phrase to its (attribute, value) pairs."""
    found: dict[str, tuple[tuple[str, str], ...]] = {}
    for line in lines("beliefs"):
        attribute, phrase, value = line.split("\t")
        found[phrase] = (*found.get(phrase, ()), (attribute, value))
    return found


@cache
def conditions() -> dict[str, str]:
    """Name of a health condition in lower case to its group."""
    return {name: group for group, name in (line.split("\t") for line in lines("conditions"))}


@cache
def medicines() -> dict[str, str]:
    """Name of a medicine in lower case to the group of conditions it is mostly taken for."""
    return {name: group for group, name in (line.split("\t") for line in lines("medicines"))}


def alternation(words: frozenset[str] | tuple[str, ...] | list[str]) -> str:
    """A regular expression for any of the words, longest first so that the longest wins; spaces match any gap."""
    ordered = sorted(words, key=lambda w: (-len(w), w))
    return "(?:" + "|".join(re.escape(w).replace(r"\ ", r"\s+") for w in ordered) + ")"
