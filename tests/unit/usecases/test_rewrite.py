"""Rewording whole texts with the words' own detectors and all makers, but without model and encoder."""

from __future__ import annotations

import re
import threading
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from fakes.parsed import Parsed
from fakes.weights import WEIGHTS
from redraft.detectors.tier import Tier
from redraft.domain.attributes import Attribute
from redraft.domain.edit import apply
from redraft.domain.errors import Cancelled
from redraft.domain.finding import Guess
from redraft.domain.report import ModelInfo, Verdict
from redraft.rewriting.makers import AllMakers
from redraft.rewriting.memory import remembered, sayings
from redraft.usecases.check import CheckDraft
from redraft.usecases.judging import Judge
from redraft.usecases.ports import FastResult, Inference
from redraft.usecases.rewrite import RewriteDraft
from redraft.usecases.stages import LookedAgain, Proposed, Reworded, WordsRead

TIER = Tier()
TEXT = "Tea at four? I moved to Leeds last year. Mail me at anna@example.org if you like tea, I am 34."
DUTCH = (
    "Hoi allemaal, ik verkoop mijn oude fiets en ik woon in Utrecht. Bel me gerust op 06-12345678 of mail naar "
    "jan@voorbeeld.nl als je hem wilt zien. Tot snel!"
)


def job(fast=TIER, attacker=None, judge=None):
    return RewriteDraft(CheckDraft(fast, attacker, judge=judge), AllMakers(Parsed()))


@pytest.mark.parametrize(
    ("text", "left"),
    [
        ("Any good? Text me on 0113 496 0000.", "Any good?"),
        ("hiya, selling my bike lol. mail anna@example.org if ur keen. ta", "hiya, selling my bike lol."),
        ("My IBAN is CH93 0076 2011 6238 5295 7.", "My IBAN is"),
        ("Mail anna@example.org about it. As I said, ANNA@example.org is best.", "is best."),
    ],
)
def test_of_a_number_or_an_address_nothing_is_left_wherever_it_stands(text, left):
    codes = [e.quote for f in TIER.detect(text).findings for e in f.evidence]
    new = job().run(text).text
    assert codes
    assert left in new
    assert not re.search(r"\d{2}|@|example|\[", new)


def test_a_contact_goes_with_the_words_that_offer_it_or_becomes_something_that_people_say():
    new = job().run("Any good? Text me on 0113 496 0000. Bye!").text
    assert re.fullmatch(r"Any good\? (?:(?:Text|Message|Reply|DM|PM)[\w ]*\. )?Bye!", new), new


def test_only_what_is_named_goes_and_what_is_public_stays():
    hidden = job().run(TEXT, hide=(Attribute.CONTACT,)).text
    assert "anna" not in hidden
    assert "I moved to Leeds last year." in hidden
    assert "34" in hidden
    assert "to Leeds" in job().run(TEXT, keep=(Attribute.LOCATION,)).text
    fine = RewriteDraft(CheckDraft(TIER, declared=frozenset({(Attribute.AGE, "34")})), AllMakers(Parsed())).run(TEXT)
    assert "34" in fine.text
    assert "Leeds" not in fine.text


def test_what_no_change_hides_is_said():
    result = job().run("Leeds.", hide=(Attribute.PLACE,))
    assert result.text == "Leeds."
    assert [n.code for n in result.notes] == ["point"]


def test_a_mere_date_is_left_alone_unless_it_is_named():
    text = "I bought the kettle on 3 May 2020, and it still works. Tea is on me."
    assert job().run(text).text == text
    assert "2020" not in job().run(text, hide=(Attribute.DATE,)).text


class Never:
    """Must not be asked."""

    def tell(self, text, *, language="en", quick=False, cancel=None):
        raise AssertionError

    def infer(self, question, *, cancel=None):
        raise AssertionError

    def cuts(self, text, *, cancel=None):
        raise AssertionError


def test_of_a_text_that_nobody_can_read_only_codes_go_and_no_english_comes_in():
    never = Never()
    check = CheckDraft(TIER, never, judge=Judge(never, WEIGHTS))
    result = RewriteDraft(check, AllMakers(never)).run(DUTCH)
    assert result.before.language == "nl"
    assert result.text == DUTCH.replace("06-12345678", "…").replace("jan@voorbeeld.nl", "…")
    assert {e.attribute for e in result.edits} == {Attribute.CONTACT}
    assert result.rounds == 1


def test_a_text_without_words_is_left_as_it_is():
    assert job().run("!!! 😀 ???").text == "!!! 😀 ???"


@pytest.mark.parametrize(
    "text",
    [
        "ANYBODY UP FOR TENNIS? CALL ME ON 07700 900123 TONIGHT. BYE!",
        "hiya, i'm a nurse n im in leeds lol, mail me at anna@example.org. cba 2day 😀",
    ],
)
def test_capitals_slang_and_emoji_stay_as_they_are(text):
    new = job().run(text).text
    assert new != text
    assert new.isupper() or new.islower()
    assert new.isupper() == text.isupper()
    assert ("lol" in new) == ("lol" in text)
    assert ("😀" in new) == ("😀" in text)


