"""The cage that a worker puts itself into before it sees a text, and the account of what is on and what is not.

On Linux everything in :data:`PROMISED` must be on, or the worker refuses texts. On other systems nothing is promised,
and their equivalents (:mod:`redraft.workers.elsewhere`) count as on only after they were seen to refuse.
"""

from __future__ import annotations

import ctypes
import os
import sys
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from redraft import start
from redraft.domain.errors import SandboxError
from redraft.domain.message import Message, verbatim
from redraft.workers import alone, control_group, landlock, namespaces, rules, seccomp

IF_ALLOWED = (control_group.PART, *namespaces.PARTS)
"""Parts that many systems do not let an ordinary user have. Without them limits and the filter hold alone."""

PROMISED = ("alone", "limits", "not dumpable", "no new privileges", "landlock", "seccomp")
"""The parts of the cage on Linux that have to be on."""

_PR_SET_PDEATHSIG, _PR_SET_DUMPABLE, _PR_SET_NO_NEW_PRIVS = 1, 4, 38
_SIGKILL = 9
MEMORY = {"reader": 1 << 30, "fast": 2 << 30}
"""Bytes that a worker may allocate: well above their need (0.4 GB). The model's worker is not bounded."""

MAPPED = 1 << 30
"""Bytes of address space beside what may be allocated. A worker's libraries, stacks and tables take half of it."""

