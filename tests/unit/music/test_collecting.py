"""Adding up: spellings meet, skips are no plays, and no order makes a difference."""

from __future__ import annotations

from datetime import UTC, datetime

from hypothesis import given, settings
from hypothesis import strategies as st

from redraft.domain.archive import Concluded, Kind, Post, Reason, Skipped
from redraft.domain.listening import HEARD_MS
from redraft.domain.music import Leak, Listing, Playlist, Track
from redraft.music.collecting import Collector, plain
from redraft.music.study import Study


def collected(items):
    collector = Collector()
    for item in items:
        collector.add(item)
    return collector.listening()


def play(artist, title, hour=12, heard=200_000, day=1):
    return Track(title, artist, listing=Listing.PLAYED, date=datetime(2024, 5, day, hour, tzinfo=UTC), played_ms=heard)


def test_spellings_of_one_song_meet_under_the_commonest():
    listening = collected([Track("Hey", "The Beatles"), Track("hey", "Beatles"), Track("Hey", "The Beatles")])
    (song,) = listening.songs
    assert (song.artist, song.title, song.listed) == ("The Beatles", "Hey", 3)


def test_names_of_signs_alone_stay_apart():
    assert plain("???") != plain("!!!")
    assert len(collected([Track("!!!", "a"), Track("???", "a")]).songs) == 2


def test_a_skipped_play_is_no_play():
    listening = collected([play("a", "b"), play("a", "b", heard=HEARD_MS - 1)])
    (song,) = listening.songs
    assert (song.plays, song.skips, sum(listening.hours)) == (1, 1, 1)


def test_the_earliest_year_counts():
    (song,) = collected([Track("b", "a", year=2009), Track("b", "a", year=1969), Track("b", "a", year=20_000)]).songs
    assert song.year == 1969


def test_everything_else_is_kept_and_counted():
    listening = collected(
        [
            Playlist("gym", "lift"), Concluded("x"), Leak("/home/mira/a.mp3", "mira"), Track("t", "a", playlist="run"),
            Post("", "white noise", kind=Kind.SEARCH), Skipped.because(Reason.PODCAST, True),
        ]
    )  # fmt: skip
    assert (listening.counts.read, listening.counts.kept, listening.counts.own) == (3, 2, 3)
    assert [p.name for p in listening.playlists] == ["gym", "run"]
    assert listening.own_words == ("white noise",)
    assert [leak.user for leak in listening.leaks] == ["mira"]
    assert [c.text for c in listening.concluded] == ["x"]


ARTISTS = ["Elán", "Metallica", "Cocomelon", "Hillsong Worship", "Chris Tomlin", "Wanda", "Nobody Knows Them", ""]
TRACKS = st.builds(
    Track,
    title=st.sampled_from(["Hey", "hey", "Surah Yasin", "Nad Tatrou sa blýska", "Bella ciao", "One more"]),
    artist=st.sampled_from(ARTISTS),
    listing=st.sampled_from(list(Listing)),
    playlist=st.sampled_from(["", "gym", "Class of 2019", "Lobpreis"]),
    date=st.none() | st.datetimes(datetime(2020, 1, 1), datetime(2024, 1, 1), timezones=st.just(UTC)),
    year=st.none() | st.integers(1955, 2024),
    played_ms=st.none() | st.integers(0, 300_000),
    genres=st.sampled_from([(), ("rock",), ("slovak hip hop", "pop"), ("classic rock",)]),
    features=st.sampled_from([{}, {"valence": 0.1, "energy": 0.7}, {"valence": 0.33}]),
    explicit=st.none() | st.booleans(),
)


@settings(max_examples=60, deadline=None)
@given(st.lists(TRACKS, max_size=40), st.randoms(use_true_random=False))
def test_the_order_of_tracks_never_changes_a_result(tracks, random):
    """Findings, clues, features, what is missing and what the model reads are the same for any order."""
    shuffled = list(tracks)
    random.shuffle(shuffled)
    first, second = Study(collected(tracks)), Study(collected(shuffled))
    assert first.conclusions() == second.conclusions()
    assert first.features() == second.features()
    assert first.missing() == second.missing()
    assert first.lines == second.lines


def test_numbers_that_cannot_be_do_no_harm():
    items = [
        Track("t", "a", length_ms=0, plays=-3), Track("t", "a", listing=Listing.PLAYED, played_ms=-5),
        Track("", ""), Track("x" * 10_000, "y" * 10_000, year=-1), Playlist(""),
    ]  # fmt: skip
    assert Study(collected(items)).features().groups["songs"]["plays"] == 1
