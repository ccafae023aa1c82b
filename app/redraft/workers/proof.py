"""The parent's side of the proof: what `redraft doctor --prove` and the proof page show."""

from __future__ import annotations

import contextlib
import os
import sys
import tempfile
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from redraft.domain.errors import WorkerError
from redraft.domain.message import Message
from redraft.models import standby
from redraft.storage import keys
from redraft.workers import namespaces
from redraft.workers.cage import CageStatus
from redraft.workers.client import WorkerClient
from redraft.workers.protocol import ProtocolError, expected
from redraft.workers.prove import Attempt

PROOF_SECONDS = 60.0
"""All attempts together take well under a second; a name that is looked up after all may take long."""


_LANDLOCK_SINCE = (
    (3, Message("cage.rests_truncate")),
    (4, Message("cage.rests_tcp")),
    (5, Message("cage.rests_devices")),
    (6, Message("cage.rests_signals")),
)
"""From which version on Landlock refuses what; before, the filter of system calls does so alone."""

FILTERED = {"Seccomp": "2", "NoNewPrivs": "1"}
"""What ``/proc/PID/status`` says of a process under a filter that it cannot take off (proc(5))."""


@dataclass(frozen=True, slots=True)
class Proof:
    """What one worker could not do, and the cage that stopped it."""

    kind: str
    cage: CageStatus
    attempts: tuple[Attempt, ...]

    @property
    def holds(self) -> bool:
        """True when the cage is complete and every attempt was refused. False on systems where nothing is promised."""
        return bool(self.cage.promised) and self.cage.holds and all(a.refused for a in self.attempts)

    @property
    def broken(self) -> bool:
        """True when something was promised on this system and does not hold."""
        return bool(self.cage.promised) and not self.holds


def prove_worker(client: WorkerClient, *, models: Path) -> Proof:
    """Let a worker try to get out. ``models`` is the folder of the model files, where it will try to write.

    Where there is no ``~/.ssh`` it tries to read a file made for it, which is removed afterwards. Raises WorkerError.
    """
    cage = client.status()
    with _to_try(models) as params:
        body = client.call("prove", params, timeout=PROOF_SECONDS)
        seen = [*_before(cage), *_seen_from_outside(client.inside, cage)]
    return Proof(client.kind, cage, (*expected(list[Attempt], body.get("attempts")), *seen))


def prove_helpers(*, models: Path) -> Iterator[Proof]:
    """Let the helpers, which see no text, try what their filters refuse. Raises WorkerError; nothing but on Linux."""
    if not sys.platform.startswith("linux"):
        return
    for kind, ask in (("keyring", keys.prove), ("fetcher", _ask_the_fetcher)):
        with _to_try(models) as params:
            said = ask(params)
        try:
            yield Proof(
                kind, expected(CageStatus, said.get("cage")), tuple(expected(list[Attempt], said.get("attempts")))
            )
        except ProtocolError:
            raise WorkerError(
                Message("worker.failed", {"kind": kind, "why": "proof"}), Message("do.try_again")
            ) from None


def _ask_the_fetcher(params: dict[str, object]) -> dict[str, object]:
    with standby.borrow() as waiting:
        return next(iter(list(waiting.prove(params))), {})


@contextlib.contextmanager
def _to_try(models: Path) -> Iterator[dict[str, object]]:
    """What is to be tried: paths, some of them made for it, and this process."""
    home = Path.home()
    with tempfile.TemporaryDirectory(prefix="redraft-proof-") as folder:
        secret, name = home / ".ssh", "~/.ssh"
        if not secret.is_dir():
            secret, name = Path(folder, "secret"), "a private file"
            secret.write_bytes(b"x")
        file = Path(folder, "file")
        file.write_bytes(b"x")
        params: dict[str, object] = {
            "home": str(home),
            "temp": tempfile.gettempdir(),
            "models": str(models if models.is_dir() else home),
            "secret": str(secret),
            "secret_name": name,
            "file": str(file),
            "parent": os.getpid(),
        }
        if sys.platform.startswith("linux"):
            params["priority"] = os.getpriority(os.PRIO_PROCESS, 0)
            params["processors"] = sorted(os.sched_getaffinity(0))
        yield params


def ground(cage: CageStatus) -> tuple[Message, ...]:
    """What a whole cage rests on: the kernel's Landlock, and what that does not do yet. Of another its parts say it."""
    if not (cage.promised and cage.holds):
        return ()
    rests = [rest for since, rest in _LANDLOCK_SINCE if cage.landlock_abi < since]
    if namespaces.NETWORK not in cage.on:
        rests.append(Message("cage.no_network_namespace"))
    elif namespaces.PROCESSES not in cage.on:
        rests.append(Message("cage.no_process_namespace"))
    return (Message("cage.landlock", {"number": cage.landlock_abi}), *rests)


def _before(cage: CageStatus) -> list[Attempt]:
    """Whether anything but Python's own code and ours had a chance before the cage; the worker's own word."""
    if not cage.promised:
        return []
    alone = "alone" in cage.on
    return [Attempt("have been there before the cage", alone, "nothing was there" if alone else "something was there")]


def _seen_from_outside(pid: int | None, cage: CageStatus) -> list[Attempt]:
    """What the kernel says of the worker, which need not be believed then; nothing where there is no ``/proc``."""
    try:
        status = Path(f"/proc/{pid}/status").read_text(encoding="ascii", errors="replace")
    except OSError:
        return []
    fields = dict(line.split(":\t", 1) for line in status.splitlines() if ":\t" in line)
    said = {name: fields.get(name, "?") for name in ("Seccomp", "NoNewPrivs")}
    seen = [_told("be without the filter, as the kernel and not the worker tells it", said == FILTERED, said)]
    if namespaces.PROCESSES in cage.on:
        called = namespaces.numbers(pid or 0)
        apart = len(called) > 1 and called[-1] == "1"
        seen.append(_told("be among other processes, as the kernel tells it", apart, {"NSpid": " ".join(called)}))
    return seen


def _told(what: str, refused: bool, said: Mapping[str, str]) -> Attempt:
    return Attempt(what, refused, ", ".join(f"{name}: {value}" for name, value in said.items()))
