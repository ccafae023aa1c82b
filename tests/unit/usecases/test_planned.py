"""The smallest set of changes after which a sharp reader could no longer tell."""

from __future__ import annotations

from itertools import combinations, combinations_with_replacement

import pytest

from fakes.weights import WEIGHTS
from redraft.domain.attributes import Attribute
from redraft.domain.edit import Change, Degree
from redraft.domain.finding import Basis, Finding, Guess, Source
from redraft.domain.message import verbatim
from redraft.domain.report import ModelInfo, Verdict
from redraft.domain.text import Evidence, Span
from redraft.domain.told import Pointer, Told
from redraft.usecases.check import CheckDraft
from redraft.usecases.judging import Judge
from redraft.usecases.looks import Aim, Looks
from redraft.usecases.planning import CHANGE, MOST_PRICED, NAT, WORD, plan
from redraft.usecases.ports import FastResult, Inference
from redraft.usecases.rewrite import RewriteDraft
from redraft.usecases.stages import LookedAgain, Proposed

TEXT = "Late again. My wife drove, and the ward was full. Tea?"
TELLS = {"wife": (Attribute.SEX, 0.95), "ward": (Attribute.OCCUPATION, 0.9)}


class Words:
    """A fast tier and an encoder that know some words."""

    def __init__(self, stubborn: str = "") -> None:
        self.stubborn, self.seen = stubborn, 0

    def detect(self, text, *, cancel=None):
        return FastResult(())

    def likely(self, texts, *, language="en", quick=False, cancel=None):
        return [{one.attribute: one.probability for one in self.tell(text)} for text in texts]

    def tell(self, text, *, language="en", quick=False, cancel=None):
        self.seen += 1
        found = []
        for word, (attribute, sure) in TELLS.items():
            words = next((w for w in (word, self.stubborn) if w and w in text), "")
            at = text.find(words)
            quotes = (Evidence.of(text, at, at + len(words)),) if words else ()
            pointers = tuple(Pointer(quote.span, 1.0) for quote in quotes)
            found.append(Told(attribute, sure if words else 0.05, quotes, words=pointers))
        return tuple(found)


INTERESTS = Attribute("interests")


class Makers:
    """Three changes, all of them cheap but one."""

    def changes(self, text, attributes, telling, findings, *, language, cancel=None):
        return tuple(
            Change(Span(text.index(old), text.index(old) + len(old)), new, kind)
            for old, new, kind in (
                ("wife", "partner", "step"),
                (" My wife drove, and the ward was full.", "", "sentence"),
                (", and the ward was full", "", "clause"),
                ("ward", "place", "memory"),
            )
            if old in text
        )

    def costs(self, text, changes, *, cancel=None):
        return {c: 0.4 if c.kind != "sentence" else 5.0 for c in changes}


def job(words=None):
    words = words or Words()
    return RewriteDraft(CheckDraft(words, judge=Judge(words, WEIGHTS)), Makers())


def test_few_words_that_buy_most_go_and_others_can_be_chosen():
    stages = list(job().stages(TEXT))
    result = stages[-1].rewrite
    assert "wife" not in result.text
    assert "ward" not in result.text
    assert result.text.startswith("Late again. My partner drove")
    assert result.text.endswith("Tea?")
    assert not result.notes
    assert result.rounds == 1
    assert [type(s) for s in stages if isinstance(s, Proposed | LookedAgain)][-1] is LookedAgain
    by = {edit.attribute: edit for edit in result.edits}
    assert set(by) == {Attribute.SEX, Attribute.OCCUPATION}
    assert len(by[Attribute.OCCUPATION].wordings) > 1
    assert all(TEXT[e.span.start : e.span.end] == e.original for e in result.edits)
    assert all(c in e.wordings for e, c in zip(result.edits, result.chosen, strict=True))


def test_what_is_public_stays_and_what_is_named_goes_alone():
    assert job().run(TEXT, keep=(Attribute.SEX,)).text.startswith("Late again. My wife drove")
    assert "ward" in job().run(TEXT, hide=(Attribute.SEX,)).text


def test_what_no_change_hides_is_said_and_nothing_is_cut_for_it():
    result = job(Words(stubborn="Tea")).run(TEXT)
    assert result.notes
    assert "Tea" in result.text


def test_nothing_is_done_to_a_text_that_tells_nothing():
    result = job().run("Late again. Tea?", degree=Degree.OUT)
    assert result.text == "Late again. Tea?"
    assert not result.edits


def at(words):
    return Span(TEXT.index(words), TEXT.index(words) + len(words))


def free(changes):
    return dict.fromkeys(changes, 0.1)


def test_of_what_takes_the_same_words_out_that_goes_which_takes_fewest_others():
    changes = Makers().changes(TEXT, (), (), (), language="en")
    found = plan(TEXT, changes, {at("wife"): 1.0, at("ward"): 1.0}, {}, free)
    assert found.text(TEXT) == "Late again. My partner drove, and the place was full. Tea?"
    assert {c.words for c in found.costs} == {"partner", "", "place"}


def test_nothing_goes_where_no_word_tells_or_a_change_costs_more_than_it_brings():
    changes = Makers().changes(TEXT, (), (), (), language="en")
    assert not plan(TEXT, changes, {at("Tea"): 1.0}, {}, free).chosen
    assert not plan(TEXT, changes, {at("wife"): 1.0}, {}, lambda cs: dict.fromkeys(cs, 1.3)).chosen
    assert not plan(TEXT, changes[1:2], {at("wife"): 1.0}, {}, free).chosen


