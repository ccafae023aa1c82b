"""Finds a model that another program has already downloaded: Ollama, LM Studio, Hugging Face's cache, llama.cpp's."""

from __future__ import annotations

import os
import stat
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Final

MAX_FILES: Final = 50_000
"""Names looked at in all folders together; a cache has some hundreds."""
MAX_DEPTH: Final = 6


def places() -> list[Path]:
    """The folders in which these programs keep models, whether or not they exist."""
    home = Path.home()
    environment = os.environ
    cache = Path(environment.get("XDG_CACHE_HOME") or home / ".cache")
    hub = Path(environment.get("HF_HOME") or cache / "huggingface") / "hub"
    found = [
        Path(environment.get("OLLAMA_MODELS") or home / ".ollama" / "models") / "blobs",
        Path("/usr/share/ollama/.ollama/models/blobs"),
        home / ".lmstudio" / "models",
        home / ".cache" / "lm-studio" / "models",
        Path(environment.get("HF_HUB_CACHE") or hub),
        Path(environment.get("LLAMA_CACHE") or cache / "llama.cpp"),
    ]
    if sys.platform == "darwin":
        found.append(home / "Library" / "Caches" / "llama.cpp")
    if sys.platform == "win32":
        found.append(Path(environment.get("LOCALAPPDATA") or home / "AppData" / "Local") / "llama.cpp")
    return found


def candidates(size: int, sha256: str, folders: list[Path] | None = None) -> list[Path]:
    """Files of exactly that size, each once, those first whose name already states the hash.

    Nothing is read but folders; the caller decides by the hash.
    """
    seen: dict[tuple[int, int], Path] = {}
    for path in _files(places() if folders is None else folders):
        try:
            status = path.stat()
        except OSError:
            continue
        if status.st_size == size and stat.S_ISREG(status.st_mode):
            seen.setdefault((status.st_dev, status.st_ino), path.resolve())
    return sorted(seen.values(), key=lambda path: (sha256 not in path.name, str(path)))


def _files(folders: list[Path]) -> Iterator[Path]:
    left = MAX_FILES
    for folder in folders:
        waiting = [(folder, 0)]
        while waiting:
            current, depth = waiting.pop()
            try:
                children = list(os.scandir(current))
            except OSError:
                continue
            for child in children:
                left -= 1
                if left < 0:
                    return
                if child.is_dir(follow_symlinks=False):
                    if depth < MAX_DEPTH:
                        waiting.append((Path(child.path), depth + 1))
                else:
                    yield Path(child.path)
