"""Wordings that are never offered because of what they leave hanging, and what goes with what is said otherwise."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from fakes.parsed import Parsed, parsed
from redraft.domain.attributes import Attribute
from redraft.domain.edit import Change
from redraft.domain.finding import Basis, Finding, Guess, Source
from redraft.domain.message import NOTHING
from redraft.domain.text import Evidence, Span
from redraft.rewriting.makers import AllMakers
from redraft.rewriting.standing import standing


def offered(text: str, attribute: Attribute, places: Sequence[str] = ()) -> set[str]:
    spans = [Span(text.index(p), text.index(p) + len(p)) for p in places]
    named = [
        Finding.make(
            Attribute.PLACE,
            (Guess(text[s.start : s.end], 0.9),),
            (Evidence.of(text, s.start, s.end),),
            source=Source.ENTITIES,
            basis=Basis.STATED,
            why=NOTHING,
        )
        for s in spans
    ]
    found = AllMakers(Parsed()).changes(text, (attribute,), [Span(0, len(text))], named, language="en")
    return {change.applied(text) for change in found}


@pytest.mark.parametrize(
    ("text", "place", "hanging"),
    [
        ("The chip shop on Otley Road is fine.", "Otley Road", "The chip shop on is fine."),
        ("I'm in Boston so I can't turn up.", "Boston", "I'm so I can't turn up."),
        ("Pick up near Leeds, evenings.", "Leeds", "Pick up near, evenings."),
    ],
)
def test_no_preposition_and_no_verb_is_left_hanging(text: str, place: str, hanging: str) -> None:
    found = offered(text, Attribute.LOCATION, [place])
    assert found
    assert hanging not in found


def test_a_name_goes_with_the_relative_it_names_and_a_place_with_all_of_its_name() -> None:
    found = offered("Need advice on my sister Mel. Help!", Attribute.FAMILY)
    assert "Need advice on someone in the family. Help!" in found
    assert not any("friend Mel" in text for text in found)
    found = offered("The bus from Oslo S is warm.", Attribute.LOCATION, ["Oslo"])
    assert "The bus is warm." in found
    assert not any("S is" in text for text in found if "Oslo" not in text)


def test_no_half_of_a_word_and_no_verb_without_its_object_is_left() -> None:
    assert not any(" -born" in text for text in offered("I'm 52, Roombeek-born, and tired.", Attribute.BIRTHPLACE))
    assert not any("want," in text for text in offered("I want my 80 back, and I want tea.", Attribute.INCOME))


def test_a_measure_keeps_its_number_and_its_words() -> None:
    assert "Seven I walked in. It rained." not in offered("Seven years ago I walked in. It rained.", Attribute.AGE)


@pytest.mark.parametrize(
    ("text", "attribute", "wrong"),
    [
        ("At 48, which is a joke, I bake.", Attribute.AGE, "Which is a joke, I bake."),
        ("He says I aged 40 yrs today.", Attribute.AGE, "He says I at my age yrs today."),
        ("I've done it since 2013, badly.", Attribute.AGE, "I've done it since years ago, badly."),
        ("The professor calls me old.", Attribute.EDUCATION, "My project calls me old."),
        ("My partner for the drills is fun.", Attribute.RELATIONSHIP, "A friend for the drills is fun."),
    ],
)
def test_new_words_stand_where_the_old_ones_stood(text: str, attribute: Attribute, wrong: str) -> None:
    assert wrong not in offered(text, attribute)


@pytest.mark.parametrize(
    ("text", "words", "instead", "stands"),
    [
        ("My sister sings.", "sister", "friend", True),
        ("I was not even on it!", " even on it", "", False),
        ("One of the nine fell.", "the nine", "a child", True),
    ],
)
def test_a_changed_sentence_is_parsed_again(text: str, words: str, instead: str, *, stands: bool) -> None:
    at = text.index(words)
    change = Change(Span(at, at + len(words)), instead, "memory" if instead else "phrase")
    assert (standing(parsed([text])[0], [change], parsed) == [change]) is stands


def test_a_name_goes_from_a_heading() -> None:
    text = "For sale, Tel Aviv: one skateboard. Fifth floor."
    assert "For sale: one skateboard. Fifth floor." in offered(text, Attribute.LOCATION, ["Tel Aviv"])


def test_a_place_is_left_where_somebody_was_born() -> None:
    found = offered("In Dhaka, where I was born, nobody could.", Attribute.BIRTHPLACE, ["Dhaka"])
    assert {"Where I grew up, nobody could.", "Back home, nobody could."} <= found
    assert "Here, where I was born, nobody could." not in found


def test_an_amount_goes_with_what_rounds_it() -> None:
    assert "I make 68k here." not in offered("I make about 68k here.", Attribute.INCOME, ["68k"])
