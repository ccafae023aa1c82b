"""Files that a library opens although it needs none: Redraft leaves none on a disk, and a caged worker could not.

Anonymous temporary files are memory (py3langid unpacks its model into one). ``/dev/null``, which a worker can no longer
open since it may write to nothing, is a copy of the one that it was given (llama.cpp's binding wants it).
"""

from __future__ import annotations

import builtins
import io
import os
import tempfile
from typing import Any


def _in_memory(mode: str = "w+b", *_: Any, **__: Any) -> io.BytesIO:
    """Stands in for ``tempfile.TemporaryFile``, binary only; has no descriptor."""
    if "b" not in mode:
        raise PermissionError("there are no temporary text files")
    return io.BytesIO()


def replace_temporary_files() -> None:
    """From here on ``tempfile.TemporaryFile`` in this process means memory. Named files stay impossible."""
    tempfile.TemporaryFile = _in_memory  # type: ignore[assignment]


def hand_out_null(held: int = 0) -> None:
    """From here on who opens ``/dev/null`` in Python gets a copy of ``held``, a descriptor of it that stays open."""
    open_file, open_descriptor = io.open, os.open

    def file(path: Any, *arguments: Any, **named: Any) -> Any:
        return open_file(os.dup(held) if _is_null(path) else path, *arguments, **named)

    def descriptor(path: Any, flags: int, *arguments: Any, **named: Any) -> int:
        return os.dup(held) if _is_null(path) else open_descriptor(path, flags, *arguments, **named)

    builtins.open = io.open = file  # type: ignore[assignment]
    os.open = descriptor


def _is_null(path: Any) -> bool:
    return isinstance(path, (str, os.PathLike)) and os.fspath(path) == os.devnull
