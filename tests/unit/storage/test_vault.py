"""The encrypted store: its life from being turned on to being erased, and what can be wrong with its files."""

from __future__ import annotations

import contextlib
import random
import stat
import sys

import pytest

from fakes.keyring import MemoryKeyring
from redraft.domain.archive import Locator
from redraft.domain.errors import StoreError
from redraft.storage import keys
from redraft.storage.folder import Protection
from redraft.storage.keys import KeyringError
from redraft.storage.vault import Vault
from redraft.usecases.ports import Checkpoint, PostResult

PHRASE, OTHER = "four quite random words", "and four other words"


def say(phrase):
    return lambda: phrase


def nobody():
    raise AssertionError("a passphrase was asked for")


@pytest.fixture
def ring():
    return MemoryKeyring()


@pytest.fixture
def vault(tmp_path, ring):
    return Vault(tmp_path / "store", ring)


def fill(vault, count=50):
    with vault.create(Protection.KEYRING, nobody) as records:
        records.record("archive", {"read": count}, [PostResult(Locator(0, n), "fast", {"n": n}) for n in range(count)])


def content(vault, ask=nobody):
    with vault.open(ask) as records:
        return records.load("archive"), [r.body["n"] for r in records.results("archive")]


def database(vault):
    (path,) = vault.folder.glob("store-*.db")
    return path


WHOLE = (Checkpoint({"read": 50}, 50), list(range(50)))


def test_nothing_is_written_before_it_is_turned_on(vault, tmp_path):
    assert not vault.exists
    with pytest.raises(StoreError, match="There is no store"):
        vault.open(nobody)
    assert list(tmp_path.iterdir()) == []


def test_what_was_stored_is_there_when_it_is_opened_again(vault):
    fill(vault)
    assert content(vault) == WHOLE
    assert vault.protection is Protection.KEYRING


def test_only_the_owner_may_look_and_nothing_is_readable(vault):
    fill(vault)
    assert stat.S_IMODE(vault.folder.stat().st_mode) == 0o700
    for path in vault.folder.iterdir():
        assert stat.S_IMODE(path.stat().st_mode) == 0o600
        assert b"archive" not in path.read_bytes()
        assert b"SQLite" not in path.read_bytes()


def test_the_key_is_in_the_keyring_only(vault, ring):
    fill(vault)
    (key,) = ring.held.values()
    for path in vault.folder.iterdir():
        assert key not in path.read_bytes()
        assert key.hex().encode() not in path.read_bytes()


def test_no_second_store_over_the_first(vault):
    fill(vault)
    with pytest.raises(StoreError, match="already"):
        vault.create(Protection.KEYRING, nobody)
    assert content(vault) == WHOLE


def test_a_passphrase_opens_it_and_another_does_not(vault, ring):
    vault.create(Protection.PASSPHRASE, say(PHRASE)).close()
    assert ring.done == []
    vault.open(say(PHRASE)).close()
    with pytest.raises(StoreError, match="passphrase is wrong"):
        vault.open(say(OTHER))


def test_one_passphrase_typed_with_composed_or_single_letters_is_the_same():
    salt = bytes(16)
    assert keys.key_of("Zürich ist schön", salt) == keys.key_of("Zu\u0308rich ist scho\u0308n", salt)


def test_a_short_passphrase_is_refused_and_leaves_nothing(vault):
    with pytest.raises(StoreError, match="fewer than 12"):
        vault.create(Protection.PASSPHRASE, say("short"))
    assert not vault.exists
    assert list(vault.folder.glob("store-*")) == []


@pytest.mark.parametrize("reason", ["absent", "locked", "failed"])
def test_a_keyring_that_refuses_is_named_and_nothing_is_made(vault, ring, reason):
    ring.refuses = reason
    with pytest.raises(KeyringError) as caught:
        vault.create(Protection.KEYRING, nobody)
    assert caught.value.reason == reason
    assert caught.value.remedy
    assert not vault.exists


def test_a_locked_keyring_keeps_the_store_closed_but_not_lost(vault, ring):
    fill(vault)
    ring.refuses = "locked"
    with pytest.raises(KeyringError, match="locked"):
        vault.open(nobody)
    ring.refuses = ""
    assert content(vault) == WHOLE


def test_a_wrong_key_is_said(vault, ring):
    fill(vault)
    ring.held = {name: keys.random_key() for name in ring.held}
    with pytest.raises(StoreError, match="key or passphrase is wrong"):
        vault.open(nobody)


def test_a_key_that_is_gone_is_said(vault, ring):
    fill(vault)
    ring.held.clear()
    with pytest.raises(KeyringError, match="no longer holds"):
        vault.open(nobody)


def test_a_lost_or_emptied_file_is_not_taken_for_a_new_one(vault):
    fill(vault)
    database(vault).write_bytes(b"")
    with pytest.raises(StoreError, match="gone or empty"):
        vault.open(nobody)
    database(vault).unlink()
    with pytest.raises(StoreError, match="gone or empty"):
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
    with pytest.raises(StoreError, match="damaged"):
        vault.open(nobody)
    vault.erase()
    assert not vault.folder.exists()


def test_erasing_removes_the_key_first_and_leaves_no_file(vault, ring, monkeypatch):
    fill(vault)
    there = []
    monkeypatch.setattr(ring, "remove", lambda name: there.append(database(vault).is_file()) or ring.held.pop(name))
    vault.erase()
    assert there == [True]
    assert ring.held == {}
    assert not vault.folder.exists()


