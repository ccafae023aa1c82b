"""The rules for what belongs into a package, tried on paths; these need no bundle."""

from __future__ import annotations

import argparse
import importlib.util
import os
import plistlib
import re
import shutil
import subprocess
import sys
import xml.etree.ElementTree as ET
from pathlib import Path
from types import ModuleType

import pytest

from frozen.bundle import ROOT
from redraft import __version__
from redraft.cli.main import parser

LINUX = ROOT / "resources" / "linux"
PACKAGING = ROOT / "packaging"


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
        "llama_cpp/lib/libmtmd.so",
        "redraft_data/resources/statistics/build.py",
        "redraft_data/resources/languages/en/words/build.py",
        "redraft_data/resources/docs/index.md",
        "redraft_data/models/fitting/calibration.py",
        "redraft_data/models/corpus/posts.jsonl",
        "redraft_data/models/a.gguf",
    ],
)
def test_left_out(path: str) -> None:
    assert load("bundle_contents").is_unwanted(path)


@pytest.mark.parametrize(
    "path",
    [
        "PySide6/Qt/lib/libQt6Widgets.so.6",
        "PySide6/Qt/plugins/platforms/libqxcb.so",
        "redraft_data/resources/gazetteers/city_names.tsv",
        "llama_cpp/lib/libggml-cpu-haswell.so",
        "redraft_data/resources/statistics/people.json",
        "redraft_data/models/calibration/qwen2.5-coder-1.5b.json",
        "redraft_data/models/encoder/encoder.gguf",
        "redraft_data/models/encoder/heads.bin",
    ],
)
def test_kept(path: str) -> None:
    assert not load("bundle_contents").is_unwanted(path)


def test_the_data_of_wheel_and_bundle_hold_weights_but_neither_corpus_nor_fitting(tmp_path: Path) -> None:
    contents = load("bundle_contents")
    inside = ["encoder/a.gguf", "encoder/b.bin", "catalogue.json"]
    outside = ["corpus/posts.jsonl", "fitting/fit.py", "fitting/a.gguf", "c.gguf", "d.gguf.part"]
    for name in inside + outside:
        file = tmp_path / "project" / "models" / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(name.encode() + bytes(range(256)))
    (tmp_path / "project" / "resources").mkdir()
    target = tmp_path / "data"
    contents.copy_data(tmp_path / "project", target)
    assert {p.relative_to(target / "models").as_posix() for p in target.rglob("*") if p.is_file()} == set(inside)
    assert contents.altered(tmp_path / "project", target) == []
    (target / "models" / "encoder" / "a.gguf").write_bytes(b"other")
    (target / "models" / "encoder" / "b.bin").unlink()
    assert contents.altered(tmp_path / "project", target) == ["models/encoder/a.gguf", "models/encoder/b.bin"]


def test_what_ships_of_this_checkout_is_neither_corpus_nor_fitting(tmp_path: Path) -> None:
    load("bundle_contents").copy_data(ROOT, tmp_path / "data")
    names = {p.relative_to(tmp_path / "data").as_posix() for p in (tmp_path / "data").rglob("*")}
    assert {"models/catalogue.json", "resources/examples/draft.txt"} <= names
    assert (ROOT / "models" / "fitting").is_dir()
    assert not [n for n in names if n.startswith(("models/fitting", "models/corpus")) or n.endswith((".py", ".po"))]
    assert "resources/messages/de/views.mo" in names


def test_a_bundle_with_faults_is_refused(tmp_path: Path) -> None:
    inner = tmp_path / "_internal"
    (inner / "spacy" / "tests").mkdir(parents=True)
    (inner / "spacy" / "tests" / "test_x.txt").write_text("x")
    spec_path = str(ROOT / "packaging")
    with pytest.MonkeyPatch.context() as patch:
        patch.syspath_prepend(spec_path)
        found = load("check_bundle").faults(tmp_path)
    assert "must not be in it: spacy/tests/test_x.txt" in found
    assert "missing or altered: models/catalogue.json" in found
    assert any(sentence.startswith("missing: redraft_data/") for sentence in found)


