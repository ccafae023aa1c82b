"""What Redraft knows of each language: a folder of ``resources/languages``, and a module of its name in this one.

A new language is a new folder with ``language.toml`` in it. What tables cannot say (an article that follows the sound
of the next word) is said by a module here that has what :class:`Grammar` lists. Nothing else has to know of it: rooms
ask :func:`find` for the language of a text, and a language for its tables. A table that a folder lacks is empty, so
that a language may begin with little.
"""

from __future__ import annotations

import importlib
import importlib.util
import tomllib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any, Protocol, cast

from redraft.assets import resource

UNDECIDED = "und"
"""The code of a text that is too short to tell its language."""
DEFAULT = "en"
"""What such a text goes as, and what the model is asked in."""
ENCODER = "encoder"
"""The folder of ``models`` with the encoder of a language that names none."""


class Grammar(Protocol):
    """The few rules of a language that are no tables."""

    def stems(self, word: str) -> Iterable[str]:
        """What a word in lower case may be without its inflection and derivation; the word itself is not among it."""

    def article(self, words: str) -> str:
        """The indefinite article before these words."""


@dataclass(frozen=True, slots=True, eq=False)
class Language:
    """One language. ``pipeline`` is the package of its spaCy model, empty where it has none; ``encoder`` the folder of
    ``models`` with what reads it. ``alone``: nobody else does; it has no statements, no questions for the model and no
    wordings yet.
    """

    code: str
    folder: Path
    pipeline: str
    encoder: str
    alone: bool
    grammar: Grammar

    def path(self, *parts: str) -> Path:
        """A file or folder of it."""
        return self.folder.joinpath(*parts)

    def lines(self, name: str) -> tuple[str, ...]:
        """The entries of a list such as ``words/medicines.txt``, in its order, without comments (``#``)."""
        return _lines(self, name)

    def words(self, name: str) -> frozenset[str]:
        """The words of ``words/<name>.txt``, however they are spread over lines."""
        return _words(self, name)

    def table(self, name: str) -> Mapping[str, Any]:
        """The tables of ``<name>.toml``."""
        return _table(self, name)


def find(code: str) -> Language | None:
    """The language of a text by its code; None when there is no folder for it, so that the text cannot be checked."""
    return _known().get(DEFAULT if code == UNDECIDED else code)


def whole(code: str) -> Language | None:
    """The same, but None as well for one that only an encoder reads."""
    found = find(code)
    return None if found is None or found.alone else found


def default() -> Language:
    """The language that texts too short to tell go as."""
    return _known()[DEFAULT]


def every() -> tuple[Language, ...]:
    """All languages that have a folder."""
    return tuple(_known().values())


def name_of(code: str) -> str:
    """What a language is called in English; the code itself when it is on no list."""
    return _names().get(code, code)


@cache
def _known() -> dict[str, Language]:
    folders = sorted(path.parent for path in resource("languages").glob("*/language.toml"))
    return {folder.name: _load(folder) for folder in folders}


def _load(folder: Path) -> Language:
    said = tomllib.loads((folder / "language.toml").read_text(encoding="utf-8"))
    module = f"{__name__}.{folder.name}"
    own = importlib.util.find_spec(module) is not None
    grammar = importlib.import_module(module if own else f"{__name__}.plain")
    return Language(
        folder.name,
        folder,
        said.get("pipeline", ""),
        said.get("encoder", ENCODER),
        said.get("alone", False),
        cast(Grammar, grammar),
    )


@cache
def _names() -> dict[str, str]:
    rows = (line.partition("\t") for line in _entries(resource("languages", "names.tsv")))
    return {code: name for code, _, name in rows}


@cache
def _lines(language: Language, name: str) -> tuple[str, ...]:
    return tuple(_entries(language.folder / name))


@cache
def _words(language: Language, name: str) -> frozenset[str]:
    return frozenset(word for line in _entries(language.folder / "words" / f"{name}.txt") for word in line.split())


@cache
def _table(language: Language, name: str) -> dict[str, Any]:
    path = language.folder / f"{name}.toml"
    return tomllib.loads(path.read_text(encoding="utf-8")) if path.is_file() else {}


def _entries(path: Path) -> Iterator[str]:
    if path.is_file():
        yield from (s for s in path.read_text(encoding="utf-8").splitlines() if s.strip() and not s.startswith("#"))
