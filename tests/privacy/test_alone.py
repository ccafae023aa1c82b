"""A worker that is not by itself when it enters its cage takes no text. Each is tried in a Python of its own."""

from __future__ import annotations

import subprocess
import textwrap
from pathlib import Path

import pytest

from fakes.sandbox import needs_cage
from redraft import start

pytestmark = needs_cage

APP = Path(start.__file__).parents[1]
BEFORE = {
    "nothing": ("", "on"),
    "a child": ("if os.fork() == 0: time.sleep(20); os._exit(0)", "cage.child"),
    "a child that has ended": ("if os.fork() == 0: os._exit(0)", "cage.child"),
    "a thread": ("threading.Thread(target=time.sleep, args=(20,), daemon=True).start()", "cage.thread"),
    "memory": ("held = mmap.mmap(-1, 4096)", "cage.shared_memory"),
    "memory to read": ("held = mmap.mmap(-1, 4096, prot=mmap.PROT_READ)", "on"),
}


def entered(code, *flags):
    """What a Python that ran the code says of its cage."""
    whole = f"""
        import mmap, os, sys, threading, time
        sys.path.insert(0, {str(APP)!r})
        {code}
        from redraft.workers import cage
        status = cage.enter()
        print(*[m.why.code for m in status.off if m.part == "alone"] or ["on"], status.holds, flush=True)
        os._exit(0)
    """
    command = [start.command("worker")[0], *flags, "-c", textwrap.dedent(whole)]
    return subprocess.run(command, capture_output=True, text=True, timeout=60, check=False)


@pytest.mark.parametrize("what", BEFORE)
def test_it_has_to_be_alone(what):
    code, said = BEFORE[what]
    done = entered(code, *start.FLAGS)
    assert done.stdout == f"{said} {said == 'on'}\n", done.stderr


def test_it_has_to_have_begun_anew():
    for flags in (["-I"], ["-S"], ["-P", "-B"]):
        assert entered("", *flags).stdout == "cage.not_new False\n"
