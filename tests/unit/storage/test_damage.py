"""What can be wrong with the files of the store, and with its key: each is said, and nothing wrong is ever read."""

from __future__ import annotations

import contextlib
import os
import random

import pytest

from fakes.keyring import MemoryKeyring
from fakes.refusals import refused
from redraft.domain.archive import Locator
from redraft.domain.errors import StoreError
from redraft.storage import keys
from redraft.storage.folder import Protection
from redraft.storage.keys import KeyringError
from redraft.storage.vault import Vault
from redraft.usecases.ports import Checkpoint, PostResult
from unit.storage.filled import OTHER, PHRASE, WHOLE, content, database, fill, nobody, say


def test_a_wrong_key_is_said(vault, ring):
    fill(vault)
    ring.held = {name: keys.random_key() for name in ring.held}
    with refused(StoreError, "key or passphrase is wrong"):
        vault.open(nobody)


def test_a_key_that_is_gone_is_said(vault, ring):
    fill(vault)
    ring.held.clear()
    with refused(KeyringError, "no longer holds"):
        vault.open(nobody)


def test_a_lost_or_emptied_file_is_not_taken_for_a_new_one(vault):
    fill(vault)
    database(vault).write_bytes(b"")
    with refused(StoreError, "gone or empty"):
        vault.open(nobody)
    database(vault).unlink()
    with refused(StoreError, "gone or empty"):
        vault.open(nobody)


@pytest.mark.parametrize("seed", range(12))
def test_a_flipped_bit_anywhere_is_noticed_and_never_read_as_something_else(vault, seed):
    fill(vault, 2000)
    path, rng = database(vault), random.Random(seed)
    data = bytearray(path.read_bytes())
    data[rng.randrange(len(data))] ^= 1 << rng.randrange(8)
    path.write_bytes(data)
    with contextlib.suppress(StoreError), vault.open(nobody) as records:
        assert records.damage() != ""
        assert [r.body["n"] for r in records.results("archive")] == list(range(2000))


@pytest.mark.parametrize("part", [0.001, 0.1, 0.5, 0.9, 0.999])
def test_a_truncated_file_is_noticed(vault, part):
    fill(vault, 2000)
    path = database(vault)
    data = path.read_bytes()
    path.write_bytes(data[: int(len(data) * part)])
    with pytest.raises(StoreError) as caught, vault.open(nobody) as records:
        list(records.results("archive"))
    assert caught.value.remedy


@pytest.mark.parametrize(
    "broken", [b"", b"{", b"[]", b'{"id": 3}', b'{"id": "../../x", "protection": "keyring"}', b"\xff"]
)
def test_a_damaged_pointer_is_said_and_can_be_erased(vault, broken):
    fill(vault)
    (vault.folder / "store.json").write_bytes(broken)
    with refused(StoreError, "damaged"):
        vault.open(nobody)
    vault.erase()
    assert not vault.folder.exists()


def test_a_damaged_backup_or_a_wrong_passphrase_makes_no_store(vault, tmp_path):
    fill(vault, 2000)
    target = tmp_path / "backup.redraft"
    vault.backup(target, nobody, say(PHRASE))
    elsewhere = Vault(tmp_path / "elsewhere", MemoryKeyring())
    with refused(StoreError, "passphrase is wrong"):
        elsewhere.restore(target, say(OTHER), Protection.KEYRING, nobody)
    data = bytearray(target.read_bytes())
    data[-100] ^= 1
    target.write_bytes(data)
    with refused(StoreError, "damaged"):
        elsewhere.restore(target, say(PHRASE), Protection.KEYRING, nobody)
    target.write_bytes(b"too short")
    with refused(StoreError, "is not a store"):
        elsewhere.restore(target, say(PHRASE), Protection.KEYRING, nobody)
    assert not elsewhere.exists


def test_a_full_disk_loses_only_what_was_not_yet_stored(vault):
    fill(vault)
    with vault.open(nobody) as records:
        pages = records._connection.execute("PRAGMA page_count").fetchone()[0]
        records._connection.execute(f"PRAGMA max_page_count = {pages + 2}").fetchall()
        many = [PostResult(Locator(1, n), "fast", {"n": n, "text": "x" * 500}) for n in range(500)]
        with refused(StoreError, "disk is full"):
            records.record("archive", {"read": 550}, many)
        assert records.load("archive") == WHOLE[0]
        records.record("archive", {"read": 51}, [PostResult(Locator(0, 50), "fast", {"n": 50})])
    assert content(vault) == (Checkpoint({"read": 51}, 51), list(range(51)))


def test_a_flipped_byte_on_any_page_is_said_and_never_a_fault_of_ours(vault):
    """Long bodies lie on pages of their own, of which SQLite hands out what it has."""
    with vault.create(Protection.KEYRING, nobody) as records:
        long = [PostResult(Locator(0, n), "fast", {"text": "x" * 20_000}) for n in range(4)]
        records.record("archive", {"text": "y" * 30_000}, long)
    path, said = database(vault), 0
    data = path.read_bytes()
    for page in range(len(data) // 4096):
        broken = bytearray(data)
        broken[page * 4096 + 2000] ^= 1
        path.write_bytes(broken)
        try:
            with vault.open(nobody) as records:
                assert records.load("archive").state == {"text": "y" * 30_000}
                assert [r.body["text"] for r in records.results("archive")] == ["x" * 20_000] * 4
        except StoreError:
            said += 1
    # Tables that nothing was put into have a page each that nobody reads here.
    assert said > len(data) // 4096 - 8


def test_a_pipe_is_no_backup_and_is_not_waited_for(vault, tmp_path):
    os.mkfifo(tmp_path / "pipe")
    with refused(StoreError, "is not a store"):
        vault.restore(tmp_path / "pipe", say(PHRASE), Protection.KEYRING, nobody)
