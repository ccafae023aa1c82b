"""Hostile and damaged archives: named, counted, skipped or refused; the rest is read."""

from __future__ import annotations

import io
import json
import os
import struct
import zipfile
from pathlib import Path

import pytest

from fakes.refusals import refused
from redraft.domain.archive import Counts, Post, Reason, Skipped, Tally
from redraft.domain.errors import InputError, RedraftError
from redraft.importers.contract import Options
from redraft.importers.opening import Source, open_archive
from redraft.importers.recognise import choose
from redraft.speech.now import problem, worded

TABLE = "id,permalink,date,ip,subreddit,gildings,link,parent,body\n1,/p,2020-01-01 00:00:00 UTC,,s,0,l,,hello\n"

POSTS = "id,permalink,date,ip,subreddit,gildings,title,url,body\n1,/p,,,s,0,t,u,b\n"


def counts(source: Source, platform: str = "", options: Options | None = None) -> Counts:
    tally = Tally()
    for item in choose(source, platform).importer.posts(source, options or Options()):
        if isinstance(item, Skipped):
            tally.skip(item)
        elif isinstance(item, Post):
            tally.keep(item.own)
    return tally.counts


def write(path: Path, files: dict[str, str | bytes]) -> Path:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in files.items():
            archive.writestr(name, data)
    return path


def why(source: Source) -> dict[str, str]:
    return {r.name: worded(r.why) for r in source.refused}


@pytest.mark.parametrize(
    ("name", "reason"),
    [
        ("/etc/x.csv", "absolute"),
        ("../x.csv", "outside"),
        ("a/../../x.csv", "outside"),
        ("C:\\x.csv", "absolute"),
        ("..\\x.csv", "outside"),
    ],
)
def test_names_that_point_elsewhere_are_refused_and_the_rest_is_read(tmp_path: Path, name: str, reason: str) -> None:
    with open_archive(write(tmp_path / "a.zip", {name: TABLE, "comments.csv": TABLE})) as source:
        assert reason in " ".join(why(source).values())
        assert counts(source).kept == 1


def test_symbolic_links_are_refused_in_zips_and_folders(tmp_path: Path) -> None:
    link = zipfile.ZipInfo("link.csv")
    link.external_attr = 0o120777 << 16
    with zipfile.ZipFile(tmp_path / "a.zip", "w") as archive:
        archive.writestr(link, "/etc/passwd")
        archive.writestr("comments.csv", TABLE)
    with open_archive(tmp_path / "a.zip") as source:
        assert why(source) == {"link.csv": "is a symbolic link"}
        assert counts(source).kept == 1
    folder = tmp_path / "folder"
    folder.mkdir()
    (folder / "comments.csv").write_text(TABLE)
    (folder / "posts.csv").symlink_to("/etc/passwd")
    with open_archive(folder) as source:
        assert why(source) == {"posts.csv": "is a symbolic link"}
        assert counts(source).kept == 1


@pytest.mark.filterwarnings("ignore:Duplicate name")
def test_a_name_that_occurs_twice_is_read_once(tmp_path: Path) -> None:
    with zipfile.ZipFile(tmp_path / "a.zip", "w") as archive:
        archive.writestr("comments.csv", TABLE)
        archive.writestr("comments.csv", TABLE)
    with open_archive(tmp_path / "a.zip") as source:
        assert why(source) == {"comments.csv": "has a name that occurs twice"}
        assert counts(source).kept == 1


def patched(path: Path, *, flag: int = 0, method: int = 8) -> None:
    """Set the first member's flag bits and method in both of its headers."""
    data = bytearray(path.read_bytes())
    for signature, at in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        start = data.find(signature)
        struct.pack_into("<HH", data, start + at, flag, method)
    path.write_bytes(data)


@pytest.mark.parametrize(("flag", "method", "reason"), [(1, 8, "encrypted"), (0, 9, "Deflate64"), (0, 77, "unknown")])
def test_members_that_cannot_be_unpacked_are_named(tmp_path: Path, flag: int, method: int, reason: str) -> None:
    path = write(tmp_path / "a.zip", {"posts.csv": TABLE, "comments.csv": TABLE})
    patched(path, flag=flag, method=method)
    with open_archive(path) as source:
        assert reason in why(source)["posts.csv"]
        assert counts(source).kept == 1


def test_a_truncated_zip_is_refused_with_what_to_do(tmp_path: Path) -> None:
    path = write(tmp_path / "a.zip", {"comments.csv": TABLE})
    path.write_bytes(path.read_bytes()[:-30])
    with pytest.raises(InputError) as caught:
        open_archive(path)
    assert caught.value.remedy


def test_a_damaged_member_costs_only_itself(tmp_path: Path) -> None:
    with zipfile.ZipFile(tmp_path / "a.zip", "w") as archive:
        archive.writestr("comments.csv", TABLE)
        archive.writestr("posts.csv", POSTS)
    data = (tmp_path / "a.zip").read_bytes().replace(b"hello", b"hellp", 1)
    (tmp_path / "a.zip").write_bytes(data)
    with open_archive(tmp_path / "a.zip") as source:
        assert counts(source, "reddit").kept == 1
        assert why(source) == {"comments.csv": "is damaged"}


