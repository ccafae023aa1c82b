"""What processes of Redraft ask of the system, by their kind, read from what strace wrote of a session."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field

CALL = re.compile(r"^(\d+) +(\w+)\((.*)$")
_RESUMED = re.compile(r"^(\d+) +<\.\.\. (\w+) resumed>(.*)$")
_STARTED = re.compile(r"= (\d+)$")
_KIND = re.compile(r'"worker", "(\w+)"|"(keyring|fetcher|standby)"')
_FORKS = {"clone", "clone3", "fork", "vfork"}
KEEPER = "keeper"


@dataclass
class Seen:
    """By kind of process: the calls that it made under its filter, and the lines of those that were refused."""

    made: dict[str, set[str]] = field(default_factory=lambda: defaultdict(set))
    refused: dict[str, list[str]] = field(default_factory=lambda: defaultdict(list))


def seen_in(lines: Iterable[str]) -> Seen:
    """Sort the lines of ``strace -f`` by the kinds of their processes; what is of no kind is left out."""
    reading = _Reading()
    for line in lines:
        reading.take(line)
    return reading.seen


class _Reading:
    def __init__(self) -> None:
        self.seen = Seen()
        self._kinds: dict[str, str] = {}
        self._caged: set[str] = set()
        self._asked: dict[tuple[str, str], str] = {}

    def take(self, line: str) -> None:
        if found := CALL.match(line):
            process, name, rest = found.groups()
            self._asked[process, name] = rest
            self._made(process, name, rest, line)
        elif found := _RESUMED.match(line):
            process, name, rest = found.groups()
            if name in _FORKS:
                self._forked(process, self._asked.get((process, name), ""), rest)
            self._refused(process, name, line)

    def _made(self, process: str, name: str, rest: str, line: str) -> None:
        kind = self._kinds.get(process, "")
        if kind and process in self._caged:
            self.seen.made[kind].add(name)
            self._refused(process, name, line)
        if name == "execve" and "= -1" not in rest:
            now = _KIND.search(rest)
            # What the fetcher starts, such as pip, is under its filter and counts as the fetcher.
            self._kinds[process] = (now[1] or now[2]) if now else kind if kind == "fetcher" else ""
        elif name in _FORKS:
            self._forked(process, rest, rest)
        elif name == "seccomp" and "SECCOMP_SET_MODE_FILTER" in rest and kind:
            self._caged.add(process)

    def _forked(self, process: str, asked: str, answered: str) -> None:
        if (found := _STARTED.search(answered)) is None:
            return
        kind = self._kinds.get(process, "")
        self._kinds[found[1]] = kind
        if process in self._caged:
            self._caged.add(found[1])
        elif kind and "CLONE_THREAD" not in asked and kind not in {"standby", "fetcher", "keyring"}:
            self._kinds[process] = KEEPER  # a worker that became two: the first waits

    def _refused(self, process: str, name: str, line: str) -> None:
        kind = self._kinds.get(process, "")
        if kind and process in self._caged and re.search(r"= -1 (EPERM|ENOSYS)", line):
            self.seen.refused[kind].append(f"{name}: {line}")
