"""What a pass can afford."""

from __future__ import annotations

import json

import pytest

from fakes.letters import Letters
from redraft.assets import model_data, resource
from redraft.domain.attributes import ALWAYS_ASKED, ASKED, Attribute
from redraft.inference.asking import affordable, needed
from redraft.inference.questions import last_sentences, load

QUESTIONS = load(Letters(), resource("languages", "en", "prompts"))  # type: ignore[arg-type]


def test_the_first_pass_has_one_wording_an_attribute() -> None:
    chosen = affordable(QUESTIONS, ALWAYS_ASKED, 10**6, most=1)
    assert [w.attribute for w in chosen] == list(ALWAYS_ASKED)
    assert {w.rank for w in chosen} == {0}


def test_more_room_buys_more_wordings_in_the_order_of_their_rank() -> None:
    little = affordable(QUESTIONS, [Attribute.SEX], 1)
    much = affordable(QUESTIONS, [Attribute.SEX], 10**6)
    assert len(little) == 1 < len(much)
    assert [w.rank for w in much] == sorted(w.rank for w in much)


def test_every_attribute_can_be_asked() -> None:
    assert {w.attribute for w in QUESTIONS.wordings} == set(ASKED)


@pytest.mark.parametrize(
    ("attributes", "more"), [([Attribute.INCOME], [Attribute.OCCUPATION]), ([Attribute.AGE], []), ([], [])]
)
def test_work_is_asked_where_it_helps(attributes: list[Attribute], more: list[Attribute]) -> None:
    assert needed(attributes) == attributes + more


@pytest.mark.parametrize(
    ("text", "end"),
    [
        ("", ""),
        ("One. Two? Three!", "Two? Three!"),
        ("A sentence that is longer than what fits.", "er than what fits."),
    ],
)
def test_only_the_end_of_what_was_asked_is_read(text: str, end: str) -> None:
    assert last_sentences(text, 12) == end


def test_shipped_numbers_belong_to_the_shipped_wordings() -> None:
    numbers = json.loads(model_data("calibration", "qwen2.5-coder-1.5b.json").read_text(encoding="utf-8"))
    for wording in QUESTIONS.wordings:
        if wording.attribute in ALWAYS_ASKED:
            assert len(numbers["means"][wording.key]) == len(QUESTIONS.values[wording.attribute])
            assert wording.key in numbers["weights"]
