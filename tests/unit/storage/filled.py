"""A store with something in it, and how to look at it."""

from __future__ import annotations

from redraft.domain.archive import Locator
from redraft.storage.folder import Protection
from redraft.usecases.ports import Checkpoint, PostResult

PHRASE, OTHER = "four quite random words", "and four other words"


def say(phrase):
    return lambda: phrase


def nobody():
    raise AssertionError("a passphrase was asked for")


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
