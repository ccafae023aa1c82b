"""Every free sample imports with exact counts, as the formats' description defines them."""

from __future__ import annotations

import json
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


THREADS = {
    "telegram": (
        "result.json",
        {
            "name": "Someone", "type": "personal_chat", "id": 7,
            "messages": [
                {"id": 1, "type": "message", "date": "2024-05-01T10:00:00", "date_unixtime": "1714557600",
                 "from": "Ann", "from_id": "user1", "text": "Where do you live now?", "text_entities": []},
                {"id": 2, "type": "message", "date": "2024-05-01T10:01:00", "date_unixtime": "1714557660",
                 "from": "Me", "from_id": "user2", "reply_to_message_id": 1, "text": "Still by the sea.",
                 "text_entities": []},
            ],
        },
        Options(me="2"),
    ),
    "mastodon": (
        "outbox.json",
        {
            "@context": "https://www.w3.org/ns/activitystreams", "type": "OrderedCollection", "orderedItems": [
                {"type": "Create", "object": {
                    "id": "https://a.example/1", "content": "<p>Where do you live now?</p>"}},
                {"type": "Create", "object": {
                    "id": "https://a.example/2", "inReplyTo": "https://a.example/1",
                    "content": "<p>Still by the sea.</p>"}},
            ],
        },
        Options(),
    ),
}  # fmt: skip
"""Exports that hold what a post answers, in part by other people."""


@pytest.mark.parametrize("platform", THREADS)
def test_what_a_post_answers_comes_with_it_where_the_export_holds_it(tmp_path: Path, platform: str) -> None:
    name, content, options = THREADS[platform]
    (tmp_path / name).write_text(json.dumps(content), "utf-8")
    with open_archive(tmp_path / name) as source:
        importer = choose(source).importer
        found = [item for item in importer.posts(source, options) if isinstance(item, Post)]
    assert importer.name == platform
    assert [(p.text, p.in_reply_to) for p in found][-1] == ("Still by the sea.", "Where do you live now?")
    assert found[0].in_reply_to == ("" if platform == "mastodon" else "Where do you live now?")


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