def test_words_that_may_not_stand_go_whatever_that_costs():
    changes = Makers().changes(TEXT, (), (), (), language="en")
    dear = plan(TEXT, changes, {}, {at("wife"): 8.0}, lambda cs: dict.fromkeys(cs, 3.0))
    assert "wife" not in dear.text(TEXT)


def test_the_choice_is_the_best_of_all_that_overlap():
    text = "One. Two. Three. Four. Five. Six."
    spans = {w: Span(text.index(w), text.index(w) + len(w)) for w in text.replace(".", "").split()}
    sound = [Change(Span(a.start, b.end), "", "clause") for a, b in combinations_with_replacement(spans.values(), 2)]
    worth = {spans["Two"]: 1.0, spans["Three"]: 1.0, spans["Six"]: 0.8}
    found = plan(text, sound, worth, {}, free)

    def value(chosen):
        lost = [s for s in spans.values() if any(s.overlaps(c.span) for c in chosen)]
        return sum(worth.get(s, 0.0) for s in lost) - WORD * len(lost) - (0.1 * NAT + CHANGE) * len(chosen)

    every = [list(some) for n in range(4) for some in combinations(sound, n)]
    apart = [some for some in every if all(not a.span.overlaps(b.span) for a, b in combinations(some, 2))]
    assert value(found.chosen) == pytest.approx(max(map(value, apart)))


def test_of_a_sentence_one_piece_goes_but_words_may_be_said_otherwise_beside_it():
    made = [
        Change(Span(at("My").start, at("drove,").start), "", "phrase"),
        Change(at(", and the ward was full"), "", "clause"),
        Change(at("wife"), "partner", "step"),
    ]
    worth = {at("wife"): 1.0, at("ward"): 3.0}
    text = f"{TEXT} It rained all day and nobody came."
    found = plan(text, made, worth, {}, free)
    assert found.text(text).startswith("Late again. My partner drove. Tea?")


def test_no_more_than_a_share_of_the_words_goes():
    text = "Word. " * 40
    worth = {Span(6 * i, 6 * i + 4): 0.6 + i / 100 for i in range(40)}
    made = [Change(Span(6 * i, 6 * i + 6), "", "sentence") for i in range(40)]
    found = plan(text, made, worth, {}, free)
    assert 5 < len(found.chosen) <= 18
    assert min(c.span.start for c in found.chosen) > 6 * 20


def test_what_is_told_all_the_same_costs_no_words():
    assert job(Words(stubborn="Tea")).run(TEXT).text == TEXT


def test_a_text_is_looked_at_once():
    words = Words()
    looks = Looks(Judge(words, WEIGHTS))
    seen = [(looks.logits(TEXT), words.seen) for _ in range(2)]
    assert seen[0] == seen[1]


def test_of_very_many_changes_those_are_priced_that_promise_most():
    useless = [Change(Span(0, at("drove").end), f"Late{i}", "step") for i in range(2 * MOST_PRICED)]
    changes = [*useless, *Makers().changes(TEXT, (), (), (), language="en")]
    found = plan(TEXT, changes, {at("wife"): 1.0}, {}, free)
    assert [c.words for c in found.chosen] == ["partner"]
    assert len(found.costs) == MOST_PRICED


def test_words_that_may_not_stand_count_whatever_the_encoder_says_and_half_of_them_too():
    looks = Looks(Judge(Words(), WEIGHTS))
    aim = Aim({}, said={Attribute.CONTACT: ("0699 1234567",)})
    texts = ("Call 0699 1234567 or 0699 1234567.", "Call 0699 1234567.", "Call 1234567.", "Message me here.")
    left = [looks.excess(text, aim) for text in texts]
    assert left == sorted(set(left), reverse=True)
    assert left[-1] == 0


def test_what_the_encoder_does_not_judge_goes_by_the_words_that_the_model_quotes():
    class Model:
        def infer(self, question, *, cancel=None):
            yield from ()
            at = question.text.find("Knitting")
            if at < 0 or INTERESTS not in question.attributes:
                return Inference((), (), ModelInfo("m", "M", True))
            guesses, quote = (Guess("crafts", 0.9),), (Evidence.of(question.text, at, at + 8),)
            found = Finding.make(
                INTERESTS, guesses, quote, source=Source.MODEL, basis=Basis.IMPLIED, why=verbatim("It says so.")
            )
            return Inference((Verdict(INTERESTS, guesses, 0.9, True),), (found,), ModelInfo("m", "M", True))

    class Tealess(Makers):
        def changes(self, text, attributes, telling, findings, *, language, cancel=None):
            return tuple(Change(span, "Anything", "step") for span in telling)

    words = Words()
    check = CheckDraft(words, Model(), judge=Judge(words, WEIGHTS))
    text = "Late again. Knitting is all I want."
    assert RewriteDraft(check, Tealess()).run(text).text == text
    assert RewriteDraft(check, Tealess()).run(text, hide=(INTERESTS,)).text == "Late again. Anything is all I want."


def test_alternatives_of_one_place_do_not_reach_into_the_next():
    class Reaching(Makers):
        def changes(self, text, attributes, telling, findings, *, language, cancel=None):
            middle = text.index("drove")
            wife, ward = text.index("wife"), text.index("ward")
            return (
                Change(Span(wife, wife + 4), "partner", "step"),
                Change(Span(ward, ward + 4), "room", "step"),
                Change(Span(wife, middle + 5), "partner came", "memory"),
                Change(Span(middle, ward + 4), "was there, and the room", "memory"),
            )

    words = Words()
    result = RewriteDraft(CheckDraft(words, judge=Judge(words, WEIGHTS)), Reaching()).run(TEXT)
    first, second = result.edits
    assert len(first.wordings) == 2
    assert first.span.end <= second.span.start
