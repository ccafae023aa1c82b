"""Which sentences of a turn ask the other for something, and what they aim at."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

from redraft.domain.talk import Aim, Question, Turn
from redraft.languages import Language
from redraft.languages.notation import NOTHING, Notation, any_of
from redraft.talks.folding import folded, sentences

_CLAUSES = re.compile(r"[,;–—-] |\s(?=(?:and|what|how) (?:about )?(?:you|u)\b)", re.I)
TABLES = ("places", "person", "work", "life", "keys", "topics")


@dataclass(frozen=True, slots=True, eq=False)
class Entry:
    """One entry of a table: what it aims at, its forms, what undoes them, and sentences it must and must not fit.

    ``weak``: its topic alone says so, which counts where no other form fits.
    """

    aim: Aim
    forms: re.Pattern[str]
    undone: re.Pattern[str]
    beats: frozenset[Aim]
    weak: bool
    matches: tuple[str, ...]
    misses: tuple[str, ...]

    def fits(self, words: str) -> bool:
        """Whether a folded sentence has one of its forms."""
        return self._has_form(words) and not self._is_undone(words)

    def undoes(self, words: str) -> bool:
        """Whether it has one and means something else, which its topic alone must not bring back."""
        return self._has_form(words) and self._is_undone(words)

    def _has_form(self, words: str) -> bool:
        return self.forms.search(words + "\n") is not None  # a space before the end of a form may be none

    def _is_undone(self, words: str) -> bool:
        return self.undone.search(words + "\n") is not None


class Asking:
    """What is known of questions in one language; see ``resources/languages/<code>/questions``."""

    def __init__(self, entries: tuple[Entry, ...], table: Mapping[str, Any]) -> None:
        self.entries = entries
        self._spelling: Mapping[str, str] = table.get("spelling", {})
        asking = table["asking"]
        plain = Notation()
        self._opens = plain.compile(any_of(asking["opens"]) + r"\b")
        self._wishes = plain.compile(rf"\b{any_of(asking['wishes'])}")
        self._before = plain.compile(rf"(?:{any_of(asking['before'])} )+")
        self._you = plain.compile(rf"\b{any_of(asking['you'])}\b")
        self._others = plain.compile(rf"\b{any_of(asking['others'])}\b")
        self._back = plain.compile(rf"{any_of(asking['back'])}$")
        self._short: int = asking["short"]

    def questions(
        self, turn: Turn, answered: tuple[Aim, ...] = (), own: Mapping[int, tuple[Aim, ...]] | None = None
    ) -> Iterator[Question]:
        """The questions of a turn that aim at something.

        What is handed back ("and you?") aims at what the speaker has just told: ``own`` says what each sentence of the
        turn tells, by where it begins, ``answered`` what they were asked before.
        """
        told: tuple[Aim, ...] = answered
        for span in sentences(turn.text):
            sentence = turn.text[span.start : span.end]
            aims, returned = self.aims(sentence), False
            told = (own or {}).get(span.start, ()) or told
            if not aims and told and self._hands_back(sentence):
                aims, returned = told, True
            if aims:
                yield Question(turn.number, span, sentence, aims, returned)

    def aims(self, sentence: str) -> tuple[Aim, ...]:
        """What a sentence aims at; nothing where it does not ask the reader for anything about themselves."""
        words = self.fold(sentence)
        if not self._asks(sentence, words):
            return ()
        strong = [entry for entry in self.entries if not entry.weak]
        found = [entry for entry in strong if entry.fits(words)]
        if not found:
            barred = {entry.aim for entry in strong if entry.undoes(words)}
            found = [entry for entry in self.entries if entry.weak and entry.aim not in barred and entry.fits(words)]
        beaten = frozenset(aim for entry in found for aim in entry.beats)
        return tuple(dict.fromkeys(entry.aim for entry in found if entry.aim not in beaten))

    def fold(self, sentence: str) -> str:
        """As the forms are written, without the words in front that change nothing."""
        words = folded(sentence, self._spelling)
        before = self._before.match(words)
        return words[before.end() :] if before and before.end() < len(words) else words

    def _asks(self, sentence: str, words: str) -> bool:
        asked = "?" in sentence[-4:] or self._opens.match(words) is not None
        wished = self._wishes.search(words) is not None
        if not (asked or wished):
            return False
        if self._you.search(words):
            return True
        return wished or (len(words.split()) <= self._short and self._others.search(words) is None)

    def _hands_back(self, sentence: str) -> bool:
        """Whether its last clause does nothing else: "34, and you?", not "Does six suit you?"."""
        return self._back.match(self.fold(_CLAUSES.split(sentence.rstrip("?!. "))[-1])) is not None


@cache
def asking(language: Language) -> Asking | None:
    """What is known of questions in a language; None where it has no such tables."""
    table = language.table("questions/asking")
    return Asking(tuple(_entries(language, table)), table) if table else None


def _entries(language: Language, table: Mapping[str, Any]) -> Iterator[Entry]:
    for name in TABLES:
        for said in language.table(f"questions/{name}").get("question", ()):
            notation = Notation(said.get("parts", {}), table.get("parts", {}))
            yield Entry(
                Aim(said["aim"]),
                notation.compile(rf"\b{any_of(said['forms'])}"),
                notation.compile(any_of(said.get("not", [NOTHING]))),
                frozenset(Aim(aim) for aim in said.get("beats", ())),
                said.get("weak", False),
                tuple(said["matches"]),
                tuple(said["misses"]),
            )