def test_a_damaged_file_beside_the_posts_costs_what_it_holds_alone(tmp_path: Path) -> None:
    """An account's name, a long tweet's rest and a page's body are looked up while the posts are read."""
    x = {
        "data/account.js": "window.YTD.account.part0 = [hello]",
        "data/note-tweet.js": "window.YTD.note_tweet = [hello]",
    }
    for name, files, kept in (
        ("x", {"data/tweets.js": 'window.YTD.tweets.part0 = [{"full_text": "hi"}]', **x}, 1),
        ("reddit", {"statistics.csv": "statistic,value\nhello,b\n", "posts.csv": POSTS}, 1),
        ("substack", {"posts.csv": "post_id,post_date,is_published,title\n1.a,,true,T\n2,,true,U\n",
                      "posts/1.html": "<p>hello</p>"}, 1),
    ):  # fmt: skip
        path = tmp_path / f"{name}.zip"
        with zipfile.ZipFile(path, "w") as archive:
            for member, text in files.items():
                archive.writestr(member, text + "\n" * 100_000)
        path.write_bytes(path.read_bytes().replace(b"hello", b"hellp"))
        with open_archive(path) as source:
            assert counts(source, name).kept == kept, name


@pytest.mark.parametrize("number", ["1e999", "-1e999", "9" * 400])
def test_a_moment_beyond_all_numbers_is_no_moment(tmp_path: Path, number: str) -> None:
    path = write(tmp_path / "a.zip", {"your_posts_1.json": f'[{{"timestamp": {number}, "data": [{{"post": "hi"}}]}}]'})
    with open_archive(path) as source:
        (post,) = choose(source, "facebook").importer.posts(source, Options())
    assert isinstance(post, Post)
    assert post.date is None


def test_a_bomb_is_stopped_by_what_comes_out_of_it(tmp_path: Path) -> None:
    bomb = "a,text\n" + "0" * (50 << 20)
    with open_archive(write(tmp_path / "a.zip", {"bomb.csv": bomb, "comments.csv": TABLE})) as source:
        options = Options()
        assert counts(source, "csv", options).skipped == {Reason.MALFORMED: 1}
        assert any("bomb" in worded(n.message) for n in options.notes)
        assert counts(source, "reddit").kept == 1


def test_nested_archives_end_at_depth_two_and_nested_bombs_are_refused(tmp_path: Path) -> None:
    data = b""
    inner: dict[str, str | bytes] = {"comments.csv": TABLE}
    for _ in range(5):
        path = write(tmp_path / "n.zip", inner)
        data = path.read_bytes()
        inner = {"n.zip": data, "zero.zip": b"\0" * (30 << 20)}
    with open_archive(tmp_path / "n.zip") as source:
        reasons = list(why(source).values())
        assert "is an archive nested too deep" in reasons
        assert any("bomb" in r or "damaged" in r for r in reasons)
        assert not source.members


def test_overlapping_members_are_refused_one_by_one(tmp_path: Path) -> None:
    path = write(tmp_path / "a.zip", {"posts.csv": TABLE * 20, "x.csv": "a", "comments.csv": TABLE})
    data = bytearray(path.read_bytes())
    first = data.find(b"PK\x01\x02")
    struct.pack_into("<I", data, first + 20, 5000)
    path.write_bytes(data)
    with open_archive(path) as source:
        assert "overlaps another file" in why(source).values()
        assert counts(source).kept == 1


@pytest.mark.parametrize("name", ["a.z01", "a.zip.001", "a.7z", "a.rar"])
def test_split_and_foreign_archives_are_refused(tmp_path: Path, name: str) -> None:
    (tmp_path / name).write_bytes(b"x")
    with refused(InputError, "split"):
        open_archive(tmp_path / name)


def test_what_may_not_be_read_or_is_not_there(tmp_path: Path) -> None:
    with refused(InputError, "no such"):
        open_archive(tmp_path / "none.zip")
    locked = tmp_path / "locked.zip"
    locked.write_bytes(b"x")
    locked.chmod(0)
    if os.geteuid() != 0:
        with refused(InputError, "permission"):
            open_archive(locked)


@pytest.mark.parametrize("data", [b"", b"\0" * 100, b"\x89PNG\r\n", b"<html><body>Sign in</body></html>"])
def test_what_is_no_export_is_said(tmp_path: Path, data: bytes) -> None:
    (tmp_path / "x.bin").write_bytes(data)
    with open_archive(tmp_path / "x.bin") as source, pytest.raises(InputError):
        choose(source)


def test_an_unknown_platform_is_answered_with_the_list(tmp_path: Path) -> None:
    (tmp_path / "x.csv").write_text(TABLE)
    with open_archive(tmp_path / "x.csv") as source, refused(InputError, "reddit"):
        choose(source, "myspace")


def test_the_wrong_platform_reads_nothing_and_raises_nothing(tmp_path: Path) -> None:
    with open_archive(write(tmp_path / "a.zip", {"comments.csv": TABLE})) as source:
        assert counts(source, "mastodon").read == 0


