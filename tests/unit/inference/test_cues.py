"""Telling words."""

from __future__ import annotations

from math import log

import pytest

from redraft.assets import resource
from redraft.domain.attributes import SYNTHPAI, Attribute
from redraft.inference.cues import MOST, load
from redraft.inference.passages import sentences

CUES = load(resource("prompts", "cues.json"))


def test_every_attribute_that_is_always_asked_has_words() -> None:
    assert set(CUES.patterns) == set(SYNTHPAI)


@pytest.mark.parametrize(
    ("attribute", "text", "count"),
    [
        (Attribute.RELATIONSHIP, "", 0),
        (Attribute.RELATIONSHIP, "The sky is blue.", 0),
        (Attribute.RELATIONSHIP, "My husband and I divorced.", 2),
        (Attribute.INCOME, "RENT, rent, rent!", 3),
        (Attribute.RELIGION, "church", 0),
    ],
)
def test_strength(attribute: Attribute, text: str, count: int) -> None:
    assert CUES.strength(attribute, text) == pytest.approx(log(1 + count))


def test_a_long_text_counts_no_more_than_the_most() -> None:
    assert CUES.strength(Attribute.INCOME, "rent " * 500) == pytest.approx(log(1 + MOST))


def test_words_speak_for_a_value_and_ages_for_a_range() -> None:
    names = ["single", "married"]
    single, married = CUES.towards(Attribute.RELATIONSHIP, "Swiping on Tinder again", names)
    assert single > married
    ages = CUES.towards(Attribute.AGE, "My pension came and the grandkids visited", ["20", "66", "80"])
    assert ages[1] > ages[0] == ages[2] == 0


def test_the_richest_sentences_in_order() -> None:
    text = "Nice day. My husband forgot our anniversary. Rain. I love my wife."
    spans = sentences(text)
    chosen = CUES.richest(Attribute.RELATIONSHIP, text, spans, 2)
    assert next(text[spans[i].start : spans[i].end] for i in chosen).startswith("My husband")
    assert CUES.richest(Attribute.RELIGION, text, spans, 2) == []
