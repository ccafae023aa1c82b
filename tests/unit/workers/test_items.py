"""Items survive the way through the protocol, and nothing else gets through."""

from __future__ import annotations

import json
from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from redraft.domain.archive import Audience, Concluded, Kind, Locator, Post, Reason, Skipped
from redraft.domain.items import Item
from redraft.domain.music import Leak, Listing, Playlist, Track
from redraft.workers.items import item_from_json, item_to_json

moments = st.none() | st.datetimes(datetime(1990, 1, 1), datetime(2090, 1, 1), timezones=st.just(UTC))
places = st.builds(Locator, st.integers(-1, 99), st.integers(-1, 10**6))
numbers = st.none() | st.integers(0, 10**9)
posts = st.builds(
    Post, st.text(), st.text(), moments, st.sampled_from(Kind), st.sampled_from(Audience), st.none() | st.booleans(),
    st.text(), st.text(), st.text(), st.none() | st.tuples(st.floats(-90, 90), st.floats(-180, 180)),
    st.text(), places,
)  # fmt: skip
tracks = st.builds(
    Track, st.text(), st.text(), st.text(), st.sampled_from(Listing), st.text(), moments, numbers, numbers, numbers,
    numbers, st.lists(st.text()).map(tuple), st.dictionaries(st.text(), st.floats(-1, 1)), st.none() | st.booleans(),
    st.text(), st.booleans(), st.text(), places,
)  # fmt: skip
others = st.one_of(
    st.builds(Skipped, st.sampled_from(Reason), st.none() | st.booleans(), places),
    st.builds(Playlist, st.text(), st.text(), numbers, moments, st.integers(-1, 99)),
    st.builds(Concluded, st.text(), st.text()),
    st.builds(Leak, st.text(), st.text()),
)


@given(posts | tracks | others)
def test_every_item_comes_back_as_it_was(item: Item) -> None:
    assert item_from_json(json.loads(json.dumps(item_to_json(item)))) == item


@pytest.mark.parametrize(
    "data",
    [
        None,
        [],
        {},
        ["post"],
        ["os", {}],
        [["post"], {}],
        ["post", []],
        ["post", {"id": "1"}],
        ["post", {"id": 1, "text": "a"}],
        ["post", {"id": "1", "text": "a", "own": 1}],
        ["post", {"id": "1", "text": "a", "date": "2020-01-01T00:00:00"}],
        ["post", {"id": "1", "text": "a", "locator": [1]}],
        ["post", {"id": "1", "text": "a", "locator": {"member": 1, "record": "2"}}],
        ["post", {"id": "1", "text": "a", "gps": [1.0, True]}],
        ["track", {"title": "a", "genres": "rock"}],
        ["track", {"title": "a", "features": {"x": "y"}}],
        ["skipped", {"reason": "because"}],
        ["playlist", {"name": "a", "modified": "2020-01-01T00:00:00"}],
    ],
)
def test_anything_else_is_refused(data: object) -> None:
    with pytest.raises(ValueError, match=r"^not a|^a moment has no zone$"):
        item_from_json(data)
