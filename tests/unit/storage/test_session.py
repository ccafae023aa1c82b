"""The store as one run of the app has it open: once, through changes of its key, and never pulled away from a scan."""

from __future__ import annotations

import threading

import pytest

from fakes.refusals import refused
from redraft.domain.attributes import Attribute
from redraft.domain.errors import Cancelled, StoreError
from redraft.storage.cipher import WrongKeyError
from redraft.storage.folder import Protection
from redraft.storage.keys import KeyringError
from redraft.storage.session import Session, Status

PHRASE, OTHER = "four quite random words", "and four other words"
FACT = (Attribute.LOCATION, "Leeds")


def nobody():
    raise AssertionError("a passphrase was asked for")


@pytest.fixture
def session(vault):
    made = Session(vault)
    yield made
    made.close()


def test_it_is_off_and_says_where_it_would_lie(session, vault):
    assert session.status() == Status(vault.folder)
    assert not vault.folder.exists()


def test_it_is_asked_for_once_however_many_threads_need_it(session, vault):
    vault.create(Protection.PASSPHRASE, lambda: PHRASE).close()
    asked, found = [], []

    def ask():
        asked.append(1)
        return PHRASE

    threads = [threading.Thread(target=lambda: found.append(session.open(ask))) for _ in range(3)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(asked) == 1
    assert found == [session.records] * 3


def test_a_wrong_passphrase_can_be_tried_again_and_declining_leaves_it_locked(session, vault):
    vault.create(Protection.PASSPHRASE, lambda: PHRASE).close()

    def decline():
        raise Cancelled

    with pytest.raises(WrongKeyError):
        session.open(lambda: OTHER)
    with pytest.raises(Cancelled):
        session.open(decline)
    assert session.records is None
    assert session.status().held is None
    session.open(lambda: PHRASE)
    assert session.status().held == (0, 0, 0)


@pytest.mark.parametrize("new", list(Protection))
def test_whoever_holds_the_records_keeps_them_through_a_new_key(session, vault, new):
    session.create(Protection.KEYRING, nobody)
    held = session.records
    held.declare(*FACT)
    session.rotate(new, nobody, lambda: OTHER)
    assert session.records is held
    held.declare(Attribute.AGE, "28")
    session.close()
    assert session.open(lambda: OTHER).declared() == {FACT, (Attribute.AGE, "28")}
    assert session.status().protection is new


def test_after_erasing_what_is_held_goes_on_in_memory(session, vault, ring):
    session.create(Protection.KEYRING, nobody)
    held = session.records
    held.declare(*FACT)
    session.erase()
    assert not session.exists
    assert ring.held == {}
    assert not held.lasting
    held.declare(*FACT)
    assert not vault.folder.exists()


@pytest.mark.parametrize("change", ["rotate", "erase"])
def test_a_scan_is_not_robbed_of_its_store(session, change):
    session.create(Protection.KEYRING, nobody)
    with session.in_use(), refused(StoreError, "A scan is writing"):
        session.erase() if change == "erase" else session.rotate(Protection.KEYRING, nobody, nobody)
    assert session.records.declared() == frozenset()
    session.erase()


def test_backup_and_restore(session, vault, ring, tmp_path):
    session.create(Protection.PASSPHRASE, lambda: PHRASE)
    session.records.declare(*FACT)
    session.backup(tmp_path / "backup", lambda: PHRASE, lambda: OTHER)
    session.erase()
    with pytest.raises(WrongKeyError):
        session.restore(tmp_path / "backup", lambda: PHRASE, Protection.KEYRING, nobody)
    session.restore(tmp_path / "backup", lambda: OTHER, Protection.KEYRING, nobody)
    assert session.records.declared() == {FACT}


def test_without_a_keyring_nothing_is_made(session, ring):
    ring.refuses = "absent"
    with pytest.raises(KeyringError):
        session.create(Protection.KEYRING, nobody)
    assert not session.exists
    assert session.records is None
