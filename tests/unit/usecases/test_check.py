"""Checking a draft, with scripted tiers."""

from __future__ import annotations

from dataclasses import dataclass, field

import pytest

from fakes.refusals import refused
from redraft.domain.attributes import ASKED, Attribute, Severity
from redraft.domain.errors import Cancelled, InputError, ModelError
from redraft.domain.finding import Basis, Finding, Guess, Source
from redraft.domain.message import verbatim
from redraft.domain.report import ModelInfo, Verdict
from redraft.domain.text import Evidence, Note
from redraft.speech.now import worded
from redraft.usecases.check import LONGEST, CheckDraft, merge, rank
from redraft.usecases.ports import FastResult, Inference, Pass, Question
from redraft.usecases.stages import Looked, WordsRead

TEXT = "I'm 34 and live in Leeds."


def finding(attribute: Attribute, value: str, quote: str, *, source: Source = Source.STATED, confidence: float = 0.9):
    start = TEXT.index(quote)
    evidence = (Evidence.of(TEXT, start, start + len(quote)),)
    basis = Basis.IMPLIED if source is Source.MODEL else Basis.STATED
    return Finding.make(
        attribute, (Guess(value, confidence),), evidence, source=source, basis=basis, why=verbatim("It says so.")
    )


@dataclass
class Fast:
    findings: tuple[Finding, ...] = ()
    language: str = "en"
    seen: list[str] = field(default_factory=list)

    def detect(self, text, *, cancel=None):
        if cancel is not None and cancel.is_set():
            raise Cancelled
        self.seen.append(text)
        return FastResult(self.findings, self.language)


@dataclass
class Model:
    findings: tuple[Finding, ...] = ()
    error: Exception | None = None
    asked: list[Question] = field(default_factory=list)

    def infer(self, question, *, cancel=None):
        yield from ()
        self.asked.append(question)
        if self.error:
            raise self.error
        verdicts = tuple(Verdict(a, (Guess("x", 0.2),), 0.2, False) for a in question.attributes)
        return Inference(verdicts, self.findings, ModelInfo("m", "M", True), draft_tokens=9, evaluated_tokens=99)

    def prepare(self, text, in_reply_to="", *, cancel=None):
        pass


def test_stated_overrules_implied_and_gains_its_quotes():
    stated = finding(Attribute.AGE, "34", "34")
    implied = finding(Attribute.AGE, "25", "live in", source=Source.MODEL)
    agreeing = finding(Attribute.AGE, "34", "live in", source=Source.MODEL)
    assert merge((stated,), (implied,)) == (stated,)
    (joined,) = merge((stated,), (agreeing,))
    assert [e.quote for e in joined.evidence] == ["34", "live in"]
    assert joined.basis is Basis.STATED


def test_a_mention_of_a_place_does_not_silence_the_model():
    mention = finding(Attribute.LOCATION, "Leeds", "Leeds", source=Source.ENTITIES)
    implied = finding(Attribute.LOCATION, "London", "live in", source=Source.MODEL)
    assert merge((mention,), (implied,)) == (mention, implied)


def test_the_gravest_comes_first():
    mild = finding(Attribute.DATE, "34", "34")
    grave = finding(Attribute.HEALTH, "x", "live", confidence=0.4)
    assert [f.severity for f in rank((mild, grave))] == [Severity.HIGH, Severity.LOW]


def test_a_full_check_asks_every_attribute_and_passes_on_what_is_stated():
    stated = finding(Attribute.AGE, "34", "34")
    model = Model()
    report = CheckDraft(Fast((stated,)), model).run(TEXT)
    assert model.asked[0].attributes == ASKED
    assert model.asked[0].stated == (stated,)
    assert report.timings.evaluated_tokens == 99
    assert len(CheckDraft(Fast(), Model()).run(TEXT, depth=Pass.FIRST).verdicts) == 8


def test_another_language_is_not_sent_to_the_model():
    model = Model()
    CheckDraft(Fast(language="de"), model).run(TEXT)
    assert not model.asked


def test_a_missing_model_leaves_the_fast_findings_and_a_note():
    stated = finding(Attribute.AGE, "34", "34")
    report = CheckDraft(Fast((stated,)), Model(error=ModelError(verbatim("No model."), verbatim("Install one.")))).run(
        TEXT
    )
    assert report.findings == (stated,)
    assert [n.code for n in report.notes] == ["model"]


@pytest.mark.parametrize("text", ["", "   \n\t ", "\u200a"])
def test_nothing_to_check_is_said(text):
    with refused(InputError, "no text"):
        CheckDraft(Fast()).run(text)


def test_a_very_long_text_is_cut_and_it_is_said_where():
    fast = Fast()
    report = CheckDraft(fast).run("word " * (LONGEST // 4))
    assert len(fast.seen[0]) == LONGEST
    assert report.notes[0] == Note("cut", report.notes[0].message)
    assert "1,000,000" in worded(report.notes[0].message)


def test_stages_come_one_by_one_and_a_check_goes_on_from_what_is_known():
    stated, implied = finding(Attribute.AGE, "34", "34"), finding(Attribute.SEX, "x", "live in", source=Source.MODEL)
    fast, model = Fast((stated,)), Telling((implied,))
    check = CheckDraft(fast, model)
    words, *rest = check.stages(TEXT, passes=(Pass.FIRST,))
    assert isinstance(words, WordsRead)
    assert [stage.answered for stage in rest[:-1]] == list(range(9))
    assert isinstance(rest[-1], Looked)
    assert rest[-1].known.provisional == {Attribute.SEX}
    *looking, end = check.stages(TEXT, known=rest[-1].known)
    assert {stage.depth for stage in looking} == {Pass.FULL}
    assert end.known.provisional == frozenset()
    assert len(fast.seen) == 1  # the words were not read again
    assert check.report(end.known).findings == CheckDraft(fast, model).run(TEXT).findings


def test_whoever_lets_go_of_a_check_stops_the_model():
    model = Telling(())
    stages = CheckDraft(Fast(), model).stages(TEXT)
    next(stages)
    next(stages)
    next(stages)
    assert not model.closed
    stages.close()
    assert model.closed


def test_what_it_answers_is_asked_with_it_and_is_never_searched_for_words():
    fast, model = Fast(), Model()
    CheckDraft(fast, model).run(TEXT, in_reply_to="Are you Anna from Graz?")
    assert model.asked[0].in_reply_to == "Are you Anna from Graz?"
    assert fast.seen == [TEXT]


class Telling(Model):
    """Says what it finds attribute by attribute, and notes when nobody listens any more."""

    closed = False

    def infer(self, question, *, cancel=None):
        try:
            told = {f.attribute: f for f in self.findings}
            verdicts = []
            for attribute in question.attributes:
                one = told.get(attribute)
                verdicts.append(Verdict(attribute, (Guess("x", 0.8),), 0.8, one is not None))
                yield verdicts[-1], one
        finally:
            self.closed = True
        return Inference(tuple(verdicts), self.findings, ModelInfo("m", "M", True))
