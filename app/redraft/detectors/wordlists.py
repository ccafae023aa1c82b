"""The lists of ``resources/gazetteers`` as sets of lower-case words, read once."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache

from redraft import assets
from redraft.geography import cities_named
from redraft.languages import Language


@cache
def words(name: str) -> frozenset[str]:
    """One list of ``resources/gazetteers``; lines with ``#`` in front are comments."""
    text = assets.resource("gazetteers", f"{name}.txt").read_text(encoding="utf-8")
    return frozenset(line for line in text.splitlines() if line and not line.startswith("#"))


@cache
def given_names(language: Language) -> frozenset[str]:
    """Given names that are no ordinary word: proof enough in lower case or at the start of a sentence."""
    return words("given") - language.words("ordinary")


def is_name(word: str) -> bool:
    """True when the word, in any case, is known as a given name or a surname."""
    low = word.lower()
    return low in words("given") or low in words("surnames")


def is_city(name: str, people: int) -> bool:
    """True when a city of at least so many people is called that, in some language that Latin letters can write."""
    return any(city.people >= people for city in cities_named(name)[:1])


def of_the_calendar(language: Language, parts: Sequence[str]) -> bool:
    """Whether words, in lower case, are days, months or feasts, and not somebody's who is called like one."""
    days = language.words("calendar")
    return "-".join(parts) in days or (
        any(part in days for part in parts) and all(part in days or not is_name(part) for part in parts)
    )


def of_a_way(language: Language, parts: Sequence[str]) -> bool:
    """Whether words, in lower case, are the name of a street, a building or a part of a town, by the last of them."""
    return len(parts) > 1 and parts[-1] in language.words("ways")
