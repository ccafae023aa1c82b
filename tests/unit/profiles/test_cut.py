"""The cut against exhaustive search, over posts and over anything else."""

from __future__ import annotations

import math
from itertools import combinations

from hypothesis import given, settings
from hypothesis import strategies as st

from redraft.domain.attributes import Attribute
from redraft.profiles.cut import Choice, smallest_cut
from redraft.profiles.votes import Fusion, Part, Vote, by_itself, grouped, strongest

FUSION = Fusion()
votes = st.lists(
    st.builds(
        lambda value, weight, posts: Vote(value, weight, tuple(Part(p, 1 / len(posts)) for p in posts), stated=True),
        st.sampled_from(["Leeds", "York", "Hull"]),
        st.floats(0.1, 7),
        st.lists(st.integers(0, 8), min_size=1, max_size=3, unique=True),
    ),
    min_size=1,
    max_size=9,
)


def sure_of(given_votes: list[Vote], gone: frozenset[int]) -> float:
    return strongest(grouped(Attribute.LOCATION, given_votes), FUSION, gone)


def fewest(items: list[int], given_votes: list[Vote], threshold: float) -> int | None:
    for size in range(len(items) + 1):
        for some in combinations(items, size):
            if sure_of(given_votes, frozenset(some)) < threshold:
                return size
    return None


@settings(deadline=None, max_examples=60)
@given(votes, st.floats(0.15, 0.9), st.sets(st.integers(0, 8), max_size=3), st.booleans())
def test_no_smaller_set_does(given_votes: list[Vote], threshold: float, keep: set[int], quick: bool) -> None:
    items = sorted({p.at for v in given_votes for p in v.parts})
    alone = by_itself(grouped(Attribute.LOCATION, given_votes), FUSION) if quick else None
    cut = smallest_cut(items, lambda gone: sure_of(given_votes, gone), threshold, keep=keep, by_itself=alone)
    best = fewest([i for i in items if i not in keep], given_votes, threshold)
    assert not keep.intersection(cut.items)
    assert cut.after == sure_of(given_votes, frozenset(cut.items))
    assert cut.reached == (best is not None)
    if best is not None:
        assert cut.after < threshold
        assert len(cut.items) == best
        assert cut.smallest


@settings(deadline=None, max_examples=60)
@given(votes)
def test_what_a_post_says_by_itself_is_what_is_left_without_all_others(given_votes: list[Vote]) -> None:
    posts = {p.at for v in given_votes for p in v.parts}
    alone = by_itself(grouped(Attribute.LOCATION, given_votes), FUSION)
    assert alone.keys() == posts
    for post in posts:
        assert math.isclose(alone[post], sure_of(given_votes, frozenset(posts - {post})), abs_tol=1e-9)


def test_thousands_of_posts_that_say_the_same_take_no_time() -> None:
    groups = grouped(Attribute.LOCATION, [Vote("Leeds", 4.0, (Part(at, 1.0),), stated=True) for at in range(20_000)])
    asked = 0

    def confidence(gone: frozenset[int]) -> float:
        nonlocal asked
        asked += 1
        return strongest(groups, FUSION, gone)

    cut = smallest_cut(range(20_000), confidence, 0.5, by_itself=by_itself(groups, FUSION))
    assert (len(cut.items), cut.reached, cut.smallest) == (20_000, True, True)
    assert asked < 10


@settings(deadline=None)
@given(st.lists(st.floats(0, 3), min_size=1, max_size=9), st.floats(0.1, 10))
def test_any_function_of_what_is_left_will_do(weights: list[float], threshold: float) -> None:
    """Such as a share: what is removed changes what the rest counts."""
    items = list(range(len(weights)))

    def confidence(gone: frozenset[int]) -> float:
        left = [weights[i] for i in items if i not in gone]
        return max(left, default=0.0)

    cut = smallest_cut(items, confidence, threshold)
    assert set(cut.items) == {i for i in items if weights[i] >= threshold}
    assert cut.reached


def test_what_is_ticked_already_is_not_asked_for_again() -> None:
    given_votes = [Vote("Leeds", 4.0, (Part(n, 1.0),), stated=True) for n in range(3)]

    def confidence(gone: frozenset[int]) -> float:
        return sure_of(given_votes, gone)

    assert smallest_cut(range(3), confidence, 0.5).items == (0, 1, 2)
    assert smallest_cut(range(3), confidence, 0.5, gone={1}).items == (0, 2)
    assert smallest_cut(range(3), confidence, 0.5, gone={0, 1, 2}) == Choice((), 0.0, 0.0, reached=True, smallest=True)
    stuck = smallest_cut(range(3), confidence, 0.5, keep={1})
    assert not stuck.reached
    assert stuck.items == (0, 2)
    assert stuck.after < stuck.before


def test_many_posts_stay_quick_and_are_not_called_smallest_unless_they_are() -> None:
    given_votes = [Vote("Leeds", 0.5 + n / 100, (Part(n, 1.0),), stated=True) for n in range(200)]
    groups = grouped(Attribute.LOCATION, given_votes)
    cut = smallest_cut(range(200), lambda gone: strongest(groups, FUSION, gone), 0.15)
    assert cut.reached
    assert not cut.smallest
    assert cut.items[0] == 199
