"""What stands for what, in the encrypted store: one row, that came later than the other tables."""

from __future__ import annotations

import json

from redraft.codec import from_json, to_json
from redraft.domain.errors import StoreError
from redraft.domain.message import Message
from redraft.domain.stand_ins import StandIns
from redraft.storage.cipher import Connection

TABLE = "CREATE TABLE IF NOT EXISTS stand_ins (id INTEGER PRIMARY KEY CHECK (id = 1), body TEXT NOT NULL)"
"""A store without it has it with its first stand-in."""


def kept(connection: Connection) -> StandIns:
    """All that are kept; raises StoreError for what this version cannot read, since without it no text comes back."""
    if not connection.execute("SELECT 1 FROM sqlite_master WHERE name = 'stand_ins'").fetchone():
        return StandIns()
    row = connection.execute("SELECT body FROM stand_ins").fetchone()
    if row is None:
        return StandIns()
    try:
        return from_json(StandIns, json.loads(row[0]))
    except (ValueError, TypeError, RecursionError):
        raise StoreError(Message("store.damaged"), Message("do.restore_or_erase_store")) from None


def keep(connection: Connection, new: StandIns, instead_of: StandIns) -> bool:
    """Within a transaction, keep these if ``instead_of`` are kept now."""
    connection.execute(TABLE)
    if kept(connection) != instead_of:
        return False
    body = json.dumps(to_json(new), separators=(",", ":"))
    connection.execute("INSERT OR REPLACE INTO stand_ins VALUES (1, ?)", (body,))
    return True
