"""Every pattern of every language's tables: it finds its examples, with their values, and no others."""

from __future__ import annotations

import datetime
import re
import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from redraft import languages
from redraft.detectors.bystanders import Bystanders
from redraft.detectors.contract import Context
from redraft.detectors.mentions import mentions
from redraft.detectors.stated import readers
from redraft.detectors.stated.detector import hits
from redraft.detectors.stated.frame import Frame
from redraft.detectors.stated.pattern import Pattern, Patterns, read, statements
from redraft.detectors.stated.syntax import asserted
from redraft.detectors.whom import whom
from redraft.languages import Language

LONGEST = 200
WORDS = re.compile(r"[\w\s'’:.-]+")
"""A list of words in one string, which is no pattern."""
THIS_YEAR = datetime.date.today().year


def ages(value: str) -> str:
    """``{1990}`` stands for the age of whoever was born then."""
    return re.sub(r"\{(\d{4})\}", lambda m: str(THIS_YEAR - int(m[1])), value)


def stated() -> Iterator[tuple[Language, Pattern]]:
    for language in languages.every():
        yield from ((language, one) for one in statements(language).all)


def of_others() -> Iterator[tuple[Language, Pattern]]:
    for language in languages.every():
        if language.path("others.toml").exists():
            yield from ((language, one) for one in read(language, "others"))


def named(cases: Iterator[tuple[Language, Pattern]]) -> list[Any]:
    return [pytest.param(*case, id=f"{case[0].code}-{case[1].attribute.value}-{n}") for n, case in enumerate(cases)]


def values(language: Language, pattern: Pattern, text: str) -> set[str]:
    """What this pattern alone says about a text, after all guards and the parser."""
    context = Context(text, language)
    found = hits(Frame.of(context), Patterns([pattern]).candidates(Frame.of(context).words))
    return {h.value for h in found if not h.doubt or asserted(context.parsed, h.start, h.end, language)}


def values_of_others(language: Language, pattern: Pattern, text: str) -> set[str]:
    """What this pattern alone says about the people whom a text mentions."""
    frame, found = Frame.of(Context(text, language)), set()
    for mention in whom(language).mention.finditer(frame.folded):
        for start in range(mention.end(), len(frame.folded)):
            match = pattern.regex.match(frame.folded, start)
            told = readers.said(match, frame, pattern) if match else None
            found |= {told.value} if told else set()
    return found


@pytest.mark.parametrize(("language", "pattern"), named(stated()))
def test_a_pattern_finds_its_examples_alone(language: Language, pattern: Pattern) -> None:
    found = [(text, values(language, pattern, text), ages(value)) for text, value in pattern.examples]
    assert [(text, got, value) for text, got, value in found if value not in got] == []
    assert [text for text in pattern.misses if values(language, pattern, text)] == []


@pytest.mark.parametrize(("language", "pattern"), named(of_others()))
def test_a_pattern_about_others_finds_its_examples_alone(language: Language, pattern: Pattern) -> None:
    found = [(text, values_of_others(language, pattern, text), value) for text, value in pattern.examples]
    assert [(text, got, value) for text, got, value in found if value not in got] == []
    assert [text for text in pattern.misses if values_of_others(language, pattern, text)] == []


def test_mentions_are_found_as_their_examples_say() -> None:
    wrong = []
    for language in languages.every():
        for one in mentions(language):
            for text, quote in one.said["matches"]:
                found = [m[one.regex.groups and "group_in" not in one.said] for m in one.find(Context(text, language))]
                wrong += [] if found == [quote] else [(one.said["pattern"], text, found)]
            wrong += [(one.said["pattern"], t) for t in one.said["misses"] if list(one.find(Context(t, language)))]
    assert wrong == []


def test_examples_of_others_are_told_of_others() -> None:
    for language, pattern in of_others():
        for text, value in pattern.examples:
            found = {(f.attribute, f.best.value) for f in Bystanders().detect(Context(text, language))}
            assert (pattern.attribute, value) in found, text


def written(table: Any, name: str = "") -> Iterator[tuple[str, str]]:
    """Every string of a table that may be a pattern, with its name; examples are none."""
    if isinstance(table, str):
        yield name, table
    for key, value in table.items() if isinstance(table, dict) else ():
        if key not in {"matches", "misses", "why", "what", "aliases", "townsfolk"}:
            yield from written(value, f"{name}.{key}")
    for value in table if isinstance(table, list) else ():
        yield from written(value, name)


TABLES = sorted(p for language in languages.every() for p in language.path().rglob("*.toml"))


@pytest.mark.parametrize("path", TABLES, ids=lambda path: path.stem)
def test_no_pattern_is_too_long_to_read(path: Path) -> None:
    table = tomllib.loads(path.read_text(encoding="utf-8"))
    long = [(name, text) for name, text in written(table) if len(text) > LONGEST]
    assert [name for name, text in long if not WORDS.fullmatch(text) and ".lists." not in name] == []


def test_each_pattern_has_examples_of_both_kinds() -> None:
    every = [*stated(), *of_others()]
    found = {one.written for _, one in every if one.examples and one.misses}
    assert [one.written for _, one in every if one.written not in found] == []
