"""What the processes of Redraft may ask of the system, as rules by the name of the call.

Each kind of worker, and each helper, gets a list of its own of what is allowed (:mod:`redraft.workers.calls`). A worker
that drives a graphics card gets a list of what is denied, since what drivers ask for is not known here. The app's own
process is denied networks and others' memory.
"""

from __future__ import annotations

import errno
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from redraft.workers import calls

FULL = 0xFFFFFFFF


@dataclass(frozen=True, slots=True)
class Check:
    """One argument, counted from 0, of which ``mask`` is looked at, must be one of ``values``; or none, ``unless``.

    The lower 32 bits are looked at, or the ``upper``.
    """

    argument: int
    values: tuple[int, ...]
    mask: int = FULL
    unless: bool = False
    upper: bool = False


Rule = int | tuple[Check, ...]
"""The error that a call is answered with, or checks that all have to hold: without any the call is allowed."""

ALLOW: Rule = ()
DENY: Rule = errno.EPERM
ABSENT: Rule = errno.ENOSYS
"""As if the kernel were too old for it: the C library then takes the older call, whose arguments a filter can see."""


@dataclass(frozen=True, slots=True)
class Rules:
    """``calls`` by name; ``otherwise`` is for all that are not named."""

    calls: Mapping[str, Rule]
    otherwise: Rule

    @property
    def allowed(self) -> list[str]:
        """Names of the calls that are allowed, with some arguments at least; none where all others are, too."""
        return [] if self.otherwise == ALLOW else sorted(n for n, rule in self.calls.items() if isinstance(rule, tuple))


_AF_UNIX, _AF_INET, _AF_INET6 = 1, 2, 10
_STREAM, _DATAGRAM = 1, 2
_O_WRONLY, _O_RDWR, _O_CREAT, _O_TRUNC, _O_APPEND, _O_TMPFILE = 0o1, 0o2, 0o100, 0o1000, 0o2000, 0o20000000
_CHANGES = _O_CREAT | _O_TRUNC | _O_APPEND | _O_TMPFILE
_CLONE_VM, _CLONE_SIGHAND, _CLONE_THREAD, _CLONE_NEW = 0x100, 0x800, 0x10000, 0x7E020080
"""The last: all that make a namespace, CLONE_NEWTIME included."""
_MAP_SHARED, _MAP_ANONYMOUS = 0x01, 0x20
_COPIES = (0, 1, 2, 3, 1030)
"""F_DUPFD, F_GETFD, F_SETFD, F_GETFL, F_DUPFD_CLOEXEC of fcntl."""
_F_SETFL, _F_LOCKS = 4, (5, 6, 7, 36, 37, 38)
_TERMINAL = (0x5401, 0x5413, 0x5450, 0x5451)
"""TCGETS, TIOCGWINSZ, FIONCLEX, FIOCLEX of ioctl."""
_FIONREAD, _FIONBIO = 0x541B, 0x5421
_TIOCSTI, _TIOCLINUX, _FS_IOC_SETFLAGS, _FS_IOC_FSSETXATTR = 0x5412, 0x541C, 0x40086602, 0x401C5820
_ASKED_OF_PRCTL = (3, 15, 16, 21, 39, 0x53564D41)
"""PR_GET_DUMPABLE, PR_SET_NAME, PR_GET_NAME, PR_GET_SECCOMP, PR_GET_NO_NEW_PRIVS, PR_SET_VMA (names of memory)."""
_PR_SET_PDEATHSIG, _PR_SET_DUMPABLE, _PR_SET_NO_NEW_PRIVS = 1, 4, 38

_DENIED = (
    "socket", "socketpair", "connect", "bind", "listen", "accept", "accept4", "sendto", "sendmsg", "sendmmsg",
    "recvfrom", "recvmsg", "recvmmsg", "ptrace", "process_vm_readv", "process_vm_writev", "kcmp", "execve",
    "execveat", "fork", "vfork", "unshare", "setns", "kill", "tkill", "rt_sigqueueinfo", "rt_tgsigqueueinfo",
    "mount", "umount2", "pivot_root", "chroot", "kexec_load", "kexec_file_load", "bpf", "perf_event_open",
    "userfaultfd", "keyctl", "add_key", "request_key", "init_module", "finit_module", "delete_module", "reboot",
    "swapon", "swapoff", "acct", "quotactl", "syslog", "settimeofday", "clock_settime", "adjtimex",
    "clock_adjtime", "sethostname", "setdomainname", "iopl", "ioperm", "personality", "open_by_handle_at",
    "name_to_handle_at", "fanotify_init", "shmget", "shmat", "shmctl", "msgget", "msgsnd", "msgrcv", "msgctl",
    "semget", "semop", "semctl", "semtimedop", "mq_open", "mq_unlink", "chmod", "fchmod", "fchmodat", "chown",
    "fchown", "lchown", "fchownat", "utime", "utimes", "futimesat", "utimensat", "setxattr", "lsetxattr",
    "fsetxattr", "removexattr", "lremovexattr", "fremovexattr", "io_uring_setup", "io_uring_enter",
    "io_uring_register", "pidfd_open", "pidfd_getfd", "pidfd_send_signal", "process_madvise", "open_tree",
    "move_mount", "fsopen", "fsconfig", "fsmount", "fspick", "mount_setattr", "quotactl_fd", "fchmodat2",
    "setxattrat", "removexattrat", "open_tree_attr", "file_setattr", "truncate", "creat", "setpriority",
    "sched_setaffinity", "sched_setscheduler", "sched_setparam", "sched_setattr", "ioprio_set", "migrate_pages",
    "move_pages", "inotify_init1", "inotify_init", "inotify_add_watch", "getxattr", "lgetxattr", "fgetxattr",
    "listxattr", "llistxattr", "flistxattr", "getxattrat", "listxattrat",
)  # fmt: skip


