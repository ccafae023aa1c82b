"""How a worker process is started: its command line and the little of the environment that it gets."""

from __future__ import annotations

import os
import subprocess
from collections.abc import Mapping, Sequence
from pathlib import Path

from redraft import start as beginning
from redraft.workers import control_group
from redraft.workers.cage import MAPPED, MEMORY

_PASSED = ("PATH", "HOME", "LANG", "LC_ALL", "LC_CTYPE", "TZ", "SYSTEMROOT", "WINDIR", "PYTHONPATH")

_ONE_THREAD = {"OMP_NUM_THREADS": "1", "OPENBLAS_NUM_THREADS": "1", "MKL_NUM_THREADS": "1"}
"""The fast tier's matrices are small: more threads cost start time and memory and gain nothing."""


def worker_command(kind: str) -> list[str]:
    """What starts a worker of ``kind``, from source or from a frozen bundle; options follow it."""
    return [*beginning.command("worker"), kind]


def worker_environment(kind: str, *, given: Mapping[str, str] | None = None) -> dict[str, str]:
    """The variables a worker sees: no display, no D-Bus, no proxies, no tokens of whatever started the app."""
    source = os.environ if given is None else given
    environment = {name: source[name] for name in _PASSED if name in source}
    return environment | (_ONE_THREAD if kind == "fast" else {})


def group_for(kind: str) -> Path | None:
    """A control group for a worker, where one can be had; to be removed when the worker has ended."""
    memory = MEMORY.get(kind)
    return control_group.make(kind, None if memory is None else memory + MAPPED)


def start(
    kind: str, options: Sequence[str], descriptors: Sequence[int] = (), group: Path | None = None
) -> subprocess.Popen[bytes]:
    """Start a worker with pipes for stdin, stdout and stderr; raises OSError.

    ``descriptors`` stay open in it under the same numbers; nothing else does. ``group`` is its control group.

    On Linux the worker is killed when the *thread* that called this ends: call it from one that stays with the worker.
    """
    command = [*worker_command(kind), "--parent", str(os.getpid()), *options]
    command += ["--group", str(group)] if group is not None else []
    return subprocess.Popen(
        command,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        bufsize=0,
        close_fds=True,
        pass_fds=tuple(descriptors),
        env=worker_environment(kind),
        cwd="/" if os.name == "posix" else None,
        creationflags=getattr(subprocess, "CREATE_NO_WINDOW", 0),
    )
