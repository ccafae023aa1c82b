"""Exact counts of the free samples, as the description of the formats defines them."""

from __future__ import annotations

TABLE: list[tuple[str, str, int, int | None, int, dict[str, int]]] = [
    ("bluesky/greenground.repo.car", "bluesky", 0, 0, 0, {}),
    ("exportify/watsonbox_liked.csv", "exportify", 6, 6, 6, {}),
    ("instagram/contextuse_alice_v0", "instagram", 0, 0, 0, {}),
    ("mastodon/fedi_archive_tool", "mastodon", 7, 7, 7, {}),
    ("playlists-m3u/mopidy_comment-ext.m3u", "playlists", 1, 1, 1, {}),
    ("playlists-m3u/mopidy_encoding-ext.m3u", "playlists", 1, 1, 1, {}),
    ("playlists-m3u/mopidy_two-ext.m3u", "playlists", 2, 2, 2, {}),
    ("reddit", "reddit", 10, 10, 10, {}),
    ("substack", "substack", 5, 5, 5, {}),
    ("telegram/chatminer_test_batch_export.json", "telegram", 2, None, 2, {}),
    ("whatsapp/chatminer_test_[mmddyy]_24hrs.txt", "whatsapp", 9, None, 7, {"service": 2}),
    ("whatsapp/chatminer_test_ddmmyy_24hrs.txt", "whatsapp", 9, None, 7, {"service": 2}),
    ("x-twitter/community_archive_examples/data", "x", 2, 2, 2, {}),
    ("x-twitter/community_archive_examples/tweets_MALFORMED_doc_snippet.js", "x", 1, 1, 1, {}),
    ("youtube/comments_new_2024-06.csv", "youtube", 2, 2, 2, {}),
    ("youtube/comments_old_pre2024-06.csv", "youtube", 2, 2, 2, {}),
]
"""(path, platform, read, own, kept, skipped); own is None where the file does not say whose a message is."""

MUSIC = frozenset({"exportify", "playlists"})
