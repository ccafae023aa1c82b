"""What stands above a word."""

from __future__ import annotations

import pytest

from redraft.domain.attributes import Attribute
from redraft.rewriting.ladders import wordings
from redraft.rewriting.places import look_up


@pytest.mark.parametrize(
    ("quote", "attribute", "expected"),
    [
        ("Zurich", Attribute.LOCATION, ["a city in Switzerland", "a city in Europe", "the city"]),
        ("in Leeds", Attribute.LOCATION, ["in the United Kingdom", "in Europe", "somewhere"]),
        ("France", Attribute.PLACE, ["a country in Europe", "a country", "the country"]),
        ("I'm 34", Attribute.AGE, ["I'm in my thirties", "I'm an adult"]),
        ("34 years old", Attribute.AGE, ["in my thirties", "an adult"]),
        ("Not bad for 52", Attribute.AGE, ["Not bad for my age"]),
        ("Born in 1988", Attribute.AGE, ["Born in the 1980s", "Born in another time"]),
        ("Born in '88", Attribute.AGE, ["Born in the 80s", "Born in another time"]),
        ("she is 71", Attribute.AGE, ["she is in their seventies", "she is an older adult"]),
        ("on 3 May 2020", Attribute.DATE, ["in May", "in spring"]),
        ("on the 14th", Attribute.DATE, ["at some point"]),
        ("next Tuesday", Attribute.DATE, ["some day"]),
        ("since 1998", Attribute.DATE, ["since the 1990s", "a while ago"]),
        ("$45,000", Attribute.INCOME, ["tens of thousands", "some money"]),
        ("45k", Attribute.INCOME, ["tens of thousands", "some money"]),
        ("my wife", Attribute.RELATIONSHIP, ["my partner", "a loved one"]),
        ("Leeds General Infirmary", Attribute.EMPLOYER, ["a hospital", "an organisation"]),
        ("ZURICH", Attribute.LOCATION, ["A CITY IN SWITZERLAND", "A CITY IN EUROPE", "THE CITY"]),
        ("my sister's", Attribute.FAMILY, ["my sibling's", "a relative's"]),
        ("single mom", Attribute.RELATIONSHIP, ["a parent"]),
        ("about $95k", Attribute.INCOME, ["tens of thousands", "some money"]),
        ("Portland, ME", Attribute.PLACE, ["a city in the United States", "a city in North America", "the city"]),
        ("Metro", Attribute.PLACE, []),
        ("blue", Attribute.LOCATION, []),
        ("abc", Attribute.AGE, []),
    ],
)
def test_steps(quote, attribute, expected):
    assert [w.text for w in wordings(quote, attribute)] == expected


def test_identifiers_are_only_removed():
    assert [w.text for w in wordings("anna@example.org", Attribute.CONTACT)] == ["[contact removed]"]


@pytest.mark.parametrize(
    ("name", "country"),
    [
        ("Leeds, United States", "United States"),
        ("Leeds", "United Kingdom"),
        ("UK", "United Kingdom"),
        ("nowhere", None),
    ],
)
def test_places(name, country):
    place = look_up(name)
    assert (place.country if place else None) == country


def test_what_tells_of_an_illness_is_told_less_precisely() -> None:
    def words(quote: str, value: str) -> list[str]:
        return [w.text for w in wordings(quote, Attribute.HEALTH, value)]

    assert words("I'm on sertraline", "takes sertraline")[:2] == ["I'm on medication", "I'm on something"]
    assert words("My therapist", "sees a therapist")[:2] == ["my doctor", "someone"]
    assert words("with MS", "MS") == []
