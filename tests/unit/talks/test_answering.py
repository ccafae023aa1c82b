"""What a few words mean as an answer."""

from __future__ import annotations

import pytest

from redraft import languages
from redraft.domain.talk import Aim, Question, Turn
from redraft.talks.answering import Answering, answering, replies
from redraft.talks.asking import Asking, asking


@pytest.fixture(scope="module")
def english() -> tuple[Asking, Answering]:
    asks, answers = asking(languages.default()), answering(languages.default())
    assert asks is not None
    assert answers is not None
    return asks, answers


def asked(asks: Asking, words: str) -> tuple[Question, str]:
    (question,) = asks.questions(Turn(1, "Anna", words))
    return question, asks.fold(question.words)


@pytest.mark.parametrize(
    ("question", "answer", "statement", "words"),
    [
        ("Where are you from?", "thanks! Graz", "I live in Graz.", "Graz"),
        ("What was your first pet called?", "haha why? Bruno", "My first pet was called Bruno.", "Bruno"),
        ("how old are you", "im 31 lol", "I am 31 years old.", "31"),
        ("Do you have kids?", "yes, two girls", "I have two girls.", "two girls"),
        ("What's your mother's maiden name?", "it was Hartley", "My mother's maiden name is Hartley.", "Hartley"),
        ("What do you do?", "I’m a nurse", "I work as a nurse.", "nurse"),
    ],
)
def test_a_short_answer_stands_for_a_statement(
    question: str, answer: str, statement: str, words: str, english: tuple[Asking, Answering]
) -> None:
    asks, answers = english
    framed = {one.text: one for one in answers.framed(answer, *asked(asks, question))}
    one = framed[statement]
    assert answer[one.place.start : one.place.end] == words
    assert one.text[one.start : one.end] == words


def test_what_speaks_for_itself_is_left_alone(english: tuple[Asking, Answering]) -> None:
    asks, answers = english
    long = "I never really thought about where exactly that would be to be honest with you"
    assert list(answers.framed(long, *asked(asks, "Where do you live?"))) == []


@pytest.mark.parametrize(
    ("answer", "says"), [("yes", True), ("Yeah I do", True), ("nope", False), ("maybe", None), ("No, sorry", False)]
)
def test_yes_and_no(answer: str, says: bool | None, english: tuple[Asking, Answering]) -> None:
    asks, answers = english
    assert answers.agrees(answer, asked(asks, "Are you married?")[1]) is says


def test_an_open_question_is_not_answered_by_yes(english: tuple[Asking, Answering]) -> None:
    asks, answers = english
    assert answers.agrees("yes", asked(asks, "Where do you live?")[1]) is None


def test_a_yes_makes_a_statement_of_the_question(english: tuple[Asking, Answering]) -> None:
    asks, answers = english
    assert answers.turned(asked(asks, "are u single?")[1]) == "I am single."
    assert answers.turned(asked(asks, "Do you live in Graz?")[1]) == "I live in graz."


@pytest.mark.parametrize("answer", ["I'd rather not say", "guess!", "that’s a secret", "why do you ask?"])
def test_a_refusal_gives_nothing(answer: str, english: tuple[Asking, Answering]) -> None:
    assert english[1].declines(answer)


def test_there_is_a_reply_for_every_aim() -> None:
    assert set(replies(languages.default())) == set(Aim)
