"""What stands for what, in a file that the user names: readable by whoever may read the file."""

from __future__ import annotations

import json
import os
from pathlib import Path

from redraft.codec import from_json, to_json
from redraft.domain.errors import InputError
from redraft.domain.message import Message
from redraft.domain.stand_ins import StandIns
from redraft.reports.writing import require_writable, write_report

FORM = "stand-ins of Redraft, 1"
"""How such a file says that it is one."""
LARGEST = 16 * 1024 * 1024
"""Bytes that are read."""


class MapFile:
    """:class:`redraft.usecases.masking.keeping.KeptStandIns` in one JSON file of mode 0600; all raise InputError."""

    def __init__(self, path: Path) -> None:
        self.path = path

    @property
    def open_to_others(self) -> bool:
        """Whether other users of this computer may read it."""
        try:
            return os.name == "posix" and bool(self.path.stat().st_mode & 0o077)
        except OSError:
            return False

    def stand_ins(self) -> StandIns:
        """See the port; a file that does not exist yet holds none."""
        if self.path.exists() and not self.path.is_file():
            raise InputError(Message("read.no_file_as_such", {"name": str(self.path)}), Message("do.check_name"))
        try:
            with self.path.open("rb") as file:
                data = file.read(LARGEST + 1)
        except FileNotFoundError:
            return StandIns()
        except OSError as error:
            raise InputError(Message("read.cannot", {"path": str(self.path), "why": error.strerror})) from None
        return self._read(data)

    def keep_stand_ins(self, new: StandIns, instead_of: StandIns) -> bool:
        """See the port: written beside and put in its place, whole or not at all."""
        require_writable(self.path)
        if self.stand_ins() != instead_of:
            return False
        write_report(self.path, json.dumps({"form": FORM, **to_json(new)}, ensure_ascii=True, indent=1) + "\n")
        return True

    def _read(self, data: bytes) -> StandIns:
        try:
            said = json.loads(data) if len(data) <= LARGEST else None
            if isinstance(said, dict) and said.get("form") == FORM:
                return from_json(StandIns, said)
        except (ValueError, RecursionError):
            pass
        raise InputError(Message("mask.no_map", {"path": str(self.path)}), Message("do.map_of_mask"))
