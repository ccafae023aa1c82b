"""The app's own process: local sockets work, others do not, whoever asks and however; helpers inherit it."""

from __future__ import annotations

import os
import subprocess
import sys
import textwrap
from pathlib import Path

from fakes.sandbox import needs_cage
from redraft import start

pytestmark = needs_cage

APP = Path(start.__file__).parents[1]
TRIES = """
    import ctypes, os, socket, subprocess, sys
    sys.path.insert(0, {app!r})
    from redraft.workers import own
    def tried(what):
        try:
            what()
        except OSError as error:
            return error.errno
        return "worked"
    def attached():
        library = ctypes.CDLL(None, use_errno=True)
        if library.ptrace(ctypes.c_long(0x4206), ctypes.c_long(os.getppid()), 0, 0) < 0:
            raise OSError(ctypes.get_errno(), "")
    before = tried(lambda: socket.socket(socket.AF_INET).close())
    assert own.enter() and own.is_on()
    print(before, tried(lambda: socket.socket(socket.AF_INET).close()), tried(lambda: socket.socket(socket.AF_INET6)),
          tried(lambda: socket.socket(socket.AF_NETLINK, socket.SOCK_RAW)), tried(attached),
          tried(lambda: [end.close() for end in socket.socketpair()]),
          tried(lambda: socket.socket(socket.AF_UNIX).close()), flush=True)
    again = "import socket; socket.socket()"
    done = subprocess.run([sys.executable, "-c", again], stderr=subprocess.DEVNULL)
    print("inherited" if done.returncode else "lost")
"""


def test_it_has_local_sockets_and_no_others():
    code = textwrap.dedent(TRIES).format(app=str(APP))
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, timeout=60, check=False)
    assert done.stdout == "worked 1 1 1 1 worked worked\ninherited\n", done.stderr


def test_a_session_is_under_it_and_the_standing_by_fetcher_is_not(tmp_path):
    """What the kernel says of the window's process, and of the one that it starts before."""
    code = f"""
        import os, sys
        sys.path.insert(0, {str(APP)!r})
        from redraft import __main__
        from redraft.models import standby
        from redraft.workers import own
        def shown(pid):
            return next(line.split()[1] for line in open(f"/proc/{{pid}}/status") if line.startswith("Seccomp:"))
        import redraft.cli.main as cli
        def instead(arguments, open_window):
            print(shown("self"), own.is_on(), shown(standby._begun[0]._process.pid))
            return 0
        cli.main = instead
        sys.exit(__main__.run(["models", "list"]))
    """
    done = subprocess.run(
        [sys.executable, "-c", textwrap.dedent(code)],
        env=os.environ | {"HOME": str(tmp_path)}, capture_output=True, text=True, timeout=60, check=False,
    )  # fmt: skip
    assert done.stdout == f"2 True {_of_this_process()}\n", done.stderr


def _of_this_process():
    """0, or 2 where the tests themselves run under a filter, as in a container."""
    status = Path("/proc/self/status").read_text()
    return next(line.split()[1] for line in status.splitlines() if line.startswith("Seccomp:"))