NAMED = (
    "I'm 34 and my husband cooks.",
    "My sister Mel lives in Leeds!",
    "I have diabetes, so no cake.",
    "I work as a nurse at St James's Hospital in Leeds.",
    "Mail me at anna@example.org.",
    "We fly to Lisbon on the 14th 😀",
    "I make about $68k a year.",
    "is 07700 900123 still yours, lol?",
    "Nothing to see here, I say.",
)


@settings(deadline=None, max_examples=40)
@given(st.lists(st.sampled_from(NAMED), min_size=1, max_size=4), st.sampled_from([" ", "\n", "\n\n", " 👩‍🚀 "]))
def test_edits_are_places_of_the_text_in_its_order_and_nothing_is_invented(sentences, joint):
    text = joint.join(sentences)
    result = job().run(text)
    assert all(a.span.end <= b.span.start for a, b in pairwise(result.edits))
    assert all(text[e.span.start : e.span.end] == e.original for e in result.edits)
    chosen = {e.span: w.text for e, w in zip(result.edits, result.chosen, strict=True)}
    assert apply(text, chosen) == result.text
    known = words(text) | VAGUE
    for edit, taken in zip(result.edits, result.chosen, strict=True):
        assert 1 <= len(edit.wordings) <= 4
        assert taken in edit.wordings
        assert len({w.text for w in edit.wordings}) == len(edit.wordings)
        assert [w.degree for w in edit.wordings] == sorted(w.degree for w in edit.wordings)
        assert not {w for wording in edit.wordings for w in words(wording.text)} - known


def words(text):
    return {w.casefold() for w in re.findall(r"\w+", text)}


VAGUE = {w for saying in sayings() for said in saying.instead for w in words(said)}
VAGUE |= {w for each in remembered().values() for _, said, _ in each for w in words(said)}
VAGUE |= {"a", "an", "twenties", "thirties", "forties", "fifties"}


def test_a_first_proposal_needs_no_model_and_the_last_stage_is_the_rewording():
    asked = []

    class Waiting:
        def infer(self, question, *, cancel=None):
            asked.append(question.text)
            yield from ()
            return Inference((), (), ModelInfo("m", "M", True))

    stages = job(attacker=Waiting()).stages(TEXT)
    assert isinstance(next(stages), WordsRead)
    assert isinstance(next(stages), Proposed)
    assert not asked
    *between, end = stages
    assert [type(stage) for stage in between if isinstance(stage, Proposed | LookedAgain)] == [Proposed, LookedAgain]
    assert between[-1].left == frozenset()
    assert isinstance(end, Reworded)
    assert asked == [TEXT]


def test_a_rewording_goes_on_from_what_is_known():
    check = CheckDraft(TIER)
    known = [stage.known for stage in check.stages(TEXT)][-1]
    stages = list(RewriteDraft(check, AllMakers(Parsed())).stages(TEXT, known=known))
    assert not [stage for stage in stages if isinstance(stage, WordsRead)]
    assert stages[-1].rewrite.text == job().run(TEXT).text


def test_it_can_be_stopped_between_two_stages():
    stop = threading.Event()
    stages = job().stages(TEXT, cancel=stop)
    next(stages)
    stop.set()
    with pytest.raises(Cancelled):
        list(stages)


class Keywords:
    """Guesses ``value`` while "porticoes" is in the text, otherwise New York. Nothing is ever revealed."""

    def __init__(self, value):
        self.value, self.looks = value, []

    def detect(self, text, *, cancel=None):
        return FastResult(())

    def infer(self, question, *, cancel=None):
        yield from ()
        self.looks.append(question.text)
        told = "porticoes" in question.text
        guess = Guess(self.value if told else "New York, United States", 0.5 if told else 0.3)
        asked = Attribute.LOCATION in question.attributes
        verdicts = (Verdict(Attribute.LOCATION, (guess,), guess.confidence, False),) if asked else ()
        return Inference(verdicts, (), ModelInfo("fake", "fake", False))


@pytest.mark.parametrize(("value", "leaks"), [("Bologna, Italy", True), ("New York, United States", False)])
def test_what_everybody_is_guessed_to_be_is_no_leak(value, leaks):
    attacker = Keywords(value)
    result = job(attacker, attacker).run("I like the porticoes, I say. And tea.", hide=(Attribute.LOCATION,))
    assert bool(result.notes) is leaks
    assert "" in attacker.looks


def test_nobody_is_asked_about_unless_something_is_to_be_hidden():
    attacker = Keywords("Bologna, Italy")
    job(attacker, attacker).run("Nothing.")
    assert "" not in attacker.looks
