"""Archives of several platforms are read as one person's, and the parts of one platform's archive as one set."""

from __future__ import annotations

import json
import zipfile
from collections.abc import Sequence
from pathlib import Path

import pytest

from redraft.domain.archive import Post
from redraft.importers.contract import Options
from redraft.importers.opening import open_archive
from redraft.importers.recognise import candidates, choose
from redraft.importers.reread import reread

COMMENTS = "id,permalink,date,ip,subreddit,gildings,link,parent,body,media\n"
PUBLIC = "https://www.w3.org/ns/activitystreams#Public"
OUTBOX = {
    "orderedItems": [
        {
            "type": "Create", "published": "2021-02-03T10:00:00Z", "to": [PUBLIC],
            "object": {"id": "https://m.test/1", "content": "<p>Moved to Leeds</p>"},
        }
    ]
}  # fmt: skip


def zipped(path: Path, name: str, text: str) -> Path:
    with zipfile.ZipFile(path, "w") as made:
        made.writestr(name, text)
    return path


@pytest.fixture
def reddit(tmp_path: Path) -> Path:
    row = "c1,/p,2020-01-01 00:00:00 UTC,,s,0,l,,I live in Hull,\n"
    return zipped(tmp_path / "reddit.zip", "comments.csv", COMMENTS + row)


@pytest.fixture
def mastodon(tmp_path: Path) -> Path:
    return zipped(tmp_path / "mastodon.zip", "outbox.json", json.dumps(OUTBOX))


def texts(paths: Sequence[Path], platform: str = "") -> tuple[str, str, list[str]]:
    with open_archive(*paths) as source:
        importer = choose(source, platform).importer
        said = [item.text for item in importer.posts(source, Options()) if isinstance(item, Post)]
        return importer.name, importer.label, said


def test_two_platforms_are_read_as_one_profile(reddit: Path, mastodon: Path) -> None:
    said = ["I live in Hull", "Moved to Leeds"]
    assert texts([reddit, mastodon]) == ("reddit+mastodon", "Reddit + Mastodon", said)
    assert texts([mastodon, reddit], "mastodon+reddit")[2] == said[::-1]
    assert texts([reddit, mastodon], "reddit")[2] == said[:1]


def test_their_posts_are_found_again_by_their_places(reddit: Path, mastodon: Path) -> None:
    with open_archive(reddit, mastodon) as source:
        (found, *others) = candidates(source)
        posts = [item for item in found.importer.posts(source, Options()) if isinstance(item, Post)]
        assert len({post.locator for post in posts}) == 2
        again = reread(source, found.importer, Options(), [post.locator for post in posts])
        assert list(again.values()) == posts
        assert {"reddit", "mastodon"} <= {match.importer.name for match in others}
        assert found.confidence == pytest.approx(0.97)


def test_parts_of_one_archive_stay_one_and_what_nobody_knows_does_no_harm(reddit: Path, tmp_path: Path) -> None:
    row = "c2,/p,2020-01-02 00:00:00 UTC,,s,0,l,,And so on,\n"
    second = zipped(tmp_path / "second.zip", "more/comments.csv", COMMENTS + row)
    notes = zipped(tmp_path / "notes.zip", "README.txt", "Thank you for downloading.")
    assert texts([reddit, second, notes]) == ("reddit", "Reddit", ["I live in Hull", "And so on"])
