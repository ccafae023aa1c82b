"""The words of ``resources/stand_ins``: what is shown, what assistants make of it, and names to choose from."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from functools import cache
from typing import Any

from redraft.assets import resource
from redraft.domain.stand_ins import Kind, Role
from redraft.geography import plain

FALLBACK = "en"
"""The language whose words stand in a text in any other."""


@cache
def _table(name: str) -> dict[str, Any]:
    return tomllib.loads(resource("stand_ins", f"{name}.toml").read_text(encoding="utf-8"))


def folded(word: str) -> str:
    """A word for comparing: without case, accents and gaps, as far as it has Latin letters."""
    return plain(word).replace(" ", "") or word.casefold()


def shown(kind: Kind, language: str) -> str:
    """What a kind is called in a text."""
    words: Mapping[str, Mapping[str, str]] = _table("labels")["shown"]
    return words.get(language, words[FALLBACK])[kind.value]


@cache
def shown_words() -> frozenset[str]:
    """What kinds are called in texts of any language, in small letters."""
    return frozenset(shown(kind, language).casefold() for language in _table("labels")["shown"] for kind in Kind)


def form_shown(role: Role, language: str) -> str:
    """What a form is called."""
    words: Mapping[str, Mapping[str, str]] = _table("labels")["forms"]
    return words.get(language, words[FALLBACK])[role.value]


@cache
def kinds() -> Mapping[str, tuple[Kind, ...]]:
    """The kinds that a :func:`folded` word may mean, in any language."""
    found: dict[str, tuple[Kind, ...]] = {}
    said = [(Kind(name), words.replace("_", " ")) for name, words in _split("read")]
    said += [(kind, shown(kind, language)) for language in _table("labels")["shown"] for kind in Kind]
    for kind, word in said:
        known = found.setdefault(folded(word), ())
        if kind not in known:
            found[folded(word)] = (*known, kind)
    return found


@cache
def roles() -> Mapping[str, tuple[Role, ...]]:
    """The roles that a :func:`folded` word for a form may mean, in any language."""
    found: dict[str, tuple[Role, ...]] = {}
    said = [(Role(name), words.replace("_", " ")) for name, words in _split("read_forms")]
    said += [(role, form_shown(role, language)) for language in _table("labels")["forms"] for role in Role]
    for role, word in said:
        known = found.setdefault(folded(word), ())
        if role not in known:
            found[folded(word)] = (*known, role)
    return found


def words_for(kind: Kind) -> frozenset[str]:
    """Every word for a kind as it is written, in any language."""
    own = {shown(kind, language) for language in _table("labels")["shown"]}
    return frozenset(word.replace("_", " ") for name, word in _split("read") if name == kind.value) | own


@cache
def titles() -> Mapping[str, str]:
    """Titles in lower case without a full stop, and the gender they tell: ``f``, ``m`` or nothing."""
    said: Mapping[str, str] = _table("labels")["titles"]
    return {w.casefold(): "" if sex == "n" else sex for sex, words in said.items() for w in words.split()}


@cache
def kin() -> Mapping[str, str]:
    """Words for who somebody is to others, in lower case, with the gender they tell likewise."""
    said: Mapping[str, str] = _table("labels")["kin"]
    return {w.casefold(): "" if sex == "n" else sex for sex, words in said.items() for w in words.split()}


@cache
def articles() -> frozenset[str]:
    """Articles of many languages, in lower case."""
    return frozenset(_table("labels")["articles"]["words"].split())


@cache
def plurals() -> frozenset[str]:
    """:func:`folded` words for several of a kind."""
    return frozenset(folded(word) for word in _table("labels")["plural"]["words"].split())


@cache
def joining() -> str:
    """A pattern for what stands between several of a kind."""
    words = sorted(_table("labels")["join"]["words"].split(), key=len, reverse=True)
    return "|".join(rf"\s+{re.escape(w)}\s+" if w.isalpha() else rf"\s*{re.escape(w)}\s*" for w in words)


@cache
def genders() -> Mapping[str, str]:
    """Given names in lower case that one sex has, ``f`` or ``m``: ``resources/gazetteers/genders.tsv``."""
    lines = resource("gazetteers", "genders.tsv").read_text(encoding="utf-8").splitlines()
    rows = (line.split("\t") for line in lines if line and not line.startswith("#"))
    return {name: sex for name, sex in rows}  # noqa: C416 - a row is a list


def invented(*path: str) -> tuple[str, ...]:
    """The names of a list, such as ``given f a``; those of the fallback language where there is none."""
    found: Any = _table("names")
    for step in path:
        found = found.get(step, found.get(FALLBACK)) if isinstance(found, dict) else found
    return tuple(part.strip() for part in (found.split(";") if ";" in found else found.split()))


@cache
def bodies() -> frozenset[str]:
    """What bodies are and the forms of firms, as their names have them, in :func:`plain` letters."""
    return frozenset(plain(word) for word in invented("organisation", "bodies"))


def also_called() -> Mapping[str, tuple[str, ...]]:
    """What the countries among the stand-ins are called in other languages."""
    return {name: tuple(words.split()) for name, words in _table("names")["country"]["also"].items()}


@cache
def endings() -> tuple[frozenset[str], frozenset[str]]:
    """What grammar puts behind a name, and what it puts in the place of a final a."""
    said = _table("names")["bends"]
    return frozenset(said["endings"].split()), frozenset(said["in_place_of_a"].split())


def _split(section: str) -> list[tuple[str, str]]:
    said: Mapping[str, str] = _table("labels")[section]
    return [(name, word) for name, words in said.items() for word in words.split()]
