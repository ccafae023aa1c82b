"""The texts that a command was given: files, what lies in folders, standard input."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from redraft.bootstrap import Parts
from redraft.domain.errors import InputError
from redraft.domain.text import Note
from redraft.storage.textfile import LARGEST, decode

EMPTY = "check.no_text"
NO_DRAFT = frozenset({"read.not_text", "read.begins_like_text", EMPTY})
"""What a file of a folder may be without anything being wrong: a picture, a program, nothing at all."""


@dataclass(frozen=True, slots=True)
class Given:
    """One text: its path, or ``-``. ``named``: the user named it, rather than a folder above it."""

    name: str
    named: bool

    def read(self, parts: Parts) -> tuple[str, tuple[Note, ...]]:
        """As :func:`read_text`."""
        return read_text(self.name, parts)

    def is_none(self, error: InputError) -> bool:
        """True when one of several is passed over: it is empty, or nobody asked for it by name and it is no text."""
        return error.problem.code == EMPTY or (not self.named and error.problem.code in NO_DRAFT)


def read_text(name: str, parts: Parts) -> tuple[str, tuple[Note, ...]]:
    """The text that a command was given, a document's too, and what had to be guessed about it; raises InputError."""
    if name == "-":
        return decode(sys.stdin.buffer.read(LARGEST + 1))
    return parts.read_draft(Path(name))


def texts_in(names: Sequence[str]) -> Iterator[Given]:
    """Every file that is named, and every one in folders that are; hidden ones and links to folders are left out."""
    for name in names:
        if name == "-" or not Path(name).is_dir():
            yield Given(name, named=True)
            continue
        for folder, folders, files in os.walk(name):
            folders[:] = sorted(one for one in folders if not one.startswith("."))
            paths = (Path(folder, one) for one in sorted(files) if not one.startswith("."))
            yield from (Given(str(path), named=False) for path in paths if path.is_file())
