"""What held when: the likeliest course of what can change, from posts with dates."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from redraft.domain.attributes import Attribute
from redraft.profiles.course import CHANGE, course, present
from redraft.profiles.votes import Part, Vote

LONDON, EDINBURGH = "London, United Kingdom", "Edinburgh, United Kingdom"


def vote(value: str, weight: float, year: int | None, at: int = 0, *, stated: bool = False) -> Vote:
    date = None if year is None else datetime(year, 6, 1, tzinfo=UTC)
    return Vote(value, weight, (Part(at, 1.0),), stated, date)


def nothing(_at: int) -> None:
    return None


def told(votes: list[Vote]) -> list[tuple[str, int, int]]:
    return [(p.value, p.since.year, p.until.year) for p in course(Attribute.LOCATION, votes, nothing)]


def test_what_is_said_last_holds_however_often_something_else_was_said_before() -> None:
    votes = [vote(LONDON, 1.5, 2010 + n // 6, n) for n in range(54)] + [
        vote(EDINBURGH, 3.0, 2020, 60 + n) for n in range(2)
    ]
    assert told(votes) == [(LONDON, 2010, 2018), (EDINBURGH, 2020, 2020)]
    assert {v.value for v in present(Attribute.LOCATION, votes, nothing)} == {EDINBURGH}


def test_an_odd_remark_is_no_move() -> None:
    votes = [vote(LONDON, 2.0, 2010 + n) for n in range(8)] + [vote("Leeds", CHANGE - 0.1, 2014)]
    assert told(votes) == [(LONDON, 2010, 2017)]
    assert {v.value for v in present(Attribute.LOCATION, votes, nothing)} == {LONDON, "Leeds"}


def test_a_statement_alone_is_a_move_and_so_is_one_back() -> None:
    votes = [vote(LONDON, 3.0, 2010, stated=True), vote(EDINBURGH, CHANGE + 0.5, 2015, stated=True),
             vote(LONDON, 3.0, 2019, stated=True)]  # fmt: skip
    assert told(votes) == [(LONDON, 2010, 2010), (EDINBURGH, 2015, 2015), (LONDON, 2019, 2019)]
    assert {v.value for v in present(Attribute.LOCATION, votes, nothing)} == {LONDON}


def test_posts_that_were_read_together_count_when_each_was_written() -> None:
    dates = {
        0: datetime(2012, 1, 1, tzinfo=UTC),
        1: datetime(2018, 1, 1, tzinfo=UTC),
        2: datetime(2021, 1, 1, tzinfo=UTC),
    }
    votes = [
        Vote(LONDON, 6.0, (Part(0, 0.5), Part(1, 0.5)), stated=False),
        Vote(EDINBURGH, 4.5, (Part(2, 1.0),), stated=False),
    ]
    phases = course(Attribute.LOCATION, votes, dates.get)
    assert [(p.value, p.since.year, p.until.year) for p in phases] == [(LONDON, 2012, 2018), (EDINBURGH, 2021, 2021)]


@pytest.mark.parametrize(
    ("attribute", "votes"),
    [
        (Attribute.BIRTHPLACE, [vote(LONDON, 5.0, 2010), vote(EDINBURGH, 5.0, 2020)]),
        (Attribute.LOCATION, [vote(LONDON, 5.0, None)]),
        (Attribute.LOCATION, []),
    ],
)
def test_what_cannot_change_or_has_no_date_has_no_course(attribute: Attribute, votes: list[Vote]) -> None:
    assert course(attribute, votes, nothing) == ()
    assert present(attribute, votes, nothing) == votes
