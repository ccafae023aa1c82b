"""The tables of the encrypted store."""

from __future__ import annotations

from redraft.domain.errors import StoreError
from redraft.domain.message import Message
from redraft.storage import stand_ins
from redraft.storage.cipher import Connection, in_words

APPLICATION_ID = 0x52445246
VERSION = 1

RULES = (
    "CREATE TABLE IF NOT EXISTS rules (ruling TEXT NOT NULL, words TEXT NOT NULL, attribute TEXT NOT NULL,"
    " subject TEXT NOT NULL, PRIMARY KEY (ruling, words, attribute, subject)) WITHOUT ROWID"
)
DRAFTS = "CREATE TABLE IF NOT EXISTS drafts (body TEXT NOT NULL)"
"""These came later: a store without them has each with its first row, and versions before that read the rest all the
same.
"""

_SCHEMA = (
    "CREATE TABLE archives (number INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, state TEXT NOT NULL)",
    "CREATE TABLE results (archive INTEGER NOT NULL REFERENCES archives ON DELETE CASCADE, member INTEGER NOT NULL,"
    " record INTEGER NOT NULL, stage TEXT NOT NULL, body TEXT NOT NULL,"
    " PRIMARY KEY (archive, member, record, stage)) WITHOUT ROWID",
    "CREATE TABLE reports (id TEXT PRIMARY KEY, title TEXT NOT NULL, created INTEGER NOT NULL, body TEXT NOT NULL)",
    "CREATE TABLE declared (attribute TEXT NOT NULL, value TEXT NOT NULL, PRIMARY KEY (attribute, value))"
    " WITHOUT ROWID",
    RULES,
    DRAFTS,
    stand_ins.TABLE,
    f"PRAGMA application_id = {APPLICATION_ID}",
    f"PRAGMA user_version = {VERSION}",
)


def make_tables(connection: Connection) -> None:
    """Put the tables into a new file; raises StoreError."""
    with in_words():
        connection.execute("BEGIN IMMEDIATE")
        for statement in _SCHEMA:
            connection.execute(statement)
        connection.execute("COMMIT")


def require_ours(connection: Connection) -> None:
    """Raise StoreError unless the file holds these tables in a form that this version knows."""
    with in_words():
        (kind,) = connection.execute("PRAGMA application_id").fetchone()
        (version,) = connection.execute("PRAGMA user_version").fetchone()
    if kind != APPLICATION_ID:
        raise StoreError(Message("store.not_ours"), Message("do.name_backup"))
    if version > VERSION:
        raise StoreError(Message("store.newer"), Message("do.that_version"))
