"""Interests are known by their table, their words and their names alone, and do everything that an attribute does."""

from __future__ import annotations

import io

import pytest
from rich.console import Console

from redraft.assets import resource
from redraft.cli.rewrite import attributes
from redraft.domain.attributes import ASKED_WHERE_CUED, Attribute, Severity
from redraft.domain.finding import Basis, Finding, Guess, Source
from redraft.domain.message import Message
from redraft.domain.profile import LOOKED_FOR
from redraft.domain.relations import hidden, same
from redraft.domain.report import Report, Verdict
from redraft.domain.text import Evidence
from redraft.exposure.audiences import BY_NAME
from redraft.gui.cards.conclusions import conclusions
from redraft.inference.cues import load
from redraft.reports.check_json import report_to_json
from redraft.reports.terminal import print_report
from redraft.speech.language import Language
from redraft.usecases.check import rank
from redraft.usecases.goals import Goals, Wish

INTERESTS = Attribute("interests")
TEXT = "I am 34, and my Warhammer collection fills the attic."


def finding(attribute: Attribute, words: str, value: str, confidence: float) -> Finding:
    at = TEXT.index(words)
    quote = (Evidence.of(TEXT, at, at + len(words)),)
    guesses = (Guess(value, confidence),)
    return Finding.make(
        attribute, guesses, quote, source=Source.MODEL, basis=Basis.IMPLIED, why=Message("model.points")
    )


FOUND = (
    finding(INTERESTS, "Warhammer collection", "collecting", 0.99),
    finding(Attribute.SEX, "attic", "male", 0.3),
    finding(Attribute.AGE, "34", "34", 0.5),
)


def test_it_is_not_sensitive_and_asked_where_a_word_points_to_it():
    assert INTERESTS in ASKED_WHERE_CUED
    assert INTERESTS.severity is Severity.LOW
    assert not INTERESTS.special
    assert not any(INTERESTS in audience.hurts for audience in BY_NAME.values())
    assert not hasattr(Attribute, "INTERESTS"), "no code names it"


@pytest.mark.parametrize(
    ("text", "pointed"),
    [
        (TEXT, True),
        ("Three hours of knitting and the sleeve is too long.", True),
        ("The minutes of the meeting are on the table.", False),
    ],
)
def test_its_words_are_found(text: str, *, pointed: bool):
    reading = load(resource("languages", "en", "prompts")).read(text)
    assert (reading.strength(INTERESTS) > 0) is pointed
    assert bool(reading.spots(INTERESTS)) is pointed


def test_its_words_speak_for_their_answer():
    reading = load(resource("languages", "en", "prompts")).read(
        "Half of the quilt is sewn, and the yarn for the rest is here."
    )
    strengths = dict(zip(INTERESTS.values, reading.towards(INTERESTS, INTERESTS.values), strict=True))
    assert max(strengths, key=strengths.__getitem__) == "crafts"


def test_it_is_shown_last_however_sure():
    ranked = rank(FOUND)
    assert [f.attribute for f in ranked] == [Attribute.AGE, Attribute.SEX, INTERESTS]
    assert [card.attribute for card in conclusions(ranked)][-1] is INTERESTS
    assert LOOKED_FOR[-1] is tuple(Attribute)[-1] is INTERESTS
    console = Console(file=io.StringIO(), width=120)
    print_report(report(ranked), TEXT, console)
    shown = console.file.getvalue()
    assert shown.index("Interests") > shown.index("Sex") > shown.index("Age")


def report(found: tuple[Finding, ...]) -> Report:
    verdicts = tuple(Verdict(f.attribute, f.guesses, f.best.confidence, True) for f in found)
    return Report(found, verdicts=verdicts)


def test_json_holds_it():
    document = report_to_json(report(rank(FOUND)))
    assert document["findings"][-1]["attribute"] == document["verdicts"][-1]["attribute"] == "interests"


def test_it_can_be_hidden_and_kept():
    assert attributes("interests,age") == (INTERESTS, Attribute.AGE)
    interest = FOUND[0]
    assert Wish(hide=(INTERESTS,)).covers(interest)
    assert not Wish(keep=(INTERESTS,)).covers(interest)
    assert not Wish().covers(interest), "it goes only where somebody asks for that"
    told = report(FOUND)
    assert INTERESTS not in Goals(Wish(), told, {}).answers
    assert Goals(Wish(hide=(INTERESTS,)), told, {}).answers == {INTERESTS: "collecting"}


def test_how_its_answers_relate():
    assert same(INTERESTS, "collecting", "collecting")
    assert hidden(INTERESTS, "collecting", "cooking")


def test_it_has_a_name_and_its_answers_too_in_every_language():
    assert Language("en").attribute("interests") == "Interests"
    assert Language("de").attribute("interests") == "Interessen"
    assert [Language("de").answer(value, "interests") for value in ("collecting", "cars")] == ["Sammeln", "Autos"]
