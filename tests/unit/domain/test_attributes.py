"""The tables of attributes: whole, agreed with one another, and quickly read."""

from __future__ import annotations

import copy
import json
import pickle
import time

import pytest

from redraft.assets import resource
from redraft.domain import attributes
from redraft.domain.attributes import ALWAYS_ASKED, ASKED_WHERE_CUED, Answers, Asked, Attribute, Group, Severity

EVERY = tuple(Attribute)


def test_there_is_one_value_of_each_name():
    assert Attribute("age") is Attribute.AGE
    assert Attribute.AGE == "age"
    assert Attribute.AGE.value == str(Attribute.AGE) == "age"
    assert {Attribute.AGE: 1}["age"] == 1
    assert json.dumps({Attribute.AGE: Attribute.SEX}) == '{"age": "sex"}'


@pytest.mark.parametrize("attribute", EVERY)
def test_copies_are_the_same_value(attribute: Attribute):
    assert pickle.loads(pickle.dumps(attribute)) is attribute
    assert copy.deepcopy(attribute) is attribute


@pytest.mark.parametrize("name", ["", "Age", "nothing", "../age"])
def test_there_is_no_value_of_another_name(name: str):
    assert name not in Attribute
    with pytest.raises(ValueError, match="no attribute"):
        Attribute(name)


def test_what_code_names_has_a_table():
    named = {name for name in Attribute.__annotations__ if name.isupper()}
    assert {name.lower() for name in named} <= set(EVERY)
    assert all(getattr(Attribute, name) == name.lower() for name in named)


@pytest.mark.parametrize("attribute", EVERY)
def test_a_table_names_what_there_is(attribute: Attribute):
    assert attribute.told_by <= set(EVERY) - {attribute}
    assert len(attribute.usual) in {0, len(attribute.values)}
    assert not attribute.usual or sum(attribute.usual) == pytest.approx(1.0)
    assert (attribute.answers is Answers.CHOICE) == bool(attribute.values)
    assert len(set(attribute.values)) == len(attribute.values)
    assert attribute.severity >= Severity.HIGH or not attribute.special


def test_what_is_asked_about_comes_first_and_what_is_shown_last_last():
    assert [a for a in EVERY if a.asked is Asked.ALWAYS] == list(ALWAYS_ASKED)
    assert [a.last for a in EVERY] == sorted(a.last for a in EVERY)
    first = [a.asked for a in EVERY if not a.last]
    assert first == sorted(first, key=list(Asked).index)
    assert all(a.asked is Asked.NEVER for a in EVERY if a.group is not Group.PERSON)


def test_what_the_model_may_answer_is_what_the_tables_say():
    prompts = json.loads(resource("languages", "en", "prompts", "attacker.json").read_text("utf-8"))
    sets = {name.partition(".")[0]: [value for value, _ in pairs] for name, pairs in prompts["answers"].items()}
    sets |= {name: [value for value, _ in pairs if value] for name, (_, pairs) in prompts["extended"].items()}
    asked = [a for a in (*ALWAYS_ASKED, *ASKED_WHERE_CUED) if a.answers is Answers.CHOICE]
    assert {a.value: list(a.values) for a in asked} == {a.value: sets[a] for a in asked}


def test_the_tables_are_read_in_no_time():
    took = []
    for _ in range(5):
        began = time.perf_counter()
        attributes._read()
        took.append(time.perf_counter() - began)
    assert min(took) < 0.015
