"""The system calls that a caged worker is refused, as a seccomp filter written with ctypes (Linux, 64 bit).

The filter lists what is denied, not what is allowed: llama.cpp, spaCy and Python differ too much between versions for
a list of allowed calls to hold. What it denies is everything that reaches another process, a network or the kernel's
rarely used parts; files are Landlock's matter. Numbers: the kernel's ``unistd_64.h`` (x86_64) and
``asm-generic/unistd.h`` (aarch64).
"""

from __future__ import annotations

import ctypes
import errno
import os
import struct

from redraft.domain.errors import SandboxError
from redraft.domain.message import Message

AUDIT_ARCH = {"x86_64": 0xC000003E, "aarch64": 0xC00000B7}

_SAME_ON_BOTH = {
    "io_uring_setup": 425, "io_uring_enter": 426, "io_uring_register": 427,
    "pidfd_open": 434, "pidfd_getfd": 438, "pidfd_send_signal": 424, "process_madvise": 440,
    "open_tree": 428, "move_mount": 429, "fsopen": 430, "fsconfig": 431, "fsmount": 432, "fspick": 433,
    "mount_setattr": 442, "quotactl_fd": 443, "fchmodat2": 452, "setxattrat": 463, "removexattrat": 466,
    "open_tree_attr": 467, "file_setattr": 469,
}  # fmt: skip

_X86_64 = {
    "socket": 41, "socketpair": 53, "connect": 42, "bind": 49, "listen": 50, "accept": 43, "accept4": 288,
    "sendto": 44, "sendmsg": 46, "sendmmsg": 307, "recvfrom": 45, "recvmsg": 47, "recvmmsg": 299,
    "ptrace": 101, "process_vm_readv": 310, "process_vm_writev": 311, "kcmp": 312,
    "execve": 59, "execveat": 322, "fork": 57, "vfork": 58, "unshare": 272, "setns": 308,
    "kill": 62, "tkill": 200, "rt_sigqueueinfo": 129, "rt_tgsigqueueinfo": 297,
    "mount": 165, "umount2": 166, "pivot_root": 155, "chroot": 161,
    "kexec_load": 246, "kexec_file_load": 320, "bpf": 321, "perf_event_open": 298, "userfaultfd": 323,
    "keyctl": 250, "add_key": 248, "request_key": 249,
    "init_module": 175, "finit_module": 313, "delete_module": 176, "reboot": 169, "swapon": 167, "swapoff": 168,
    "acct": 163, "quotactl": 179, "syslog": 103, "settimeofday": 164, "clock_settime": 227, "adjtimex": 159,
    "clock_adjtime": 305, "sethostname": 170, "setdomainname": 171, "iopl": 172, "ioperm": 173, "personality": 135,
    "open_by_handle_at": 304, "name_to_handle_at": 303, "fanotify_init": 300,
    "shmget": 29, "shmat": 30, "shmctl": 31, "msgget": 68, "msgsnd": 69, "msgrcv": 70, "msgctl": 71,
    "semget": 64, "semop": 65, "semctl": 66, "semtimedop": 220, "mq_open": 240, "mq_unlink": 241,
    "chmod": 90, "fchmod": 91, "fchmodat": 268, "chown": 92, "fchown": 93, "lchown": 94, "fchownat": 260,
    "utime": 132, "utimes": 235, "futimesat": 261, "utimensat": 280,
    "setxattr": 188, "lsetxattr": 189, "fsetxattr": 190, "removexattr": 197, "lremovexattr": 198, "fremovexattr": 199,
}  # fmt: skip

_AARCH64 = {
    "socket": 198, "socketpair": 199, "connect": 203, "bind": 200, "listen": 201, "accept": 202, "accept4": 242,
    "sendto": 206, "sendmsg": 211, "sendmmsg": 269, "recvfrom": 207, "recvmsg": 212, "recvmmsg": 243,
    "ptrace": 117, "process_vm_readv": 270, "process_vm_writev": 271, "kcmp": 272,
    "execve": 221, "execveat": 281, "unshare": 97, "setns": 268,
    "kill": 129, "tkill": 130, "rt_sigqueueinfo": 138, "rt_tgsigqueueinfo": 240,
    "mount": 40, "umount2": 39, "pivot_root": 41, "chroot": 51,
    "kexec_load": 104, "kexec_file_load": 294, "bpf": 280, "perf_event_open": 241, "userfaultfd": 282,
    "keyctl": 219, "add_key": 217, "request_key": 218,
    "init_module": 105, "finit_module": 273, "delete_module": 106, "reboot": 142, "swapon": 224, "swapoff": 225,
    "acct": 89, "quotactl": 60, "syslog": 116, "settimeofday": 170, "clock_settime": 112, "adjtimex": 171,
    "clock_adjtime": 266, "sethostname": 161, "setdomainname": 162, "personality": 92,
    "open_by_handle_at": 265, "name_to_handle_at": 264, "fanotify_init": 262,
    "shmget": 194, "shmctl": 195, "shmat": 196, "msgget": 186, "msgctl": 187, "msgrcv": 188, "msgsnd": 189,
    "semget": 190, "semctl": 191, "semtimedop": 192, "semop": 193, "mq_open": 180, "mq_unlink": 181,
    "fchmod": 52, "fchmodat": 53, "fchown": 55, "fchownat": 54, "utimensat": 88,
    "setxattr": 5, "lsetxattr": 6, "fsetxattr": 7, "removexattr": 14, "lremovexattr": 15, "fremovexattr": 16,
}  # fmt: skip

