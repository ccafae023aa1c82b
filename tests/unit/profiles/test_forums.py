"""What the forums that somebody writes in say of them."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime

import pytest

from redraft import languages
from redraft.domain.archive import Audience, Kind, Post
from redraft.domain.attributes import Attribute
from redraft.profiles.forums import Forums
from redraft.profiles.votes import LEAST_POSTS, MOST, Fusion, grouped, habitual, strongest

ONE = Post("1", "Is it always this full?", datetime(2020, 1, 1, tzinfo=UTC), Kind.COMMENT, place="Edinburgh")


def habits(*posts: Post) -> list[tuple[Attribute, str, int]]:
    forums = Forums(languages.default())
    for at, post in enumerate(posts):
        forums.add(at, post)
    return [(finding.attribute, vote.value, len(vote.parts)) for finding, vote in forums.habits(0.1)]


@pytest.mark.parametrize(
    ("place", "attribute", "value"),
    [
        ("Edinburgh", "location", "Edinburgh, United Kingdom"),
        ("r/london", "location", "London, United Kingdom"),
        ("migraine", "health", "migraine"),
        ("TwoXADHD", "", ""),
        ("ADHD", "health", "adhd"),
        ("NewParents", "family", "has children"),
        ("BabyBumps", "family", "expecting a child"),
        ("books", "", ""),
        ("running", "", ""),
        ("CasualUK", "", ""),
        ("Springfield", "", ""),  # there are many
        ("", "", ""),
    ],
)
def test_towns_illnesses_and_what_the_table_has_are_known(place: str, attribute: str, value: str) -> None:
    found = habits(*[replace(ONE, place=place)] * LEAST_POSTS)
    assert found == ([(Attribute(attribute), value, LEAST_POSTS)] if attribute else [])


def test_a_post_or_two_are_no_habit_and_no_chat_is_a_forum() -> None:
    assert habits(*[ONE] * (LEAST_POSTS - 1)) == []
    for other in (replace(ONE, kind=Kind.MESSAGE), replace(ONE, audience=Audience.DIRECT)):
        assert habits(*[other] * 9) == []


def test_more_posts_are_surer_and_never_certain() -> None:
    assert habitual(3) == pytest.approx(0.5)
    assert habitual(3) < habitual(8) < habitual(10**6) == MOST


def test_a_habit_is_hidden_once_too_few_posts_are_left_to_be_one() -> None:
    forums = Forums(languages.default())
    for at in range(9):
        forums.add(at, ONE)
    ((_finding, vote),) = forums.habits(Fusion().prior)
    groups = grouped(Attribute.LOCATION, [vote])
    sure = [strongest(groups, Fusion(), set(range(gone))) for gone in range(10)]
    assert sure[0] == pytest.approx(habitual(9))
    assert sure[4] == pytest.approx(habitual(5))
    assert sure[7:] == [0.0, 0.0, 0.0]
    assert sure == sorted(sure, reverse=True)
