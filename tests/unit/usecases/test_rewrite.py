"""Rewording until the attacker no longer knows, with scripted tiers."""

from __future__ import annotations

import re
import threading

import pytest

from redraft.domain.attributes import Attribute
from redraft.domain.edit import Degree
from redraft.domain.errors import Cancelled
from redraft.domain.finding import Basis, Finding, Guess, Source
from redraft.domain.message import verbatim
from redraft.domain.text import Evidence
from redraft.rewriting.editor import Editor
from redraft.usecases.check import CheckDraft
from redraft.usecases.ports import FastResult
from redraft.usecases.rewrite import RewriteDraft
from redraft.usecases.stages import LookedAgain, Proposed, WordsRead

TEXT = "I moved to Zurich last year. Mail me at anna@example.org, I am 34."


class WordsFast:
    """Finds the words it is given, wherever they stand."""

    def __init__(self, words: dict[str, Attribute], value: str = "") -> None:
        self.words, self.value = words, value

    def detect(self, text, *, cancel=None):
        found = [
            Finding.make(
                attribute,
                (Guess(self.value or word, 0.9),),
                tuple(Evidence.of(text, m.start(), m.end()) for m in re.finditer(re.escape(word), text)),
                source=Source.STATED,
                basis=Basis.STATED,
                why=verbatim("It says so."),
            )
            for word, attribute in self.words.items()
            if word in text
        ]
        return FastResult(tuple(found))


ALL = {"Zurich": Attribute.LOCATION, "anna@example.org": Attribute.CONTACT, "34": Attribute.AGE}


def job(words=ALL, value=""):
    return RewriteDraft(CheckDraft(WordsFast(words, value)), Editor())


def test_each_place_gets_the_mildest_wording_and_the_rest_is_untouched():
    result = job().run(TEXT)
    assert result.text == (
        "I moved to a city in Switzerland last year. Mail me at [contact removed], I am in my thirties."
    )
    assert not result.after.findings
    assert result.rounds == 1
    assert 0.6 < result.cost.words_kept < 0.9


def test_only_what_is_named_goes_and_what_is_public_stays():
    assert job().run(TEXT, hide=(Attribute.AGE,)).text.startswith("I moved to Zurich last year. Mail me at anna@")
    assert "Zurich" in job().run(TEXT, keep=(Attribute.LOCATION,)).text


def test_what_still_leaks_is_worded_more_strongly_until_it_is_gone():
    words = {"Zurich": Attribute.LOCATION, "Switzerland": Attribute.LOCATION}
    result = job(words, value="Zurich, Switzerland").run("I moved to Zurich last year.")
    assert result.text == "I moved to a city in Europe last year."
    assert result.rounds == 2
    assert not result.notes


def test_what_cannot_be_hidden_is_said():
    words = {"Zurich": Attribute.LOCATION, "last year": Attribute.LOCATION}
    fast = WordsFast(words, "Zurich")
    editor = Editor()
    result = RewriteDraft(CheckDraft(fast), editor, rounds=1).run("Zurich, last year.", degree=Degree.VAGUER)
    assert result.rounds == 1
    stubborn = WordsFast({"moved": Attribute.LOCATION, "Zurich": Attribute.LOCATION}, "Zurich")

    class Reluctant(Editor):
        def propose(self, text, findings, *, hide=(), cancel=None):
            return tuple(e for e in super().propose(text, findings) if "Zurich" in e.original)

    said = RewriteDraft(CheckDraft(stubborn), Reluctant()).run("I moved to Zurich. Does anybody know a good tea?")
    assert [n.code for n in said.notes] == ["still"]


def test_one_entity_is_worded_alike_everywhere():
    text = "Zurich is fine. I like Zurich."
    result = job({"Zurich": Attribute.LOCATION}).run(text)
    assert result.text == "A city in Switzerland is fine. I like a city in Switzerland."


def test_a_quoted_sentence_is_changed_only_where_it_names_the_answer():
    sentence = "Honestly, moving to Zurich was the best idea I ever had."
    result = job({sentence: Attribute.LOCATION}, value="Zurich, Switzerland").run(sentence)
    assert result.text == "Honestly, moving to a city in Switzerland was the best idea I ever had."


def test_words_within_a_sentence_that_still_leaks_are_worded_more_strongly():
    words = {"Zurich": Attribute.PLACE, "I moved to Zurich last year.": Attribute.LOCATION, "moved": Attribute.LOCATION}
    fast = WordsFast(words, "Zurich")

    class OnlyPlaces(Editor):
        def propose(self, text, findings, *, hide=(), cancel=None):
            return super().propose(text, [f for f in findings if f.attribute is Attribute.PLACE])

    result = RewriteDraft(CheckDraft(fast), OnlyPlaces(), rounds=2).run("I moved to Zurich last year.")
    assert result.text == "I moved to a city in Europe last year."


def test_birthdays_and_lengths_of_time_stay_sentences():
    text = "I moved here two years ago and we are turning 29."
    result = job({"two years": Attribute.QUANTITY, "29": Attribute.AGE}).run(
        text, hide=(Attribute.QUANTITY, Attribute.AGE)
    )
    assert result.text == "I moved here some time ago and we are turning a year older."


def test_a_mere_date_is_left_alone_unless_it_is_named():
    text = "See you on 3 May 2020."
    assert job({"on 3 May 2020": Attribute.DATE}).run(text).text == text
    assert job({"on 3 May 2020": Attribute.DATE}).run(text, hide=(Attribute.DATE,)).text == "See you in May."


def test_the_dates_of_an_absence_go_with_it():
    text = "We fly to Lisbon on the 14th, rain or shine. Rent is due on the 1st."
    words = {"We fly to Lisbon on the 14th": Attribute.ABSENCE, "the 14th": Attribute.DATE, "the 1st": Attribute.DATE}
    result = job(words).run(text)
    assert result.text == "We fly to Lisbon at some point, rain or shine. Rent is due on the 1st."


def test_a_birthday_quoted_with_its_clause_stays_a_sentence():
    result = job({"We're both turning 29": Attribute.AGE}, "29").run("We're both turning 29 this spring.")
    assert result.text == "We're both turning a year older this spring."


def test_a_first_proposal_needs_no_model_and_the_last_stage_is_the_rewording():
    class Waiting(Editor):
        def propose(self, text, findings, *, hide=(), cancel=None):
            asked.append(text)
            return super().propose(text, findings, hide=hide)

    asked = []
    one = RewriteDraft(CheckDraft(WordsFast(ALL)), Waiting(), quick=Editor())
    stages = one.stages(TEXT)
    assert isinstance(next(stages), WordsRead)
    first = next(stages)
    assert [wording.text for wording in first.proposal.chosen][:1] == ["a city in Switzerland"]
    assert not asked
    *between, end = stages
    assert [type(stage) for stage in between] == [Proposed, LookedAgain]
    assert between[-1].left == frozenset()
    assert (end.rewrite.text, end.rewrite.edits) == (one.run(TEXT).text, one.run(TEXT).edits)


def test_a_rewording_goes_on_from_what_is_known():
    check = CheckDraft(WordsFast(ALL))
    known = [stage.known for stage in check.stages(TEXT)][-1]
    stages = list(RewriteDraft(check, Editor()).stages(TEXT, known=known))
    assert not [stage for stage in stages if isinstance(stage, WordsRead)]
    assert stages[-1].rewrite.text == job().run(TEXT).text


def test_it_can_be_stopped_between_two_stages():
    stop = threading.Event()
    stages = job().stages(TEXT, cancel=stop)
    next(stages)
    stop.set()
    with pytest.raises(Cancelled):
        list(stages)
