"""What the second look says of each fact, and of what could not be hidden."""

from __future__ import annotations

from redraft.domain.attributes import Attribute
from redraft.domain.finding import Basis, Finding, Guess, Source
from redraft.domain.message import verbatim
from redraft.domain.relations import Fate
from redraft.domain.report import Report, Verdict
from redraft.domain.text import Evidence
from redraft.usecases.second_look import notes, second_look

JOB = Attribute.OCCUPATION


def claim(value, text="I teach", quote="I teach", *, named=True):
    evidence = (Evidence.of(text, text.index(quote), text.index(quote) + len(quote)),)
    return Finding.make(
        JOB, (Guess(value, 0.8),), evidence, source=Source.MODEL, basis=Basis.IMPLIED, why=verbatim("x"), named=named
    )


def verdict(value, told, *, revealed):
    return Verdict(JOB, (Guess(value, 0.3),), 0.3, revealed, named=False, told=told)


def fate_of(after):
    (one,) = second_look(Report((claim("teacher"),)), after)
    return one


def test_gone_only_when_nobody_could_tell_any_more():
    one = fate_of(Report((), (verdict("nurse", 0.1, revealed=False),)))
    assert (one.fate, one.told, one.words) == (Fate.GONE, 0.1, ())


def test_another_answer_is_no_success_while_it_can_be_told():
    one = fate_of(Report((claim("nurse"),)))
    assert (one.fate, one.after, one.words) == (Fate.STILL, "nurse", ("I teach",))


def test_told_but_no_longer_named_is_vaguer():
    one = fate_of(Report((), (verdict("nurse", 0.7, revealed=True),)))
    assert (one.fate, one.told) == (Fate.VAGUER, 0.7)


def test_a_text_that_is_about_the_fact_says_so():
    text = "I teach third grade in a small school and love it."
    (point,) = notes(text, Report((claim("teacher", text),)), {JOB})
    assert point.message.code == "rewrite.point"
    longer = text + " Anyway, does anybody know which saw cuts acrylic without chipping? Mine leaves teeth marks on it."
    (still,) = notes(longer, Report((claim("teacher", longer),)), {JOB})
    assert still.message.code == "rewrite.still"
    assert notes(text, Report((claim("teacher", text),)), ()) == ()
