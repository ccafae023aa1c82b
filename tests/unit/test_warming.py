"""What is warmed up is waited for when a process ends: Python would end such threads by force, which may abort it."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import redraft

CODE = """
import sys, time
from redraft.bootstrap import warming
def work():
    time.sleep(0.5)
    print("done", flush=True)
warming.behind(work)
sys.exit(2)
"""


def test_a_process_that_ends_waits_for_what_is_warmed_up():
    done = subprocess.run(
        [sys.executable, "-c", CODE], capture_output=True, text=True, timeout=120, check=False,
        env=os.environ | {"PYTHONPATH": str(Path(redraft.__file__).parents[1])},
    )  # fmt: skip
    assert (done.returncode, done.stdout, done.stderr) == (2, "done\n", "")
