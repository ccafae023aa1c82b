"""`redraft mask` and `redraft unmask` in pipes: what is printed, where what stands for what is kept, what is not."""

from __future__ import annotations

import io
import json
import sys
from pathlib import Path
from types import SimpleNamespace

import pytest

from fakes.sandbox import needs_cage
from fakes.typed import Typed, typing
from redraft.bootstrap import Parts
from redraft.cli import mask
from redraft.storage.memory import MemoryRecords

pytestmark = needs_cage

TEXT = "Anna Weber moved to Leeds.\r\nAnna's number is +44 7700 900123; Ms Weber likes “tea”.  "
ANSWER = "Liebe Person A (Vorname), schön, dass Persona A in [Stadt 1] ist! [Telefon 1], [Town 7]."


@pytest.fixture
def redraft(parts: Parts, monkeypatch: pytest.MonkeyPatch, capfdbinary: pytest.CaptureFixture[bytes]) -> Typed:
    return typing(parts, mask, monkeypatch, capfdbinary)


@pytest.fixture
def draft(tmp_path: Path) -> Path:
    path = tmp_path / "draft.txt"
    path.write_bytes(TEXT.encode())
    return path


def typed_in(monkeypatch: pytest.MonkeyPatch, text: str) -> None:
    monkeypatch.setattr(sys, "stdin", SimpleNamespace(buffer=io.BytesIO(text.encode()), isatty=lambda: False))


def test_a_text_goes_through_pipes_and_back(redraft: Typed, draft: Path, monkeypatch: pytest.MonkeyPatch):
    kept = draft.with_name("map.json")
    done = redraft("mask", draft, "--map", kept)
    sent = done.out.decode()
    assert done.code == 0
    assert sent.endswith("Ms Person A likes “tea”.  ")
    assert not any(word in sent for word in ("Anna", "Weber", "Leeds", "7700"))
    assert "[Town 1].\r\n" in sent
    assert f"{kept}: not encrypted" in done.err
    assert kept.stat().st_mode & 0o777 == 0o600
    typed_in(monkeypatch, sent)
    back = redraft("unmask", "-", "--map", kept)
    assert (back.code, back.out, back.err) == (0, TEXT.encode(), "")


def test_what_cannot_be_put_back_is_marked_and_counted(redraft: Typed, draft: Path):
    kept = draft.with_name("map.json")
    redraft("mask", draft, "--map", kept)
    answer = draft.with_name("answer.txt")
    answer.write_text(ANSWER, encoding="utf-8")
    done = redraft("unmask", answer, "--map", kept)
    assert done.code == 1
    assert done.out.decode() == "Liebe Anna, schön, dass Anna Weber in Leeds ist! +44 7700 900123, ⟦[Town 7]⟧."
    assert "1 stand-in could not be put back" in done.err


def test_invented_names_are_other_names_and_come_back_too(redraft: Typed, draft: Path):
    kept, sent = draft.with_name("map.json"), draft.with_name("sent.txt")
    done = redraft("mask", draft, "--map", kept, "--style", "names")
    assert not any(word in done.out.decode() for word in ("Anna", "Weber", "Leeds", "900123", "Person A"))
    sent.write_bytes(done.out)
    assert redraft("unmask", sent, "--map", kept).out == TEXT.encode()


def test_a_second_text_goes_on_with_the_same_people_unless_it_begins_anew(redraft: Typed, draft: Path):
    kept, other = draft.with_name("map.json"), draft.with_name("other.txt")
    redraft("mask", draft, "--map", kept)
    other.write_text("Thomas Hughes met Anna Weber in Leeds.", encoding="utf-8")
    assert redraft("mask", other, "--map", kept).out.decode().startswith("Person B met Person A")
    assert redraft("mask", other, "--map", kept, "--new").out.decode().startswith("Person A met Person B")


def test_without_a_place_for_it_nothing_is_masked(redraft: Typed, draft: Path):
    for command in ("mask", "unmask"):
        refused = redraft(command, draft)
        assert (refused.code, refused.out) == (2, b"")
        assert "--map FILE" in refused.err
        assert "redraft store create" in refused.err


def test_the_store_keeps_it_where_it_is_on(redraft: Typed, draft: Path, monkeypatch: pytest.MonkeyPatch):
    store = MemoryRecords()
    store.lasting = True
    monkeypatch.setattr(mask.Parts, "records", lambda _self, _ask: store)
    done = redraft("mask", draft)
    assert "in the encrypted store" in done.err
    assert len(store.stand_ins()) == 3
    sent = draft.with_name("sent.txt")
    sent.write_bytes(done.out)
    assert redraft("unmask", sent).out == TEXT.encode()


@pytest.mark.parametrize(
    "content", ["", "{}", "[1]", "\x00\x01", '{"form": "stand-ins of Redraft, 1", "entries": [{"kind": 1}]}']
)
def test_a_file_that_is_no_map_is_refused_and_left_alone(redraft: Typed, draft: Path, content: str):
    kept = draft.with_name("map.json")
    kept.write_text(content, encoding="utf-8")
    for command in ("mask", "unmask"):
        refused = redraft(command, draft, "--map", kept)
        assert (refused.code, refused.out) == (2, b"")
        assert "kept what stands for what" in refused.err
    assert kept.read_text(encoding="utf-8") == content


def test_a_map_that_others_can_read_is_told(redraft: Typed, draft: Path):
    kept = draft.with_name("map.json")
    redraft("mask", draft, "--map", kept)
    kept.chmod(0o644)
    assert "can be read by other users" in redraft("unmask", draft, "--map", kept).err
    redraft("mask", draft, "--map", kept)
    assert kept.stat().st_mode & 0o777 == 0o600


def test_nothing_kept_and_no_text_are_said(redraft: Typed, draft: Path):
    assert "nothing to put back" in redraft("unmask", draft, "--map", draft.with_name("none.json")).err
    empty = draft.with_name("empty.txt")
    empty.write_text(" \n", encoding="utf-8")
    assert redraft("mask", empty, "--map", draft.with_name("map.json")).code == 2
    assert not draft.with_name("map.json").exists()


def test_the_file_names_no_more_than_it_needs(redraft: Typed, draft: Path):
    kept = draft.with_name("map.json")
    redraft("mask", draft, "--map", kept)
    assert set(json.loads(kept.read_text("utf-8"))) == {"form", "entries"}
    assert "likes" not in kept.read_text("utf-8")
