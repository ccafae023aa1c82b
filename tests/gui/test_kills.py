"""`kill -9` of the window while it scans an archive, then go on: not one post lost or counted twice.

With the real window, reader, fast workers, encrypted store and kills.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest

import redraft
from fakes.posts import POSTS, write_posts
from fakes.sandbox import needs_cage
from redraft.storage.folder import Protection
from redraft.storage.vault import Vault

pytestmark = [needs_cage, pytest.mark.gui, pytest.mark.slow, pytest.mark.timeout(600)]

PHRASE = "four quite random words"


@pytest.fixture
def home(tmp_path: Path) -> Path:
    """A home with a store that a passphrase protects, an archive, and no model."""
    Vault(tmp_path / ".local/share/redraft/store").create(Protection.PASSPHRASE, lambda: PHRASE).close()
    write_posts(tmp_path)
    for part in ("models", "run"):
        (tmp_path / part).mkdir()
    (tmp_path / "run").chmod(0o700)
    return tmp_path


@contextmanager
def session(home: Path) -> Iterator[tuple[subprocess.Popen[str], Iterator[dict[str, Any]]]]:
    environment = {
        "PATH": os.environ["PATH"],
        "HOME": str(home),
        "LANG": "C.UTF-8",
        "XDG_RUNTIME_DIR": str(home / "run"),
        "REDRAFT_MODELS": str(home / "models"),
        "QT_QPA_PLATFORM": "offscreen",
        "PYTHONPATH": os.pathsep.join([str(Path(redraft.__file__).parents[1]), str(Path(__file__).parents[1])]),
    }
    command = [sys.executable, "-m", "gui.scan_session", str(home / "posts.csv"), PHRASE]
    with subprocess.Popen(
        command, env=environment, cwd=home, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    ) as process:
        try:
            assert process.stdout is not None
            yield process, (json.loads(line) for line in process.stdout)
        finally:
            process.kill()


def until(lines: Iterator[dict[str, Any]], holds: Callable[[dict[str, Any]], bool]) -> dict[str, Any]:
    for line in lines:
        assert "error" not in line, line
        if holds(line):
            return line
    raise AssertionError("the window ended too soon")


def result(process: subprocess.Popen[str], lines: Iterator[dict[str, Any]]) -> dict[str, Any]:
    found = until(lines, lambda line: "report" in line)
    _out, err = process.communicate(timeout=60)
    assert process.returncode == 0, err
    assert found["rows"] == POSTS
    assert (found["loaded"], found["reached"]) == ([], [])
    report: dict[str, Any] = found["report"]
    del report["timings"], report["notes"]
    return report


def readable(home: Path) -> list[tuple[str, str]]:
    """Where pieces of the posts, or the passphrase, lie open, but in the archive itself."""
    telling = ("live in Leeds", "made soup", "example.org", "lap of the small park", PHRASE)
    files = [path for path in home.rglob("*") if path.is_file() and path.name != "posts.csv"]
    assert any(path.suffix == ".db" for path in files)
    return [(path.name, piece) for path in files for piece in telling if piece.encode() in path.read_bytes()]


def test_the_window_is_killed_twice_and_goes_on(home: Path) -> None:
    with session(home) as (process, lines):
        assert until(lines, lambda line: "begun" in line)["begun"] is None
        until(lines, lambda line: line.get("stage") == "reading" and line["done"] >= 500)
        process.kill()
    assert readable(home) == []
    with session(home) as (process, lines):
        done, total = until(lines, lambda line: "begun" in line)["begun"]
        assert 0 < done < total == POSTS
        until(lines, lambda line: line.get("stage") == "reading" and line["done"] >= 1_000)
        process.kill()
    with session(home) as (process, lines):
        assert done <= until(lines, lambda line: "begun" in line)["begun"][0] <= POSTS
        resumed = result(process, lines)
    assert readable(home) == []
    assert resumed["counts"] == {"read": POSTS, "own": POSTS, "kept": POSTS, "skipped": {}}
    assert resumed["scanned"] == POSTS
    with session(home) as (process, lines):  # what is there to its end is shown again
        assert until(lines, lambda line: "begun" in line)["begun"] == [POSTS, POSTS]
        process.kill()
    Vault(home / ".local/share/redraft/store").erase()
    Vault(home / ".local/share/redraft/store").create(Protection.PASSPHRASE, lambda: PHRASE).close()
    with session(home) as (process, lines):
        assert result(process, lines) == resumed  # as if nobody had disturbed it
