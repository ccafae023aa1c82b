"""What is kept whole comes back as it was, and what is something else is refused."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from enum import StrEnum
from typing import Generic, TypeVar

import pytest
from hypothesis import given
from hypothesis import strategies as st

from redraft.codec import from_json, to_json
from redraft.domain.archive import Counts, Locator, Match, Opened, Post, ReadChoices, Reason, Refused
from redraft.domain.attributes import Attribute, Severity
from redraft.domain.exposure import Contribution, Exposure, Level
from redraft.domain.finding import Basis, Finding, Guess, Source
from redraft.domain.message import verbatim
from redraft.domain.profile import ArchiveReport, Carrier, Change, Cut, Moment, ScanTimings, Trait
from redraft.domain.report import ModelInfo
from redraft.domain.text import Evidence, Note
from redraft.usecases.keeping import Kept

T = TypeVar("T")
WHEN = datetime(2019, 4, 1, 12, 30, tzinfo=UTC)


class Colour(StrEnum):
    RED = "red"


@dataclass(frozen=True)
class Inner(Generic[T]):
    item: T
    more: tuple[T, ...] = ()


@dataclass(frozen=True)
class Outer:
    text: str
    number: float
    day: date | None
    colours: frozenset[Colour]
    by_number: Mapping[int, Inner[str]]
    by_colour: Mapping[Colour, int]
    pair: tuple[int, str]
    flag: bool = False
    inner: Inner[int] = field(default_factory=lambda: Inner(1))


texts = st.text(st.characters())
outers = st.builds(
    Outer,
    texts,
    st.floats(allow_nan=False),
    st.none() | st.dates(),
    st.frozensets(st.sampled_from(Colour)),
    st.dictionaries(st.integers(), st.builds(Inner, texts, st.lists(texts, max_size=2).map(tuple)), max_size=3),
    st.dictionaries(st.sampled_from(Colour), st.integers(), max_size=1),
    st.tuples(st.integers(), texts),
    st.booleans(),
    st.builds(Inner, st.integers()),
)


@given(outers)
def test_it_comes_back_through_json(value):
    assert from_json(Outer, json.loads(json.dumps(to_json(value)))) == value


def report() -> ArchiveReport:
    post = Post(
        "t1", "I live in \ud83d Leeds", WHEN, url="https://example.org/1", gps=(53.8, -1.5), locator=Locator(2, 7)
    )
    finding = Finding.make(
        Attribute.LOCATION,
        (Guess("Leeds", 0.9),),
        (),
        source=Source.FUSED,
        basis=Basis.STATED,
        why=verbatim("Two posts say it."),
    )
    carrier = Carrier(7, post, "Leeds", 1.25, (Evidence.of(post.text, 2, 6),))
    change = Change("London", "Leeds", None, WHEN, verbatim("A move."))
    trait = Trait(finding, True, 3, (carrier,), (Moment(WHEN, "Leeds", 0.5, 1),), (change,))
    exposure = Exposure(
        9e6, 1e6, 2e7, 9.5, 8.0, 11.0, Level.SOME, verbatim("Because."),
        (Contribution(Attribute.LOCATION, "Leeds", (0,), 9.5, 9.5),), (Attribute.NAME,), (verbatim("Independent."),),
        "strangers", "the world", 8e9,
    )  # fmt: skip
    return ArchiveReport(
        Match("reddit", "Reddit", False, 0.97),
        Counts(12, None, 10, {Reason.EMPTY: 2}),
        (trait,),
        (trait,),
        exposure,
        (Cut(Attribute.LOCATION, 0.5, (7,), 0.9, 0.2, reached=True, measured=0.1),),
        {7: post, 12: post},
        10,
        True,
        ModelInfo("m", "M", True),
        ScanTimings(1, 2.5, 3, 6.5, 100, 4),
        (Note("resume", verbatim("Said.")),),
        {"en": 9, "und": 1},
    )


def test_a_whole_report_comes_back():
    opened = Opened(
        (Match("reddit", "Reddit", False, 0.97),), 3, 1, (Refused("a.csv", verbatim("is empty")),), ("text",), "f"
    )
    kept = Kept(report(), opened)
    back = from_json(Kept, json.loads(json.dumps(to_json(kept))))
    assert back == kept
    assert isinstance(back.report.traits[0].finding.severity, Severity)


def test_what_an_older_version_did_not_know_takes_its_default():
    assert from_json(ReadChoices, {"platform": "reddit"}) == ReadChoices("reddit")


@pytest.mark.parametrize(
    ("kind", "data"),
    [
        (Guess, {"value": "Leeds", "confidence": 2.0}),
        (Guess, {"value": 3, "confidence": 0.2}),
        (Guess, {"value": "Leeds"}),
        (Guess, ["Leeds", 0.5]),
        (Guess, None),
        (Attribute, "nonsense"),
        (date, "yesterday"),
        (date, 3),
        (tuple[int, ...], {"0": 1}),
        (tuple[int, str], [1]),
        (Mapping[int, int], {"one": 1}),
        (int, True),
        (float, "1.0"),
        (bool, 1),
    ],
)
def test_another_shape_is_refused(kind, data):
    with pytest.raises((ValueError, TypeError, KeyError)):
        from_json(kind, data)
