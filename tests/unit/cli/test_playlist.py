"""`redraft playlist` as somebody types it: real reader and fast worker, no model."""

from __future__ import annotations

import json

from redraft.assets import resource
from redraft.cli.main import main

PRACTICE = str(resource("music", "practice", "MyData"))


def test_json_and_a_page(capsys, tmp_path):
    page = tmp_path / "music.html"
    assert main(["playlist", PRACTICE, "--budget", "0", "--json", "--report", str(page)]) == 0
    document = json.loads(capsys.readouterr().out)
    assert document["counts"]["read"] == 1590
    assert set(document) == {
        "platform", "counts", "findings", "features", "missing", "concluded", "exposure", "advice", "timings", "model",
        "notes",
    }  # fmt: skip
    assert document["model"] is None
    finding = next(f for f in document["findings"] if f["attribute"] == "children")
    assert finding["source"] == "music"
    assert finding["basis"] == "implied"
    assert finding["why"]
    assert {e["name"] for e in finding["evidence"]} >= {"Gute Nacht Lieder", "auto deti"}
    assert page.read_text(encoding="utf-8").startswith("<!DOCTYPE html>")


def test_people_read_it_in_the_terminal(capsys):
    assert main(["playlist", PRACTICE, "--budget", "0"]) == 0
    said = capsys.readouterr().out
    for words in (
        "What your music gives away",
        "has young children",
        "What Spotify itself concluded",
        "What you can do",
    ):
        assert words in said
    assert "Nothing has left this computer" in " ".join(said.split())


def test_bad_input_is_told_with_exit_code_2(capsys, tmp_path):
    (tmp_path / "empty.m3u").write_bytes(b"")
    assert main(["playlist", str(tmp_path / "empty.m3u"), "--budget", "0"]) == 2
    assert "no track in it" in capsys.readouterr().err
    assert main(["playlist", str(tmp_path / "nowhere.zip")]) == 2
    assert "no such file" in capsys.readouterr().err
    assert main(["playlist", PRACTICE, "--report", str(tmp_path / "no" / "a.html")]) == 2
    assert "no folder" in capsys.readouterr().err
