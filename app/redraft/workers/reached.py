"""What the app's own process, which is not caged, asked of a network: counted since it started, and by the kernel now.

Python's audit events count what Python code asks for; a library in C could go around them. The kernel tells what
sockets the process holds at this moment, whoever opened them, and which of them are Unix sockets; all others count as
of a network.
"""

from __future__ import annotations

import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Any

_EVENTS = frozenset({"socket.connect", "socket.bind", "socket.sendto", "socket.sendmsg", "socket.getaddrinfo",
                     "socket.gethostbyname", "socket.gethostbyaddr", "socket.getnameinfo"})  # fmt: skip
_UNIX = 1
_asked: list[str] = []
_counting = False


@dataclass(frozen=True, slots=True)
class Reached:
    """``asked``: connections, lookups and datagrams since the count began, None when it did not; local ones left out.

    ``network`` and ``local``: sockets held now; ``network`` is None where the system does not say.
    """

    asked: int | None
    network: int | None
    local: int

    @property
    def nothing(self) -> bool:
        """True when nothing was asked for and nothing is held, as far as the system tells."""
        return not self.asked and not self.network


def count_from_here() -> None:
    """Begin to count in this process, once and for good."""
    global _counting  # noqa: PLW0603 - an audit hook is as global as a thing can be
    if not _counting:
        _counting = True
        sys.addaudithook(_hear)


def reached() -> Reached:
    """The counts as of now."""
    asked = len(_asked) if _counting else None
    held, local = _sockets(Path("/proc/self/fd")), _local(Path("/proc/self/net/unix"))
    if held is None or local is None:
        return Reached(asked, None, 0)
    return Reached(asked, len(held - local), len(held & local))


def _hear(event: str, arguments: tuple[Any, ...]) -> None:
    if event in _EVENTS and not (arguments and getattr(arguments[0], "family", None) == _UNIX):
        _asked.append(event)


def _sockets(folder: Path) -> set[str] | None:
    """Inode numbers of the sockets among a process's descriptors; None where there is no such folder."""
    found = set()
    try:
        for entry in folder.iterdir():
            try:
                target = str(entry.readlink())
            except OSError:
                continue  # closed meanwhile
            if target.startswith("socket:["):
                found.add(target[len("socket:[") : -1])
    except OSError:
        return None
    return found


def _local(table: Path) -> set[str] | None:
    """Inode numbers of all Unix sockets there are (proc_pid_net(5)); None where the system has no such table."""
    try:
        lines = table.read_text(encoding="utf-8", errors="replace").splitlines()
    except OSError:
        return None
    return {fields[6] for line in lines[1:] if len(fields := line.split()) > 6}
