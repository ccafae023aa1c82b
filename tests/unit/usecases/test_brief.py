"""For whom a draft is, and what of it has to go or may stay."""

from __future__ import annotations

import pytest

from redraft.detectors.tier import Tier
from redraft.domain.attributes import Attribute
from redraft.domain.rules import Rule, Ruling
from redraft.exposure.anonymity import assess
from redraft.exposure.audiences import BY_NAME
from redraft.usecases.brief import Brief
from redraft.usecases.check import CheckDraft

AGE, LOCATION, NAME = Attribute.AGE, Attribute.LOCATION, Attribute.NAME


def test_what_goes_cannot_stay():
    brief = Brief().going(AGE).staying(LOCATION)
    assert (brief.hide, brief.keep) == ((AGE,), (LOCATION,))
    assert brief.staying(AGE) == Brief(keep=(LOCATION, AGE))
    assert brief.going(LOCATION) == Brief(hide=(AGE, LOCATION))
    assert brief.without(AGE).without(LOCATION) == Brief()


def test_what_the_reader_knows_is_left_alone_unless_it_has_to_go():
    brief = Brief("colleagues").staying(Attribute.HEALTH)
    assert {NAME, LOCATION, Attribute.HEALTH} <= set(brief.left_alone)
    assert LOCATION not in brief.going(LOCATION).left_alone
    assert Brief().left_alone == ()


def test_what_everybody_knows_counts_unless_it_has_to_go():
    facts = {(LOCATION, "Leeds"), (AGE, "30")}
    assert Brief().going(AGE).public(facts) == {(LOCATION, "Leeds")}


def test_as_rules_it_comes_back_the_same():
    brief = Brief("family").going(AGE).going(LOCATION).staying(NAME)
    assert Rule(Ruling.GOES, attribute=AGE) in brief.rules
    words = {Rule(Ruling.HIDE, "Leeds"), Rule(Ruling.WRONG, "nurse", Attribute.OCCUPATION)}
    back = Brief.usual(brief.rules | words, "family", decoys=False)
    assert back.rules == brief.rules
    assert back.audience == "family"
    assert Brief.usual((), "nobody we know", decoys=True) == Brief(decoys=True)


@pytest.mark.parametrize("name", BY_NAME)
def test_the_crowd_is_counted_for_whoever_reads_it(name):
    text = "I moved to Leeds last year and I am 34 years old."
    audience = BY_NAME[name]
    report = CheckDraft(Tier(), assess=assess, audience=audience).run(text)
    assert report.exposure is not None
    assert report.exposure.audience == audience.name
    news = {one.attribute for one in report.exposure.contributions}
    assert news == {AGE, LOCATION} - audience.knows
    assert (report.exposure.bits > 0) == bool(news)


def test_who_means_harm_knows_nothing_and_is_hurt_with_what_leads_to_the_door():
    assert BY_NAME["harm"].knows == frozenset()
    assert {LOCATION, Attribute.ROUTINE, Attribute.CHILDREN, Attribute.ABSENCE} <= BY_NAME["harm"].hurts
