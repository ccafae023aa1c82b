import threading
from datetime import UTC, datetime

from hypothesis import given
from hypothesis import strategies as st

from redraft.domain.archive import Audience, Kind, Post
from redraft.gui.archive.rows import LONGEST, Column, PostRows

DATES = st.one_of(st.none(), st.datetimes(datetime(1990, 1, 1), datetime(2030, 1, 1), timezones=st.just(UTC)))
POSTS = st.lists(
    st.builds(Post, st.just("x"), st.text(max_size=300), DATES, st.sampled_from(Kind), st.sampled_from(Audience)),
    max_size=30,
)


def table(posts):
    rows = PostRows()
    for post in posts:
        rows.add(post)
    return rows


@given(POSTS)
def test_rows_are_the_posts_in_one_line(posts):
    rows = table(posts)
    assert len(rows) == len(posts)
    for at, post in enumerate(posts):
        row = rows.row(at)
        assert (row.at, row.kind, row.audience) == (at, post.kind, post.audience)
        assert row.date == (None if post.date is None else post.date.replace(microsecond=0))
        assert len(row.text) <= LONGEST
        assert "\n" not in row.text


@given(POSTS)
def test_sorting_agrees_with_python(posts):
    rows = table(posts)
    dates = [post.date.replace(microsecond=0).timestamp() if post.date else float("-inf") for post in posts]
    expected = sorted(range(len(posts)), key=lambda at: dates[at])
    assert rows.order(Column.DATE, descending=False).tolist() == expected
    downwards = sorted(range(len(posts)), key=lambda at: -dates[at])
    assert rows.order(Column.DATE, descending=True).tolist() == downwards


def test_words_are_found_whatever_their_case_and_patterns_are_words():
    rows = table([Post("1", "Straße .* in LEEDS"), Post("2", "nothing")])
    assert rows.matching("leeds").tolist() == [True, False]
    assert rows.matching(".*").tolist() == [True, False]
    assert rows.matching("straße").tolist() == [True, False]
    assert rows.matching("leeds nothing").tolist() == [False, False]


def test_a_search_that_was_cancelled_ends():
    rows = table([Post(str(i), "word") for i in range(10_000)])
    stop = threading.Event()
    stop.set()
    assert not rows.matching("word", stop).any()
