"""The hashes that the app checks before it reads what was fitted."""

from __future__ import annotations

import hashlib
from pathlib import Path


def write_sums(folder: Path) -> None:
    """Write ``SHA256SUMS`` of all files of a folder but itself and its card."""
    files = (file for file in sorted(folder.iterdir()) if file.name not in ("SHA256SUMS", "README.md"))
    lines = [f"{hashlib.sha256(file.read_bytes()).hexdigest()}  {file.name}\n" for file in files]
    (folder / "SHA256SUMS").write_text("".join(lines), "utf-8")
