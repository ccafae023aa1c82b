"""The store: what is installed, what is chosen, and that a changed file is never loaded."""

from __future__ import annotations

import json
import os
from pathlib import Path

import pytest

from fakes.refusals import refused
from redraft.assets import model_data
from redraft.domain.errors import ModelError
from redraft.models.catalogue import Download, Wheels, load_catalogue
from redraft.models.store import ModelStore, State
from redraft.models.wheels import requirements
from redraft.speech.now import worded
from redraft.storage.settings import SettingsFile
from unit.models.conftest import tiny_gguf


@pytest.fixture
def choice(tmp_path: Path) -> SettingsFile:
    return SettingsFile(tmp_path / "settings.json")


@pytest.fixture
def store(tmp_path: Path, catalogue: Path, choice: SettingsFile) -> ModelStore:
    return ModelStore(tmp_path / "models", catalogue=catalogue, choice=choice)


def put(store: ModelStore, data: bytes) -> Path:
    store.folder.mkdir(exist_ok=True)
    path = store.path(store.catalogue().default)
    path.write_bytes(data)
    return path


def test_nothing_installed_says_what_to_do(store: ModelStore) -> None:
    with pytest.raises(ModelError) as caught:
        store.chosen()
    assert "redraft models install --default" in worded(caught.value.remedy)
    assert store.installed() == []
    assert not store.folder.exists(), "looking writes nothing"


def test_a_good_file_is_hashed_once(store: ModelStore, model: bytes, monkeypatch: pytest.MonkeyPatch) -> None:
    path = put(store, model)
    assert store.state(store.catalogue().default) is State.UNCHECKED
    assert store.chosen().path == path
    assert store.installed()[0].state is State.VERIFIED
    monkeypatch.setattr("redraft.models.checksums.sha256_of", lambda *_: pytest.fail("hashed again"))
    assert store.chosen().entry == store.catalogue().default


def test_one_byte_changed_is_noticed_at_once(store: ModelStore, model: bytes) -> None:
    path = put(store, model)
    store.chosen()
    path.write_bytes(model[:-1] + b"!")
    with refused(ModelError, "SHA-256 is wrong"):
        store.chosen()
    assert store.state(store.catalogue().default) is State.CHANGED


def test_verify_reads_again_what_was_changed_behind_its_back(store: ModelStore, model: bytes) -> None:
    path = put(store, model)
    store.verify(store.catalogue().default)
    before = path.stat()
    with path.open("rb+") as file:
        file.seek(9000)
        file.write(b"!")
    os.utime(path, ns=(before.st_atime_ns, before.st_mtime_ns))
    assert store.state(store.catalogue().default) is State.VERIFIED, "size, time and inode are the same"
    with refused(ModelError, "SHA-256 is wrong"):
        store.verify(store.catalogue().default)
    assert store.state(store.catalogue().default) is State.CHANGED


@pytest.mark.parametrize("content", ["", "{", "[]", '{"tiny.gguf": 3}', '{"tiny.gguf": {"size": "x"}}'])
def test_a_broken_memory_costs_only_time(store: ModelStore, model: bytes, content: str) -> None:
    put(store, model)
    (store.folder / "verified.json").write_text(content)
    assert store.chosen().entry is not None


def test_a_folder_that_cannot_be_written_still_works(
    store: ModelStore, model: bytes, monkeypatch: pytest.MonkeyPatch
) -> None:
    put(store, model)

    def refused(*_: object, **__: object) -> None:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr("redraft.models.checksums.tempfile.mkstemp", refused)
    assert store.chosen().entry is not None


def test_a_file_of_ones_own(store: ModelStore, choice: SettingsFile, tmp_path: Path) -> None:
    own = tmp_path / "own.gguf"
    own.write_bytes(tiny_gguf("Other"))
    sha256, warning = store.look_at(own)
    assert warning is not None
    assert "not in the catalogue" in worded(warning.message)
    store.use_file(own, sha256)
    assert (store.chosen().path, store.chosen().entry) == (own, None)
    assert "own" not in choice.path.read_text().replace("custom", "")
    own.write_bytes(tiny_gguf("Evil!"))
    with refused(ModelError, "changed since you accepted it"):
        store.chosen()
    own.unlink()
    with refused(ModelError, "no such model file"):
        store.chosen()


def test_a_known_file_elsewhere_needs_no_warning(store: ModelStore, model: bytes, tmp_path: Path) -> None:
    own = tmp_path / "elsewhere.gguf"
    own.write_bytes(model)
    sha256, warning = store.look_at(own)
    assert warning is None
    store.use_file(own, sha256)
    assert store.chosen().entry == store.catalogue().default


def test_what_is_not_a_model_is_refused(store: ModelStore, tmp_path: Path) -> None:
    other = tmp_path / "x.gguf"
    other.write_text("not a model at all, but long enough to be one")
    with refused(ModelError, "not a GGUF"):
        store.look_at(other)


def test_remove(store: ModelStore, model: bytes) -> None:
    put(store, model)
    store.part(store.catalogue().default).write_bytes(b"123")
    assert store.remove(store.catalogue().default) == len(model) + 3
    assert store.state(store.catalogue().default) is State.MISSING


def test_the_folder_can_be_set(monkeypatch: pytest.MonkeyPatch, tmp_path: Path, home: Path) -> None:
    assert home in ModelStore().folder.parents
    monkeypatch.setenv("REDRAFT_MODELS", str(tmp_path / "elsewhere"))
    assert ModelStore().folder == tmp_path / "elsewhere"


def test_the_catalogue_that_ships() -> None:
    catalogue = load_catalogue()
    assert catalogue.default.sha256 == "cc324af070c2ecbfd324a30884d2f951a7ff756aba85cb811a6ec436933bb046"
    assert len({entry.sha256 for entry in catalogue.entries}) == len(catalogue.entries)
    for entry in catalogue.entries:
        assert entry.licence == "Apache-2.0"
        assert all(place.startswith("https://") for place in entry.hash_stated)
        assert isinstance(entry.sources[0], Download)
        assert entry.memory > entry.size
    wheels = catalogue.default.sources[1]
    assert isinstance(wheels, Wheels)
    parts = len(requirements(wheels, model_data()))
    assert (parts - 1) * wheels.part_size < catalogue.default.size <= parts * wheels.part_size
    assert ModelStore.fits(catalogue.default, 4_000_000_000)
    assert not ModelStore.fits(catalogue.entry("qwen3-8b"), 8_000_000_000)


@pytest.mark.parametrize("damage", ["", "[]", "{}", '{"default": "x", "entries": []}', '{"default": 3, "entries": 4}'])
def test_a_damaged_catalogue_is_said(tmp_path: Path, damage: str) -> None:
    path = tmp_path / "c.json"
    path.write_text(damage)
    with pytest.raises(ModelError):
        load_catalogue(path)


def test_an_entry_without_a_public_hash_is_refused(tmp_path: Path, catalogue: Path) -> None:
    data = json.loads(catalogue.read_text())
    data["entries"][0]["hash_stated"] = []
    path = tmp_path / "c.json"
    path.write_text(json.dumps(data))
    with pytest.raises(ModelError):
        load_catalogue(path)
