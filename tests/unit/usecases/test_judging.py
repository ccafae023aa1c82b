"""One judgement over the encoder, statements, mentions and the model."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import pytest

from fakes.weights import WEIGHTS
from redraft.domain.attributes import Attribute
from redraft.domain.finding import Basis, Finding, Guess, Source, Subject
from redraft.domain.message import NOTHING
from redraft.domain.report import Verdict
from redraft.domain.text import Evidence
from redraft.domain.told import Told
from redraft.usecases.judging import judge
from redraft.usecases.known import Known

TEXT = "I drive the 6 past the square, at 47, and my brother's number is 0699 1234567."


def quote(words: str) -> Evidence:
    start = TEXT.index(words)
    return Evidence.of(TEXT, start, start + len(words))


def told(attribute: Attribute, probability: float, words: str = "", **values: float) -> Told:
    shares = tuple(Guess(value.replace("_", " "), share) for value, share in values.items())
    return Told(attribute, probability, (quote(words),) if words else (), shares)


def known(
    stated: Sequence[Finding], implied: Sequence[Finding], verdicts: Sequence[Verdict], heard: Sequence[Told]
) -> Known:
    return Known(tuple(stated), tuple(implied), tuple(heard), verdicts=tuple(verdicts))


def found(attribute: Attribute, value: str, words: str, source: Source = Source.STATED) -> Finding:
    guess = (Guess(value, 0.9),)
    return Finding.make(attribute, guess, (quote(words),), source=source, basis=Basis.STATED, why=NOTHING)


def one(findings: Sequence[Finding], attribute: Attribute) -> Finding:
    (finding,) = [f for f in findings if f.attribute is attribute and f.subject is Subject.AUTHOR]
    return finding


def test_what_is_told_without_an_answer_is_not_named() -> None:
    findings, verdicts = judge(known([], [], [], [told(Attribute.LOCATION, 0.9, "the 6 past the square")]), WEIGHTS)
    finding = one(findings, Attribute.LOCATION)
    assert not finding.named
    assert finding.evidence == (quote("the 6 past the square"),)
    (verdict,) = verdicts
    assert verdict.revealed
    assert not verdict.named
    assert verdict.told == pytest.approx(0.9)


def test_a_statement_that_no_reader_would_tell_of_the_author_is_withdrawn() -> None:
    claim = found(Attribute.OCCUPATION, "driver", "I drive")
    findings, verdicts = judge(known([claim], [], [], [told(Attribute.OCCUPATION, 0.05)]), WEIGHTS)
    assert findings == ()
    assert not verdicts[0].revealed


def test_a_statement_that_is_told_keeps_its_words_and_its_answer() -> None:
    claim = found(Attribute.OCCUPATION, "driver", "I drive")
    findings, _ = judge(known([claim], [], [], [told(Attribute.OCCUPATION, 0.8, "the 6 past the square")]), WEIGHTS)
    said, further = findings
    assert said.named
    assert said.best.value == "driver"
    assert said.source is Source.STATED
    assert [e.quote for e in said.evidence] == ["I drive"]
    assert further.source is Source.MODEL
    assert [e.quote for e in further.evidence] == ["the 6 past the square"]


def test_of_further_attributes_only_what_is_stated_is_named() -> None:
    heard = told(Attribute.HEALTH, 0.9, "the square")
    guess = Verdict(Attribute.HEALTH, (Guess("not mentioned", 0.9), Guess("asthma", 0.1)), 0.9, False)
    finding = one(judge(known([], [], [guess], [heard]), WEIGHTS)[0], Attribute.HEALTH)
    assert not finding.named
    assert finding.best.value == "asthma"
    claim = found(Attribute.HEALTH, "asthma", "the square")
    assert one(judge(known([claim], [], [guess], [heard]), WEIGHTS)[0], Attribute.HEALTH).named


def test_a_number_in_the_evidence_of_an_age_is_its_answer() -> None:
    model = Verdict(Attribute.AGE, (Guess("52", 0.3), Guess("30", 0.2)), 0.3, False)
    worked_out = Told(Attribute.AGE, 0.9, (quote("at 47"),), (Guess("40-49", 0.4), Guess("47", 0.9)))
    findings, _ = judge(known([], [], [model], [worked_out]), WEIGHTS)
    assert one(findings, Attribute.AGE).best.value == "47"


def test_a_town_is_likelier_where_its_country_is_known() -> None:
    model = Verdict(Attribute.LOCATION, (Guess("London, United Kingdom", 0.4), Guess("Graz, Austria", 0.3)), 0.4, False)
    heard = Told(Attribute.LOCATION, 0.9, (quote("the 6"),), (Guess("Austria", 0.8),))
    findings, _ = judge(known([], [], [model], [heard]), WEIGHTS)
    assert one(findings, Attribute.LOCATION).best.value == "Graz, Austria"
    findings, _ = judge(known([], [], [], [heard]), WEIGHTS)
    assert one(findings, Attribute.LOCATION).best.value == "Austria"


def test_the_encoder_and_the_model_agree_on_one_of_the_known_answers() -> None:
    model = Verdict(Attribute.SEX, (Guess("female", 0.55), Guess("male", 0.45)), 0.55, False)
    heard = told(Attribute.SEX, 0.9, "my brother", male=0.95, female=0.05)
    findings, verdicts = judge(known([], [], [model], [heard]), WEIGHTS)
    assert one(findings, Attribute.SEX).best.value == "male"
    assert verdicts[0].guesses[0].value == "male"
    assert verdicts[0].named


def test_somebody_elses_number_stays_but_is_not_the_authors() -> None:
    number = found(Attribute.CONTACT, "0699 1234567", "0699 1234567", Source.IDENTIFIERS)
    (finding,), _ = judge(known([number], [], [], [told(Attribute.CONTACT, 0.1)]), WEIGHTS)
    assert finding == replace(number, subject=Subject.UNKNOWN)
    findings, _ = judge(known([number], [], [], [told(Attribute.CONTACT, 0.9, "0699 1234567")]), WEIGHTS)
    assert number in findings


def test_a_number_is_shown_once_and_named() -> None:
    number = found(Attribute.CONTACT, "0699 1234567", "0699 1234567", Source.IDENTIFIERS)
    heard = told(Attribute.CONTACT, 0.9, "number is 0699 1234567")
    findings, verdicts = judge(known([number], [], [], [heard]), WEIGHTS)
    assert findings == (number,)
    assert verdicts[0].named
    assert verdicts[0].guesses == number.guesses


def test_what_the_words_call_somebody_elses_is_never_told_of_the_author() -> None:
    number = found(Attribute.CONTACT, "0699 1234567", "0699 1234567", Source.IDENTIFIERS)
    number = replace(number, subject=Subject.RELATIVE, person="your brother", owned=True)
    heard = told(Attribute.CONTACT, 0.9, "my brother's number is 0699 1234567")
    findings, verdicts = judge(known([number], [], [], [heard]), WEIGHTS)
    assert findings == (number,)
    assert not verdicts[0].revealed


def test_what_the_author_calls_theirs_stays_theirs() -> None:
    number = replace(found(Attribute.CONTACT, "0699 1234567", "0699 1234567", Source.IDENTIFIERS), owned=True)
    assert judge(known([number], [], [], [told(Attribute.CONTACT, 0.1)]), WEIGHTS)[0] == (number,)


def test_other_words_that_tell_how_to_reach_the_author_stay() -> None:
    number = found(Attribute.CONTACT, "0699 1234567", "0699 1234567", Source.IDENTIFIERS)
    heard = Told(Attribute.CONTACT, 0.9, (quote("0699 1234567"), quote("I drive the 6 past the square")), ())
    _number, further = judge(known([number], [], [], [heard]), WEIGHTS)[0]
    assert [e.quote for e in further.evidence] == ["I drive the 6 past the square"]


def test_the_authors_door_is_a_way_to_reach_them() -> None:
    street = replace(found(Attribute.PLACE, "6 Square", "6 past the square", Source.IDENTIFIERS), kind="street")
    heard = [told(Attribute.CONTACT, 0.1), told(Attribute.WHEREABOUTS, 0.9, "I drive the 6 past the square")]
    for one in (street, replace(street, owned=True)):
        (door,) = judge(known([one], [], [], heard), WEIGHTS)[0]
        assert (door.attribute, door.kind, door.best.value) == (Attribute.CONTACT, "address", "6 Square")
    theirs = replace(street, owned=True, subject=Subject.RELATIVE)
    assert judge(known([theirs], [], [], [told(Attribute.CONTACT, 0.1)]), WEIGHTS)[0] == (theirs,)


def test_the_one_name_that_is_told_is_the_authors() -> None:
    name = replace(found(Attribute.NAME, "Square", "square", Source.ENTITIES), kind="name")
    (own,) = judge(known([name], [], [], [told(Attribute.NAME, 0.9, "the square")]), WEIGHTS)[0]
    assert own == replace(name, kind="own_name")
    wife = replace(found(Attribute.NAME, "Square", "the square"), subject=Subject.RELATIVE)
    findings, _ = judge(known([name, wife], [], [], [told(Attribute.NAME, 0.9, "the square")]), WEIGHTS)
    assert name in findings


def test_what_somebody_is_called_tells_neither_where_they_live_nor_what_they_do() -> None:
    name = replace(found(Attribute.NAME, "Square", "the square", Source.IDENTIFIERS), kind="own_name")
    findings, verdicts = judge(known([name], [], [], [told(Attribute.LOCATION, 0.9, "the square")]), WEIGHTS)
    assert findings == (name,)
    assert not verdicts[0].revealed
    for attribute, words in ((Attribute.LOCATION, "I drive the 6 past the square"), (Attribute.SEX, "the square")):
        assert one(judge(known([name], [], [], [told(attribute, 0.9, words)]), WEIGHTS)[0], attribute)


def test_mentions_and_other_people_are_left_alone() -> None:
    mention = found(Attribute.AGE, "47", "47", Source.IDENTIFIERS)
    relative = replace(found(Attribute.OCCUPATION, "nurse", "my brother"), subject=Subject.RELATIVE)
    heard = [told(Attribute.AGE, 0.1), told(Attribute.OCCUPATION, 0.1)]
    findings, _ = judge(known([mention, relative], [], [], heard), WEIGHTS)
    assert findings == (mention, relative)


def test_what_the_models_inner_states_say_is_weighed_too() -> None:
    heard = Known(told=(told(Attribute.AGE, 0.4),))
    assert not judge(heard, WEIGHTS)[1][0].revealed
    assert judge(replace(heard, sensed={Attribute.AGE: 2.0}), WEIGHTS)[1][0].revealed


def test_what_was_not_judged_is_passed_on() -> None:
    claim = found(Attribute.LANGUAGE, "German", "the square")
    model = Verdict(Attribute.LANGUAGE, (Guess("German", 0.9),), 0.9, True)
    assert judge(known([claim], [], [model], [told(Attribute.AGE, 0.1)]), WEIGHTS)[1][-1] == model


@pytest.mark.parametrize(("wary", "revealed"), [(False, False), (True, True)])
def test_who_is_wary_does_not_let_the_model_talk_the_encoder_out_of_it(wary: bool, revealed: bool) -> None:
    heard = known([], [], [], [told(Attribute.LOCATION, 0.6, "the 6 past the square")])
    sensed = replace(heard, sensed={Attribute.LOCATION: -3.0})
    (verdict,) = judge(sensed, WEIGHTS, wary=wary)[1]
    assert verdict.revealed is revealed
