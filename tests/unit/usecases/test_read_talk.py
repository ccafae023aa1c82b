"""Conversations turn by turn, on a fast tier that knows a few sentences."""

from __future__ import annotations

from pathlib import Path

import pytest

from redraft.domain.archive import Match, Opened, Post
from redraft.domain.attributes import Attribute
from redraft.domain.errors import InputError
from redraft.domain.finding import Basis, Finding, Guess, Source
from redraft.domain.message import Message
from redraft.domain.talk import Aim, Given, Pattern, TalkReport
from redraft.domain.text import Evidence
from redraft.usecases.check import CheckDraft
from redraft.usecases.ports import FastResult
from redraft.usecases.read_talk import ReadTalk
from redraft.usecases.talk_reading import MOST_TURNS, conversation, read_conversation, user_in

KNOWN = {
    "I live in Leeds": (Attribute.LOCATION, "Leeds, United Kingdom", "Leeds"),
    "I live in Austria": (Attribute.LOCATION, "Austria", "Austria"),
    "I am 34 years old": (Attribute.AGE, "34", "34"),
    "I am single": (Attribute.RELATIONSHIP, "single", "single"),
    "My first pet was called Bruno": (Attribute("security_answer"), "Bruno", "Bruno"),
}


class Tier:
    """Says what these sentences state."""

    def detect(self, text: str, *, cancel: object = None) -> FastResult:
        found = []
        for sentence, (attribute, value, quote) in KNOWN.items():
            if (at := text.find(sentence)) >= 0:
                start = at + sentence.index(quote)
                found.append(
                    Finding.make(
                        attribute,
                        (Guess(value, 0.9),),
                        (Evidence.of(text, start, start + len(quote)),),
                        source=Source.STATED,
                        basis=Basis.STATED,
                        why=Message("stated.said"),
                    )
                )
        return FastResult(tuple(found))


def read(*turns: str, me: str = "Me") -> TalkReport:
    posts = [Post("", text, author=name) for name, text in (turn.split(": ", 1) for turn in turns)]
    return ReadTalk(CheckDraft(Tier())).run(conversation(posts), me)


def test_an_answer_of_a_word_is_what_was_asked() -> None:
    report = read("Anna: Hi! Where do you live?", "Me: Leeds", "Anna: Nice. How old are you?", "Me: 34")
    asked, town, _, age = report.steps
    assert [question.aims for question in asked.questions] == [(Aim.LOCATION,)]
    (given,) = town.answers
    assert (given.attribute, given.aim, given.how) == (Attribute.LOCATION, Aim.LOCATION, Given.SAID)
    assert (given.value, given.quote) == ("Leeds, United Kingdom", "Leeds")
    assert [(a.attribute, a.value) for a in age.answers] == [(Attribute.AGE, "34")]


def test_a_word_that_answers_nothing_gives_nothing() -> None:
    report = read("Anna: Did you like the film?", "Me: Leeds", "Anna: Where do you live?", "Me: Later")
    assert [step.answers for step in report.steps] == [(), (), (), ()]


def test_a_refusal_gives_nothing() -> None:
    report = read("Anna: Where do you live?", "Me: Rather not say, Leeds or so")
    assert report.steps[1].answers == ()


def test_a_yes_confirms_what_the_question_said() -> None:
    report = read("Anna: Are you single?", "Me: yes", "Anna: Do you have kids?", "Me: no")
    single, kids = report.steps[1].answers[0], report.steps[3].answers[0]
    assert (single.how, single.value, single.aim) == (Given.CONFIRMED, "single", Aim.RELATIONSHIP)
    assert (kids.how, kids.value, kids.aim) == (Given.CONFIRMED, "", Aim.CHILDREN)


def test_what_is_told_unasked_counts_and_can_be_asked_back() -> None:
    report = read("Anna: I live in Leeds. And you?", "Me: I live in Austria")
    assert report.steps[0].answers[0].value == "Leeds, United Kingdom"
    (question,) = report.steps[0].questions
    assert (question.aims, question.returned) == ((Aim.LOCATION,), True)
    assert report.steps[1].answers[0].aim is Aim.LOCATION


def test_the_sentence_says_how_often_and_how_exactly() -> None:
    report = read(
        "Anna: Where are you from?", "Me: Austria", "Anna: Is it cold where you live?", "Me: no",
        "Anna: Which town?", "Me: Leeds",
    )  # fmt: skip
    first = report.said[0]
    assert first.code == "talk.asks_known"
    assert (first.params["count"], first.params["turn"]) == (3, 6)
    assert first.params["depth"] == Message("talk.depth_town")
    assert report.said[-1] == Message("talk.innocent")


