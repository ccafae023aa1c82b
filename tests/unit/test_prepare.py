"""What sets a clone up has to run on the Python that Debian 12 brings, 3.11.2."""

from __future__ import annotations

import importlib.util
import io
import sys
import tarfile
from pathlib import Path

import pytest

PACKAGING = Path(__file__).parents[2] / "packaging"


@pytest.fixture
def prepare(monkeypatch):
    monkeypatch.syspath_prepend(str(PACKAGING))
    spec = importlib.util.spec_from_file_location("prepare", PACKAGING / "prepare.py")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    yield module
    sys.modules.pop("system_libraries", None)


@pytest.fixture
def archive(tmp_path):
    """A source archive as pip downloads one."""
    made = tmp_path / "llama-1.tar.gz"
    with tarfile.open(made, "w:gz") as opened:
        for name in ("llama-1/pyproject.toml", "llama-1/src/a.c"):
            member = tarfile.TarInfo(name)
            member.size = 1
            opened.addfile(member, io.BytesIO(b"x"))
    return made


def unpacked(prepare, archive, folder):
    prepare.unpack(archive, folder)
    return sorted(str(p.relative_to(folder)) for p in folder.rglob("*") if p.is_file())


def test_sources_are_unpacked(prepare, archive, tmp_path):
    assert unpacked(prepare, archive, tmp_path / "new") == ["llama-1/pyproject.toml", "llama-1/src/a.c"]


def test_sources_are_unpacked_by_a_python_without_filters(prepare, archive, tmp_path, monkeypatch):
    """As 3.11.2 has it: no filters, and a method that does not know the word."""
    whole = tarfile.TarFile.extractall

    def extractall(self, path=".", members=None, *, numeric_owner=False):
        whole(self, path, members, numeric_owner=numeric_owner)

    monkeypatch.setattr(tarfile.TarFile, "extractall", extractall)
    for name in ("data_filter", "tar_filter", "fully_trusted_filter"):
        monkeypatch.delattr(tarfile, name)
    # What stands in for the missing method is this Python's own, which looks for them.
    monkeypatch.setattr(tarfile.TarFile, "_get_filter_function", lambda *_: lambda member, _path: member)
    assert unpacked(prepare, archive, tmp_path / "old") == ["llama-1/pyproject.toml", "llama-1/src/a.c"]


def test_where_there_are_filters_nothing_is_unpacked_outside(prepare, tmp_path):
    bad = tmp_path / "bad.tar.gz"
    with tarfile.open(bad, "w:gz") as opened:
        opened.addfile(tarfile.TarInfo("../outside"))
    with pytest.raises(tarfile.TarError):
        prepare.unpack(bad, tmp_path / "inside")
    assert not (tmp_path / "outside").exists()
