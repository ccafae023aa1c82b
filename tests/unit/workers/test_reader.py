"""The reader worker: real processes in the real cage, over samples and what users do to them."""

from __future__ import annotations

import json
import os
import re
import signal
import threading
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from fakes.documents import pdf, word
from fakes.refusals import refused
from fakes.sandbox import needs_cage
from redraft.domain.archive import Counts, Post, ReadChoices
from redraft.domain.errors import Cancelled, InputError
from redraft.domain.music import Playlist, Track
from redraft.speech.now import worded
from redraft.workers.reader_client import ReaderWorker

pytestmark = needs_cage

SAMPLES = Path(__file__).parents[2] / "samples"
REDDIT = ReadChoices("reddit")


@pytest.fixture
def reader() -> Iterator[ReaderWorker]:
    worker = ReaderWorker()
    yield worker
    worker.close()


@pytest.fixture
def table(tmp_path: Path) -> Path:
    """3,000 posts, several batches of them."""
    rows = "".join(f"{n},2020-01-01,post number {n}\n" for n in range(3000))
    path = tmp_path / "posts.csv"
    path.write_text("id,date,text\n" + rows)
    return path


def test_a_folder_is_recognised_counted_and_read(reader: ReaderWorker) -> None:
    opened = reader.open([SAMPLES / "reddit"])
    assert [(m.platform, m.music) for m in opened.matches][:1] == [("reddit", False)]
    assert reader.count(REDDIT) == Counts(10, 10, 10, {})
    posts = [item for item in reader.items(REDDIT) if isinstance(item, Post)]
    assert len(posts) == 10
    assert reader.reread(REDDIT, [posts[7].locator, posts[2].locator]) == {p.locator: p for p in (posts[2], posts[7])}


def test_several_parts_are_one_set_and_music_comes_the_same_way(reader: ReaderWorker, tmp_path: Path) -> None:
    for name in ("mopidy_two-ext.m3u", "mopidy_comment-ext.m3u"):
        (tmp_path / name).write_bytes((SAMPLES / "playlists-m3u" / name).read_bytes())
    opened = reader.open(sorted(tmp_path.iterdir()))
    assert opened.files == 2
    assert opened.matches[0].music
    items = list(reader.items(ReadChoices(opened.matches[0].platform)))
    assert len([i for i in items if isinstance(i, Track)]) == 3
    reader.open([SAMPLES / "exportify/watsonbox_liked.csv"])
    names = [i.name for i in reader.items(ReadChoices("exportify")) if isinstance(i, Playlist)]
    assert names == ["watsonbox_liked"]


def test_the_cage_holds_and_the_command_line_names_no_path(reader: ReaderWorker) -> None:
    reader.open([SAMPLES / "reddit", SAMPLES / "whatsapp"])
    assert reader.client.status().holds
    command = Path(f"/proc/{reader.client.pid}/cmdline").read_bytes()
    assert b"reddit" not in command
    assert b"samples" not in command


def test_a_lost_reader_goes_on_where_it_was(reader: ReaderWorker, table: Path) -> None:
    reader.open([table])
    found = []
    for item in reader.items(ReadChoices("csv")):
        found.append(item)
        if len(found) == 700:
            os.kill(reader.client.pid or 0, signal.SIGKILL)
    assert [i.id for i in found if isinstance(i, Post)] == [str(n) for n in range(3000)]


def test_reading_goes_on_after_what_was_read_before(reader: ReaderWorker, table: Path) -> None:
    reader.open([table])
    rest = [i.id for i in reader.items(ReadChoices("csv"), skip=2990) if isinstance(i, Post)]
    assert rest == [str(n) for n in range(2990, 3000)]


def test_posts_can_be_read_again_between_two_items(reader: ReaderWorker, table: Path) -> None:
    reader.open([table])
    items = reader.items(ReadChoices("csv"))
    first = next(items)
    assert isinstance(first, Post)
    assert reader.reread(ReadChoices("csv"), [first.locator]) == {first.locator: first}
    assert len(list(items)) == 2999


def test_stopping_is_heard(reader: ReaderWorker, table: Path) -> None:
    reader.open([table])
    stop = threading.Event()
    items = reader.items(ReadChoices("csv"), cancel=stop)
    next(items)
    stop.set()
    with pytest.raises(Cancelled):
        list(items)
    assert reader.count(ReadChoices("csv")).kept == 3000


