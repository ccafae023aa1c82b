"""The default: what is recorded lasts until the process ends, and nothing is written."""

from __future__ import annotations

from redraft.storage.cipher import in_memory
from redraft.storage.records import Records
from redraft.storage.tables import make_tables


class MemoryRecords(Records):
    """The same as the encrypted store, but in the memory of this process."""

    lasting = False

    def __init__(self) -> None:
        connection = in_memory()
        make_tables(connection)
        super().__init__(connection, lambda: True)
