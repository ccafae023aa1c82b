"""Every command in README and the pages is run, or named with the place where it is tried instead."""

from __future__ import annotations

import os
import re
import shlex
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from docs.pages import AS_ROOT, ELSEWHERE, PAGES, ROOT, mentioned, runnable, typed
from fakes.pictures import packed, scene
from redraft import __version__
from redraft.cli.main import parser
from redraft.models.store import ModelStore

DRAFT = "My husband and I moved to Leeds for my shifts on the wards. Write to priya@example.org.\n"
CHAT = "Ann: Where do you live?\nBen: In Leeds, near the canal.\nAnn: And what do you do?\nBen: I mend bikes.\n"
WITHOUT_MODEL = re.compile(
    r"--fast|--version|--help|--budget 0|models list|^redraft (store|completion|picture|mask|chat)"
)


def needs_model(command: str) -> bool:
    return command.startswith("redraft") and not WITHOUT_MODEL.search(command)


@pytest.fixture
def desk(tmp_path, monkeypatch):
    """A folder with the files that the pages speak of, and a home of its own that has the model."""
    (tmp_path / "draft.txt").write_text(DRAFT, encoding="utf-8")
    shutil.copytree(ROOT / "resources" / "practice", tmp_path / "practice")
    shutil.copy(ROOT / "tests" / "samples" / "exportify" / "watsonbox_liked.csv", tmp_path / "liked.csv")
    for name in ("photo.jpg", "pass.png"):
        (tmp_path / name).write_bytes(packed(scene(), "PNG" if name.endswith("png") else "JPEG"))
    shutil.copy(ROOT / "tests" / "samples" / "pictures" / "phone.heic", tmp_path)
    (tmp_path / "chat.txt").write_text(CHAT, encoding="utf-8")
    (tmp_path / "copies").mkdir()
    (tmp_path / "notes").mkdir()
    shutil.copy(tmp_path / "draft.txt", tmp_path / "notes")
    (tmp_path / "home").mkdir()
    monkeypatch.setenv("REDRAFT_MODELS", str(ModelStore().folder))
    monkeypatch.setenv("HOME", str(tmp_path / "home"))
    for name in ("XDG_CONFIG_HOME", "XDG_DATA_HOME", "XDG_STATE_HOME"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("PATH", f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}")
    return tmp_path


@pytest.mark.timeout(900)
@pytest.mark.parametrize(
    "command",
    [pytest.param(c, marks=[pytest.mark.model, pytest.mark.slow] if needs_model(c) else []) for c in runnable()],
)
def test_it_works_as_written(command: str, desk: Path) -> None:
    done = subprocess.run(
        ["bash", "-ec", command],
        cwd=ROOT if command.startswith("make") else desk,
        capture_output=True,
        text=True,
        check=False,
        timeout=880,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    assert "Traceback" not in done.stderr
    assert done.stdout.strip() or " > " in command


def test_the_table_of_what_is_tried_elsewhere_names_only_what_is_written() -> None:
    assert set(ELSEWHERE) <= set(typed()) | set(mentioned()) | {"redraft"}


@pytest.mark.parametrize("command", [c for c in dict.fromkeys([*typed(), *mentioned()]) if c.startswith("make ")])
def test_make_knows_the_target(command: str) -> None:
    names = [word for word in shlex.split(command)[1:] if "=" not in word]
    done = subprocess.run(["make", "-n", *names], cwd=ROOT, capture_output=True, text=True, check=False, timeout=60)
    assert done.returncode == 0, done.stderr


@pytest.mark.parametrize("command", [c for c in mentioned() if c.startswith("redraft ")])
def test_a_command_within_a_sentence_can_be_typed(command: str) -> None:
    words = shlex.split(command)[1:]
    if words == ["--version"]:
        with pytest.raises(SystemExit, match="0"):
            parser().parse_args(words)
    else:
        parser().parse_args(words)


def test_a_package_is_called_as_this_version_is() -> None:
    names = [c for c in typed() if AS_ROOT.search(c) and ".deb" in c]
    assert names
    assert all(f"_{__version__}_" in name for name in names)


def test_the_system_packages_are_those_that_make_installs() -> None:
    sys.path.insert(0, str(ROOT / "packaging"))
    try:
        import system_libraries as known
    finally:
        sys.path.pop(0)
    (line,) = [c for c in typed() if c.startswith("sudo apt-get install") and "python3-venv" in c]
    named = {word for word in shlex.split(line)[3:] if not word.startswith("-")}
    tools = known.BUILD_TOOLS | known.TEST_TOOLS
    needed = {*known.LIBRARIES.values(), *tools.values(), known.FONT_PACKAGE, "python3-venv", "python3-dev"}
    assert named == needed


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_links_lead_somewhere(page: Path) -> None:
    links = re.findall(r"\]\(([^)#\s]+)", page.read_text(encoding="utf-8"))
    local = [link for link in links if "://" not in link]
    assert not [link for link in local if not (page.parent / link).exists()]
