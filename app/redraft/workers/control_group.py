"""A control group of a worker's own, where an ordinary user may write one (cgroup v2, as systemd gives to desktops).

There the kernel bounds its memory, keeps it out of swap and counts its threads, whatever it does with its own limits.
NOT TRIED with a kernel: no such system was at hand; tests hold the steps against folders that look like one.
"""

from __future__ import annotations

import contextlib
import itertools
import os
from pathlib import Path

PART = "control group"
"""Its name among the parts of a cage. Like namespaces it is no promise."""

MOST_THREADS = 256
NEEDED = frozenset({"memory", "pids"})
"""Controllers without which a group would bound nothing."""

_number = itertools.count(1)


def make(kind: str, memory: int | None, *, processes: Path = Path("/proc")) -> Path | None:
    """A new, empty group for a worker that may take so many bytes, or None where none can be had.

    It lies beside this process's own, since a group that holds processes cannot divide what it has.
    """
    try:
        home = _home(processes)
        if home is None or not set((home / "cgroup.subtree_control").read_text("ascii").split()) >= NEEDED:
            return None
        _sweep(home, processes)
        made = home / f"redraft-{os.getpid()}-{kind}-{next(_number)}"
        made.mkdir()
    except OSError:
        return None
    try:
        (made / "pids.max").write_text(str(MOST_THREADS), "ascii")
        if memory is not None:
            (made / "memory.max").write_text(str(memory), "ascii")
        with contextlib.suppress(OSError):  # not where the kernel does not count swap
            (made / "memory.swap.max").write_text("0", "ascii")
    except OSError:
        remove(made)
        return None
    return made


def enter(group: Path) -> None:
    """Move this process into it; raises OSError."""
    (group / "cgroup.procs").write_text("0", "ascii")  # whoever writes it


def remove(group: Path) -> None:
    """Remove it, once nothing is in it any more; otherwise it stays."""
    with contextlib.suppress(OSError):
        group.rmdir()


def _home(processes: Path) -> Path | None:
    """Where a group can be made: beside that of this process, or in it where it is the uppermost (cgroups(7))."""
    own = next((line[3:] for line in _lines(processes / "self/cgroup") if line.startswith("0::")), None)
    mounts = (line.partition(" - ") for line in _lines(processes / "self/mountinfo"))
    root = next((before.split()[4] for before, _, after in mounts if after.startswith("cgroup2 ")), None)
    if own is None or root is None:
        return None
    path = Path(root, own.lstrip("/"))
    home = path if path == Path(root) else path.parent
    return home if os.access(home, os.W_OK) and os.access(home / "cgroup.procs", os.W_OK) else None


def _lines(path: Path) -> list[str]:
    return path.read_text("utf-8", "replace").splitlines()


def _sweep(home: Path, processes: Path) -> None:
    """Remove what an app left that was killed."""
    for left in home.glob("redraft-*-*"):
        if not (processes / left.name.split("-")[1]).exists():
            remove(left)
