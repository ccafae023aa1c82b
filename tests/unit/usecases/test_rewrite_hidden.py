"""Hiding what no words state, with an attacker who goes by keywords and a weigher who agrees with him."""

from __future__ import annotations

from redraft.domain.attributes import Attribute
from redraft.domain.finding import Guess
from redraft.domain.report import ModelInfo, Verdict
from redraft.rewriting.editor import Editor
from redraft.usecases.check import CheckDraft
from redraft.usecases.ports import FastResult, Inference
from redraft.usecases.rewrite import RewriteDraft


class NothingFast:
    def detect(self, text, *, cancel=None):
        return FastResult(())


class Keywords:
    """Guesses ``value`` while a word of ``words`` is in the text, otherwise ``usual``. Nothing is ever revealed."""

    def __init__(self, attribute, words, value, usual):
        self.attribute, self.words, self.value, self.usual = attribute, words, value, usual
        self.looks = []

    def infer(self, question, *, cancel=None):
        yield from ()
        self.looks.append(question.text)
        told = any(word in question.text.casefold() for word in self.words)
        guess = Guess(self.value if told else self.usual, 0.5 if told else 0.3)
        verdicts = (
            (Verdict(self.attribute, (guess,), guess.confidence, False),)
            if self.attribute in question.attributes
            else ()
        )
        return Inference(verdicts, (), ModelInfo("fake", "fake", False))

    def prepare(self, text, in_reply_to="", *, cancel=None):
        pass

    def weigh(self, texts, answers, *, cancel=None):
        return {a: [float(any(w in t.casefold() for w in self.words)) for t in texts] for a in answers}


def reword(attacker, text, hide):
    return RewriteDraft(CheckDraft(NothingFast(), attacker), Editor(), attacker).run(text, hide=hide)


def test_a_clue_is_enough():
    attacker = Keywords(Attribute.LOCATION, ["tim hortons"], "Toronto, Canada", "New York, United States")
    result = reword(attacker, "Meet me at Tim Hortons. I will be late.", (Attribute.LOCATION,))
    assert result.text == "Meet me at the shop. I will be late."
    assert (result.rounds, result.notes) == (1, ())


def test_a_telling_sentence_goes_when_no_wording_helps():
    text = "I had a long day. The wisteria is all over the porticoes here. Time to sleep now. Good night to all of you."
    attacker = Keywords(Attribute.LOCATION, ["porticoes"], "Bologna, Italy", "New York, United States")
    result = reword(attacker, text, (Attribute.LOCATION,))
    assert result.text == "I had a long day. Time to sleep now. Good night to all of you."
    assert [w.text for w in result.chosen] == [""]
    assert not result.notes


def test_what_everybody_is_guessed_to_be_is_no_leak():
    attacker = Keywords(Attribute.LOCATION, ["porticoes"], "New York, United States", "New York, United States")
    attacker.value = "New York, United States"
    result = reword(attacker, "Nothing to see here, I say. Nothing at all.", (Attribute.LOCATION,))
    assert result.text == "Nothing to see here, I say. Nothing at all."


def test_what_the_whole_text_tells_is_said_to_leak():
    attacker = Keywords(Attribute.AGE, ["e"], "61", "30")
    result = reword(attacker, "The one sentence there is.", (Attribute.AGE,))
    assert [n.code for n in result.notes] == ["still"]
    assert result.text == "The one sentence there is."


def test_nobody_is_asked_about_unless_something_is_to_be_hidden():
    attacker = Keywords(Attribute.LOCATION, ["x"], "Bologna, Italy", "New York, United States")
    reword(attacker, "Nothing.", ())
    assert "" not in attacker.looks


def test_a_stretch_counts_when_the_whole_tells_less_without_it():
    class Together(Keywords):
        """No sentence tells it alone; the text does while it has both words."""

        def infer(self, question, *, cancel=None):
            self.words = ["kilt"] if "porridge" in question.text else ["nothing"]
            return super().infer(question, cancel=cancel)

        def weigh(self, texts, answers, *, cancel=None):
            return {a: [float("porridge" in t and "kilt" in t) for t in texts] for a in answers}

    text = "I had porridge for breakfast today. Nobody called me at all. I wore my kilt in the evening. Then I slept."
    attacker = Together(Attribute.LOCATION, ["kilt"], "Glasgow, United Kingdom", "New York, United States")
    result = reword(attacker, text, (Attribute.LOCATION,))
    assert "Nobody called me at all." in result.text
    assert result.text != text
