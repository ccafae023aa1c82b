"""Every free sample imports with exact counts, as the formats' description defines them."""

from __future__ import annotations

from pathlib import Path

import pytest

from contracts.importers.samples import TABLE
from redraft.domain.archive import Audience, Post, Skipped, Tally
from redraft.domain.music import Track
from redraft.importers.contract import Options
from redraft.importers.opening import open_archive
from redraft.importers.recognise import choose

SAMPLES = Path(__file__).parents[2] / "samples"


@pytest.mark.parametrize(("path", "platform", "read", "own", "kept", "skipped"), TABLE, ids=[r[0] for r in TABLE])
def test_exact_counts(path: str, platform: str, read: int, own: int | None, kept: int, skipped: dict[str, int]) -> None:
    tally = Tally()
    with open_archive(SAMPLES / path) as source:
        importer = choose(source).importer
        for item in importer.posts(source, Options()):
            if isinstance(item, Skipped):
                tally.skip(item)
            elif isinstance(item, Post | Track):
                tally.keep(item.own if isinstance(item, Post) else True)
    counts = tally.counts
    assert importer.name == platform
    assert (counts.read, counts.own, counts.kept) == (read, own, kept)
    assert {str(k): v for k, v in counts.skipped.items()} == skipped


def posts(path: str, options: Options | None = None) -> list[Post]:
    with open_archive(SAMPLES / path) as source:
        found = choose(source).importer.posts(source, options or Options())
        return [i for i in found if isinstance(i, Post)]


def test_audiences_of_mastodon() -> None:
    found = [p.audience for p in posts("mastodon/fedi_archive_tool")]
    assert found == [Audience.PUBLIC] * 3 + [Audience.FOLLOWERS, Audience.DIRECT] + [Audience.FOLLOWERS] * 2


def test_a_description_of_a_picture_and_a_warning_are_text() -> None:
    text = posts("mastodon/fedi_archive_tool")[2].text
    assert text.startswith("spoilers for episode 5\n\n")
    assert "demolished building" in text


def test_the_order_of_day_and_month_is_inferred_for_each_chat() -> None:
    bracketed = [p.date for p in posts("whatsapp/chatminer_test_[mmddyy]_24hrs.txt")]
    assert bracketed == [p.date for p in posts("whatsapp/chatminer_test_ddmmyy_24hrs.txt")]
    assert bracketed[1] is not None
    assert (bracketed[1].year, bracketed[1].month, bracketed[1].day) == (2019, 1, 20)


def test_who_the_user_is_makes_the_rest_others() -> None:
    assert len(posts("whatsapp/chatminer_test_ddmmyy_24hrs.txt", Options(me="John Doe"))) == 3


def test_a_comment_in_pieces_is_put_together() -> None:
    first = posts("youtube/comments_new_2024-06.csv")[0].text
    assert first == "> I am about to get buried in the concrete\nthe most normal  Veritasium video!"


def test_a_malformed_end_is_said() -> None:
    options = Options()
    posts("x-twitter/community_archive_examples/tweets_MALFORMED_doc_snippet.js", options)
    assert [n.code for n in options.notes] == ["early-end"]