def test_the_metadata_names_this_version_and_the_desktop_entry() -> None:
    root = ET.parse(LINUX / "app.redraft.Redraft.metainfo.xml").getroot()
    assert root.findtext("launchable") == "app.redraft.Redraft.desktop"
    assert next(r.get("version") for r in root.iter("release")) == __version__
    entry = (LINUX / "app.redraft.Redraft.desktop").read_text(encoding="utf-8")
    assert "Exec=redraft --open %f\n" in entry
    assert f"Icon={root.findtext('id')}\n" in entry
    assert "MimeType=text/plain;" in entry
    assert "text/plain" in {kind.text for kind in root.iter("mediatype")}


@pytest.mark.parametrize(
    "command",
    [
        ("appstreamcli", "validate", "--no-net", "app.redraft.Redraft.metainfo.xml"),
        ("desktop-file-validate", "app.redraft.Redraft.desktop"),
        ("man", "--warnings=all", "--local-file", "--encoding=utf8", "redraft.1"),
    ],
    ids=lambda command: command[0],
)
def test_the_systems_own_checks_are_content(command: tuple[str, ...]) -> None:
    if shutil.which(command[0]) is None:
        pytest.skip(f"{command[0]} is not installed here")
    done = subprocess.run(command, cwd=LINUX, capture_output=True, text=True, check=False, timeout=60)
    assert done.returncode == 0, done.stdout + done.stderr
    assert not done.stderr


def test_the_icons_of_other_systems_can_be_read(tmp_path: Path) -> None:
    command = [sys.executable, str(PACKAGING / "icons.py"), str(tmp_path)]
    environment = os.environ | {"QT_QPA_PLATFORM": "offscreen"}
    subprocess.run(command, env=environment, check=True, timeout=120)
    ico, icns = (tmp_path / "redraft.ico").read_bytes(), (tmp_path / "redraft.icns").read_bytes()
    count = int.from_bytes(ico[4:6], "little")
    last = ico[6 + 16 * (count - 1) : 6 + 16 * count]
    assert int.from_bytes(last[12:], "little") + int.from_bytes(last[8:12], "little") == len(ico)
    assert ico.count(b"\x89PNG") == count
    assert int.from_bytes(icns[4:8], "big") == len(icns)


def test_the_installer_carries_this_version() -> None:
    recipe = (PACKAGING / "windows" / "redraft.iss").read_text(encoding="utf-8")
    assert f"AppVersion={__version__}\n" in recipe


def test_only_the_fetcher_and_the_attempts_import_network_code() -> None:
    with pytest.MonkeyPatch.context() as patch:
        patch.syspath_prepend(str(PACKAGING))
        assert load("audit").network_code(ROOT / "app") == []


def test_no_package_gives_the_app_a_network_permission() -> None:
    flatpak = (PACKAGING / "flatpak" / "app.redraft.Redraft.yml").read_text(encoding="utf-8")
    asked = [line.strip() for line in flatpak.splitlines() if line.strip().startswith("- --")]
    assert asked
    assert not [line for line in asked if "network" in line or "--filesystem" in line]
    entitlements = plistlib.loads((PACKAGING / "macos" / "entitlements.plist").read_bytes())
    assert not [name for name in entitlements if "network" in name]


def test_the_manual_knows_every_command_and_invents_no_option() -> None:
    page = (LINUX / "redraft.1").read_text(encoding="utf-8").replace("\\-", "-")
    parsers = every_parser(parser())
    assert set(re.findall(r"--[a-z][a-z-]*", page)) <= {option for one in parsers for option in options_of(one)}
    commands = {one.prog.split()[1] for one in parsers if len(one.prog.split()) == 2}
    assert commands == set(
        re.findall(r"^\.TP\n\.B[RI]? (\w+)", page.partition(".SH COMMANDS")[2].partition(".SH")[0], re.M)
    )


def every_parser(top: argparse.ArgumentParser) -> list[argparse.ArgumentParser]:
    choices = [a.choices for a in top._actions if isinstance(a, argparse._SubParsersAction)]
    below = [one for group in choices for one in dict.fromkeys(group.values())]
    return [top, *(deeper for one in below for deeper in every_parser(one))]


def options_of(one: argparse.ArgumentParser) -> list[str]:
    return [s for a in one._actions for s in a.option_strings if s.startswith("--")]
