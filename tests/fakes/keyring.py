"""Keyrings for tests: one in memory, which can be locked, and one in a file."""

from __future__ import annotations

import json
from pathlib import Path

from redraft.storage.keys import KeyringError, SystemKeyring


class MemoryKeyring(SystemKeyring):
    """Keeps keys in a dictionary; ``refuses`` is the reason with which every call fails, empty for none."""

    def __init__(self) -> None:
        self.held: dict[str, bytes] = {}
        self.refuses = ""
        self.done: list[str] = []

    def get(self, name: str) -> bytes:
        self._may("get")
        if name not in self.held:
            raise KeyringError("missing")
        return self.held[name]

    def put(self, name: str, key: bytes) -> None:
        self._may("put")
        self.held[name] = key

    def remove(self, name: str) -> None:
        self._may("remove")
        self.held.pop(name, None)

    def _may(self, what: str) -> None:
        self.done.append(what)
        if self.refuses:
            raise KeyringError(self.refuses)


class FileKeyring(SystemKeyring):
    """Keeps keys in a file, so that processes that are killed in a test share them. Never used outside tests."""

    def __init__(self, path: Path) -> None:
        self._path = path

    def get(self, name: str) -> bytes:
        if name not in (held := self._held()):
            raise KeyringError("missing")
        return bytes.fromhex(held[name])

    def put(self, name: str, key: bytes) -> None:
        self._write({**self._held(), name: key.hex()})

    def remove(self, name: str) -> None:
        self._write({held: key for held, key in self._held().items() if held != name})

    def _held(self) -> dict[str, str]:
        return dict(json.loads(self._path.read_text())) if self._path.exists() else {}

    def _write(self, held: dict[str, str]) -> None:
        new = self._path.with_suffix(".new")
        new.write_text(json.dumps(held))
        new.replace(self._path)
