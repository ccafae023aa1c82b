"""`redraft archive` over every sample and over what goes wrong, with real workers, shared to save their start."""

from __future__ import annotations

import html
import io
import json
import os
import zipfile
from pathlib import Path
from typing import Any

import pytest

from contracts.importers.samples import MUSIC, TABLE
from fakes.sandbox import needs_cage
from redraft.bootstrap import Parts
from redraft.cli import archive, main
from redraft.storage.memory import MemoryRecords

pytestmark = needs_cage

ROOT = Path(__file__).parents[3]
SAMPLES = ROOT / "tests/samples"
COMMENTS = "id,permalink,date,ip,subreddit,gildings,link,parent,body,media\n"
TEXTS = [row for row in TABLE if row[1] not in MUSIC]


@pytest.fixture
def run(parts: Parts, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Any:
    class Shared(Parts):
        def __init__(self, options: object = None) -> None:
            super().__init__()
            self.reader, self.fast, self.second_fast = parts.reader, parts.fast, parts.second_fast

        def records(self, ask: object) -> MemoryRecords:
            return MemoryRecords()

        def close(self) -> None:
            """They stay."""

    monkeypatch.setattr(archive, "Parts", Shared)

    def redraft(*arguments: str | Path) -> tuple[int, str, str]:
        code = main.main(["archive", *map(str, arguments), "--budget", "0"])
        out, err = capsys.readouterr()
        return code, out, err

    return redraft


def refused(done: tuple[int, str, str], words: str) -> None:
    code, out, err = done
    assert code == 2, err
    assert out == ""
    said = err.splitlines()[-1]
    assert said.startswith("redraft: ")
    assert words in said
    assert "Traceback" not in err


def document(done: tuple[int, str, str]) -> dict[str, Any]:
    assert done[0] == 0, done[2]
    result: dict[str, Any] = json.loads(done[1])
    counts = result["counts"]
    assert counts["read"] == counts["kept"] + sum(counts["skipped"].values())
    return result


def zipped(path: Path, **files: str | bytes) -> Path:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as made:
        for name, data in files.items():
            made.writestr(name.replace("__", "/").replace("_csv", ".csv").replace("_json", ".json"), data)
    return path


@pytest.mark.parametrize(("path", "platform", "read", "own", "kept", "skipped"), TEXTS, ids=[r[0] for r in TEXTS])
def test_every_sample_has_exact_counts(
    run: Any, path: str, platform: str, read: int, own: int | None, kept: int, skipped: dict[str, int]
) -> None:
    found = document(run(SAMPLES / path, "--json"))
    assert found["platform"]["name"] == platform
    assert found["counts"] == {"read": read, "own": own, "kept": kept, "skipped": skipped}
    assert found["scanned"] == kept
    assert found["finished"]


def test_the_practice_archive_says_where_and_how_to_cut(run: Any) -> None:
    found = document(run(ROOT / "resources/practice", "--json"))
    (married,) = [f for f in found["findings"] if f["attribute"] == "relationship"]
    assert married["guesses"][0]["value"] == "married"
    assert married["evidence"][0]["quote"] == "My husband"
    assert married["evidence"][0]["post"]["id"] == "c168d15"
    assert set(married) >= {"attribute", "guesses", "evidence", "basis", "source", "severity", "why"}
    (cut,) = [c for c in found["cut"] if c["attribute"] == "relationship"]
    assert [p["id"] for p in cut["posts"]] == ["c168d15"]
    assert cut["after"] < cut["threshold"] <= cut["before"]
    assert found["exposure"]["bits"] > 1
    assert found["model"] is None


def test_a_cut_is_for_what_was_chosen_and_leaves_what_is_kept(run: Any, tmp_path: Path) -> None:
    (tmp_path / "keep.txt").write_text("c168d15\n")
    practice = ROOT / "resources/practice"
    found = document(run(practice, "--json", "--hide", "relationship", "--keep", tmp_path / "keep.txt"))
    (cut,) = found["cut"]
    assert (cut["attribute"], cut["posts"], cut["reached"]) == ("relationship", [], False)
    refused(run(practice, "--hide", "shoe size"), "There are: age, sex")


def test_reports_are_whole_files_that_hold_nothing_live(run: Any, tmp_path: Path) -> None:
    row = 'c9,/p,2020-01-01 00:00:00 UTC,,s,0,l,,"=1+1 <script>alert(1)</script> my husband & I, https://x.test/\'",\n'
    path = zipped(tmp_path / "a.zip", comments_csv=COMMENTS + row)
    targets = [tmp_path / name for name in ("r.html", "r.csv", "ids.txt", "urls.txt")]
    done = run(path, "--report", targets[0], "--csv", targets[1], "--ids", targets[2], "--urls", targets[3])
    assert done[0] == 0
    page = targets[0].read_text()
    assert "default-src 'none'" in html.unescape(page)
    for live in ("<script", "<a ", "href", "src=", "url(", "@import", "style=", " on", "<img", "<form"):
        assert live not in page.replace(" on ", " ").replace(" one", " ").replace(" only", " ").lower(), live
    assert "&lt;script&gt;" in page
    assert "'=1+1" in targets[1].read_text()
    assert targets[2].read_text() == "c9\n"
    assert targets[3].read_text() == "/p\n"
    assert sorted(p.name for p in tmp_path.iterdir()) == ["a.zip", "ids.txt", "r.csv", "r.html", "urls.txt"]


def test_where_reports_cannot_go_is_said_before_any_work(run: Any, tmp_path: Path) -> None:
    path = zipped(tmp_path / "a.zip", comments_csv=COMMENTS)
    refused(run(path, "--report", path), "belongs to the archive itself")
    refused(run(path, "--report", tmp_path), "is a folder")
    refused(run(path, "--csv", tmp_path / "none" / "r.csv"), "no folder")
    refused(run(tmp_path, "--report", tmp_path / "r.html"), "belongs to the archive itself")


def test_a_full_disk_leaves_no_half_report(run: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(_descriptor: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    path = zipped(tmp_path / "a.zip", comments_csv=COMMENTS)
    refused(run(path, "--report", tmp_path / "r.html"), "disk is full")
    assert [p.name for p in tmp_path.iterdir()] == ["a.zip"]


def test_what_was_never_an_archive(run: Any, tmp_path: Path) -> None:
    refused(run(tmp_path / "none.zip"), "no such file")
    (tmp_path / "empty").mkdir()
    refused(run(tmp_path / "empty"), "nothing to read")
    whole = zipped(tmp_path / "whole.zip", comments_csv=COMMENTS + "1,,,,,,,,hello,\n" * 500).read_bytes()
    (tmp_path / "cut.zip").write_bytes(whole[: len(whole) // 2])
    refused(run(tmp_path / "cut.zip"), "damaged or was not downloaded completely")
    (tmp_path / "noise.bin").write_bytes(bytes(range(256)) * 64)
    refused(run(tmp_path / "noise.bin"), "no export that Redraft knows")
    refused(run(SAMPLES / "exportify/watsonbox_liked.csv"), "This is music")
    refused(run(SAMPLES / "reddit", "--platform", "myspace"), "no importer called myspace")


def test_no_permission(run: Any, tmp_path: Path) -> None:
    path = zipped(tmp_path / "a.zip", comments_csv=COMMENTS)
    path.chmod(0)
    user = os.geteuid()
    os.seteuid(65_534 if user == 0 else user)  # root may read everything
    try:
        refused(run(path), "no permission")
    finally:
        os.seteuid(user)


def flagged(path: Path, *, flags: int = 0, method: int = 0) -> Path:
    """A zip whose second member is marked as encrypted or packed with another method, in both of its headers."""
    zipped(path, comments_csv=COMMENTS + "1,,,,,,,,hello,\n", posts_csv="id\n")
    data = bytearray(path.read_bytes())
    for mark, flag_at, name_at in ((b"PK\x03\x04", 6, 30), (b"PK\x01\x02", 8, 46)):
        at = -1
        while (at := data.find(mark, at + 1)) >= 0:
            if data[at + name_at :].startswith(b"posts.csv"):
                data[at + flag_at] |= flags
                if method:
                    data[at + flag_at + 2] = method
    path.write_bytes(data)
    return path


@pytest.mark.parametrize(("how", "why"), [({"flags": 1}, "is encrypted"), ({"method": 9}, "Deflate64")])
def test_members_that_cannot_be_unpacked_are_named_and_the_rest_is_read(
    run: Any, tmp_path: Path, how: dict[str, int], why: str
) -> None:
    found = document(run(flagged(tmp_path / "a.zip", **how), "--json"))
    assert [r["name"] for r in found["files"]["refused"]] == ["posts.csv"]
    assert why in found["files"]["refused"][0]["why"]
    assert found["counts"]["kept"] == 1


@pytest.mark.filterwarnings("ignore:Duplicate name")
def test_traversal_links_and_duplicates_are_refused_by_name(run: Any, tmp_path: Path) -> None:
    link = zipfile.ZipInfo("link.csv")
    link.external_attr = 0o120777 << 16
    with zipfile.ZipFile(tmp_path / "a.zip", "w") as made:
        made.writestr("comments.csv", COMMENTS + "1,,,,,,,,hello,\n")
        made.writestr("../../etc/x.csv", COMMENTS)
        made.writestr("comments.csv", COMMENTS)
        made.writestr(link, "/etc/passwd")
    found = document(run(tmp_path / "a.zip", "--json"))
    assert {r["name"] for r in found["files"]["refused"]} == {"../../etc/x.csv", "comments.csv", "link.csv"}
    assert found["counts"] == {"read": 1, "own": 1, "kept": 1, "skipped": {}}


def test_bombs_end_soon_and_say_so(run: Any, tmp_path: Path) -> None:
    row = "1,,2020-01-01 00:00:00 UTC,,,,,,hello,\n"
    bomb = document(run(zipped(tmp_path / "b.zip", comments_csv=COMMENTS + row + "\0" * 50_000_000), "--json"))
    assert bomb["counts"]["kept"] == 1
    assert "bomb" in " ".join(n["message"] for n in bomb["notes"])
    inner = io.BytesIO()
    with zipfile.ZipFile(inner, "w") as nested:
        nested.writestr("comments.csv", COMMENTS + row)
    for depth in range(4):
        outer = io.BytesIO()
        with zipfile.ZipFile(outer, "w") as made:
            made.writestr(f"level{depth}.zip", inner.getvalue())
        inner = outer
    (tmp_path / "deep.zip").write_bytes(inner.getvalue())
    refused(run(tmp_path / "deep.zip"), "nested too deep")


def test_a_member_of_three_gigabytes_is_streamed_past(run: Any, tmp_path: Path) -> None:
    """It declares 3 GB and holds a little: what counts is what really comes out."""
    path = zipped(tmp_path / "a.zip", comments_csv=COMMENTS + "1,,,,,,,,hello,\n", media__big_json="[]")
    data = bytearray(path.read_bytes())
    at = data.rfind(b"PK\x01\x02")
    data[at + 24 : at + 28] = (3 << 30).to_bytes(4, "little")
    path.write_bytes(data)
    assert document(run(path, "--json"))["counts"]["kept"] == 1


def test_the_wrong_platform_reads_nothing_and_says_so(run: Any) -> None:
    found = document(run(SAMPLES / "reddit", "--platform", "telegram", "--json"))
    assert found["counts"] == {"read": 0, "own": 0, "kept": 0, "skipped": {}}
    assert "name its platform" in found["notes"][0]["message"]


def test_html_in_place_of_json_names_the_option(run: Any, tmp_path: Path) -> None:
    with zipfile.ZipFile(tmp_path / "fb.zip", "w") as made:
        made.writestr("your_facebook_activity/posts/your_posts_1.html", "<html><body>hello</body></html>")
    found = document(run(tmp_path / "fb.zip", "--json"))
    assert "JSON" in " ".join(n["message"] for n in found["notes"])


def test_misread_text_of_facebook_is_mended(run: Any, tmp_path: Path) -> None:
    said = "I live in Zürich, near the café".encode().decode("latin-1")
    posts = json.dumps([{"timestamp": 1577872800, "data": [{"post": said}]}])
    with zipfile.ZipFile(tmp_path / "fb.zip", "w") as made:
        made.writestr("your_facebook_activity/posts/your_posts__check_ins__photos_and_videos_1.json", posts)
    found = document(run(tmp_path / "fb.zip", "--json"))
    (home,) = [p for p in found["profile"] if p["attribute"] == "location"]
    assert home["carriers"][0]["text"] == "I live in Zürich, near the café"


def test_invalid_json_of_telegram_and_one_bad_record_cost_nothing_else(run: Any, tmp_path: Path) -> None:
    start = '{"name":"c","type":"personal_chat","id":1,"messages":['
    one = '{"id":%d,"type":"message","date_unixtime":"1577872800","from":"M","from_id":"user42","text":"a \\x1f b %d"}'
    messages = [one % (n, n) for n in range(3_000)]
    messages[1_234] = '{"id": 1234, "type": "message", "text": '  # cut short
    (tmp_path / "result.json").write_text(start + ",\n".join(messages) + "]}")
    found = document(run(tmp_path / "result.json", "--json", "--me", "M"))
    assert found["counts"] == {"read": 3_000, "own": 2_999, "kept": 2_999, "skipped": {"malformed": 1}}


def test_a_table_can_be_told_its_columns(run: Any, tmp_path: Path) -> None:
    (tmp_path / "t.csv").write_text("nr;wann;was ich sagte\n1;2020-05-01;my husband cooks\n2;;nothing\n")
    chosen = ("--column", "text=was ich sagte", "--column", "date=wann", "--column", "id=nr")
    found = document(run(tmp_path / "t.csv", "--json", *chosen))
    assert found["counts"]["kept"] == 2
    (married,) = [f for f in found["findings"] if f["attribute"] == "relationship"]
    assert married["evidence"][0]["post"]["id"] == "1"
    assert married["evidence"][0]["post"]["date"].startswith("2020-05-01")


def test_options_that_cannot_be_read_are_named(run: Any, capsys: pytest.CaptureFixture[str]) -> None:
    for wrong, words in (("--since", "not a date"), ("--column", "such as text=body")):
        with pytest.raises(SystemExit) as end:
            run(SAMPLES / "reddit", wrong, "soon")
        assert end.value.code == 2
        assert words in capsys.readouterr().err
    refused(run(SAMPLES / "reddit", "--resume"), "encrypted store is off")


def test_a_person_reads_it_with_pleasure(run: Any) -> None:
    code, out, _ = run(ROOT / "resources/practice")
    assert code == 0
    for words in ("269 records read, 269 of them yours, 269 kept", "married", "The smallest cut", "My husband"):
        assert words in " ".join(out.split()), words


def test_talks_with_an_assistant_show_first_what_nobody_else_is_told(run: Any, tmp_path: Path) -> None:
    turns = [
        ("human", "I was diagnosed with type 2 diabetes last year and I take metformin."),
        ("assistant", "You live in Oslo and earn a million."),
        ("human", "My IBAN is DE89 3704 0044 0532 0130 00. I work for Siemens in Munich."),
        ("human", "My colleague Tom Fischer drinks."),
    ]
    messages = [
        {"uuid": f"m{n}", "sender": sender, "text": text, "content": [{"type": "text", "text": text}]}
        for n, (sender, text) in enumerate(turns)
    ]
    messages.append({"uuid": "m9", "sender": "human", "text": "and this?", "content": [{"type": "hologram"}]})
    talk = {"uuid": "u", "name": "Care", "created_at": "2025-03-02T16:27:36Z", "chat_messages": messages}
    path = tmp_path / "data-2026-01-01.zip"
    with zipfile.ZipFile(path, "w") as made:
        made.writestr("conversations.json", json.dumps([talk]))
        made.writestr("memories.json", json.dumps([{"conversations_memory": "Has diabetes."}]))
    code, out, _err = run(path, "--json")
    report = json.loads(out)
    assert code == 0
    assert report["counts"] == {"read": 5, "own": 4, "kept": 4, "skipped": {"other_author": 1}}
    assert list(report["confided"]) == ["health", "money", "work", "others"]
    assert report["profile"][0]["attribute"] == "health"
    assert report["concluded"] == [{"by": "Claude", "about": "memory", "text": "Has diabetes."}]
    assert "Oslo" not in out
    assert any("content.type: hologram" in note["message"] for note in report["notes"])
    code, out, _err = run(path)
    assert code == 0
    assert out.index("What you told the assistant") < out.index("What a stranger would conclude")
