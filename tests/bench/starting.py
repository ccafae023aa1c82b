"""What it costs to begin anew: the start of Redraft as it is, beside the one before, as a ratio.

    python tests/bench/starting.py [RUNS [SESSION …]]

Fifteen runs of each session by default; of both ways in turn, now one and now the other first, so that a busy machine
is busy for both.

Before, an interpreter with all its packages went on as the app, without a filter, and a worker imported packages
before its cage and stayed in the namespaces it was in. Two sessions: ``redraft --version``, which is the start alone,
and ``redraft check --fast`` of the example, with its worker. Of each the least and the median time and, since a busy
machine lengthens that, processor time of all its processes.
"""

from __future__ import annotations

import os
import statistics
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).parents[2]
EXAMPLE = ROOT / "resources" / "examples" / "draft.txt"
SESSIONS = {"start": ["--version"], "check": ["check", "--fast", "--json", str(EXAMPLE)]}

_WORKER = """
from redraft.workers import namespaces
namespaces.enter = dict
import redraft.workers.main
redraft.workers.main.main()
"""
_BEFORE = f"""
import sys
from redraft.workers import launch
launch.worker_command = lambda kind: [
    sys.executable, "-P", "-B", "-X", "utf8", "-c", {_WORKER!r}, kind, "--accept-weaker-cage"]
from redraft.cli.main import main
sys.exit(main(sys.argv[1:]))
"""
WAYS = {"before": [sys.executable, "-P", "-B", "-c", _BEFORE], "now": [sys.executable, "-P", "-B", "-m", "redraft"]}


@dataclass(frozen=True)
class Took:
    """One session: seconds that passed, and seconds of processors."""

    wall: float
    processor: float


def once(way: str, session: str, home: str) -> Took:
    """Run it; raises AssertionError when it fails."""
    environment = {"PATH": os.environ["PATH"], "HOME": home, "LANG": "C.UTF-8", "PYTHONPATH": str(ROOT / "app")}
    began = time.monotonic()
    with subprocess.Popen([*WAYS[way], *SESSIONS[session]], env=environment, stdout=subprocess.DEVNULL) as process:
        _, status, used = os.wait4(process.pid, 0)  # with all that it has waited for itself
        process.returncode = os.waitstatus_to_exitcode(status)
    assert process.returncode == 0, f"{session} ended with {process.returncode}"
    return Took(time.monotonic() - began, used.ru_utime + used.ru_stime)


def main(arguments: list[str]) -> int:
    """Print a table."""
    runs = int(arguments[0]) if arguments else 15
    print("session  measure             before      now  longer  ratio")
    with tempfile.TemporaryDirectory() as home:
        for session in arguments[1:] or SESSIONS:
            took: dict[str, list[Took]] = {way: [] for way in WAYS}
            for number in range(runs + 1):
                for way in list(WAYS)[:: 1 if number % 2 else -1]:
                    one = once(way, session, home)
                    if number:  # the first fills caches
                        took[way].append(one)
            for measure, of in (
                ("least wall", lambda all_: min(one.wall for one in all_)),
                ("median wall", lambda all_: statistics.median(one.wall for one in all_)),
                ("median processor", lambda all_: statistics.median(one.processor for one in all_)),
            ):
                before, now = of(took["before"]), of(took["now"])
                print(
                    f"{session:8} {measure:17} {before * 1e3:6.0f} ms {now * 1e3:5.0f} ms"
                    f" {(now - before) * 1e3:4.0f} ms {now / before:6.3f}"
                )
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
