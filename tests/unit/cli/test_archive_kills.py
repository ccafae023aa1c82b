"""`kill -9` of the command or of any of its workers, then `--resume`: not one post lost or counted twice.

With the real store, real workers and real kills; the moments are spread over the whole of a scan.
"""

from __future__ import annotations

import contextlib
import json
import os
import random
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from fakes.posts import POSTS, write_posts
from fakes.sandbox import needs_cage

pytestmark = [needs_cage, pytest.mark.slow]

APP = Path(__file__).parents[3] / "app"
PHRASE = b"four quite random words\n"


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A home with a store that a passphrase protects, and an archive."""
    folder = tmp_path_factory.mktemp("home")
    write_posts(folder)
    done = subprocess.run(
        [sys.executable, "-m", "redraft", "store", "create", "--passphrase"],
        input=PHRASE, env=environment(folder), check=False, capture_output=True,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr.decode()
    return folder


def environment(home: Path) -> dict[str, str]:
    return {"PATH": os.environ["PATH"], "HOME": str(home), "PYTHONPATH": str(APP)}


def start(home: Path, *more: str) -> subprocess.Popen[bytes]:
    command = [sys.executable, "-m", "redraft", "archive", str(home / "posts.csv"), "--budget", "0", "--json", *more]
    process = subprocess.Popen(
        command, env=environment(home), stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE
    )
    assert process.stdin is not None
    process.stdin.write(PHRASE)
    process.stdin.close()
    process.stdin = None
    return process


def result(process: subprocess.Popen[bytes]) -> dict[str, Any]:
    out, err = process.communicate(timeout=240)
    assert process.returncode == 0, err.decode()
    document: dict[str, Any] = json.loads(out)
    del document["timings"], document["notes"]
    return document


@pytest.fixture(scope="module")
def whole(home: Path) -> tuple[dict[str, Any], float]:
    """What an undisturbed scan finds, and how long it takes."""
    began = time.monotonic()
    found = result(start(home))
    assert found["counts"] == {"read": POSTS, "own": POSTS, "kept": POSTS, "skipped": {}}
    assert found["scanned"] == POSTS
    assert {f["attribute"] for f in found["findings"]} >= {"location", "relationship", "contact"}
    return found, time.monotonic() - began


@pytest.mark.timeout(600)
def test_the_command_is_killed_twice_and_resumed(home: Path, whole: tuple[dict[str, Any], float]) -> None:
    found, took = whole
    rng = random.Random(4)
    killed, more = 0, []
    for _ in range(2):
        process = start(home, *more)
        time.sleep(took * rng.uniform(0.3, 0.9))
        killed += process.poll() is None
        process.kill()
        process.communicate()
        more = ["--resume"]
    assert killed >= 1
    assert result(start(home, "--resume")) == found


@pytest.mark.timeout(600)
@pytest.mark.parametrize("kind", ["fast", "reader"])
def test_a_worker_is_killed_in_the_middle(home: Path, whole: tuple[dict[str, Any], float], kind: str) -> None:
    found, _ = whole
    process = start(home)
    assert next(workers(process, kind), None) is not None
    time.sleep(0.3)
    for worker in workers(process, kind):
        with contextlib.suppress(ProcessLookupError):
            os.kill(worker, signal.SIGKILL)
        break
    assert result(process) == found


def workers(process: subprocess.Popen[bytes], kind: str) -> Iterator[int]:
    """Process ids of the command's workers of a kind, once there are any."""
    while process.poll() is None:
        for children in Path(f"/proc/{process.pid}/task").glob("*/children"):
            for child in children.read_text().split():
                with contextlib.suppress(OSError):
                    words = Path(f"/proc/{child}/cmdline").read_bytes().split(b"\0")
                    if kind.encode() in words:
                        yield int(child)
        time.sleep(0.05)
