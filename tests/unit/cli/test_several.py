"""`redraft check` of several files and folders, and `--watch`."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from fakes.documents import odt, pdf, word
from fakes.sandbox import needs_cage
from fakes.typed import Typed, typing
from redraft.bootstrap import Parts
from redraft.cli import check, watching

pytestmark = needs_cage


@pytest.fixture
def redraft(parts: Parts, monkeypatch: pytest.MonkeyPatch, capfdbinary: pytest.CaptureFixture[bytes]) -> Typed:
    return typing(parts, check, monkeypatch, capfdbinary)


@pytest.fixture
def drafts(tmp_path: Path) -> Path:
    """A folder with two drafts in it, and what is none."""
    (tmp_path / "notes" / ".git").mkdir(parents=True)
    (tmp_path / "a.txt").write_text("The kettle is on.", "utf-8")
    (tmp_path / "notes" / "b.md").write_text("Mail me at anna@example.org.", "utf-8")
    (tmp_path / "notes" / ".git" / "c.txt").write_text("hidden", "utf-8")
    (tmp_path / "notes" / "picture").write_bytes(bytes(range(256)) * 8)
    (tmp_path / "notes" / "empty.txt").write_bytes(b"")
    return tmp_path


def test_files_and_folders_get_a_line_each(redraft: Typed, drafts: Path):
    done = redraft("check", drafts / "a.txt", drafts / "notes", "--fast")
    assert (done.code, done.err) == (0, "")
    first, second = done.out.decode().splitlines()
    assert first.startswith(f"{drafts / 'a.txt'}: ")
    assert second.startswith(f"{drafts / 'notes' / 'b.md'}: ")
    assert first.partition(": ")[2] != second.partition(": ")[2]


def test_json_is_one_document_of_them_all(redraft: Typed, drafts: Path):
    done = redraft("check", drafts, "--fast", "--json")
    document = json.loads(done.out)
    assert [one["file"] for one in document["texts"]] == [str(drafts / "a.txt"), str(drafts / "notes" / "b.md")]
    assert document["passed_over"] == 2
    assert [bool(one["findings"]) for one in document["texts"]] == [False, True]


def test_one_that_cannot_be_read_is_said_and_counts_and_keeps_nobody_from_the_next(redraft: Typed, drafts: Path):
    done = redraft("check", drafts / "none.txt", drafts / "notes" / "picture", drafts / "a.txt", "--fast")
    assert done.code == 2
    assert len(done.out.splitlines()) == 1
    missing, picture = done.err.splitlines()
    assert missing.startswith(f"redraft: {drafts / 'none.txt'}: ")
    assert "not a text" in picture
    empty = redraft("check", drafts / "a.txt", drafts / "notes" / "empty.txt", "--fast")
    assert (empty.code, len(empty.out.splitlines()), empty.err) == (0, 1, "")
    document = json.loads(redraft("check", drafts / "none.txt", drafts / "a.txt", "--fast", "--json").out)
    assert document["texts"][0]["error_code"] == "read.no_file"


def test_a_folder_without_a_text_is_bad_input(redraft: Typed, tmp_path: Path):
    done = redraft("check", tmp_path, "--fast")
    assert (done.code, done.out) == (2, b"")
    assert "no text to check" in done.err


def test_the_exit_code_is_1_from_the_level_that_was_set_and_the_highest_counts(redraft: Typed, drafts: Path):
    harmless, telling, none = drafts / "a.txt", drafts / "notes" / "b.md", drafts / "none.txt"
    assert json.loads(redraft("check", telling, "--fast", "--json").out)["headline"] == "finds"
    assert [redraft("check", telling, "--fast", "--level", level).code for level in ("personal", "finds")] == [1, 1]
    assert redraft("check", telling, "--fast").code == 0
    assert redraft("check", harmless, "--fast", "--level", "personal").code == 0
    assert redraft("check", harmless, telling, "--fast", "--level", "finds").code == 1
    assert redraft("check", none, telling, "--fast", "--level", "finds").code == 2


def asleep(*nights: Callable[[], object]) -> Callable[[float], None]:
    """What happens while somebody sleeps, once each; then comes Ctrl+C."""
    waiting = iter(nights)

    def sleep(_seconds: float) -> None:
        night = next(waiting, None)
        if night is None:
            raise KeyboardInterrupt
        night()

    return sleep


def test_what_is_saved_is_looked_at_again(redraft: Typed, drafts: Path, monkeypatch: pytest.MonkeyPatch):
    draft = drafts / "a.txt"
    nights = (
        lambda: None,
        lambda: draft.write_text("Half of a", "utf-8"),
        lambda: draft.write_text("Mail me at anna@example.org.", "utf-8"),
        lambda: None,
        lambda: None,
        lambda: draft.write_text("", "utf-8"),
        lambda: None,
    )
    monkeypatch.setattr(watching.time, "sleep", asleep(*nights))
    done = redraft("check", draft, "--fast", "--json", "--watch")
    first, second = [json.loads(line) for line in done.out.splitlines()]
    assert (bool(first["findings"]), bool(second["findings"])) == (False, True)
    assert done.code == 2
    assert "no text to check" in done.err


def test_standard_input_cannot_be_watched(redraft: Typed):
    done = redraft("check", "-", "--fast", "--watch")
    assert done.code == 2
    assert "never changes" in done.err


def test_documents_are_read_like_texts_and_a_broken_one_is_a_sentence(redraft: Typed, drafts: Path):
    (drafts / "d.docx").write_bytes(word("Mail me at anna@example.org."))
    (drafts / "e.odt").write_bytes(odt("<text:p>Mail me at anna@example.org.</text:p>"))
    (drafts / "f.pdf").write_bytes(pdf([["Mail me at anna@example.org."]]))
    for name in ("d.docx", "e.odt", "f.pdf"):
        done = redraft("check", drafts / name, "--fast", "--json")
        assert any(f["guesses"][0]["value"] == "anna@example.org" for f in json.loads(done.out)["findings"])
    (drafts / "g.docx").write_bytes(word("Mail me.")[:200])
    done = redraft("check", drafts, "--fast")
    assert done.code == 2
    assert len(done.out.splitlines()) == 5
    assert done.err.count("\n") == 1
    assert "damaged" in done.err
