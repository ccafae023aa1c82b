"""The filters of the short-lived helpers, which get no text: the one that fetches models and the keyring's.

Each enters its own before a package is imported (:mod:`redraft.start`), and what it starts inherits it. Started with
``--prove`` it tries what its filter refuses instead of doing its work, and says so on standard output.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Callable

from redraft.domain.errors import SandboxError
from redraft.domain.message import verbatim
from redraft.workers import cage, rules, seccomp
from redraft.workers.cage import CageStatus, Missing

PROMISED = ("no new privileges", "seccomp")

ITS_WORK = {
    "keyring": frozenset({"open a Unix socket"}),
    "fetcher": frozenset({
        "open an IPv4 connection", "open an IPv6 connection", "send a UDP datagram", "open a Unix socket",
        "open a pair of Unix sockets", "send the app a signal", "share memory that can be written to",
        "change its own limits", "list a file's extended attributes", "cut a file to nothing",
        "open a file so that it is emptied", "open a file to write to it", "open a file to add to it",
        "make a file without a name", "write to the home folder", "write to the folder for temporary files",
        "write to the model folder", "start a program", "become another program",
    }),
}  # fmt: skip
"""What a helper has to be able to do, and so does not try."""

ANYBODY_MAY = frozenset({"resolve a name", "open the app's memory", "read a private file", "read ~/.ssh"})
"""What needs no call that a filter can tell from others: names in a file of this computer, files that one may read."""

_RULES: dict[str, Callable[[int], rules.Rules]] = {
    "keyring": rules.keyring,
    "fetcher": lambda _own_pid: rules.fetcher(),
    "standby": lambda _own_pid: rules.fetcher(),  # which the fetcher that it starts inherits
}


def lock(kind: str) -> CageStatus:
    """Put this process under the filter of its kind; never raises, what failed is in the status."""
    if not sys.platform.startswith("linux"):
        return CageStatus(sys.platform, (), ())
    own = _RULES[kind](os.getpid())
    try:
        cage.forgo_privileges()
        seccomp.install(own)
    except SandboxError as error:
        return CageStatus("linux", PROMISED, (), (Missing("seccomp", error.problem),))
    except OSError as error:
        return CageStatus("linux", PROMISED, (), (Missing("seccomp", verbatim(error.strerror or "")),))
    return CageStatus("linux", PROMISED, PROMISED, calls=tuple(own.allowed))


def answer_proof(kind: str, status: CageStatus) -> int:
    """Read what is to be tried from standard input, one line, and say how it went."""
    import json

    from redraft.codec import to_json
    from redraft.workers.prove import prove

    params = json.loads(sys.stdin.readline())
    attempts = prove(params, but=ITS_WORK[kind] | ANYBODY_MAY)
    print(json.dumps({"event": "proved", "cage": to_json(status), "attempts": to_json(attempts)}), flush=True)
    return 0
