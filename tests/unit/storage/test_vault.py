"""The encrypted store: its life from being turned on to being erased."""

from __future__ import annotations

import stat
import subprocess
import sys
from pathlib import Path

import pytest

import redraft
from fakes.keyring import MemoryKeyring
from fakes.refusals import refused
from redraft.domain.errors import StoreError
from redraft.storage import keys
from redraft.storage.folder import Protection
from redraft.storage.keys import KeyringError
from redraft.storage.vault import Vault
from unit.storage.filled import OTHER, PHRASE, WHOLE, content, database, fill, nobody, say


def test_nothing_is_written_before_it_is_turned_on(vault, tmp_path):
    assert not vault.exists
    with refused(StoreError, "There is no store"):
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
    with refused(StoreError, "already"):
        vault.create(Protection.KEYRING, nobody)
    assert content(vault) == WHOLE


def test_a_passphrase_opens_it_and_another_does_not(vault, ring):
    vault.create(Protection.PASSPHRASE, say(PHRASE)).close()
    assert ring.done == []
    vault.open(say(PHRASE)).close()
    with refused(StoreError, "passphrase is wrong"):
        vault.open(say(OTHER))


def test_one_passphrase_typed_with_composed_or_single_letters_is_the_same():
    salt = bytes(16)
    assert keys.key_of("Zürich ist schön", salt) == keys.key_of("Zu\u0308rich ist scho\u0308n", salt)


def test_a_short_passphrase_is_refused_and_leaves_nothing(vault):
    with refused(StoreError, "fewer than 12"):
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
    with refused(KeyringError, "locked"):
        vault.open(nobody)
    ring.refuses = ""
    assert content(vault) == WHOLE


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
        with refused(StoreError, "Another Redraft erased"):
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
        with refused(StoreError, "changed its key"):
            records.record("archive", {"read": 51})
    assert content(vault) == WHOLE


def test_a_backup_opens_on_another_computer_and_is_never_written_over(vault, tmp_path):
    fill(vault)
    target = tmp_path / "backup.redraft"
    vault.backup(target, nobody, say(PHRASE))
    before = target.read_bytes()
    with refused(StoreError, "already a file"):
        vault.backup(target, nobody, say(PHRASE))
    assert target.read_bytes() == before
    elsewhere = Vault(tmp_path / "elsewhere", MemoryKeyring())
    elsewhere.restore(target, say(PHRASE), Protection.KEYRING, nobody)
    assert content(elsewhere) == WHOLE
    assert content(vault) == WHOLE


def test_restoring_never_replaces_a_store(vault, tmp_path):
    fill(vault)
    target = tmp_path / "backup.redraft"
    vault.backup(target, nobody, say(PHRASE))
    with refused(StoreError, "already"):
        vault.restore(target, say(PHRASE), Protection.KEYRING, nobody)
    assert content(vault) == WHOLE


def test_no_network_code_is_loaded(vault):

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
