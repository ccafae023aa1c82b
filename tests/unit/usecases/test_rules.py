"""What the user's rules make of findings, and of what is reworded."""

from __future__ import annotations

import pytest

from fakes.parsed import Parsed
from redraft.detectors.tier import Tier
from redraft.domain.attributes import Attribute
from redraft.domain.finding import Basis, Finding, Guess, Source, Subject
from redraft.domain.message import NOTHING
from redraft.domain.rules import Rule, Ruling
from redraft.domain.text import Evidence, Span
from redraft.rewriting.makers import AllMakers
from redraft.usecases.check import CheckDraft
from redraft.usecases.known import Known
from redraft.usecases.rewrite import RewriteDraft
from redraft.usecases.rules import allowed, always_hidden, dismissed, lasting, left_alone, opposite, places

TEXT = "I owe you a beer. Moved to Leeds in May, and Leeds is cold. My sister nurses in Leeds."
TIER = Tier()


def finding(attribute, value, *quotes, named=True, subject=Subject.AUTHOR):
    evidence = []
    for quote in quotes:
        at = TEXT.index(quote)
        evidence.append(Evidence.of(TEXT, at, at + len(quote)))
    return Finding.make(attribute, (Guess(value, 0.9),), tuple(evidence), source=Source.MODEL, basis=Basis.IMPLIED,
                        why=NOTHING, named=named, subject=subject)  # fmt: skip


TOWN = finding(Attribute.LOCATION, "Leeds, UK", "Moved to Leeds")
DEBT = finding(Attribute.FINANCE, "in debt", "owe you a beer", named=False)


@pytest.mark.parametrize(
    ("words", "found"),
    [("leeds", 3), ("Moved  to\nLeeds", 1), ("eeds", 0), ("beer.", 1), ("", 0), ("  ", 0)],
)
def test_words_are_found_as_words_in_whatever_letters(words, found):
    assert len(list(places(words, TEXT))) == found


def test_a_dismissed_answer_is_gone_and_another_about_the_same_is_not():
    rules = lasting([TOWN])
    assert rules == (Rule(Ruling.WRONG, "Leeds, UK", Attribute.LOCATION),)
    other = finding(Attribute.LOCATION, "York, UK", "cold")
    assert allowed(rules, [TOWN, other]) == (other,)


def test_what_nobody_could_name_is_dismissed_by_its_words():
    rules = lasting([DEBT])
    assert rules == (Rule(Ruling.WRONG, "owe you a beer", Attribute.FINANCE),)
    assert allowed(rules, [DEBT]) == ()
    more = finding(Attribute.FINANCE, "in debt", "owe you a beer", "cold", named=False)
    assert allowed(rules, [more]) == (more,)


def test_in_the_draft_a_closer_look_at_the_same_words_does_not_bring_it_back():
    closer = finding(Attribute.LOCATION, "Leeds, West Yorkshire, UK", "Moved to Leeds")
    assert allowed(dismissed([TOWN]), [closer]) == ()
    assert allowed(lasting([TOWN]), [closer]) == (closer,)


def test_what_is_wrong_about_the_author_may_be_right_about_somebody_else():
    sister = finding(Attribute.OCCUPATION, "nurse", "My sister nurses", subject=Subject.RELATIVE)
    rules = lasting([finding(Attribute.OCCUPATION, "nurse", "My sister nurses")])
    assert allowed(rules, [sister]) == (sister,)


def test_a_word_that_is_never_flagged_takes_away_what_rests_on_it_alone():
    rules = [Rule(Ruling.NEVER, "leeds")]
    place = finding(Attribute.PLACE, "Leeds", "Leeds")
    both = finding(Attribute.AGE, "30", "Leeds", "cold")
    (left,) = allowed(rules, [place, TOWN, both])
    assert [e.quote for e in left.evidence] == ["cold"]


def test_a_rule_says_the_contrary_of_one_other():
    assert opposite(Rule(Ruling.NEVER, "x")) == Rule(Ruling.HIDE, "x")
    assert opposite(opposite(Rule(Ruling.GOES, attribute=Attribute.AGE))) == Rule(Ruling.GOES, attribute=Attribute.AGE)
    assert opposite(Rule(Ruling.LEAVE, "x")) is None
    with pytest.raises(ValueError, match="nothing"):
        Rule(Ruling.HIDE, " ")


def checked(text, *rules):
    return CheckDraft(TIER, rules=frozenset(rules)).run(text)


def test_words_that_are_always_hidden_are_found_in_every_text_and_narrow_nobody_down():
    rule = Rule(Ruling.HIDE, "Blue Lantern")
    counted = []
    check = CheckDraft(TIER, assess=lambda found, _verdicts, **_more: counted.extend(found), rules=frozenset({rule}))
    report = check.run("We all met at the blue lantern again.")
    (found,) = [f for f in report.findings if f.attribute is Attribute.HIDDEN_WORDS]
    assert [e.quote for e in found.evidence] == ["blue lantern"]
    assert found not in counted
    assert always_hidden([rule], "Nothing of it here.") == ()


def test_a_rule_about_words_takes_the_finding_out_of_a_report():
    text = "I moved to Leeds last year."
    assert any(f.attribute is Attribute.LOCATION for f in checked(text).findings)
    assert not any(f.attribute is Attribute.LOCATION for f in checked(text, Rule(Ruling.NEVER, "Leeds")).findings)
    rules = lasting([f for f in checked(text).findings if f.attribute is Attribute.LOCATION])
    assert not any(f.attribute is Attribute.LOCATION for f in checked(text, *rules).findings)


def rewriter(*rules):
    return RewriteDraft(CheckDraft(TIER, rules=frozenset(rules)), AllMakers(Parsed()))


def test_words_that_are_always_hidden_go_whatever_else_is_asked_for():
    text = "Tea was fine. We met at the Blue Lantern with everybody again. Bye now."
    rule = Rule(Ruling.HIDE, "Blue Lantern")
    assert "Lantern" in rewriter().run(text).text
    assert "Lantern" not in rewriter(rule).run(text).text
    assert "Lantern" not in rewriter(rule).run(text, hide=(Attribute.AGE,)).text


def test_words_that_are_left_stay_when_everything_else_goes():
    text = "Tea at four? Mail me at anna@example.org, or text me on 0113 496 0000."
    new = rewriter(Rule(Ruling.LEAVE, "anna@example.org")).run(text).text
    assert "anna@example.org" in new
    assert "0113" not in new
    assert left_alone([Rule(Ruling.LEAVE, "Tea")], text) == (Span(0, 3),)


def test_several_wordings_are_offered_for_one_place_a_whole_sentence_too():
    text = "The bike is fine. I am 34 years old and tall. Bye now everybody."
    place = Span(text.index("34"), text.index("34") + 2)
    known = Known(TIER.detect(text).findings)
    offered = rewriter().wordings_at(text, place, Attribute.AGE, known=known)
    assert 3 <= len(offered) <= 4
    assert len({change.applied(text) for change in offered}) == len(offered)
    assert all("34" not in change.applied(text) for change in offered)
    assert [change.kind for change in offered].index("sentence") == len(offered) - 1
    left = rewriter(Rule(Ruling.LEAVE, "34")).wordings_at(text, place, Attribute.AGE, known=known)
    assert left == ()
