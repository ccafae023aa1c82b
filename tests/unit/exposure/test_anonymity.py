import random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from redraft.domain.attributes import Attribute
from redraft.domain.exposure import Level
from redraft.domain.finding import Basis, Finding, Guess, Source, Subject
from redraft.domain.message import NOTHING
from redraft.exposure.anonymity import assess
from redraft.exposure.audiences import BY_NAME
from redraft.exposure.contributions import Game
from redraft.reports.check_json import exposure_to_json
from redraft.speech.words import crowd

VALUES = {
    Attribute.LOCATION: ("Leeds, UK", "India", "Monaco", "Lagos, Nigeria", "Texas, USA", "nowhere at all"),
    Attribute.AGE: ("34", "80-89", "over 60", "20s"),
    Attribute.SEX: ("male", "female", "other"),
    Attribute.OCCUPATION: ("nurse", "actuary", "wizard"),
    Attribute.EDUCATION: ("bachelor's degree", "high school"),
    Attribute.RELATIONSHIP: ("married", "single", "widowed"),
    Attribute.RELIGION: ("Hindu", "Christian", "none"),
    Attribute.HEALTH: ("cystinosis", "obesity", "a cold"),
    Attribute.NAME: ("Mary", "Mary Shelley"),
    Attribute.CONTACT: ("a@example.org",),
    Attribute.POLITICS: ("left",),
}


def _finding(attribute: Attribute, value: str, confidence: float = 0.9, subject: Subject = Subject.AUTHOR) -> Finding:
    guess = (Guess(value, confidence),)
    return Finding.make(attribute, guess, (), source=Source.MODEL, basis=Basis.IMPLIED, why=NOTHING, subject=subject)


@st.composite
def _findings(draw: st.DrawFn) -> list[Finding]:
    chosen = draw(st.lists(st.sampled_from(sorted(VALUES)), unique=True, min_size=1, max_size=7))
    return [_finding(a, draw(st.sampled_from(VALUES[a])), draw(st.floats(0, 1))) for a in chosen]


@settings(max_examples=60, deadline=None)
@given(_findings(), st.sampled_from(list(BY_NAME.values())))
def test_a_new_attribute_never_lowers_it(findings: list[Finding], audience) -> None:
    less, more = assess(findings[:-1], audience=audience), assess(findings, audience=audience)
    assert more.level >= less.level
    assert more.people <= less.people * (1 + 1e-9)
    if findings[-1].attribute not in audience.knows:
        assert more.bits >= less.bits - 1e-9


@settings(max_examples=40, deadline=None)
@given(_findings(), st.randoms(use_true_random=False))
def test_order_does_not_matter_and_one_person_is_the_least(findings: list[Finding], shuffler: random.Random) -> None:
    shuffled = findings.copy()
    shuffler.shuffle(shuffled)
    first, second = assess(findings), assess(shuffled)
    assert (first.people, first.people_low, first.people_high) == (second.people, second.people_low, second.people_high)
    assert first.level == second.level
    assert 1 <= first.people_low <= first.people <= first.people_high
    assert first.bits_low <= first.bits <= first.bits_high


@pytest.mark.parametrize(
    "names",
    [
        ("United Kingdom", "UK", "England", "Great Britain"),
        ("NYC", "New York", "New York City", "New York, USA"),
        ("Leeds, UK", "Leeds, England", "leeds, united kingdom"),
        ("Zürich, Switzerland", "Zurich, Switzerland"),
        ("USA", "United States", "U.S.A."),
    ],
)
def test_synonyms_of_a_place_count_alike(names: tuple[str, ...]) -> None:
    assert len({assess([_finding(Attribute.LOCATION, name)]).people for name in names}) == 1


def test_a_direct_identifier_leaves_one_person() -> None:
    found = assess([_finding(Attribute.CONTACT, "a@example.org", 0.97)])
    assert found.people == 1
    assert found.level is Level.IDENTIFYING
    assert crowd(found) == "This points to one person."


def test_nothing_found_is_none_and_others_do_not_count() -> None:
    assert assess([]).level is Level.NONE
    assert assess([_finding(Attribute.CONTACT, "x", 1, Subject.RELATIVE)]).level is Level.NONE


def test_what_is_public_is_no_news() -> None:
    place, age = _finding(Attribute.LOCATION, "Leeds, UK", 1), _finding(Attribute.AGE, "34", 1)
    told = assess([place, age], public=[place])
    assert told.bits < assess([place, age]).bits
    assert [c.attribute for c in told.contributions] == [Attribute.AGE]


def test_an_unknown_attribute_is_named_and_hurts() -> None:
    found = assess([_finding(Attribute.POLITICS, "left")])
    assert found.unknown == (Attribute.POLITICS,)
    assert found.bits == 0
    assert found.level is Level.SOME


def test_contributions_add_up_and_sampling_agrees() -> None:
    players = list(VALUES)[:6]
    worth = {p: float(i + 1) for i, p in enumerate(players)}

    def bits(kept: frozenset[Attribute]) -> float:
        return min(12.0, sum(worth[p] for p in kept))

    game = Game(players, [frozenset(players), frozenset(players[:3])], bits)
    exact, sampled = game.exact(), game.sampled(2000)
    assert sum(exact.values()) == pytest.approx(game.value(frozenset(players)))
    assert all(abs(exact[p] - sampled[p]) < 0.15 for p in players)


def test_the_json_form_has_the_figures() -> None:
    found = exposure_to_json(assess([_finding(Attribute.AGE, "34", 1)]))
    assert found["bits"] > 5
    assert found["contributions"][0]["attribute"] == "age"


def _mention(attribute: Attribute, value: str, kind: str) -> Finding:
    guess = (Guess(value, 0.9),)
    return Finding.make(attribute, guess, (), source=Source.IDENTIFIERS, basis=Basis.STATED, why=NOTHING, kind=kind)


def test_a_mere_mention_says_nothing_about_the_author() -> None:
    others = [
        _mention(Attribute.NAME, "Tobias Kestrel", "name"),
        _mention(Attribute.ACCOUNT, "tobias_k", "handle"),
        _mention(Attribute.OCCUPATION, "dermatologist", "occupation"),
        _mention(Attribute.AGE, "34", "age"),
    ]
    assert assess(others).level is Level.NONE
    own = _mention(Attribute.NAME, "Ann Lee", "own_name")
    assert assess([*others, own]).level is Level.HIGH
    assert assess([*others, own, _finding(Attribute.LOCATION, "Leeds, UK", 1)]).level is Level.IDENTIFYING


def test_a_reader_who_could_place_the_author_already_is_told_no_less() -> None:
    """An employer knows name and town; that a text says them too does not make its rare condition harmless."""
    health, town = _finding(Attribute.HEALTH, "cystinosis"), _finding(Attribute.LOCATION, "Monaco")
    name = _finding(Attribute.NAME, "Mary Shelley")
    employer = BY_NAME["employer"]
    assert assess([health, town], audience=employer).level is Level.IDENTIFYING
    assert assess([health, town, name], audience=employer).level is Level.IDENTIFYING
    assert assess([name, town], audience=employer).level is Level.NONE
    told = assess([name, _finding(Attribute.RELATIONSHIP, "married")], audience=employer)
    assert told.level is Level.LOW