DENIED = {"x86_64": _X86_64 | _SAME_ON_BOTH, "aarch64": _AARCH64 | _SAME_ON_BOTH}
"""Denied whatever their arguments, with EPERM. Four calls that depend on theirs stand in :func:`program`."""

_CLONE = {"x86_64": 56, "aarch64": 220}
_CLONE3 = 435
_TGKILL = {"x86_64": 234, "aarch64": 131}
_PRLIMIT = {"x86_64": 302, "aarch64": 261}
_CLONE_THREAD = 0x10000

_LOAD, _EQUAL, _AT_LEAST, _ANY_BIT, _RETURN = 0x20, 0x15, 0x35, 0x45, 0x06
_ALLOW, _ERRNO, _KILL_PROCESS = 0x7FFF0000, 0x00050000, 0x80000000
_NUMBER_AT, _ARCH_AT, _ARGUMENT_AT = 0, 4, 16
_X32_BIT = 0x40000000

_SYS_SECCOMP = {"x86_64": 317, "aarch64": 277}
_SET_MODE_FILTER, _FLAG_TSYNC = 1, 1


class _Program(ctypes.Structure):
    """``struct sock_fprog``."""

    _fields_ = (("length", ctypes.c_ushort), ("filter", ctypes.c_void_p))


def _instruction(code: int, value: int, *, when_true: int = 0, when_false: int = 0) -> bytes:
    """One ``struct sock_filter``; the two jumps count instructions to skip."""
    return struct.pack("=HBBI", code, when_true, when_false, value)


def program(machine: str, own_pid: int) -> bytes:
    """The filter for ``machine`` (a key of :data:`DENIED`), in the kernel's form.

    Threads may be started, processes may not: ``clone`` needs CLONE_THREAD, and ``clone3``, whose flags a filter
    cannot see, does as if the kernel were too old for it, on which the C library falls back to ``clone``. ``tgkill``
    reaches only threads of ``own_pid`` (abort() needs it), and ``prlimit64`` only the caller (0) and ``own_pid``.
    """
    refuse = _instruction(_RETURN, _ERRNO | errno.EPERM)
    parts = [
        _instruction(_LOAD, _ARCH_AT),
        _instruction(_EQUAL, AUDIT_ARCH[machine], when_true=1),
        _instruction(_RETURN, _KILL_PROCESS),
        _instruction(_LOAD, _NUMBER_AT),
    ]
    if machine == "x86_64":
        parts += [_instruction(_AT_LEAST, _X32_BIT, when_false=1), refuse]
    for number in sorted(DENIED[machine].values()):
        parts += [_instruction(_EQUAL, number, when_false=1), refuse]
    parts += [_instruction(_EQUAL, _CLONE3, when_false=1), _instruction(_RETURN, _ERRNO | errno.ENOSYS)]
    parts += [
        _instruction(_EQUAL, _CLONE[machine], when_false=3),
        _instruction(_LOAD, _ARGUMENT_AT),
        _instruction(_ANY_BIT, _CLONE_THREAD, when_true=10),
        refuse,
        _instruction(_EQUAL, _TGKILL[machine], when_false=3),
        _instruction(_LOAD, _ARGUMENT_AT),
        _instruction(_EQUAL, own_pid, when_true=6),
        refuse,
        _instruction(_EQUAL, _PRLIMIT[machine], when_false=4),
        _instruction(_LOAD, _ARGUMENT_AT),
        _instruction(_EQUAL, 0, when_true=2),
        _instruction(_EQUAL, own_pid, when_true=1),
        refuse,
        _instruction(_RETURN, _ALLOW),
    ]
    return b"".join(parts)


def install() -> None:
    """Put every thread of this process under the filter for good; needs no_new_privs.

    Raises OSError with the kernel's reason, SandboxError on a machine without a table or with a thread that stayed out.
    """
    machine = os.uname().machine
    if machine not in DENIED or struct.calcsize("P") != 8:
        raise SandboxError(Message("cage.unknown_machine"))
    code = program(machine, os.getpid())
    buffer = ctypes.create_string_buffer(code, len(code))
    described = _Program(len(code) // 8, ctypes.cast(buffer, ctypes.c_void_p))
    libc = ctypes.CDLL(None, use_errno=True)
    answer = libc.syscall(
        ctypes.c_long(_SYS_SECCOMP[machine]),
        ctypes.c_long(_SET_MODE_FILTER),
        ctypes.c_long(_FLAG_TSYNC),
        ctypes.byref(described),
    )
    if answer < 0:
        number = ctypes.get_errno()
        raise OSError(number, os.strerror(number))
    if answer > 0:
        raise SandboxError(Message("cage.thread_left"))
