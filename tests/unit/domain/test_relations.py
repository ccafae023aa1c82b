"""How two answers relate: one thing, telling of one another, or far enough apart to count as gone."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from redraft.domain.attributes import Answers, Attribute
from redraft.domain.relations import hidden, nearest, same, speaks_of, tells

A = Attribute
ATTRIBUTES = st.sampled_from(tuple(Attribute))
ANSWERS = st.one_of(
    st.text(max_size=12),
    st.sampled_from(["34", "39", "45", "Leeds", "Leeds, United Kingdom", "Lutheran", "Christian", "male", "nurse"]),
)


@pytest.mark.parametrize(
    ("attribute", "one", "other", "expected"),
    [
        (A.AGE, "34", "39", True),
        (A.AGE, "34", "40", False),
        (A.AGE, "34", "in the thirties", False),
        (A.SEX, "male", "female", False),
        (A.LOCATION, "Leeds", "leeds, United Kingdom", True),
        (A.LOCATION, "New York City", "New York, United States", True),
        (A.LOCATION, "York, United Kingdom", "New York, United States", False),
        (A.LOCATION, "Delhi, India", "New Delhi, India", True),
        (A.LOCATION, "Leeds, United Kingdom", "United Kingdom", False),
        (A.OCCUPATION, "night nurse", "Nurse", True),
        (A.OCCUPATION, "nurse", "nursery teacher", False),
        (A.EDUCATION, "bachelor's degree", "studying towards a bachelor's degree", False),
        (A.EDUCATION, "bachelor's degree in history", "bachelor's degree", True),
        (A.RELIGION, "Lutheran", "Christian", True),
        (A.RELIGION, "Lutheran", "Catholic", False),
        (A.INCOME, "low", "high", False),
        (A.EMPLOYER, "", "", False),
    ],
)
def test_same(attribute: Attribute, one: str, other: str, *, expected: bool):
    assert same(attribute, one, other) is expected
    assert same(attribute, other, one) is expected


@pytest.mark.parametrize(
    ("known", "new", "expected"),
    [
        ((A.LOCATION, "Leeds, United Kingdom"), (A.LOCATION, "United Kingdom"), True),
        ((A.LOCATION, "United Kingdom"), (A.LOCATION, "Leeds, United Kingdom"), False),
        ((A.LOCATION, "Leeds"), (A.PLACE, "Leeds"), True),
        ((A.PLACE, "Leeds"), (A.LOCATION, "Leeds"), False),
        ((A.LOCATION, "Leeds"), (A.BIRTHPLACE, "Leeds"), False),
        ((A.OCCUPATION, "night nurse"), (A.OCCUPATION, "nurse"), True),
        ((A.OCCUPATION, "nurse"), (A.OCCUPATION, "night nurse"), False),
        ((A.RELIGION, "Lutheran"), (A.RELIGION, "Christian"), True),
        ((A.RELIGION, "Christian"), (A.RELIGION, "Lutheran"), False),
        ((A.AGE, "34"), (A.AGE, "35"), False),
        ((A.SEX, "female"), (A.SEX, "male"), False),
    ],
)
def test_tells(known: tuple[Attribute, str], new: tuple[Attribute, str], *, expected: bool):
    assert tells(known, new) is expected


@pytest.mark.parametrize(
    ("attribute", "was", "now", "usual", "expected"),
    [
        (A.LOCATION, "Leeds, United Kingdom", "London, United Kingdom", "", False),
        (A.LOCATION, "Leeds, United Kingdom", "Lyon, France", "", True),
        (A.LOCATION, "Leeds", "Leeds, United Kingdom", "", False),
        (A.AGE, "34", "39", "", False),
        (A.AGE, "34", "41", "", True),
        (A.AGE, "52", "44", "30", False),
        (A.AGE, "52", "41", "30", True),
        (A.AGE, "35", "30", "30", True),
        (A.OCCUPATION, "software engineer", "engineer", "", False),
        (A.RELATIONSHIP, "married", "engaged", "", True),
    ],
)
def test_hidden(attribute: Attribute, was: str, now: str, usual: str, *, expected: bool):
    assert hidden(attribute, was, now, usual=usual) is expected


@given(ATTRIBUTES, ANSWERS, ANSWERS)
def test_what_is_the_same_is_not_hidden(attribute: Attribute, one: str, other: str):
    assert same(attribute, one, other) is same(attribute, other, one)
    assert not (same(attribute, one, other) and hidden(attribute, one, other))


@given(ATTRIBUTES, st.text(st.characters(categories=["L"]), min_size=1, max_size=12))
def test_an_answer_is_the_same_as_itself_and_tells_itself(attribute: Attribute, answer: str):
    assert same(attribute, answer, answer)
    assert tells((attribute, answer), (attribute, answer))


@pytest.mark.parametrize(
    ("attribute", "answer", "found"),
    [
        (A.LOCATION, "Leeds, United Kingdom", [0]),
        (A.LOCATION, "Leeds", [0]),
        (A.LOCATION, "York, United Kingdom", [0, 1]),
        (A.LOCATION, "Osaka, Japan", []),
        (A.LOCATION, "", []),
    ],
)
def test_the_nearest_of_a_list(attribute: Attribute, answer: str, found: list[int]):
    places = ["Leeds, United Kingdom", "London, United Kingdom", "Leeds Town, United States", "Lyon, France"]
    assert nearest(attribute, answer, places) == found


def test_the_nearest_trades_and_ages():
    trades = ["software engineer", "engineer", "bus driver", "taxi driver"]
    assert nearest(A.OCCUPATION, "train driver", trades) == [2, 3]
    assert nearest(A.OCCUPATION, "civil engineer", trades) == [1]
    assert nearest(A.AGE, "30", [str(n) for n in range(20, 60)]) == list(range(5, 16))


def test_what_tells_of_what():
    assert speaks_of(A.PLACE, (A.AGE, A.LOCATION))
    assert speaks_of(A.AGE, (A.AGE,))
    assert not speaks_of(A.AGE, (A.LOCATION,))


def test_rules_have_what_they_need():
    for attribute in Attribute:
        relation = attribute.relation
        assert (relation.kind is Answers.NUMBER) == (relation.reach > 0)
        assert relation.gone >= relation.reach
        assert not set(relation.includes) & {kind for kinds in relation.includes.values() for kind in kinds} - {
            "Protestant"
        }
