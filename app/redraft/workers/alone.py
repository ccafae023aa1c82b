"""Whether a process is by itself at the moment when it enters its cage: what was there before, no cage can hold.

A child process has its own sockets, a thread that was started before runs beside the rules for files, and memory that
is written to and shared is a way out past every call. Standard library only; Linux.
"""

from __future__ import annotations

import contextlib
import os
from pathlib import Path

from redraft import start
from redraft.domain.errors import SandboxError
from redraft.domain.message import Message

_EVERY_CHILD = 0x40000000  # __WALL: also one that was made so that waiting does not see it


def require() -> None:
    """Raise SandboxError for what ran before: code of packages, a child process, a second thread, memory that is
    shared and can be written to.
    """
    if not start.is_new():
        raise SandboxError(Message("cage.not_new"))
    if has_children():
        raise SandboxError(Message("cage.child"))
    if len(os.listdir("/proc/self/task")) > 1:  # noqa: PTH208 - as cheap as it gets
        raise SandboxError(Message("cage.thread"))
    if any(_shared(line) for line in Path("/proc/self/maps").read_text("utf-8", "replace").splitlines()):
        raise SandboxError(Message("cage.shared_memory"))


def has_children() -> bool:
    """True when this process has a child, dead or alive."""
    with contextlib.suppress(ChildProcessError):
        os.waitid(os.P_ALL, 0, os.WEXITED | os.WNOHANG | os.WNOWAIT | _EVERY_CHILD)
        return True
    return False


def _shared(line: str) -> bool:
    """A line of ``/proc/PID/maps``: ``from-to rwxs …``, where ``s`` is shared (proc(5))."""
    rights = line.split(" ", 2)[1]
    return rights[1] == "w" and rights[3] == "s"
