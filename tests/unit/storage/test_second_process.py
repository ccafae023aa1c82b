"""The store between two processes, and on a disk that is full: a scan keeps it, and what was there stays usable."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import textwrap

import pytest

from fakes.keyring import FileKeyring
from fakes.refusals import refused
from redraft.domain.archive import Locator
from redraft.domain.errors import StoreError
from redraft.storage.folder import Protection
from redraft.storage.session import Session
from redraft.storage.vault import Vault
from redraft.usecases.ports import PostResult
from unit.storage.filled import PHRASE, WHOLE, content, database, fill, say
from unit.storage.test_kills import ENVIRONMENT, OPEN

SCANS = """
    with vault.scanned_into():
        print("scanning", flush=True)
        sys.stdin.readline()
"""
FULL = """
    import os, resource
    from redraft.storage.session import Session
    def go(change):
        try:
            change()
        except StoreError as error:
            print("error:", problem(error), flush=True)
        else:
            print("done", flush=True)
    limit = int(sys.argv[2])
    if limit:
        resource.setrlimit(resource.RLIMIT_FSIZE, (limit, limit))
    go(lambda: vault.rotate(Protection.KEYRING, str, str))
    go(lambda: vault.backup(vault.folder / "backup", str, lambda: "four quite random words"))
    print(len(vault._keyring._held()), len(list(vault.folder.glob("*.db*"))), (vault.folder / "backup").exists())
    with vault.open(str) as records:
        print(records.damage() or "sound", len(list(records.results("archive"))))
"""


@pytest.fixture
def vault(tmp_path):
    made = Vault(tmp_path / "store", FileKeyring(tmp_path / "store.keys"))
    fill(made)
    return made


def command(code, vault, *arguments):
    return [sys.executable, "-c", textwrap.dedent(OPEN) + textwrap.dedent(code), str(vault.folder), *arguments]


@pytest.mark.parametrize("change", ["erase", "rotate"])
def test_another_process_cannot_take_the_store_from_a_scan(vault, change):
    scan = subprocess.Popen(command(SCANS, vault), env=ENVIRONMENT, stdin=subprocess.PIPE, stdout=subprocess.PIPE)
    try:
        assert scan.stdout.readline() == b"scanning\n"
        with refused(StoreError, "scan in another window or terminal"):
            vault.erase() if change == "erase" else vault.rotate(Protection.KEYRING, str, str)
        with vault.scanned_into():  # a second scan may go on beside it
            pass
        assert content(vault) == WHOLE
        scan.kill()
        scan.wait()
        vault.erase() if change == "erase" else vault.rotate(Protection.KEYRING, str, str)
    finally:
        scan.kill()
        scan.communicate()
    assert vault.exists == (change == "rotate")


def test_a_session_that_scans_holds_the_store_against_others(vault):
    session = Session(vault)
    session.open(str)
    with session.in_use(), refused(StoreError, "scan in another window or terminal"):
        Vault(vault.folder, vault._keyring).erase()
    session.close()
    assert content(vault) == WHOLE


def on_a_full_disk(vault):
    """What the program says on a small disk of its own, or, where none may be made, under a limit on files."""
    size = sum(path.stat().st_size for path in vault.folder.iterdir())
    small = f'mount -t tmpfs -o size={(size >> 10) + 40}k none "$1" && cp -a "$2"/. "$1" && shift 2 && exec "$@"'
    copy = vault.folder.with_name("copy")
    copy.mkdir()
    disk = ["unshare", "-rm", "sh", "-c", small, "sh", str(vault.folder), str(copy)]
    shutil.copytree(vault.folder, copy, dirs_exist_ok=True)
    may = (
        shutil.which("unshare")
        and not subprocess.run(
            [*disk, "true"], check=False, capture_output=True, env={"PATH": os.environ["PATH"]}
        ).returncode
    )
    limit = "0" if may else str(database(vault).stat().st_size // 2)
    return subprocess.run(
        [*(disk if may else []), *command(FULL, vault, limit)], env=ENVIRONMENT, capture_output=True, text=True,
        check=False, timeout=120,
    )  # fmt: skip


def test_a_full_disk_leaves_the_old_key_and_file_in_use_and_says_so(vault):
    with vault.open(str) as records:
        many = [PostResult(Locator(0, n), "fast", {"text": "x" * 500}) for n in range(1_000)]
        records.record("other", {"read": 0}, many)
    done = on_a_full_disk(vault)
    told = done.stdout.splitlines()
    assert len(told) == 4, done.stderr
    for said in told[:2]:
        assert said.startswith("error:")
        assert "as before" in said
    assert told[2] == "1 1 False"
    assert told[3] == "sound 50"


def test_a_backup_to_where_there_is_no_room_leaves_nothing_behind(vault, monkeypatch, tmp_path):
    def fails(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", fails)
    with refused(StoreError, "as before"):
        vault.backup(tmp_path / "backup", str, say(PHRASE))
    assert not (tmp_path / "backup").exists()
    keys = len(vault._keyring._held())
    with refused(StoreError, "as before"):
        vault.rotate(Protection.KEYRING, str, str)
    assert len(vault._keyring._held()) == keys
    monkeypatch.undo()
    assert content(vault) == WHOLE
