"""Which words give a place, a trade or an age away."""

from __future__ import annotations

import re

import pytest

from redraft import languages
from redraft.domain.attributes import Attribute
from redraft.domain.finding import Guess
from redraft.domain.text import Evidence, Span
from redraft.domain.told import Told
from redraft.knowledge.ages import Ages
from redraft.knowledge.places import Places
from redraft.knowledge.tables import Knowledge, rows
from redraft.knowledge.terms import Terms
from redraft.knowledge.trades import Trades

ORDINARY = frozenset({"reading", "target", "boots", "bakery", "the"})
AGES = languages.default().table("ages")
RULES = [(rule["name"], rule) for rule in AGES["rule"]]


def all_of(text: str) -> list[Span]:
    return [Span(0, len(text))]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("we met in Reading on Friday", ["Reading"]),
        ("Reading all day", []),
        ("i love reading", []),
        ("off to st. budeaux's school", ["St Budeaux School"]),
        ("a house in st. budeaux", ["St Budeaux"]),
        ("past St Budeaux School", ["St Budeaux School"]),
        ("round the corner in Gracia", ["Gràcia"]),
    ],
)
def test_the_longest_term_is_found_and_an_ordinary_word_only_as_a_name(text: str, found: list[str]) -> None:
    terms = Terms([("Reading", 1), ("St Budeaux", 2), ("St Budeaux School", 3), ("Gràcia", 4)], ORDINARY.__contains__)
    assert [one.term for one in terms.find(text)] == found


def test_a_town_is_told_by_its_quarters_and_a_country_by_what_it_has_everywhere() -> None:
    rows = [
        ("Lend", "Graz, Austria", "3", "quarter"),
        ("Jakomini", "Graz, Austria", "3", "quarter"),
        ("ÖBB", "Austria", "3", "transport"),
    ]
    places = Places(rows, ORDINARY.__contains__)
    town = "from Lend to Jakomini in the rain"
    assert places.answers(places.find(town), all_of(town))[0].value == "Graz, Austria"
    country = "the ÖBB app is down again"
    assert [g.value for g in places.answers(places.find(country), all_of(country))] == ["Austria"]
    assert places.answers(places.find("nothing here"), all_of("nothing here")) == ()
    beside = places.answers(places.find(town), [Span(0, 3)])[0]
    assert beside.confidence < places.answers(places.find(town), all_of(town))[0].confidence


def test_what_shares_its_tools_is_less_sure_than_what_has_its_own() -> None:
    trades = Trades(
        [("baker", "dough retarder; proofer", "oven"), ("potter", "kiln; glaze", "oven")], ORDINARY.__contains__
    )
    own = trades.answers("my glaze ran in the kiln", all_of("my glaze ran in the kiln"))
    both = trades.answers("the oven again", all_of("the oven again"))
    assert own[0].value == "potter"
    assert own[0].confidence > 0.8 > both[0].confidence


@pytest.mark.parametrize(("name", "rule"), RULES, ids=[name for name, _ in RULES])
def test_every_rule_of_ages_holds_its_examples(name: str, rule: dict) -> None:
    ages = Ages.of(AGES | {"rule": [rule]})
    for words, age in rule["matches"].items():
        assert str(age) in [g.value for g in ages.answers(words, all_of(words), year=2026)], words
    for words in rule["misses"]:
        assert ages.answers(words, all_of(words), year=2026) == (), words


def test_the_shipped_tables_answer_what_the_encoder_has_no_answers_for() -> None:
    text = "Third-year, my tutorial is at noon, then the CTA home to Wicker Park, 21 next week"
    quote = Evidence.of(text, 0, len(text))
    told = [
        Told(Attribute.EDUCATION, 0.9, (quote,), (Guess("studying towards a bachelor's degree", 0.9),)),
        Told(Attribute.OCCUPATION, 0.9, (quote,)),
        Told(Attribute.LOCATION, 0.9, (quote,)),
        Told(Attribute.AGE, 0.9, (quote,), (Guess("20-29", 0.9),)),
        Told(Attribute.HEALTH, 0.1, ()),
    ]
    education, occupation, location, age, health = Knowledge().about(text, told)
    assert (education, health) == (told[0], told[4])
    assert occupation.values[0].value == "student"
    assert location.values[0].value == "Chicago, United States"
    assert {"20-29", "21"} <= {g.value for g in age.values}


def test_every_line_of_the_tables_is_whole() -> None:
    places = list(rows("places"))
    assert places
    for line in places:
        assert len(line) == 4, line
        assert line[2] in {"1", "2", "3"}, line
        assert re.fullmatch(r"[^,\t]+(, [^,\t]+)?", line[1]), line
    for line in rows("trades"):
        assert len(line) == 3, line
        assert all(part.strip() for part in line[0:2]), line


def test_a_text_is_read_once_for_all_that_its_places_may_answer(monkeypatch: pytest.MonkeyPatch) -> None:
    read: list[str] = []
    found = Terms.find
    monkeypatch.setattr(Terms, "find", lambda terms, text: read.append(text) or found(terms, text))
    told = tuple(Told(one, 0.9, ()) for one in (Attribute.LOCATION, Attribute.BIRTHPLACE))
    Knowledge().about("off to Kirkgate Market again", told)
    assert read == ["off to Kirkgate Market again"]