def test_what_cannot_be_opened_is_said(reader: ReaderWorker, tmp_path: Path) -> None:
    with refused(InputError, "no such file"):
        reader.open([tmp_path / "nothing.zip"])
    os.mkfifo(tmp_path / "pipe")
    with refused(InputError, "neither a file nor a folder"):
        reader.open([tmp_path / "pipe"])
    (tmp_path / "cut.zip").write_bytes(b"PK\x03\x04 and no more")
    with refused(InputError, "damaged"):
        reader.open([tmp_path / "cut.zip"])


def test_a_link_out_of_the_folder_is_refused(reader: ReaderWorker, tmp_path: Path) -> None:
    (tmp_path / "secret.csv").write_text("id,text\n1,not yours\n")
    inside = tmp_path / "export"
    inside.mkdir()
    (inside / "posts.csv").write_text("id,text\n1,mine\n")
    (inside / "link.csv").symlink_to(tmp_path / "secret.csv")
    opened = reader.open([inside])
    assert [(r.name, worded(r.why)) for r in opened.refused] == [("link.csv", "is a symbolic link")]
    assert [i.text for i in reader.items(ReadChoices("csv")) if isinstance(i, Post)] == ["mine"]


def test_a_very_long_text_is_cut_and_said(reader: ReaderWorker, tmp_path: Path) -> None:
    with zipfile.ZipFile(tmp_path / "a.zip", "w") as archive:
        archive.writestr("note.txt", "word " * 300_000)
    reader.open([tmp_path / "a.zip"])
    (post,) = reader.items(ReadChoices("text"))
    assert isinstance(post, Post)
    assert len(post.text) == 1_000_000
    assert [n.code for n in reader.notes] == ["cut"]


@pytest.mark.slow
@pytest.mark.timeout(600)
def test_a_member_of_three_gigabytes_streams_by(reader: ReaderWorker, tmp_path: Path) -> None:
    """An archive of X in one file whose length no signed 32-bit number holds; it packs to 20 MB."""
    tweet = json.dumps({"tweet": {"id_str": "1", "full_text": "words and more of them " * 6_000}}).encode() + b",\n"
    block, number = tweet * 32, (3 << 30) // (len(tweet) * 32) + 1
    with (
        zipfile.ZipFile(tmp_path / "x.zip", "w", zipfile.ZIP_DEFLATED, compresslevel=1) as made,
        made.open("data/tweets.js", "w", force_zip64=True) as member,
    ):
        member.write(b"window.YTD.tweets.part0 = [")
        for _ in range(number):
            member.write(block)
        member.write(b'{"tweet": {"id_str": "2", "full_text": "the last"}}]')
    assert reader.open([tmp_path / "x.zip"]).matches[0].platform == "x"
    assert reader.count(ReadChoices("x")) == Counts(32 * number + 1, 32 * number + 1, 32 * number + 1, {})
    peak = re.search(r"VmHWM:\s+(\d+) kB", Path(f"/proc/{reader.client.inside}/status").read_text())
    assert peak is not None
    assert int(peak[1]) < 128 * 1024


def test_a_draft_in_a_document_is_read_in_the_cage_and_nothing_stays_open(reader: ReaderWorker, tmp_path: Path) -> None:
    for name, data in (("a.docx", word("I live", "in Leeds.")), ("b.pdf", pdf([["I live", "in Leeds."]]))):
        (tmp_path / name).write_bytes(data)
        assert reader.document(tmp_path / name)[0].split() == ["I", "live", "in", "Leeds."]
    assert reader.client.pid is None
    (tmp_path / "broken.docx").write_bytes(word("I live in Leeds.")[:300])
    with refused(InputError, "damaged"):
        reader.document(tmp_path / "broken.docx")


def test_a_reader_that_does_not_come_back_costs_the_document_alone(
    reader: ReaderWorker, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "a.docx"
    path.write_bytes(word("I live in Leeds."))
    monkeypatch.setattr("redraft.workers.reader_client.DOCUMENT_SECONDS", 0.0)
    with refused(InputError, "too much time"):
        reader.document(path)
    monkeypatch.undo()
    assert reader.document(path)[0] == "I live in Leeds."
