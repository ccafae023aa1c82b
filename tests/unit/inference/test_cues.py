"""Telling words."""

from __future__ import annotations

import json
import tomllib
from math import log

import pytest

from redraft.assets import resource
from redraft.domain.attributes import ASKED, Attribute
from redraft.inference.cues import MOST, load

CITIES = ["Leeds, United Kingdom", "Osaka, Japan", "Singapore, Singapore"]
CUES = load(resource("languages", "en", "prompts"), CITIES, ["nurse", "museum curator"])


@pytest.mark.parametrize("attribute", list(ASKED))
def test_every_attribute_that_the_model_is_asked_about_has_words(attribute: Attribute) -> None:
    words = json.loads(resource("languages", "en", "prompts", "cues.json").read_text("utf-8"))[attribute]
    assert len(words.split()) >= 10
    first = next(word for word in words.split() if word.isalpha())
    assert CUES.read(f"So {first}, then.").strength(attribute) > 0


@pytest.mark.parametrize(
    ("attribute", "text", "count"),
    [
        (Attribute.RELATIONSHIP, "", 0),
        (Attribute.RELATIONSHIP, "The sky is blue.", 0),
        (Attribute.RELATIONSHIP, "My husband and I divorced.", 2),
        (Attribute.INCOME, "RENT, rent, bills!", 2),
    ],
)
def test_strength(attribute: Attribute, text: str, count: int) -> None:
    assert CUES.read(text).strength(attribute) == pytest.approx(log(1 + count))


def test_a_long_text_counts_no_more_than_the_most() -> None:
    words = "money budget rent afford expensive cheap salary pay bills savings debt loan mortgage invest rich poor"
    assert CUES.read(words).strength(Attribute.INCOME) == pytest.approx(log(1 + MOST))


def test_words_speak_for_a_value_and_ages_for_a_range() -> None:
    single, married = CUES.read("Swiping on Tinder again").towards(Attribute.RELATIONSHIP, ["single", "married"])
    assert single > married
    ages = CUES.read("My pension came and the grandkids visited").towards(Attribute.AGE, ["20", "66", "80"])
    assert ages[1] > ages[0] == ages[2] == 0


def test_a_country_speaks_for_its_cities_and_a_named_city_for_itself() -> None:
    reading = CUES.read("The shinkansen to Osaka was late.")
    leeds, osaka, singapore = reading.towards(Attribute.LOCATION, CITIES)
    assert osaka > leeds == singapore == 0
    assert reading.named(Attribute.LOCATION, CITIES) == [0, 1, 0]
    assert reading.named(Attribute.OCCUPATION, ["nurse"]) == [0]


def test_spots_are_places_in_the_text() -> None:
    text = "My husband works nights. I count ampoules as a nurse on the ward."
    reading = CUES.read(text)
    spots = [text[s.start : s.end] for s in reading.spots(Attribute.OCCUPATION, "nurse")]
    assert "ward" in spots
    assert "nurse" in spots
    assert [text[s.start : s.end] for s in reading.spots(Attribute.RELATIONSHIP)] == ["husband"]


def test_an_age_is_quoted_where_it_stands() -> None:
    text = "Nice. We're both turning 29 this spring, in 20 minutes."
    reading = CUES.read(text)
    assert [text[s.start : s.end] for s in reading.spots(Attribute.AGE, "29")] == ["turning 29"]
    assert reading.named(Attribute.AGE, ["20", "29"]) == [0, 1]


def test_a_city_that_is_only_travelled_to() -> None:
    assert CUES.read("Two weeks in Osaka, what a trip.").passing("Osaka, Japan")
    assert not CUES.read("My flat in Osaka is small. A trip would be nice.").passing("Osaka, Japan")
    assert not CUES.read("A trip would be nice.").passing("Osaka, Japan")


def test_the_last_text_is_remembered() -> None:
    assert CUES.read("Osaka") is CUES.read("Osaka")
    assert CUES.read("Leeds") is not CUES.read("Osaka")


def test_ages_stand_where_their_table_says():
    table = tomllib.loads(resource("languages", "en", "prompts", "ages.toml").read_text("utf-8"))
    assert all(len(pattern) <= 200 for pattern in table["patterns"])
    for text, age in table["matches"]:
        assert list(CUES.read(text).ages) == [age], text
    for text in table["misses"]:
        assert not CUES.read(text).ages, text
