"""Single attempts to get out of the cage. Each really tries, and undoes what it did if nothing stopped it."""

from __future__ import annotations

import ctypes
import os
import socket
import subprocess
from collections.abc import Callable, Collection
from pathlib import Path

_IO_URING_SETUP = 425
_PTRACE_SEIZE, _PTRACE_INTERRUPT, _PTRACE_DETACH, _WAIT_FOR_ANY = 0x4206, 0x4207, 17, 0x40000000
_READ_ONLY = 0o10000
_F_SETOWN, _FS_IOC_SETFLAGS = 8, 0x40086602
_ADDRESS = ("192.0.2.1", 9)  # TEST-NET-1 (RFC 5737): leads nowhere if it is not refused


class _IoVector(ctypes.Structure):
    """``struct iovec``."""

    _fields_ = (("base", ctypes.c_void_p), ("length", ctypes.c_size_t))


def make_none_for_ipv6() -> None:
    """Let nobody open a socket to find out whether there is IPv6, as urllib3 does, which spaCy brings along."""
    socket.has_ipv6 = False


def open_socket(family: int, kind: int, protocol: int = 0) -> Callable[[], None]:
    """Open a socket, and close it if that worked."""

    def attempt() -> None:
        socket.socket(family, kind, protocol).close()

    return attempt


def send_datagram() -> None:
    """Open a UDP socket and send nothing to nowhere."""
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as opened:
        opened.setblocking(False)
        opened.sendto(b"", _ADDRESS)


def pair_of_sockets() -> None:
    """Open two connected Unix sockets."""
    for end in socket.socketpair():
        end.close()


def resolve() -> None:
    """Look up ``localhost``, which needs no network: only a cage can refuse it."""
    socket.getaddrinfo("localhost", 80)


def use_io_uring() -> None:
    """Set up a ring, which could open sockets without the socket call."""
    parameters = ctypes.create_string_buffer(120)
    descriptor = _system_call(_IO_URING_SETUP, 1, ctypes.addressof(parameters))
    os.close(descriptor)


def write_into(folder: Path) -> Callable[[], None]:
    """Create a file in a folder, and remove it if that worked."""

    def attempt() -> None:
        probe = folder / f".redraft-proof-{os.getpid()}"
        os.close(os.open(probe, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600))
        probe.unlink()

    return attempt


def empty(path: Path) -> Callable[[], None]:
    """Cut a file to nothing by its name, as the call ``truncate`` does."""

    def attempt() -> None:
        os.truncate(path, 0)

    return attempt


def open_for(path: Path, flags: int) -> Callable[[], None]:
    """Open a file or folder with the flags, and close it if that worked."""

    def attempt() -> None:
        os.close(os.open(path, flags, 0o600))

    return attempt


def list_attributes(path: Path) -> Callable[[], None]:
    """Ask for the names of a file's extended attributes."""

    def attempt() -> None:
        os.listxattr(path)

    return attempt


def change_flags() -> None:
    """Ask for other flags (immutable, append only) of what is open: here a null device, which has none."""
    import fcntl

    with Path(os.devnull).open("rb") as opened:
        fcntl.ioctl(opened, _FS_IOC_SETFLAGS, b"\0" * 8)


def watch(folder: Path) -> Callable[[], None]:
    """Ask to be told what others do in a folder."""

    def attempt() -> None:
        library = ctypes.CDLL(None, use_errno=True)
        descriptor = _checked(library.inotify_init1(0))
        try:
            _checked(library.inotify_add_watch(descriptor, os.fsencode(folder), 0x100))  # IN_CREATE
        finally:
            os.close(descriptor)

    return attempt


def signal_through_a_file(process: int) -> Callable[[], None]:
    """Make a process the one that is sent a signal when a pipe has data, which it never will."""

    def attempt() -> None:
        import fcntl

        fcntl.fcntl(0, fcntl.F_GETFD)
        with Path(os.devnull).open("rb") as opened:
            fcntl.fcntl(opened, _F_SETOWN, process)

    return attempt


def change_priority(process: int, priority: int) -> Callable[[], None]:
    """Set a process's priority to what it is."""

    def attempt() -> None:
        os.setpriority(os.PRIO_PROCESS, process, priority)

    return attempt


