"""Answers with words of a text in them: every composed one is a message, and its English is what it was."""

from __future__ import annotations

import tomllib

import pytest

from redraft import languages
from redraft.detectors.stated.pattern import statements
from redraft.domain.answers import OTHERS, composed, forms
from redraft.domain.attributes import Answers, Attribute
from redraft.domain.finding import Guess
from redraft.domain.message import NOTHING, Message
from redraft.reports.check_json import answer_to_json, guess_to_json
from redraft.speech.language import Language

ABOUT = [*(a.value for a in Attribute if a.forms), *OTHERS]


@pytest.mark.parametrize("about", ABOUT)
def test_every_form_is_read_back_and_said_as_it_was(about: str) -> None:
    filled = {"who": "your aunt", "name": "Anna", "first": "1998", "last": "2007"}
    for code, form in forms(about).items():
        answer = form.format_map(_Filled(filled))
        message = composed(about, answer)
        assert message.code == code
        assert Language.of("en").said(message) == answer


class _Filled(dict[str, str]):
    def __missing__(self, name: str) -> str:
        return "2 of them"


@pytest.mark.parametrize(
    ("about", "answer"),
    [("education", "PhD"), ("occupation", "PhD in physics"), ("person", "your aunt")],
)
def test_what_is_not_composed_has_no_code(about: str, answer: str) -> None:
    assert composed(about, answer) == NOTHING


def test_statements_write_no_other_forms() -> None:
    for language in languages.every():
        written = {
            (one.attribute, value)
            for one in statements(language).all
            if one.attribute.answers is not Answers.TITLE
            for value in (one.value, *one.values.values())
            if "{" in value.strip("{}")
        }
        assert written
        assert [one for one in written if not composed(*one)] == []
    table = tomllib.loads(languages.default().path("statements", "education.toml").read_text("utf-8"))
    assert [level for level in table["values"].values() if not composed("education", f"{level} in physics")] == []


def test_json_has_the_english_and_what_it_is_composed_of() -> None:
    assert guess_to_json(Guess("PhD in physics", 0.9), Attribute.EDUCATION) == {
        "value": "PhD in physics",
        "value_code": "answer.phd_in",
        "value_params": {"subject": "physics"},
        "confidence": 0.9,
    }
    assert answer_to_json("person", "", "person") == {"person": "", "person_code": "", "person_params": {}}
    assert composed("", "voted Greens") == Message("answer.voted", {"whom": "Greens"})
