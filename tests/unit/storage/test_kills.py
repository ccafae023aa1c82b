"""The store under kill -9, a full disk and a second process: what was committed is there, whole, and nothing else."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
import textwrap
import time
from pathlib import Path

import pytest

import redraft
from fakes.keyring import FileKeyring
from fakes.refusals import refused
from redraft.domain.archive import Locator
from redraft.domain.errors import StoreError
from redraft.storage.folder import Protection
from redraft.storage.vault import Vault
from redraft.usecases.ports import PostResult

IN_A_BATCH = 20
ENVIRONMENT = {
    "PATH": os.environ["PATH"],
    "PYTHONPATH": os.pathsep.join([str(Path(redraft.__file__).parents[1]), str(Path(__file__).parents[2])]),
    "PYTHONDONTWRITEBYTECODE": "1",
}
OPEN = """
    import sys
    from pathlib import Path
    from fakes.keyring import FileKeyring
    from redraft.domain.archive import Locator
    from redraft.domain.errors import StoreError
    from redraft.speech.now import problem
    from redraft.storage.folder import Protection
    from redraft.storage.vault import Vault
    from redraft.usecases.ports import PostResult
    vault = Vault(Path(sys.argv[1]), FileKeyring(Path(sys.argv[1] + ".keys")))
"""
SCAN = """
    records = vault.open(str)
    checkpoint = records.load("archive")
    start = checkpoint.state["batches"] if checkpoint else 0
    for n in range(start, start + int(sys.argv[2])):
        batch = [PostResult(Locator(n, i), "fast", {"n": n, "text": "x" * 300}) for i in range(20)]
        try:
            records.record("archive", {"batches": n + 1}, batch)
        except StoreError as error:
            print("error:", problem(error), flush=True)
            sys.exit(3)
        print(n + 1, flush=True)
"""
ROTATE = """
    vault.rotate(Protection.KEYRING, str, str)
"""
needs_strace = pytest.mark.skipif(shutil.which("strace") is None, reason="strace is not installed")


@pytest.fixture
def vault(tmp_path):
    made = Vault(tmp_path / "store", FileKeyring(tmp_path / "store.keys"))
    made.create(Protection.KEYRING, str).close()
    return made


def run(code, vault, *arguments, before=()):
    command = [*before, sys.executable, "-c", textwrap.dedent(OPEN) + textwrap.dedent(code)]
    return subprocess.run(
        [*command, str(vault.folder), *map(str, arguments)],
        env=ENVIRONMENT,
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )


def inject(call, what):
    return ("strace", "-f", "-qq", "-o", os.devnull, "-e", f"trace={call}", "-e", f"inject={call}:{what}")


def batches(vault):
    """How many batches are there; every one must be whole, and what the state says."""
    with vault.open(str) as records:
        assert records.damage() == ""
        checkpoint = records.load("archive")
        found = [r.body["n"] for r in records.results("archive")]
    count = checkpoint.state["batches"] if checkpoint else 0
    assert found == [n for n in range(count) for _ in range(IN_A_BATCH)]
    return count


@needs_strace
@pytest.mark.parametrize(
    ("call", "numbers"), [("pwrite64", range(1, 90, 9)), ("fsync", range(1, 16, 2)), ("unlink", (1, 2, 3))]
)
def test_killed_at_any_write_a_scan_goes_on_where_it_was(vault, call, numbers):
    committed, killed = 0, 0
    for number in numbers:
        result = run(SCAN, vault, 3, before=inject(call, f"signal=KILL:when={number}"))
        killed += result.returncode in {-signal.SIGKILL, 128 + signal.SIGKILL}
        told = [int(line) for line in result.stdout.split()]
        there = batches(vault)
        assert there >= max(told, default=committed)
        assert there <= max(told, default=committed) + 1  # the commit that was under way may have come through
        committed = there
    assert killed >= 3


@needs_strace
@pytest.mark.parametrize("number", [1, 7, 12, 20, 33])
def test_a_full_disk_at_any_write_is_said_and_loses_nothing(vault, number):
    run(SCAN, vault, 1)
    result = run(SCAN, vault, 3, before=inject("pwrite64", f"error=ENOSPC:when={number}+"))
    assert result.returncode == 3, result.stderr
    told = result.stdout.splitlines()
    assert "disk" in told[-1]
    assert "What was stored before is still there" in told[-1]
    assert batches(vault) == int(told[-2]) if len(told) > 1 else 1


@needs_strace
@pytest.mark.parametrize(
    ("call", "numbers"),
    [("pwrite64", (1, 5, 9, 14, 20)), ("fsync", (1, 2, 3, 4, 5)), ("rename", (1, 2, 3, 4)), ("unlink", (1, 2))],
)
def test_killed_at_any_moment_of_a_change_of_keys_the_store_opens(vault, call, numbers):
    run(SCAN, vault, 2)
    for number in numbers:
        run(ROTATE, vault, before=inject(call, f"signal=KILL:when={number}"))
        assert batches(vault) == 2
    assert run(ROTATE, vault).returncode == 0
    assert batches(vault) == 2
    assert len(list(vault.folder.glob("store-*.db*"))) == 1


def test_killed_at_random_moments_a_scan_goes_on_where_it_was(vault):
    committed = 0
    for turn in range(6):
        command = [sys.executable, "-c", textwrap.dedent(OPEN) + textwrap.dedent(SCAN), str(vault.folder), "100000"]
        with subprocess.Popen(command, env=ENVIRONMENT, stdout=subprocess.PIPE, text=True) as scan:
            assert scan.stdout is not None
            told = int(scan.stdout.readline())
            time.sleep(0.01 + 0.023 * turn)
            scan.kill()
            told = max([told, *(int(line) for line in scan.stdout.read().splitlines())])
        there = batches(vault)
        assert told <= there <= told + 1
        assert there > committed
        committed = there


def test_two_processes_take_turns(vault):
    code = """
        records = vault.open(str)
        for n in range(10):
            records.record(sys.argv[2], {"n": n}, [PostResult(Locator(0, n), "fast", {})])
    """
    command = [sys.executable, "-c", textwrap.dedent(OPEN) + textwrap.dedent(code), str(vault.folder)]
    both = [subprocess.Popen([*command, name], env=ENVIRONMENT, stderr=subprocess.PIPE) for name in ("a", "b")]
    assert [process.communicate(timeout=120)[1] for process in both] == [b"", b""]
    with vault.open(str) as records:
        for name in ("a", "b"):
            checkpoint = records.load(name)
            assert checkpoint is not None
            assert checkpoint.results == 10


def test_a_process_that_holds_the_store_too_long_is_named(vault, monkeypatch):
    monkeypatch.setattr("redraft.storage.cipher.BUSY_SECONDS", 0.1)
    with vault.open(str) as first, vault.open(str) as second, first._writing():
        with refused(StoreError, "Another Redraft is using the store"):
            second.record("archive", {}, [PostResult(Locator(0, 0), "fast", {})])
        with refused(StoreError, "Another Redraft is using the store"):
            vault.rotate(Protection.KEYRING, str, str)


def test_two_that_change_it_at_once_are_kept_apart(vault):
    with vault._folder.alone(), refused(StoreError, "is changing the store"):
        vault.erase()
