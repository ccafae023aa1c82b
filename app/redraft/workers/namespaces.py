"""Namespaces of a worker's own, where the system lets an ordinary user have them: no network, no processes of others.

Only a process that starts later can be in another namespace of processes. So a worker begins as two: the first waits
for the second, which works, can do nothing else (:func:`redraft.workers.rules.keeper`), holds no pipe, and ends as that
ends; with the first the second ends at once. Linux, standard library only.
"""

from __future__ import annotations

import contextlib
import ctypes
import os
import signal
import struct
from pathlib import Path
from typing import NoReturn

from redraft import start
from redraft.domain.errors import SandboxError
from redraft.workers import rules, seccomp

NETWORK, PROCESSES = "network of its own", "processes of its own"
PARTS = (NETWORK, PROCESSES)
"""Parts of the cage that many systems do not let an ordinary user have. Without them the filter holds alone."""

_NEWUSER, _NEWPID, _NEWNET = 0x10000000, 0x20000000, 0x40000000
_CAPABILITIES_V3 = 0x20080522
_PR_SET_PDEATHSIG, _PR_SET_NO_NEW_PRIVS = 1, 38
EXIT_ALONE = 3
"""How the second ends when the first is gone before it could tie its life to that."""


def enter() -> dict[str, OSError | None]:
    """Leave the network and the processes of others, both or what there is; why not, for each of :data:`PARTS`.

    Returns in the second process when there are two. Of the rights that one has in a namespace of one's own none is
    kept. Call it while there is one thread.
    """
    why = _leave(_NEWNET | _NEWPID)
    if why is None:
        _split()
        return dict.fromkeys(PARTS)
    return {NETWORK: _leave(_NEWNET), PROCESSES: why}


def inside(pid: int) -> int:
    """The process that works, of a worker that was started as ``pid``: that one itself where there is one alone."""
    try:
        children = Path(f"/proc/{pid}/task/{pid}/children").read_text(encoding="ascii").split()
    except OSError:  # not on every kernel
        children = [entry.name for entry in Path("/proc").iterdir() if entry.name.isdigit() and _parent(entry) == pid]
    return next((int(child) for child in children if _is_first(child)), pid)


def numbers(pid: int | str) -> list[str]:
    """What a process is called here, and in each namespace below (proc(5), ``NSpid``); nothing where that is not said.

    Its number there is 1 when it is the first of one.
    """
    try:
        lines = Path(f"/proc/{pid}/status").read_text(encoding="ascii", errors="replace").splitlines()
    except OSError:
        return []  # it ended meanwhile
    return next((line.split()[1:] for line in lines if line.startswith("NSpid:")), [])


def _is_first(child: str) -> bool:
    called = numbers(child)
    return len(called) > 1 and called[-1] == "1"


def _parent(process: Path) -> int | None:
    try:
        return int((process / "stat").read_text("utf-8", "replace").rpartition(")")[2].split()[1])
    except (OSError, ValueError, IndexError):
        return None  # it ended meanwhile


def _leave(spaces: int) -> OSError | None:
    """By a user namespace where that takes one; None when it worked."""
    libc = ctypes.CDLL(None, use_errno=True)
    if libc.unshare(spaces) == 0:
        return None
    if libc.unshare(_NEWUSER | spaces) != 0:
        return _error()
    header, nothing = ctypes.create_string_buffer(struct.pack("=Ii", _CAPABILITIES_V3, 0)), bytes(24)
    return _error() if libc.capset(header, nothing) != 0 else None


def _split() -> None:
    """Return in a new process, the first of its namespace, whose life is tied to this one's."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl+C in a terminal is the app's to handle
    first = str(Path("/proc/self").readlink())  # its id as /proc tells it
    second = os.fork()
    if second:
        _keep(second)
    ctypes.CDLL(None).prctl(ctypes.c_int(_PR_SET_PDEATHSIG), *(ctypes.c_ulong(v) for v in (signal.SIGKILL, 0, 0, 0)))
    if str(_parent(Path("/proc/self"))) != first:  # it ended before that; in a namespace getppid() says nothing
        os._exit(EXIT_ALONE)


def _keep(second: int) -> NoReturn:
    """Wait for the process, and end as it does; everything else is forbidden."""
    os.closerange(0, 65_536)
    start.leave_no_dumps()
    libc = ctypes.CDLL(None)
    libc.prctl(ctypes.c_int(_PR_SET_NO_NEW_PRIVS), *(ctypes.c_ulong(v) for v in (1, 0, 0, 0)))
    with contextlib.suppress(OSError, SandboxError):  # the other says the same of itself, and takes no text
        seccomp.install(rules.keeper(os.getpid()))
    _, status = os.waitpid(second, 0)
    code = os.waitstatus_to_exitcode(status)
    if code < 0:
        if -code != signal.SIGKILL:
            signal.signal(-code, signal.SIG_DFL)
        os.kill(os.getpid(), -code)
    os._exit(code if code >= 0 else 128 - code)


def _error() -> OSError:
    number = ctypes.get_errno()
    return OSError(number, os.strerror(number))
