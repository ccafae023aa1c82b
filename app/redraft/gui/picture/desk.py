"""What the picture page needs from the rest of Redraft; every call may take long and is made on a thread."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from redraft.domain.picture import Cleaned, Picture, Pixels
from redraft.geography.nearby import Town
from redraft.usecases.ports import CancelToken

EDGE, SMALL_EDGE = 1_200, 320
"""Pixels of the longer edge of what is shown of a picture, and of a small one in its file."""


@dataclass(frozen=True, slots=True)
class Seen:
    """A picture and what is shown of it: its pixels, None where they are too many, those of the small pictures in its
    file, and the towns around the place where it was taken, the largest first.
    """

    path: Path
    picture: Picture
    pixels: Pixels | None = None
    small: tuple[Pixels, ...] = ()
    towns: tuple[Town, ...] = ()


class PictureDesk(Protocol):
    """One picture at a time. Raises InputError with what to do, WorkerError, Cancelled."""

    def look(self, path: Path, cancel: CancelToken) -> Seen:
        """Read a picture and say what it says."""

    def save(self, seen: Seen, path: Path, cover: Sequence[int], cancel: CancelToken) -> Cleaned:
        """Save a clean copy of the picture that was looked at last, with these of its codes covered."""

    def close(self) -> None:
        """Let go of the file."""
