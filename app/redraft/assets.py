"""Where the files lie that ship with the app: in a checkout, in an installed wheel, in a frozen bundle."""

from __future__ import annotations

import hashlib
import sys
from functools import cache
from pathlib import Path


@cache
def _root() -> Path:
    """The folder that holds ``resources/`` and ``models/``."""
    frozen = getattr(sys, "_MEIPASS", None)
    if frozen is not None:
        return Path(frozen) / "redraft_data"
    installed = Path(__file__).parent / "data"
    return installed if installed.is_dir() else Path(__file__).parents[2]


def resource(*parts: str) -> Path:
    """A file or folder of ``resources/``."""
    return _root().joinpath("resources", *parts)


def model_data(*parts: str) -> Path:
    """A file or folder of ``models/``: the catalogue, the cards, the fitted parameters. Never weights."""
    return _root().joinpath("models", *parts)


def verify(folder: Path) -> None:
    """Compare every file that ``SHA256SUMS`` lists; raises OSError for a missing one, ValueError for another."""
    for line in (folder / "SHA256SUMS").read_text("utf-8").splitlines():
        sha256, _, name = line.partition("  ")
        if hashlib.sha256((folder / name).read_bytes()).hexdigest() != sha256:
            raise ValueError(f"{name} is not what was fitted")
