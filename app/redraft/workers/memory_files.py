"""Anonymous temporary files in memory: Redraft leaves none on a disk, a caged worker could not, and py3langid unpacks
its model into one.
"""

from __future__ import annotations

import io
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
