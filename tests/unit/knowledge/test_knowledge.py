"""Which words give a place, a trade or an age away."""

from __future__ import annotations

import re
from collections.abc import Collection

import pytest

from redraft import languages
from redraft.domain.attributes import Attribute
from redraft.domain.finding import Guess
from redraft.domain.text import Evidence, Span
from redraft.domain.told import Told
from redraft.knowledge.ages import Ages
from redraft.knowledge.places import Places
from redraft.knowledge.tables import Knowledge, Weight, ordinary, rows
from redraft.knowledge.terms import Terms
from redraft.knowledge.towns import Towns, Words
from redraft.knowledge.trades import Trades

CURRENCIES = [("£", "United Kingdom", "2"), ("R$", "Brazil", "3")]
ORDINARY = frozenset({"reading", "target", "boots", "bakery", "the"})
AGES = languages.default().table("ages")
RULES = [(rule["name"], rule) for rule in AGES["rule"]]


def towns(ordinary: Collection[str], person: Collection[str] = (), only: Collection[str] = ()) -> Towns:
    return Towns(Words(*(each.__contains__ for each in (ordinary, person, {"perkins"}, only))))


NOWHERE = towns(ORDINARY)
EVERYWHERE = Towns(
    Words(ordinary(), {"kendal"}.__contains__, {"perkins"}.__contains__, {"leicester", "ghent"}.__contains__)
)


def all_of(text: str) -> list[Span]:
    return [Span(0, len(text))]


def alike(_span: Span) -> float:
    return 1.0


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
    places = Places(rows, ORDINARY.__contains__, NOWHERE)

    def answers(text: str, weight: Weight = alike) -> tuple[Guess, ...]:
        return places.answers(places.find(text), weight)

    town = "from Lend to Jakomini in the rain"
    assert answers(town)[0].value == "Graz, Austria"
    assert [g.value for g in answers("the ÖBB app is down again")] == ["Austria"]
    assert answers("nothing here") == ()
    assert answers(town, lambda span: float(span.start < 6))[0].confidence < answers(town)[0].confidence


@pytest.mark.parametrize(
    ("text", "best"),
    [
        ("my own bed in Toowoomba", "Toowoomba, Australia"),
        ("half of Leicester was there", "Leicester, United Kingdom"),
        ("my flight to rotterdam", "Rotterdam, The Netherlands"),
        ("she lives in Kenya now", "Kenya"),
        ("we met in Nice", "Nice, France"),
    ],
)
def test_a_town_that_is_named_is_an_answer(text: str, best: str) -> None:
    places = Places([], lambda word: word in {"nice", "half", "own"}, NOWHERE)
    assert places.answers(places.find(text), alike)[0].value == best


@pytest.mark.parametrize("text", ["what a nice day", "Nice to hear", "my bed", "we sang with Donna", "the march"])
def test_no_town_where_something_else_is_meant(text: str) -> None:
    everyday = {"what", "a", "nice", "day", "to", "hear", "my", "bed", "we", "sang", "with", "the", "march"}
    sure = [hint.gain for found in towns(everyday, {"donna"}).find(text, []) for hint in found.meanings]
    assert max(sure, default=0.0) < 3


def test_a_longer_name_is_no_town_within_it() -> None:
    text = "past Leicester Square"
    assert not list(NOWHERE.find(text, [Span(5, len(text))]))


@pytest.mark.parametrize(
    ("text", "best"),
    [
        ("a flat in Lima, Ohio", "Lima, United States"),
        ("the feed store outside Silver City, New Mexico", "Silver City, United States"),
        ("back home in Columbus, OH", "Columbus, United States"),
        ("we left Texas in May", "United States"),
        ("Sorry, Texas", "United States"),
        ("the tram to Ponsonby", "Auckland, New Zealand"),
        ("a flat in Ghent", "Ghent, Belgium"),
        ("Leicester was loud", "Leicester, United Kingdom"),
        ("it cost £40 there", "United Kingdom"),
        ("paid R$ 30 for it", "Brazil"),
    ],
)
def test_a_state_a_small_town_and_a_currency_say_where(text: str, best: str) -> None:
    found = Places([], ordinary(), EVERYWHERE, CURRENCIES)
    assert found.answers(found.find(text), alike)[0].value == best


@pytest.mark.parametrize("text", ["my mate Perkins said", "Kendal was shut", "what a Day", "no £ sign"])
def test_no_small_town_where_a_name_is_somebody_s_or_begins_a_sentence(text: str) -> None:
    found = Places([], ordinary(), EVERYWHERE, CURRENCIES)
    assert not found.answers(found.find(text), alike)


@pytest.mark.parametrize(
    ("text", "named"),
    [
        ("The dispatcher said, 'Can you back it up?'", []),
        ("I love it, thank God for that", []),
        ("my insurer TRS dropped it and HEB was shut", []),
        ("we moved to NYC in May", ["New York City, United States"]),
    ],
)
def test_quoted_words_god_and_abbreviations_are_no_towns(text: str, named: list[str]) -> None:
    assert [found.meanings[0].place for found in EVERYWHERE.find(text, [])] == named


def test_what_shares_its_tools_is_less_sure_than_what_has_its_own() -> None:
    trades = Trades(
        [("baker", "dough retarder; proofer", "oven"), ("potter", "kiln; glaze", "oven")], ORDINARY.__contains__
    )
    own = trades.answers("my glaze ran in the kiln", alike)
    both = trades.answers("the oven again", alike)
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
    education, occupation, location, age, health = Knowledge().about(text, told, lambda _attribute, _span: 1.0)
    assert (education, health) == (told[0], told[4])
    assert occupation.values[0].value == "student"
    assert location.values[0].value == "Chicago, United States"
    assert {"20-29", "21", "25"} <= {g.value for g in age.values}


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
