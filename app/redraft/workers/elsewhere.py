"""What macOS and Windows offer a process that wants to be locked in. NOT PROVEN: no such machine was at hand.

Each part is put on and then tried by this very process; only a part whose attempts were refused counts as on, and
nothing here is promised. On macOS that is Seatbelt (``sandbox_init``, deprecated and still what browsers use), on
Windows a low integrity level, which may write nearly nowhere, and the policy against child processes. A network can be
refused to a Windows process only from outside, by an AppContainer, which is not written.
"""

from __future__ import annotations

import ctypes
import errno
import os
import socket
import sys
import tempfile
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import Any

from redraft.domain.message import NOTHING, Message
from redraft.workers import attempts

Check = Callable[[], None]
"""An attempt that must not work."""

_ADDRESS = ("192.0.2.1", 9)  # TEST-NET-1 (RFC 5737)
_REFUSALS = {errno.EPERM, errno.EACCES}

_TOKEN_ADJUST_DEFAULT, _TOKEN_INTEGRITY_LEVEL, _SE_GROUP_INTEGRITY = 0x0080, 25, 0x20
_LOW_INTEGRITY = "S-1-16-4096"
_CHILD_PROCESS_POLICY, _NO_CHILD_PROCESSES = 13, 1


def profile(read: Iterable[Path], home: Path) -> str:
    """Seatbelt's rules, the last that fits decides: no network, no writing, no programs, of the home only ``read``."""
    rules = [
        "(version 1)",
        "(allow default)",
        "(deny network*)",
        "(deny file-write*)",
        '(allow file-write-data (literal "/dev/null"))',
        "(deny process-exec*)",
        "(deny process-fork)",
        "(deny signal)",
        "(allow signal (target self))",
        f"(deny file-read* (subpath {_quoted(home)}))",
    ]
    return "\n".join([*rules, *(f"(allow file-read* (subpath {_quoted(path)}))" for path in read)])


def _quoted(path: Path) -> str:
    text = str(path.resolve()).replace("\\", "\\\\").replace('"', '\\"')
    return f'"{text}"'


def steps(read: Sequence[Path]) -> dict[str, tuple[Callable[[], None], list[Check]]]:
    """By name: what puts a part on (raises OSError), and what must be refused afterwards."""
    temporary = Path(tempfile.gettempdir())
    if sys.platform == "darwin":
        rules = profile(read, Path.home())
        checks = [_connect, attempts.write_into(temporary), attempts.start_program]
        return {"sandbox_init": (lambda: _seatbelt(rules), checks)}
    if sys.platform == "win32":
        return {
            "low integrity": (_lower_integrity, [attempts.write_into(temporary), attempts.write_into(Path.home())]),
            "no child processes": (_forbid_children, [_start_windows_program]),
        }
    return {}


def hole(checks: Iterable[Check]) -> Message:
    """What was not refused; says nothing when all was."""
    for check in checks:
        try:
            check()
        except PermissionError:
            continue
        except OSError as error:
            if error.errno in _REFUSALS or getattr(error, "winerror", None) == 5:
                continue
            return Message("cage.failed_otherwise", {"why": error.strerror})
        return Message("cage.still_worked")
    return NOTHING


def _connect() -> None:
    """Connect a UDP socket, which sends nothing."""
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as opened:
        opened.connect(_ADDRESS)


def _start_windows_program() -> None:
    import subprocess

    subprocess.run(["cmd.exe", "/c", "exit"], check=False, stdin=subprocess.DEVNULL)


def _seatbelt(rules: str) -> None:
    library = ctypes.CDLL("/usr/lib/libsandbox.1.dylib")
    message = ctypes.c_char_p()
    library.sandbox_init.argtypes = (ctypes.c_char_p, ctypes.c_uint64, ctypes.POINTER(ctypes.c_char_p))
    if library.sandbox_init(rules.encode(), 0, ctypes.byref(message)) != 0:
        raise OSError(errno.EPERM, "sandbox_init refused its rules")


class _SidAndAttributes(ctypes.Structure):
    """``TOKEN_MANDATORY_LABEL``, which is one ``SID_AND_ATTRIBUTES``."""

    _fields_ = (("sid", ctypes.c_void_p), ("attributes", ctypes.c_uint32))


def _windows(name: str) -> Any:
    return ctypes.WinDLL(name, use_last_error=True)  # type: ignore[attr-defined,unused-ignore]


def _lower_integrity() -> None:
    advapi, kernel = _windows("advapi32"), _windows("kernel32")
    kernel.GetCurrentProcess.restype = ctypes.c_void_p
    token, sid = ctypes.c_void_p(), ctypes.c_void_p()
    here = ctypes.c_void_p(kernel.GetCurrentProcess())
    _require(advapi.OpenProcessToken(here, _TOKEN_ADJUST_DEFAULT, ctypes.byref(token)))
    try:
        _require(advapi.ConvertStringSidToSidW(_LOW_INTEGRITY, ctypes.byref(sid)))
        label = _SidAndAttributes(sid, _SE_GROUP_INTEGRITY)
        size = ctypes.sizeof(label) + advapi.GetLengthSid(sid)
        _require(advapi.SetTokenInformation(token, _TOKEN_INTEGRITY_LEVEL, ctypes.byref(label), size))
    finally:
        kernel.CloseHandle(token)


def _forbid_children() -> None:
    flags = ctypes.c_uint32(_NO_CHILD_PROCESSES)
    _require(_windows("kernel32").SetProcessMitigationPolicy(_CHILD_PROCESS_POLICY, ctypes.byref(flags), 4))


def _require(answer: int) -> None:
    if not answer:
        number = ctypes.get_last_error()  # type: ignore[attr-defined,unused-ignore]
        raise OSError(number, os.strerror(errno.EACCES))
