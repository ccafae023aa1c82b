"""The command `redraft models`, as it is typed."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

import pytest

from fakes.refusals import refused
from redraft.cli import models as command
from redraft.domain.errors import InputError, ModelError
from redraft.domain.message import NOTHING, Message
from redraft.models.install import Progress
from redraft.models.store import ModelStore
from redraft.storage.settings import SettingsFile
from unit.models.conftest import Publisher, tiny_gguf


@pytest.fixture(autouse=True)
def tiny_store(tmp_path: Path, catalogue: Path, monkeypatch: pytest.MonkeyPatch) -> ModelStore:
    store = ModelStore(tmp_path / "models", catalogue=catalogue, choice=SettingsFile(tmp_path / "settings.json"))
    monkeypatch.setattr(command, "_store", lambda: store)
    return store


def run(*words: str) -> int:
    parser = argparse.ArgumentParser()
    command.add_parser(parser.add_subparsers())
    arguments = parser.parse_args(["models", *words])
    code: int = arguments.handler(arguments)
    return code


def test_install_list_verify_use_remove(publisher: Publisher, capsys: pytest.CaptureFixture[str]) -> None:
    assert run("install", "--default") == 0
    assert "tiny: installed and verified." in capsys.readouterr().out
    assert run("install", "tiny") == 0
    said = capsys.readouterr()
    assert "already installed" in said.out
    assert said.err == ""
    assert run("list") == 0
    said = capsys.readouterr().out
    assert "*  tiny" in said
    assert "tiny: Recommended: " in said
    assert run("verify") == 0
    assert "as its publisher released it" in capsys.readouterr().out
    assert run("use", "tiny") == 0
    assert run("remove", "tiny") == 0
    with refused(ModelError, "not installed"):
        run("remove", "tiny")
    with refused(ModelError, "No model is installed"):
        run("verify")


def test_install_wants_exactly_one() -> None:
    for words in (["install"], ["install", "tiny", "--default"]):
        with pytest.raises(InputError):
            run(*words)
    with refused(ModelError, "Known: tiny"):
        run("install", "nonsense")


def test_an_unknown_file_needs_a_yes(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, tiny_store: ModelStore
) -> None:
    own = tmp_path / "own.gguf"
    own.write_bytes(tiny_gguf("Other"))
    monkeypatch.setattr(sys.stdin, "isatty", lambda: False, raising=False)
    with refused(ModelError, "not used"):
        run("use", str(own))
    assert "not in the catalogue" in capsys.readouterr().err
    assert run("use", str(own), "--yes") == 0
    assert tiny_store.chosen().path == own
    assert run("list") == 0
    assert "a file of your own" in capsys.readouterr().out


def test_a_verify_that_fails_says_so(tiny_store: ModelStore, model: bytes) -> None:
    tiny_store.folder.mkdir()
    tiny_store.path(tiny_store.catalogue().default).write_bytes(model[:-1] + b"!")
    with refused(ModelError, "SHA-256 is wrong"):
        run("verify")


def test_progress_is_sparse_without_a_terminal(capsys: pytest.CaptureFixture[str]) -> None:
    line = command.ProgressLine(sys.stderr)
    line(Progress("trying", Message("fetch.this_computer")))
    for done in range(0, 1001):
        line(Progress("downloading", NOTHING, done, 1000))
    line.close()
    said = capsys.readouterr().err.splitlines()
    assert said[0] == "looking for the model: this computer"
    assert said[1:] == [f"  downloading {tenth * 10}%" for tenth in range(11)]