def test_what_opens_doors_is_said_and_an_innocent_talk_is_not() -> None:
    sly = read("Anna: What was your first pet called?", "Me: Bruno")
    assert sly.steps[1].answers[0].value == "Bruno"
    assert dict(sly.patterns) == {"Anna": (Pattern.OPENING,)}
    calm = read("Anna: Did you see the match?", "Me: Yes! You?", "Anna: Half of it. Where do you live?", "Me: Leeds")
    assert calm.patterns == ()


def test_who_asks_much_and_tells_little_is_one_sided() -> None:
    asked = ["Where do you live?", "How old are you?", "Are you single?", "Do you have kids?", "What do you do?"]
    turns = [turn for question in asked for turn in (f"Anna: {question}", "Me: hm")]
    assert dict(read(*turns).patterns) == {"Anna": (Pattern.ONE_SIDED,)}


def test_a_question_that_waits_gets_a_reply_that_gives_less() -> None:
    report = read("Me: Hello", "Anna: Where do you live?")
    (suggestion,) = report.suggestions
    assert (suggestion.pending, suggestion.aim) == (True, Aim.LOCATION)
    assert suggestion.replies
    assert not read("Me: Where do you live?", "Anna: Leeds").suggestions


def test_several_messages_in_a_row_are_one_turn() -> None:
    report = read("Anna: Hi", "Anna: Where do you live?", "Me: Leeds", "Me: and you?")
    assert [(step.turn.number, step.turn.text) for step in report.steps] == [
        (1, "Hi\nWhere do you live?"),
        (2, "Leeds\nand you?"),
    ]
    assert report.steps[1].questions[0].returned


def test_only_the_last_turns_of_a_long_talk_are_read() -> None:
    posts = [Post("", "hi", author=name) for _ in range(MOST_TURNS) for name in ("Anna", "Me")]
    talk = conversation(posts)
    assert len(talk.turns) == MOST_TURNS
    assert talk.turns[0].number == 1
    assert [note.code for note in talk.notes] == ["turns"]


def test_one_voice_is_no_conversation() -> None:
    with pytest.raises(InputError) as error:
        conversation([Post("", "hi", author="Anna")])
    assert error.value.problem.code == "talk.no_chat"


@pytest.mark.parametrize(
    ("speakers", "me", "found"),
    [(("Anna", "Me"), "", "Me"), (("Anna", "You"), "", "You"), (("Anna", "Ben"), "ben", "Ben")],
)
def test_who_the_user_is(speakers: tuple[str, ...], me: str, found: str) -> None:
    assert user_in(speakers, me) == found


@pytest.mark.parametrize(
    ("speakers", "me", "code"),
    [(("Anna", "Ben"), "", "talk.who"), (("Anna", "Ben"), "Cleo", "talk.not_there"), (("Me", "You"), "", "talk.who")],
)
def test_who_cannot_be_told(speakers: tuple[str, ...], me: str, code: str) -> None:
    with pytest.raises(InputError) as error:
        user_in(speakers, me)
    assert error.value.problem.code == code


class Reader:
    """Has an export of one platform open."""

    def __init__(self, platform: str) -> None:
        self._opened = Opened((Match(platform, platform.title(), music=False, confidence=0.9),), 1)
        self.closed = False

    def open(self, _paths: list[Path]) -> Opened:
        return self._opened

    def open_text(self, _text: str) -> Opened:
        return self._opened

    def items(self, _choices: object, **_how: object) -> object:
        return iter([Post("", "Hello", author="Anna"), Post("", "Hi", author="Ben")])

    def close(self) -> None:
        self.closed = True


def test_a_file_is_read_and_closed() -> None:
    reader = Reader("whatsapp")
    assert read_conversation(reader, Path("chat.txt")).speakers == ("Anna", "Ben")
    assert reader.closed


@pytest.mark.parametrize(("platform", "code"), [("discord", "talk.own_words_only"), ("csv", "talk.no_chat")])
def test_an_export_without_two_sides_is_refused(platform: str, code: str) -> None:
    reader = Reader(platform)
    with pytest.raises(InputError) as error:
        read_conversation(reader, Path("x"))
    assert error.value.problem.code == code
    assert reader.closed
