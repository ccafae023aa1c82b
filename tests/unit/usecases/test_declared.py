"""What is declared public excuses the same thing about the author, and nothing else."""

from __future__ import annotations

import pytest

from redraft.domain.attributes import Attribute
from redraft.domain.finding import Basis, Finding, Guess, Source, Subject
from redraft.domain.message import verbatim
from redraft.domain.report import ModelInfo, Verdict
from redraft.exposure.anonymity import assess
from redraft.speech.now import worded
from redraft.usecases.check import CheckDraft
from redraft.usecases.declared import covers, split
from redraft.usecases.ports import FastResult, Inference

A = Attribute


def finding(attribute: Attribute, value: str, subject: Subject = Subject.AUTHOR) -> Finding:
    return Finding.make(
        attribute,
        (Guess(value, 0.9), Guess("something else", 0.05)),
        (),
        source=Source.STATED,
        basis=Basis.STATED,
        why=verbatim("It says so."),
        subject=subject,
    )


@pytest.mark.parametrize(
    ("declared", "attribute", "found", "covered"),
    [
        ((A.LOCATION, "Leeds"), A.LOCATION, "Leeds", True),
        ((A.LOCATION, "Leeds"), A.LOCATION, " leeds ", True),
        ((A.LOCATION, "Leeds"), A.LOCATION, "Leeds, United Kingdom", True),
        ((A.LOCATION, "Leeds, United Kingdom"), A.LOCATION, "Leeds", True),
        ((A.LOCATION, "Leeds, United Kingdom"), A.LOCATION, "United Kingdom", True),
        ((A.LOCATION, "Leeds"), A.LOCATION, "Berlin", False),
        ((A.LOCATION, "Leeds, United Kingdom"), A.LOCATION, "York, United Kingdom", False),
        ((A.LOCATION, "Leeds, United Kingdom"), A.LOCATION, "Leeds, Alabama", False),
        ((A.LOCATION, "United Kingdom"), A.LOCATION, "Leeds, United Kingdom", False),
        ((A.LOCATION, "Leeds"), A.BIRTHPLACE, "Leeds", False),
        ((A.LOCATION, "Leeds, United Kingdom"), A.PLACE, "Leeds", True),
        ((A.LOCATION, "Leeds, United Kingdom"), A.PLACE, "York", False),
        ((A.PLACE, "Leeds"), A.LOCATION, "Leeds", False),
        ((A.AGE, "28"), A.AGE, "28", True),
        ((A.AGE, "28"), A.AGE, "29", False),
        ((A.AGE, "28"), A.AGE, "28, soon 29", False),
        ((A.OCCUPATION, "Nurse"), A.OCCUPATION, "Night nurse", False),
        ((A.CONTACT, "a@example.org"), A.CONTACT, "A@example.org", True),
    ],
)
def test_covers(declared, attribute, found, covered):
    assert covers({declared}, finding(attribute, found)) is covered


@pytest.mark.parametrize("subject", [Subject.RELATIVE, Subject.BYSTANDER, Subject.UNKNOWN])
def test_what_is_told_of_others_is_never_covered(subject):
    assert not covers({(A.LOCATION, "Leeds")}, finding(A.LOCATION, "Leeds", subject))


def test_a_declared_town_leaves_the_other_town():
    known, new = finding(A.LOCATION, "Leeds"), finding(A.LOCATION, "Berlin")
    assert split({(A.LOCATION, "Leeds")}, [known, new, known]) == ((new,), (known, known))
    assert split((), [known]) == ((known,), ())


class Fast:
    def __init__(self, *found):
        self._found = found

    def detect(self, text, *, cancel=None):
        return FastResult(self._found)


class Model:
    def infer(self, question, *, cancel=None):
        yield from ()
        verdicts = (Verdict(A.LOCATION, (Guess("Leeds, United Kingdom", 0.9),), 0.9, revealed=True),)
        return Inference(verdicts, (finding(A.LOCATION, "Leeds, United Kingdom"),), ModelInfo("m", "M", True))

    def prepare(self, text, in_reply_to="", *, cancel=None):
        raise NotImplementedError


def test_a_check_leaves_it_out_says_so_and_counts_the_crowd_among_those_who_share_it():
    fast = Fast(finding(A.LOCATION, "Leeds"), finding(A.AGE, "28"))
    plain = CheckDraft(fast, Model(), assess).run("I am 28 and live in Leeds")
    told = CheckDraft(fast, Model(), assess, frozenset({(A.LOCATION, "Leeds")})).run("I am 28 and live in Leeds")
    assert {f.attribute for f in plain.findings} == {A.AGE, A.LOCATION}
    assert {f.attribute for f in told.findings} == {A.AGE}
    assert not [v for v in told.verdicts if v.revealed]
    assert [worded(n.message) for n in told.notes] == ["Left out, since you declared it public: location."]
    assert told.exposure.bits < plain.exposure.bits
    assert {c.attribute for c in told.exposure.contributions} == {A.AGE}


def test_what_does_not_fit_the_text_changes_nothing():
    fast = Fast(finding(A.LOCATION, "Berlin"))
    told = CheckDraft(fast, None, assess, frozenset({(A.LOCATION, "Leeds")})).run("I live in Berlin")
    assert [f.best.value for f in told.findings] == ["Berlin"]
    assert told.notes == ()
