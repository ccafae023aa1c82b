from __future__ import annotations

import json
from pathlib import Path

import pytest

from redraft.domain.errors import StoreError
from redraft.storage.settings import SETTINGS, SettingsFile


def test_defaults_write_nothing(tmp_path: Path) -> None:
    settings = SettingsFile(tmp_path / "a" / "settings.json")
    assert {name: settings.get(name) for name in SETTINGS if settings.get(name)} == {
        "theme": "system",
        "audience": "strangers",
        "looks": "pause",
        "stand_ins": "labels",
        "zoom": "100",
    }
    assert list(tmp_path.iterdir()) == []


def test_keeps_what_it_does_not_know(tmp_path: Path) -> None:
    path = tmp_path / "settings.json"
    path.write_text(json.dumps({"future": [1], "theme": "light"}))
    SettingsFile(path).put("theme", "dark")
    assert json.loads(path.read_text()) == {"future": [1], "theme": "dark"}
    assert [entry.name for entry in tmp_path.iterdir()] == ["settings.json"]


@pytest.mark.parametrize("broken", ["", "{", "[1]", "\x00", '"x"', "[" * 100_000])
def test_a_broken_file_means_defaults_and_a_note(tmp_path: Path, broken: str) -> None:
    path = tmp_path / "settings.json"
    path.write_text(broken)
    settings = SettingsFile(path)
    assert settings.get("theme") == "system"
    assert settings.notes[0].code == "settings"


@pytest.mark.parametrize(("name", "value"), [("theme", "pink"), ("model", "/home/me/x.gguf"), ("geometry", "a b")])
def test_unsound_values_are_neither_written_nor_read(tmp_path: Path, name: str, value: str) -> None:
    path = tmp_path / "settings.json"
    settings = SettingsFile(path)
    with pytest.raises(ValueError, match="not a value"):
        settings.put(name, value)
    path.write_text(json.dumps({name: value}))
    assert settings.get(name) == SETTINGS[name].default


def test_a_folder_in_the_way_is_a_clear_sentence(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(StoreError):
        SettingsFile(tmp_path / "file" / "settings.json").put("theme", "dark")


def test_only_sound_values_are_kept(tmp_path: Path) -> None:
    settings = SettingsFile(tmp_path / "settings.json")
    settings.put("threads", "auto")
    settings.put("looks", "asked")
    assert (settings.get("threads"), settings.get("looks")) == ("auto", "asked")
    with pytest.raises(ValueError, match="threads"):
        settings.put("threads", "all of them")
    assert settings.get("threads") == "auto"
