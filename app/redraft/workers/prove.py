"""The proof: a worker tries to get out of its cage and says what the system answered."""

from __future__ import annotations

import errno
import os
import socket
import sys
from collections.abc import Callable, Collection
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from redraft.workers import attempts

_REFUSALS = {errno.EPERM, errno.EACCES}
"""What the cage answers. Anything else (no such family, no such file) is not counted as its doing."""


@dataclass(frozen=True, slots=True)
class Attempt:
    """One try: what, whether the cage refused it, and what the system said, ``it worked`` included."""

    what: str
    refused: bool
    system_said: str


def prove(params: dict[str, Any], *, but: Collection[str] = ()) -> list[Attempt]:
    """Try everything but what is named.

    ``params``: folders ``home``, ``temp``, ``models``, private path ``secret``, pid ``parent`` with its ``priority``
    and ``processors``, and ``file``, a file of the user that can be lost.
    """
    return [_try(what, attempt) for what, attempt in _all(params) if what not in but]


def _all(params: dict[str, Any]) -> list[tuple[str, Callable[[], None]]]:
    home, temp, models, secret = (Path(params[name]) for name in ("home", "temp", "models", "secret"))
    parent, file = int(params["parent"]), Path(params["file"])
    tries: list[tuple[str, Callable[[], None]]] = [
        ("open an IPv4 connection", attempts.open_socket(socket.AF_INET, socket.SOCK_STREAM)),
        ("open an IPv6 connection", attempts.open_socket(socket.AF_INET6, socket.SOCK_STREAM)),
        ("send a UDP datagram", attempts.send_datagram),
        ("open a raw socket", attempts.open_socket(socket.AF_INET, socket.SOCK_RAW, socket.IPPROTO_ICMP)),
        ("resolve a name", attempts.resolve),
    ]
    if sys.platform.startswith("linux"):
        tries += [
            ("open a netlink socket", attempts.open_socket(socket.AF_NETLINK, socket.SOCK_RAW)),
            ("open a Unix socket", attempts.open_socket(socket.AF_UNIX, socket.SOCK_STREAM)),
            ("open a pair of Unix sockets", attempts.pair_of_sockets),
            ("use io_uring", attempts.use_io_uring),
            ("attach to the app as a debugger", attempts.attach(parent)),
            ("open the app's memory", attempts.read_memory_file(parent)),
            ("copy from the app's memory", attempts.read_memory(parent)),
            ("send the app a signal", attempts.signal_to(parent)),
            ("change the app's limits", attempts.limits_of(parent)),
            ("attach memory that other programs share", attempts.attach_shared_memory),
            ("have the app sent a signal by a file", attempts.signal_through_a_file(parent)),
            ("change the app's priority", attempts.change_priority(parent, int(params["priority"]))),
            ("bind the app to processors", attempts.bind_to_processors(parent, params["processors"])),
            ("watch a folder", attempts.watch(home)),
            ("share memory that can be written to", attempts.share_memory),
            ("change its own limits", attempts.change_own_limits),
            ("list a file's extended attributes", attempts.list_attributes(file)),
            ("change a file's flags", attempts.change_flags),
            ("cut a file to nothing", attempts.empty(file)),
            ("open a file so that it is emptied", attempts.open_for(file, os.O_RDONLY | os.O_TRUNC)),
            ("open a file to write to it", attempts.open_for(file, os.O_WRONLY)),
            ("open a file to add to it", attempts.open_for(file, os.O_RDWR | os.O_APPEND)),
            ("make a file without a name", attempts.open_for(temp, os.O_RDWR | os.O_TMPFILE)),
        ]
    return [
        *tries,
        ("write to the home folder", attempts.write_into(home)),
        ("write to the folder for temporary files", attempts.write_into(temp)),
        ("write to the model folder", attempts.write_into(models)),
        (f"read {params.get('secret_name', 'a private file')}", attempts.read_from(secret)),
        ("start a program", attempts.start_program),
        ("become another program", attempts.become_program),
    ]


def _try(what: str, attempt: Callable[[], None]) -> Attempt:
    try:
        attempt()
    except socket.gaierror as error:  # the resolver hides the reason; localhost resolves wherever nothing stops it
        return Attempt(what, refused=True, system_said=str(error.strerror))
    except OSError as error:
        number = error.errno or 0
        said = f"{os.strerror(number)} ({errno.errorcode.get(number, number)})"
        return Attempt(what, refused=number in _REFUSALS, system_said=said)
    return Attempt(what, refused=False, system_said="it worked")
