"""What processes of Redraft ask of the system, by their kind, read from what strace wrote of a session."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from redraft.workers.calls import OF_WORKER

CALL = re.compile(r"^(\d+) +(\w+)\((.*)$")
_RESUMED = re.compile(r"^(\d+) +<\.\.\. (\w+) resumed>(.*)$")
_STARTED = re.compile(r"= (?:\d+ /\* )?(\d+)(?: in strace's PID NS \*/)?$")
"""The new process's id, as ``strace --decode-pids=pidns`` tells it of a process that has numbers of its own."""
_KIND = re.compile(r'"worker", "(\w+)"|"(keyring|fetcher|standby)"')
_FORKS = {"clone", "clone3", "fork", "vfork"}
KEEPER = "keeper"


@dataclass
class Seen:
    """By kind of process: the calls that it made under its filter, and the lines of those that were refused."""

    made: dict[str, set[str]] = field(default_factory=lambda: defaultdict(set))
    refused: dict[str, list[str]] = field(default_factory=lambda: defaultdict(list))


def seen_in(lines: Sequence[str]) -> Seen:
    """Sort the lines of ``strace -f`` by the kinds of their processes; what is of no kind is left out."""
    reading = _Reading(_births(lines))
    for line in lines:
        reading.take(line)
    return reading.seen


def _births(lines: Iterable[str]) -> dict[str, str]:
    """From the id of a process or thread to that of its parent, which may be told only after it has acted."""
    born = {}
    for line in lines:
        found = CALL.match(line) or _RESUMED.match(line)
        if found is not None and found[2] in _FORKS and (started := _STARTED.search(found[3])):
            born[started[1]] = found[1]
    return born


class _Reading:
    def __init__(self, born: dict[str, str]) -> None:
        self.seen = Seen()
        self._born = born
        self._kinds: dict[str, str] = {}
        self._caged: set[str] = set()
        self._became_two: dict[str, str] = {}

    def take(self, line: str) -> None:
        found = CALL.match(line)
        resumed = None if found else _RESUMED.match(line)
        if (matched := found or resumed) is None:
            return
        process, name, rest = matched.groups()
        if process not in self._kinds:
            self._begin(process)
        kind = self._kinds[process]
        if kind and process in self._caged:
            if found:
                self.seen.made[kind].add(name)
            if re.search(r"= -1 (EPERM|ENOSYS)", line):
                self.seen.refused[kind].append(f"{name}: {line}")
        if found and name == "execve" and "= -1" not in rest:
            now = _KIND.search(rest)
            # What the fetcher starts, such as pip, is under its filter and counts as the fetcher.
            self._kinds[process] = (now[1] or now[2]) if now else kind if kind == "fetcher" else ""
        elif found and name == "seccomp" and "SECCOMP_SET_MODE_FILTER" in rest and kind:
            self._caged.add(process)
        elif found and name in _FORKS and kind in OF_WORKER and process not in self._caged and not _thread(rest):
            self._became_two[process], self._kinds[process] = kind, KEEPER

    def _begin(self, process: str) -> None:
        parent = self._born.get(process, "")
        if parent in self._became_two:  # before either had its filter
            self._kinds[process] = self._became_two[parent]
            return
        self._kinds[process] = self._kinds.get(parent, "")
        if parent in self._caged:
            self._caged.add(process)


def _thread(asked: str) -> bool:
    return "CLONE_THREAD" in asked
