"""Which system calls each kind of process may make, by name; what their arguments may be say the rules.

Measured with strace (``tests/privacy/test_calls.py``, which holds these tables against what is measured): what was seen
of each kind stands in its own table, and what the C library may use instead on another system, or seldom, in one for
all. Nothing else is allowed.
"""

from __future__ import annotations

PYTHON = (
    "brk", "close", "exit_group", "futex", "getdents64", "gettid", "lseek", "mprotect", "munmap", "newfstatat", "poll",
    "read", "rseq", "rt_sigaction", "rt_sigprocmask", "set_robust_list", "uname", "write",
)  # fmt: skip
"""What every worker was seen to use: its Python reads modules, waits, and talks through its pipes."""

INSTEAD = (
    "stat", "lstat", "fstat", "statx", "access", "faccessat", "readlink", "readlinkat", "readv", "writev", "preadv",
    "pread64", "dup", "dup2", "dup3", "ppoll", "select", "pselect6", "sched_yield", "membarrier", "clock_gettime",
    "gettimeofday", "time", "clock_getres", "nanosleep", "clock_nanosleep", "getpid", "getppid", "getuid", "geteuid",
    "getgid", "getegid", "getrandom", "getrlimit", "rt_sigreturn", "restart_syscall", "sigaltstack", "exit",
    "set_tid_address", "madvise", "mremap", "getcpu",
)  # fmt: skip
"""For all: what the C library uses instead of another call, on another machine, or when something seldom happens."""

OF_WORKER: dict[str, tuple[str, ...]] = {
    "fast": ("getcwd", "sched_getaffinity"),
    "reader": ("sched_getaffinity",),
    "llm": ("arch_prctl", "fadvise64", "getcwd", "sched_getaffinity", "statfs", "sysinfo"),
}
"""What one kind of worker was seen to use besides: numpy counts processors, llama.cpp maps files."""

KEYRING = (
    "connect", "epoll_create1", "epoll_ctl", "epoll_pwait", "epoll_wait", "getcwd", "getpeername", "getsockname",
    "getsockopt", "recvfrom", "recvmsg", "sched_getaffinity", "sendmsg", "sendto", "setsockopt", "shutdown", "sysinfo",
)  # fmt: skip
"""What the keyring's helper uses besides: it talks to the keyring through a local socket."""

FETCHER = (
    *KEYRING, "arch_prctl", "bind", "capget", "chdir", "chmod", "close_range", "copy_file_range", "creat",
    "epoll_pwait2", "eventfd2", "execve", "fadvise64", "fallocate", "fchdir", "fchmod", "fchmodat", "fdatasync",
    "flock", "fork", "fstatfs", "fsync", "ftruncate", "getgroups", "getpgid", "getpgrp", "getresgid", "getresuid",
    "getrusage", "kill", "link", "linkat", "mkdir", "mkdirat", "mlock", "msync", "munlock", "open", "openat", "pipe",
    "pipe2", "pwrite64", "pwritev", "recvmmsg", "rename", "renameat", "renameat2", "rmdir", "rt_sigpending",
    "rt_sigsuspend", "rt_sigtimedwait", "seccomp", "sendfile", "sendmmsg", "setpgid", "setsid", "statfs", "symlink",
    "symlinkat", "tgkill", "times", "truncate", "umask", "unlink", "unlinkat", "utimensat", "vfork", "wait4",
    "waitid",
)  # fmt: skip
"""What fetching a model uses besides: a network, files in a folder, and pip as a program of its own."""

KEEPER = (
    "brk", "exit_group", "futex", "getpid", "madvise", "mmap", "munmap", "restart_syscall", "rt_sigaction",
    "rt_sigprocmask", "rt_sigreturn", "wait4",
)  # fmt: skip
"""What a process needs that waits for another to end (:mod:`redraft.workers.namespaces`), and ends as that did."""