def test_a_keyring_that_keeps_the_key_does_not_keep_the_data(vault, ring):
    fill(vault)
    ring.refuses = "locked"
    with pytest.raises(KeyringError):
        vault.erase()
    assert not vault.exists
    assert not vault.folder.exists()


def test_another_window_that_is_open_loses_nothing_silently_when_the_store_is_erased(vault):
    fill(vault)
    with vault.open(nobody) as records:
        vault.erase()
        with pytest.raises(StoreError, match="Another Redraft erased"):
            records.record("archive", {"read": 51})


def test_a_new_key_opens_everything_and_the_old_one_is_gone(vault, ring):
    fill(vault)
    (old_key,) = ring.held.values()
    old_file = database(vault)
    vault.rotate(Protection.KEYRING, nobody, nobody)
    (new_key,) = ring.held.values()
    assert new_key != old_key
    assert not old_file.exists()
    assert vault.old_keys == 0
    assert content(vault) == WHOLE


def test_it_moves_from_the_keyring_to_a_passphrase_and_back(vault, ring):
    fill(vault)
    vault.rotate(Protection.PASSPHRASE, nobody, say(PHRASE))
    assert ring.held == {}
    assert content(vault, say(PHRASE)) == WHOLE
    vault.rotate(Protection.KEYRING, say(PHRASE), nobody)
    assert content(vault) == WHOLE


def test_an_old_key_that_the_keyring_would_not_let_go_is_removed_the_next_time(vault, ring, monkeypatch):
    fill(vault)
    with monkeypatch.context() as patch:
        patch.setattr(ring, "remove", lambda name: ring._may("remove") or (_ for _ in ()).throw(KeyringError("locked")))
        vault.rotate(Protection.KEYRING, nobody, nobody)
        assert vault.old_keys == 1
    assert content(vault) == WHOLE
    assert vault.old_keys == 0
    assert len(ring.held) == 1


def test_who_writes_under_the_old_key_is_told(vault):
    fill(vault)
    with vault.open(nobody) as records:
        vault.rotate(Protection.KEYRING, nobody, nobody)
        with pytest.raises(StoreError, match="changed its key"):
            records.record("archive", {"read": 51})
    assert content(vault) == WHOLE


def test_a_backup_opens_on_another_computer_and_is_never_written_over(vault, tmp_path):
    fill(vault)
    target = tmp_path / "backup.redraft"
    vault.backup(target, nobody, say(PHRASE))
    before = target.read_bytes()
    with pytest.raises(StoreError, match="already a file"):
        vault.backup(target, nobody, say(PHRASE))
    assert target.read_bytes() == before
    elsewhere = Vault(tmp_path / "elsewhere", MemoryKeyring())
    elsewhere.restore(target, say(PHRASE), Protection.KEYRING, nobody)
    assert content(elsewhere) == WHOLE
    assert content(vault) == WHOLE


def test_a_damaged_backup_or_a_wrong_passphrase_makes_no_store(vault, tmp_path):
    fill(vault, 2000)
    target = tmp_path / "backup.redraft"
    vault.backup(target, nobody, say(PHRASE))
    elsewhere = Vault(tmp_path / "elsewhere", MemoryKeyring())
    with pytest.raises(StoreError, match="passphrase is wrong"):
        elsewhere.restore(target, say(OTHER), Protection.KEYRING, nobody)
    data = bytearray(target.read_bytes())
    data[-100] ^= 1
    target.write_bytes(data)
    with pytest.raises(StoreError, match="damaged"):
        elsewhere.restore(target, say(PHRASE), Protection.KEYRING, nobody)
    target.write_bytes(b"too short")
    with pytest.raises(StoreError, match="is not a store"):
        elsewhere.restore(target, say(PHRASE), Protection.KEYRING, nobody)
    assert not elsewhere.exists


def test_restoring_never_replaces_a_store(vault, tmp_path):
    fill(vault)
    target = tmp_path / "backup.redraft"
    vault.backup(target, nobody, say(PHRASE))
    with pytest.raises(StoreError, match="already"):
        vault.restore(target, say(PHRASE), Protection.KEYRING, nobody)
    assert content(vault) == WHOLE


def test_a_full_disk_loses_only_what_was_not_yet_stored(vault):
    fill(vault)
    with vault.open(nobody) as records:
        pages = records._connection.execute("PRAGMA page_count").fetchone()[0]
        records._connection.execute(f"PRAGMA max_page_count = {pages + 2}").fetchall()
        many = [PostResult(Locator(1, n), "fast", {"n": n, "text": "x" * 500}) for n in range(500)]
        with pytest.raises(StoreError, match="disk is full"):
            records.record("archive", {"read": 550}, many)
        assert records.load("archive") == WHOLE[0]
        records.record("archive", {"read": 51}, [PostResult(Locator(0, 50), "fast", {"n": 50})])
    assert content(vault) == (Checkpoint({"read": 51}, 51), list(range(51)))


def test_no_network_code_is_loaded(vault):
    import subprocess
    from pathlib import Path

    import redraft

    code = (
        "import sys; from redraft.storage.vault import Vault; from redraft.cli import store\n"
        "try: Vault(__import__('pathlib').Path('/nonexistent')).open(str)\n"
        "except Exception as error: print(type(error).__name__)\n"
        "print([m for m in ('keyring', 'ssl', 'http.client', 'secretstorage') if m in sys.modules])"
    )
    environment = {"PYTHONPATH": str(Path(redraft.__file__).parents[1])}
    said = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True, env=environment
    ).stdout
    assert said.split("\n")[:2] == ["StoreError", "[]"]
