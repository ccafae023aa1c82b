"""What questions aim at: every entry of the tables by its own sentences, and questions of our own."""

from __future__ import annotations

import pytest

from bench.talks import rows
from redraft import languages
from redraft.domain.talk import Aim, Turn
from redraft.talks.asking import Asking, Entry, asking


@pytest.fixture(scope="module")
def english() -> Asking:
    known = asking(languages.default())
    assert known is not None
    return known


def entries() -> list[Entry]:
    known = asking(languages.default())
    assert known is not None
    return list(known.entries)


@pytest.mark.parametrize("entry", entries(), ids=lambda e: f"{e.aim.value}-{e.matches[0][:20]}")
def test_an_entry_fits_its_sentences_and_no_others(entry: Entry, english: Asking) -> None:
    assert [text for text in entry.matches if entry.aim not in english.aims(text)] == []
    assert [text for text in entry.misses if entry.aim in english.aims(text)] == []
    assert entry.matches
    assert entry.misses


def test_every_aim_has_forms(english: Asking) -> None:
    assert {entry.aim for entry in english.entries} == set(Aim)


@pytest.mark.parametrize("part", ["train", "choose"])
def test_what_the_forms_were_written_for_stays_right(part: str, english: Asking) -> None:
    hits = false = missed = 0
    for aims, also, words in rows(part):
        found = {aim.value for aim in english.aims(words)}
        lost = set() if found & also and len(aims) == 1 else aims - found
        hits, missed, false = hits + len(aims) - len(lost), missed + len(lost), false + len(found - aims - also)
    assert hits / (hits + false) >= 0.95
    assert hits / (hits + missed) >= 0.95


@pytest.mark.parametrize(
    "text",
    ["I live where the river ends.", "My mother asked how old I am", "You looked great in the picture!", "", "???"],
)
def test_what_asks_nothing_aims_at_nothing(text: str, english: Asking) -> None:
    assert english.aims(text) == ()


def test_a_question_that_is_handed_back_aims_at_what_was_told(english: Asking) -> None:
    text = "I live in Leeds. And you?"
    (question,) = english.questions(Turn(1, "Anna", text), own={0: (Aim.LOCATION,)})
    assert question.aims == (Aim.LOCATION,)
    assert question.returned
    assert text[question.span.start : question.span.end] == "And you?"


def test_a_question_that_is_handed_back_aims_at_what_was_asked(english: Asking) -> None:
    (question,) = english.questions(Turn(2, "Ben", "34, you?"), answered=(Aim.AGE,))
    assert (question.aims, question.returned) == ((Aim.AGE,), True)
    assert list(english.questions(Turn(2, "Ben", "Fine. And you?"))) == []
    assert list(english.questions(Turn(2, "Ben", "Does six suit you?"), answered=(Aim.AGE,))) == []


def test_long_and_hostile_turns_take_no_time(english: Asking) -> None:
    for text in ("where " * 50_000 + "?", "you " * 20_000 + "?", "do you " + "a" * 100_000, "? " * 20_000):
        list(english.questions(Turn(1, "x", text)))
