"""Whether a file is what it should be: by size, then by SHA-256, remembered as long as the file is untouched."""

from __future__ import annotations

import contextlib
import hashlib
import json
import os
import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

OnBytes = Callable[[int], None]
"""Called with the number of bytes done so far."""

_BLOCK = 1024 * 1024


def sha256_of(path: Path, on_bytes: OnBytes | None = None) -> str:
    """The SHA-256 of a file in hexadecimal; raises OSError."""
    digest = hashlib.sha256()
    buffer = bytearray(_BLOCK)
    view = memoryview(buffer)
    done = 0
    with path.open("rb", buffering=0) as file:
        while count := file.readinto(buffer):
            digest.update(view[:count])
            done += count
            if on_bytes is not None:
                on_bytes(done)
    return digest.hexdigest()


def fingerprint(path: Path) -> dict[str, int]:
    """What changes when a file is written to or replaced; raises OSError."""
    status = path.stat()
    return {"size": status.st_size, "mtime_ns": status.st_mtime_ns, "inode": status.st_ino}


class Memory:
    """Hashes of files that have been computed before, in a small file beside the weights.

    It only saves time: whoever can write it can write the weights too. Losing it costs one more hashing.
    """

    def __init__(self, path: Path) -> None:
        self._path = path

    def known(self, file: Path) -> str | None:
        """The hash computed for this very file, unless it was touched since."""
        entry = self._read().get(file.name)
        if not isinstance(entry, dict):
            return None
        try:
            untouched = {key: entry.get(key) for key in ("size", "mtime_ns", "inode")} == fingerprint(file)
        except OSError:
            return None
        value = entry.get("sha256")
        return value if untouched and isinstance(value, str) else None

    def hash_of(self, file: Path, on_bytes: OnBytes | None = None) -> str:
        """The hash of the file, computed now and remembered; raises OSError."""
        before = fingerprint(file)
        value = sha256_of(file, on_bytes)
        if fingerprint(file) == before:
            self._write({**self._read(), file.name: {**before, "sha256": value}})
        return value

    def forget(self, file: Path) -> None:
        """Drop what is known about a file."""
        entries = self._read()
        if entries.pop(file.name, None) is not None:
            self._write(entries)

    def _read(self) -> dict[str, Any]:
        try:
            data = json.loads(self._path.read_text(encoding="utf-8"))
        except (OSError, ValueError):
            return {}
        return data if isinstance(data, dict) else {}

    def _write(self, entries: dict[str, Any]) -> None:
        # A folder that may not be written to, or a full disk, costs time at the next start and nothing else.
        with contextlib.suppress(OSError):
            write_json(self._path, entries)


def write_json(path: Path, data: dict[str, Any]) -> None:
    """Replace a small file in one step: it holds the old or the new content, never half; raises OSError."""
    path.parent.mkdir(parents=True, exist_ok=True)
    handle, name = tempfile.mkstemp(prefix=f".{path.name}.", dir=path.parent)
    try:
        with os.fdopen(handle, "w", encoding="utf-8") as file:
            json.dump(data, file, indent=1, sort_keys=True)
            file.flush()
            os.fsync(file.fileno())
        Path(name).replace(path)
    except BaseException:
        Path(name).unlink(missing_ok=True)
        raise