_SYSTEM_FILES = (
    "/lib", "/lib64", "/usr/lib", "/usr/lib64", "/usr/local/lib", "/nix/store", "/gnu/store", "/app/lib",
    "/etc/ld.so.cache", "/etc/ld.so.conf", "/etc/ld.so.conf.d", "/etc/localtime", "/usr/share/zoneinfo",
    "/usr/share/locale", "/usr/share/locale-langpack", "/etc/mime.types", "/dev/urandom", "/dev/random", "/dev/zero",
    "/proc/cpuinfo", "/proc/meminfo", "/proc/stat", "/proc/filesystems", "/proc/sys/vm/overcommit_memory",
    "/proc/sys/kernel/osrelease", "/sys/devices/system", "/sys/kernel/mm/transparent_hugepage",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Missing:
    """A part of the cage that is not on, and why: in the system's words, shown as they are, or in ours."""

    part: str
    why: Message

    @property
    def said(self) -> Message:
        """Both as one message."""
        return Message("cage.off", {"part": self.part, "why": self.why})


@dataclass(frozen=True, slots=True)
class CageStatus:
    """What is on in one worker. ``landlock_abi`` is 0 without Landlock; ``promised`` is empty but on Linux.

    ``calls`` are the system calls that are allowed, by name; none where the filter lists what is denied.
    """

    system: str
    promised: tuple[str, ...]
    on: tuple[str, ...]
    off: tuple[Missing, ...] = ()
    landlock_abi: int = 0
    calls: tuple[str, ...] = ()

    @property
    def holds(self) -> bool:
        """True when everything that was promised on this system is on."""
        return set(self.promised) <= set(self.on)

    def require(self) -> None:
        """Raise SandboxError unless the cage holds."""
        if self.holds:
            return
        parts = tuple(missing.said for missing in self.off if missing.part in self.promised)
        raise SandboxError(Message("worker.isolation_incomplete", {"why": parts}), Message("do.doctor"))


def enter(
    kind: str = "",
    *,
    read: Sequence[Path] = (),
    use: Sequence[Path] = (),
    memory: int | None = None,
    group: Path | None = None,
) -> CageStatus:
    """Put this process into the cage, for good. Call it while there is one thread; it may return in a child process,
    which this one then waits for (:mod:`redraft.workers.namespaces`).

    ``kind`` says which system calls are allowed besides those that all need; ``read`` are the files or folders it may
    read besides the app, Python and the system's libraries (the model); ``use`` are devices it may also write to (a
    graphics card); ``memory`` is how many bytes it may allocate, mapped files apart, so that a hostile input costs the
    worker and not the computer; ``group`` is a control group to go into. Never raises: what failed is in the status.
    /dev/null cannot be opened any more: see :mod:`redraft.workers.memory_files`.
    """
    if not sys.platform.startswith("linux"):
        return _elsewhere(read)
    found_abi = 0

    def restrict_files() -> None:
        nonlocal found_abi
        own = Path("/proc/self")
        found_abi = landlock.restrict(read=[*_readable(), own, *read], use=use)

    on, off = [], []

    def put_on(part: str, step: Callable[[], None]) -> None:
        try:
            step()
        except SandboxError as error:
            off.append(Missing(part, error.problem))
        except (OSError, ValueError) as error:
            off.append(Missing(part, verbatim(getattr(error, "strerror", None) or str(error))))
        else:
            on.append(part)

    def into_group() -> None:
        if group is None:
            raise SandboxError(Message("cage.no_control_group"))
        control_group.enter(group)

    put_on("alone", alone.require)
    put_on(control_group.PART, into_group)
    for part, error in namespaces.enter().items():
        put_on(part, partial(_raise, error))
    own_rules = rules.worker_with_card(os.getpid()) if use else rules.worker(kind, os.getpid())
    put_on("limits", lambda: _limit(memory))
    put_on("not dumpable", lambda: _prctl(_PR_SET_DUMPABLE, 0))
    put_on("no new privileges", forgo_privileges)
    put_on("landlock", restrict_files)
    put_on("seccomp", lambda: seccomp.install(own_rules))
    calls = tuple(own_rules.allowed) if "seccomp" in on else ()
    return CageStatus("linux", PROMISED, tuple(on), tuple(off), found_abi, calls)


def _raise(error: OSError | None) -> None:
    if error is not None:
        raise error


def _elsewhere(read: Sequence[Path]) -> CageStatus:
    """What the system offers instead, by its own word and then by trying; nothing of it is promised."""
    from redraft.workers import elsewhere

    on, off = [], [Missing("isolation as on Linux", Message("cage.unproven"))]
    for part, (put_on, checks) in elsewhere.steps([*_readable(), *read]).items():
        try:
            put_on()
        except (OSError, AttributeError) as error:
            said = getattr(error, "strerror", None)
            off.append(Missing(part, verbatim(said) if said else Message("cage.no_such_call")))
            continue
        if hole := elsewhere.hole(checks):
            off.append(Missing(part, hole))
        else:
            on.append(part)
    return CageStatus(sys.platform, (), tuple(on), tuple(off))


def forgo_privileges() -> None:
    """Let this process and what it starts gain no rights from a program; raises OSError. A filter needs it."""
    _prctl(_PR_SET_NO_NEW_PRIVS, 1)


def die_with(parent: int) -> None:
    """End this process when ``parent``'s starting thread ends (Linux), or now if the parent is gone already."""
    if sys.platform.startswith("linux"):
        _prctl(_PR_SET_PDEATHSIG, _SIGKILL)
    if os.name == "posix" and os.getppid() != parent:
        os._exit(0)


def _limit(memory: int | None) -> None:
    import resource  # not on Windows

    limits = [(resource.RLIMIT_CORE, 0), (resource.RLIMIT_FSIZE, 0), (resource.RLIMIT_NOFILE, 256)]
    if memory is not None:
        # The second also bounds memory that is shared, and the stacks of threads; it counts libraries and files, too.
        limits += [(resource.RLIMIT_DATA, memory), (resource.RLIMIT_AS, memory + MAPPED)]
    for what, most in limits:
        hard = resource.getrlimit(what)[1]
        limit = most if hard == resource.RLIM_INFINITY else min(most, hard)
        resource.setrlimit(what, (limit, limit))


def _prctl(option: int, value: int) -> None:
    libc = ctypes.CDLL(None, use_errno=True)
    if libc.prctl(ctypes.c_int(option), *(ctypes.c_ulong(v) for v in (value, 0, 0, 0))) != 0:
        number = ctypes.get_errno()
        raise OSError(number, os.strerror(number))


def _readable() -> Iterable[Path]:
    """The app, Python and its packages, the system's libraries: never a folder that also holds the user's files."""
    bundle = getattr(sys, "_MEIPASS", None)
    app = Path(__file__).resolve().parents[1]
    checkout = app.parents[1]
    own = [app, checkout / "resources", checkout / "models"]
    own += [Path(p) for p in (*sys.path, *start.packages(), sys.prefix, sys.base_prefix) if p]
    own += [Path(bundle)] if bundle else []
    return [p for p in (*own, *map(Path, _SYSTEM_FILES)) if not _too_wide(p)]


def _too_wide(path: Path) -> bool:
    """True for ``/``, the home folder and whatever contains it."""
    resolved, home = path.resolve(), Path(os.environ.get("HOME") or "/nonexistent").resolve()
    return resolved == Path("/") or resolved == home or resolved in home.parents