def test_html_in_place_of_json_names_the_option(tmp_path: Path) -> None:
    files: dict[str, str | bytes] = {"your_facebook_activity/posts/your_posts_1.html": "<html></html>"}
    with open_archive(write(tmp_path / "a.zip", files)) as source:
        options = Options()
        assert counts(source, "facebook", options).read == 0
        assert "JSON" in worded(options.notes[0].message)


def test_one_bad_record_among_many(tmp_path: Path) -> None:
    good = [json.dumps({"tweet": {"id_str": str(i), "full_text": f"words {i}"}}) for i in range(5000)]
    good[2500] = '{"tweet": {"id_str": "x", "full_text": "a \\q b"}}'
    (tmp_path / "tweets.js").write_text("window.YTD.tweets.part0 = [" + ",\n".join(good) + "]")
    with open_archive(tmp_path / "tweets.js") as source:
        found = counts(source)
    assert (found.read, found.kept, found.skipped) == (5000, 4999, {Reason.MALFORMED: 1})


def test_several_parts_are_one_set(tmp_path: Path) -> None:
    one = write(tmp_path / "takeout-001.zip", {"comments.csv": TABLE})
    two = write(tmp_path / "takeout-002.zip", {"comments.csv": TABLE + "2,/q,2020-01-02 00:00:00 UTC,,s,0,l,,bye\n"})
    with open_archive(one, two) as source:
        assert counts(source).kept == 3


def test_a_file_that_two_parts_hold_is_read_once(tmp_path: Path) -> None:
    one = write(tmp_path / "takeout-001.zip", {"comments.csv": TABLE})
    two = write(tmp_path / "takeout-001 (1).zip", {"comments.csv": TABLE, "posts.csv": POSTS})
    with open_archive(one, two) as source:
        assert counts(source).kept == 2
        assert why(source) == {"comments.csv": "is in two of the parts and is read once"}


def test_direct_messages_wait_to_be_asked_for(tmp_path: Path) -> None:
    chats = "message_id,created_at,updated_at,username,message\n1,2020-01-01 00:00:00 UTC,,me,hi\n"
    path = write(tmp_path / "a.zip", {"comments.csv": TABLE, "chat_history.csv": chats})
    alone, asked = Options(), Options(messages=True)
    with open_archive(path) as source:
        assert counts(source, options=alone).kept == 1
        assert counts(source, options=asked).kept == 2
    assert [n.code for n in alone.notes] == ["messages"]
    assert asked.notes == []


def test_private_files_are_never_opened(tmp_path: Path) -> None:
    with open_archive(
        write(tmp_path / "a.zip", {"ip_logs.csv": "a", "data/ip-audit.js": "b", "comments.csv": TABLE})
    ) as source:
        assert set(why(source)) == {"ip_logs.csv", "data/ip-audit.js"}


def test_nothing_is_raised_that_quotes_the_archive(tmp_path: Path) -> None:
    with open_archive(write(tmp_path / "a.zip", {"result.json": '{"secret words'})) as source:
        with pytest.raises(RedraftError) as caught:
            choose(source)
        assert "secret" not in problem(caught.value)


def test_a_quine_ends(tmp_path: Path) -> None:
    """Not the famous file but its effect: an archive whose member is the archive's own bytes, many levels deep."""
    data = b"PK\x05\x06" + b"\0" * 18
    for _ in range(30):
        out = io.BytesIO()
        with zipfile.ZipFile(out, "w") as archive:
            archive.writestr("r.zip", data)
        data = out.getvalue()
    (tmp_path / "r.zip").write_bytes(data)
    with open_archive(tmp_path / "r.zip") as source:
        assert [worded(r.why) for r in source.refused] == ["is an archive nested too deep"]


def test_a_file_that_becomes_shorter_while_it_is_read_is_said(tmp_path: Path) -> None:
    path = tmp_path / "posts.csv"
    path.write_text("id,text\n" + "".join(f"{n},post number {n}\n" for n in range(20_000)))
    options = Options()
    with open_archive(path) as source:
        items = choose(source, "csv").importer.posts(source, options)
        for _ in range(10):
            next(items)
        os.truncate(path, 150_000)
        rest = list(items)
    assert len(rest) > 1_000
    assert rest[-1] == Skipped(Reason.MALFORMED, False, rest[-1].locator)  # type: ignore[union-attr]
    assert "became shorter" in " ".join(worded(note.message) for note in options.notes)


def test_a_record_for_which_there_is_no_memory_costs_itself_and_is_said(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def hungry(value: object) -> None:
        if value == "2":
            raise MemoryError

    monkeypatch.setattr("redraft.importers.generic.from_text", hungry)
    (tmp_path / "posts.csv").write_text("id,text,date\n1,a,1\n2,b,2\n3,c,3\n")
    options = Options()
    with open_archive(tmp_path / "posts.csv") as source:
        found = counts(source, "csv", options)
    assert (found.kept, found.skipped) == (2, {Reason.MALFORMED: 1})
    assert [note.code for note in options.notes] == ["memory"]
