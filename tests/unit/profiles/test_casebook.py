"""Fusing what many posts say: agreement, contradiction, time, and the way through a checkpoint."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from redraft import languages
from redraft.codec import from_json, to_json
from redraft.domain.archive import Locator, Post
from redraft.domain.attributes import Attribute
from redraft.domain.finding import Basis, Finding, Guess, Source, Subject
from redraft.domain.message import NOTHING
from redraft.domain.profile import Trait
from redraft.domain.report import Verdict
from redraft.domain.text import Evidence
from redraft.profiles.casebook import Casebook
from redraft.profiles.course import course
from redraft.profiles.forums import Forums
from redraft.profiles.heard import Reading
from redraft.profiles.history import changes
from redraft.profiles.shelf import Shelf
from redraft.profiles.telling import Telling
from redraft.profiles.votes import CERTAIN, Fusion, Part, Vote, confidences, grouped, pooled, strongest
from redraft.speech.now import worded

CUES = Path(__file__).parents[3] / "resources/languages/en/prompts/cues.json"
FUSION = Fusion()


def book() -> Casebook:
    return Casebook(Shelf(Telling.load(CUES)), FUSION, Forums(languages.default()))


def said(attribute: Attribute, value: str, sure: float, text: str, **more: object) -> tuple[Finding, ...]:
    evidence = (Evidence.of(text, 0, 5),)
    guesses = (Guess(value, sure),)
    return (
        Finding.make(attribute, guesses, evidence, source=Source.STATED, basis=Basis.STATED, why=NOTHING, **more),  # type: ignore[arg-type]
    )


def filled(*posts: tuple[str, int | None, Attribute, str, float]) -> Casebook:
    made = book()
    for number, (text, year, attribute, value, sure) in enumerate(posts):
        date = None if year is None else datetime(year, 3, 1, tzinfo=UTC)
        made.add(Post(str(number), text, date, locator=Locator(0, number)), said(attribute, value, sure, text))
    return made


def trait(made: Casebook, attribute: Attribute) -> Trait:
    (found,) = [t for t in made.traits()[0] if t.attribute is attribute]
    return found


def vote(value: str, weight: float, *at: int, year: int | None = None, stated: bool = True) -> Vote:
    date = None if year is None else datetime(year, 1, 1, tzinfo=UTC)
    return Vote(value, weight, tuple(Part(a, 1 / len(at)) for a in at), stated, date)


def test_a_single_statement_keeps_its_confidence_and_a_second_adds() -> None:
    once = trait(filled(("I live in Leeds", 2020, Attribute.LOCATION, "Leeds", 0.7)), Attribute.LOCATION)
    assert once.finding.best.confidence == pytest.approx(0.7)
    posts = [(f"Here in Leeds {n}", 2020, Attribute.LOCATION, "Leeds", 0.7) for n in range(2)]
    twice = trait(filled(*posts), Attribute.LOCATION)
    assert 0.7 < twice.finding.best.confidence < CERTAIN
    assert twice.posts == 2


def test_what_cannot_be_both_shares_the_confidence_and_is_said() -> None:
    made = filled(
        ("I was born in Leeds", 2015, Attribute.BIRTHPLACE, "Leeds", 0.9),
        ("I was born in York", 2018, Attribute.BIRTHPLACE, "York", 0.9),
    )
    found = trait(made, Attribute.BIRTHPLACE)
    assert found.finding.best.confidence < 0.5
    assert [worded(c.sentence) for c in found.changes] == [
        "Leeds in March 2015, but York in March 2018: both cannot hold."
    ]


def test_an_age_grows_with_the_years() -> None:
    made = filled(
        ("I am 30 today", 2010, Attribute.AGE, "30", 0.9),
        ("I am 40 today", 2020, Attribute.AGE, "40", 0.9),
    )
    found = trait(made, Attribute.AGE)
    assert found.finding.best.value == "40"
    assert found.posts == 2
    assert found.changes == ()


def test_things_there_can_be_many_of_stay_apart_and_others_are_not_the_author() -> None:
    made = filled(
        ("mail a@b.org", 2020, Attribute.CONTACT, "a@b.org", 0.9),
        ("mail c@d.org", 2020, Attribute.CONTACT, "c@d.org", 0.9),
    )
    text = "Ann is a nurse"
    made.add(
        Post("x", text, locator=Locator(0, 9)),
        said(Attribute.NAME, "Ann", 0.8, text, subject=Subject.BYSTANDER, person="Ann"),
    )
    own, named = made.traits()
    assert {t.finding.best.value for t in own} == {"a@b.org", "c@d.org"}
    assert [t.finding.person for t in named] == ["Ann"]


def test_what_the_model_said_survives_a_checkpoint() -> None:
    made, again = book(), book()
    for one in (made, again):
        for n in range(3):
            text = f"my shift at the clinic was long, {n}"
            one.add(Post(str(n), text, datetime(2020, 1, 1 + n, tzinfo=UTC), locator=Locator(0, n)), ())
    dossier = made.dossier(1_000)
    assert dossier is not None
    quote = Evidence.of(dossier.text, 0, dossier.text.find("\n"))
    guesses = (Guess("nurse", 0.8), Guess("doctor", 0.15))
    finding = Finding.make(
        Attribute.OCCUPATION, guesses, (quote,), source=Source.MODEL, basis=Basis.IMPLIED, why=NOTHING
    )  # fmt: skip
    verdicts = [
        Verdict(Attribute.OCCUPATION, guesses, 0.8, revealed=True),
        Verdict(Attribute.RELIGION, (Guess("none", 0.9),), 0.9, revealed=False),
    ]
    reading = made.hear(dossier, verdicts, [finding])
    again.recall(from_json(Reading, json.loads(json.dumps(to_json(reading)))))
    assert again.traits() == made.traits()
    assert again.asked == 3
    assert again.dossier(1_000) is None
    (job,) = made.traits()[0]
    assert job.finding.best.confidence == pytest.approx(0.8, abs=0.05)  # the other guess speaks against it
    assert [e.quote for c in job.carriers for e in c.evidence] == [quote.quote]


votes = st.lists(
    st.builds(vote, st.sampled_from(["a", "b"]), st.floats(0, 6), st.integers(0, 5)), min_size=1, max_size=8
)


@given(votes, st.sets(st.integers(0, 5)), st.integers(0, 5))
def test_deleting_more_never_makes_anything_surer(given_votes: list[Vote], gone: set[int], more: int) -> None:
    groups = grouped(Attribute.RELIGION, given_votes)
    assert strongest(groups, FUSION, gone | {more}) <= strongest(groups, FUSION, gone) + 1e-12
    assert pooled(given_votes, FUSION, gone | {more}) <= pooled(given_votes, FUSION, gone) + 1e-12
    found = confidences(groups, FUSION)
    assert sum(sure for _, sure in found) <= 1 + 1e-9
    assert found == sorted(found, key=lambda pair: -pair[1])


@given(votes, st.randoms())
def test_the_order_of_posts_does_not_matter(given_votes: list[Vote], rng) -> None:  # type: ignore[no-untyped-def]
    shuffled = list(given_votes)
    rng.shuffle(shuffled)
    one = dict(confidences(grouped(Attribute.RELIGION, given_votes), FUSION))
    two = dict(confidences(grouped(Attribute.RELIGION, shuffled), FUSION))
    assert one == pytest.approx(two)


def test_moves_are_told_latest_first() -> None:
    moved = [vote("Leeds", 3, 0, year=2010), vote("York", 3, 1, year=2015), vote("York", 3, 2, year=2016),
             vote("Hull", 3, 3, year=2019)]  # fmt: skip
    phases = course(Attribute.LOCATION, moved, lambda _at: None)
    assert [worded(c.sentence) for c in changes(Attribute.LOCATION, moved, phases)] == [
        "York until January 2016, Hull from January 2019 on.",
        "Leeds until January 2010, York from January 2015 on.",
    ]
