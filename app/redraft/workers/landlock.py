"""Which files a caged worker may touch: Landlock, by ctypes (Linux 5.13 and later; call numbers same on every machine).

Only the calling thread and those it starts later are restricted, so this runs before anything starts a thread.
Masks and structures: the kernel's ``linux/landlock.h``.
"""

from __future__ import annotations

import ctypes
import os
import stat
import struct
from collections.abc import Iterable
from pathlib import Path

from redraft.domain.errors import SandboxError
from redraft.domain.message import Message

_CREATE_RULESET, _ADD_RULE, _RESTRICT_SELF = 444, 445, 446
_ASK_VERSION, _PATH_BENEATH = 1, 1

_EXECUTE, _WRITE_FILE, _READ_FILE, _READ_DIR = 1 << 0, 1 << 1, 1 << 2, 1 << 3
_REFER, _TRUNCATE, _IOCTL_DEVICE = 1 << 13, 1 << 14, 1 << 15
_ABI_1 = (1 << 13) - 1
_READ = _READ_FILE | _READ_DIR
_OF_A_FILE = _EXECUTE | _WRITE_FILE | _READ_FILE | _TRUNCATE | _IOCTL_DEVICE

_TCP = 0b11
_ABSTRACT_SOCKETS_AND_SIGNALS = 0b11


def abi() -> int:
    """The kernel's Landlock version: 0 when it has none or was started without."""
    return max(0, _call(_CREATE_RULESET, None, 0, _ASK_VERSION, may_fail=True))


def restrict(*, read: Iterable[Path], use: Iterable[Path]) -> int:
    """Allow reading beneath ``read`` and reading and writing (no creating) beneath ``use``; everything else is denied.

    That is also TCP from ABI 4, signals to and abstract Unix sockets of others from ABI 6. Paths that do not exist are
    left out. Needs no_new_privs. Returns the ABI; raises OSError with the kernel's reason, SandboxError when it
    has no Landlock.
    """
    version = abi()
    if version == 0:
        raise SandboxError(Message("cage.no_landlock"))
    handled = _handled_files(version)
    attributes = struct.pack("=Q", handled)
    if version >= 4:
        attributes += struct.pack("=Q", _TCP)
    if version >= 6:
        attributes += struct.pack("=Q", _ABSTRACT_SOCKETS_AND_SIGNALS)
    ruleset = _call(_CREATE_RULESET, attributes, len(attributes), 0)
    try:
        for path in read:
            _allow(ruleset, path, _READ)
        for path in use:
            _allow(ruleset, path, handled & (_READ | _WRITE_FILE | _TRUNCATE | _IOCTL_DEVICE))
        _call(_RESTRICT_SELF, ruleset, 0)
    finally:
        os.close(ruleset)
    return version


def _handled_files(version: int) -> int:
    handled = _ABI_1
    for since, right in ((2, _REFER), (3, _TRUNCATE), (5, _IOCTL_DEVICE)):
        if version >= since:
            handled |= right
    return handled


def _allow(ruleset: int, path: Path, access: int) -> None:
    try:
        descriptor = os.open(path, os.O_PATH | os.O_CLOEXEC)
    except OSError:
        return
    try:
        if not stat.S_ISDIR(os.fstat(descriptor).st_mode):
            access &= _OF_A_FILE
        _call(_ADD_RULE, ruleset, _PATH_BENEATH, struct.pack("=Qi", access, descriptor), 0)
    finally:
        os.close(descriptor)


def _call(number: int, *arguments: int | bytes | None, may_fail: bool = False) -> int:
    libc = ctypes.CDLL(None, use_errno=True)
    converted = [ctypes.c_long(a) if isinstance(a, int) else ctypes.c_char_p(a) for a in arguments]
    answer: int = libc.syscall(ctypes.c_long(number), *converted)
    if answer < 0 and not may_fail:
        error = ctypes.get_errno()
        raise OSError(error, os.strerror(error))
    return answer