def _open(argument: int, *, device: bool) -> Rule:
    """Open for reading only; a device for reading and writing too, where Landlock decides which."""
    reading = Check(argument, (0,), mask=_CHANGES | _O_WRONLY | (0 if device else _O_RDWR))
    return (reading,)


def _of_every_worker(own_pid: int, *, device: bool) -> dict[str, Rule]:
    """Calls whose arguments decide: threads and no processes, own threads and limits, no file but for reading."""
    needed = _CLONE_VM | _CLONE_SIGHAND | _CLONE_THREAD
    return {
        "openat": _open(2, device=device),
        "open": _open(1, device=device),
        "creat": DENY,
        "clone": (Check(0, (needed,), mask=needed | _CLONE_NEW),),
        "tgkill": (Check(0, (own_pid,)),),
        "prlimit64": (Check(0, (0, own_pid)), Check(2, (0,)), Check(2, (0,), upper=True)),
        "clone3": ABSENT,
        "openat2": ABSENT,
    }


def worker(kind: str, own_pid: int) -> Rules:
    """For a worker without a graphics card: what its kind was seen to need, and what the C library may use instead."""
    by_arguments: dict[str, Rule] = {
        "mmap": (Check(3, (_MAP_SHARED | _MAP_ANONYMOUS,), mask=_MAP_SHARED | _MAP_ANONYMOUS, unless=True),),
        "ioctl": (Check(1, _TERMINAL),),
        "fcntl": (Check(1, _COPIES),),
        "prctl": (Check(0, _ASKED_OF_PRCTL),),
    }
    freely = (*calls.PYTHON, *calls.INSTEAD, *calls.OF_WORKER.get(kind, ()))
    return Rules(_freely(freely) | by_arguments | _of_every_worker(own_pid, device=False), DENY)


def keyring(own_pid: int) -> Rules:
    """For the helper that asks the system's keyring: what a worker may do, and local sockets."""
    local: dict[str, Rule] = {
        "socket": (Check(0, (_AF_UNIX,)),),
        "ioctl": (Check(1, (*_TERMINAL, _FIONBIO)),),
        "fcntl": (Check(1, (*_COPIES, _F_SETFL)),),
    }
    return Rules({**worker("keyring", own_pid).calls, **_freely(calls.KEYRING), **local}, DENY)


def fetcher() -> Rules:
    """For the process that fetches a model, and what it starts: a network and files, and nobody else's process."""
    no_attributes: Rule = errno.ENOTSUP  # what copying files takes for an answer
    by_arguments: dict[str, Rule] = {
        "socket": (Check(0, (_AF_UNIX, _AF_INET, _AF_INET6)), Check(1, (_STREAM, _DATAGRAM), mask=0xF)),
        "socketpair": (Check(0, (_AF_UNIX,)),),
        "clone": (Check(0, (0,), mask=_CLONE_NEW),),
        "clone3": ABSENT,
        "openat2": ABSENT,
        "mmap": ALLOW,
        "ioctl": (Check(1, (*_TERMINAL, _FIONBIO, _FIONREAD)),),
        "fcntl": (Check(1, (*_COPIES, _F_SETFL, *_F_LOCKS)),),
        "prctl": (Check(0, (*_ASKED_OF_PRCTL, _PR_SET_PDEATHSIG, _PR_SET_DUMPABLE, _PR_SET_NO_NEW_PRIVS)),),
        "prlimit64": (Check(0, (0,)),),
        **dict.fromkeys(("listxattr", "llistxattr", "flistxattr", "getxattr", "lgetxattr", "fgetxattr"), no_attributes),
    }
    return Rules(_freely((*calls.PYTHON, *calls.INSTEAD, *calls.FETCHER)) | by_arguments, DENY)


def keeper(own_pid: int) -> Rules:
    """For a process that only waits for another (:mod:`redraft.workers.namespaces`), and then ends by itself."""
    return Rules(_freely(calls.KEEPER) | {"kill": (Check(0, (own_pid,)),)}, DENY)


def _freely(names: Iterable[str]) -> dict[str, Rule]:
    return dict.fromkeys(names, ALLOW)


def worker_with_card(own_pid: int) -> Rules:
    """For one that drives a graphics card."""
    owner = (8, 10, 15)  # F_SETOWN, F_SETSIG, F_SETOWN_EX: signals for others
    by_arguments: dict[str, Rule] = {
        "fcntl": (Check(1, owner, unless=True),),
        "ioctl": (Check(1, (_TIOCSTI, _TIOCLINUX, _FS_IOC_SETFLAGS, _FS_IOC_FSSETXATTR), unless=True),),
    }
    return Rules(dict.fromkeys(_DENIED, DENY) | by_arguments | _of_every_worker(own_pid, device=True), ALLOW)


def app() -> Rules:
    """For the process that holds the texts, and what it starts: local sockets alone, and nobody else's memory."""
    local: Rule = (Check(0, (_AF_UNIX,)),)
    others = (
        "ptrace", "process_vm_readv", "process_vm_writev", "process_madvise", "pidfd_getfd", "kcmp", "perf_event_open",
        "bpf", "userfaultfd", "io_uring_setup", "io_uring_enter", "io_uring_register",
    )  # fmt: skip
    return Rules({"socket": local, "socketpair": local} | dict.fromkeys(others, DENY), ALLOW)