def bind_to_processors(process: int, processors: Collection[int]) -> Callable[[], None]:
    """Let a process run where it may run already."""

    def attempt() -> None:
        os.sched_setaffinity(process, processors)

    return attempt


def share_memory() -> None:
    """Make memory that a child process would share."""
    import mmap

    mmap.mmap(-1, mmap.PAGESIZE).close()


def change_own_limits() -> None:
    """Set a limit of this very process to what it is."""
    import resource  # not on Windows

    resource.prlimit(0, resource.RLIMIT_DATA, resource.getrlimit(resource.RLIMIT_DATA))


def read_from(path: Path) -> Callable[[], None]:
    """List a folder or read a byte of a file."""

    def attempt() -> None:
        descriptor = os.open(path, os.O_RDONLY)
        try:
            if not path.is_dir():
                os.read(descriptor, 1)
        finally:
            os.close(descriptor)

    return attempt


def start_program() -> None:
    """Start ``true`` as a child process."""
    subprocess.run(["/bin/true"], check=True, env={}, stdin=subprocess.DEVNULL)


def become_program() -> None:
    """Ask to be replaced by a program that does not exist: uncaged, the system looks for it."""
    os.execve("/nonexistent/redraft-proof", ["redraft-proof"], {})  # noqa: S606 - that is the point


def attach(process: int) -> Callable[[], None]:
    """Attach to a process as a debugger does, and let it go again at once."""

    def attempt() -> None:
        _library_call("ptrace", _PTRACE_SEIZE, process)
        _library_call("ptrace", _PTRACE_INTERRUPT, process)  # detaching takes a stopped one
        os.waitpid(process, _WAIT_FOR_ANY)
        _library_call("ptrace", _PTRACE_DETACH, process)

    return attempt


def read_memory_file(process: int) -> Callable[[], None]:
    """Open another process's memory as a file."""

    def attempt() -> None:
        os.close(os.open(f"/proc/{process}/mem", os.O_RDONLY))

    return attempt


def read_memory(process: int) -> Callable[[], None]:
    """Copy a byte from another process: the address is this one's, readable there or EFAULT when not refused."""

    def attempt() -> None:
        source, target = ctypes.create_string_buffer(1), ctypes.create_string_buffer(1)
        remote = _IoVector(ctypes.addressof(source), 1)
        local = _IoVector(ctypes.addressof(target), 1)
        _library_call("process_vm_readv", process, ctypes.byref(local), 1, ctypes.byref(remote), 1, 0)

    return attempt


def attach_shared_memory() -> None:
    """Attach a segment that no program has: uncaged, the system looks for it."""
    library = ctypes.CDLL(None, use_errno=True)
    library.shmat.restype = ctypes.c_void_p
    if library.shmat(ctypes.c_int(0x7FFFFFFF), None, ctypes.c_int(_READ_ONLY)) == ctypes.c_void_p(-1).value:
        number = ctypes.get_errno()
        raise OSError(number, os.strerror(number))


def limits_of(process: int) -> Callable[[], None]:
    """Ask for another process's limits, as one would to change them."""

    def attempt() -> None:
        import resource  # not on Windows

        resource.prlimit(process, resource.RLIMIT_CORE)

    return attempt


def signal_to(process: int) -> Callable[[], None]:
    """Send signal 0, which only asks whether one may."""

    def attempt() -> None:
        os.kill(process, 0)

    return attempt


def _system_call(number: int, *arguments: int) -> int:
    return _checked(ctypes.CDLL(None, use_errno=True).syscall(*(ctypes.c_long(a) for a in (number, *arguments))))


def _library_call(name: str, first: int, *rest: object) -> int:
    converted = [ctypes.c_long(a) if isinstance(a, int) else a for a in (*rest, 0, 0)]
    function = getattr(ctypes.CDLL(None, use_errno=True), name)
    return _checked(function(ctypes.c_long(first), *converted))


def _checked(answer: int) -> int:
    if answer < 0:
        number = ctypes.get_errno()
        raise OSError(number, os.strerror(number))
    return answer
