"""A program in the place of a worker that is none of ours: the command ends with a sentence and exit code 2.

Never with an abort (134): a thread of the app that hears the worker must not hold what the interpreter ends with.
"""

from __future__ import annotations

import os
import subprocess
import sys
import textwrap
from pathlib import Path

import pytest

import redraft

APP = Path(redraft.__file__).parents[1]
FOREIGN = {
    "talks without end": "while True: os.write(1, b'y' * 65536)",
    "says back what it hears": "while data := os.read(0, 65536): os.write(1, data)",
    "ends at once": "",
    "says noise": "os.write(1, os.urandom(1 << 20))",
    "announces more than there is": "os.write(1, b'\\xff' * 8); time.sleep(60)",
    "closes its mouth and lives on": "os.close(1); time.sleep(60)",
    "aborts": "os.abort()",
    "complains without end": "os.close(1)\nwhile True: os.write(2, b'y' * 65536)",
    "answers what nobody asked": """
    body = json.dumps({"id": 77, "event": "result", "body": {}}).encode()
    os.write(1, len(body).to_bytes(4, "little") + body)
    os.write(1, len(body).to_bytes(4, "big") + body)
    """,
}
CALLER = """
import os, sys
from redraft.workers import launch
launch.worker_command = lambda _kind: [sys.executable, "-I", "-S", "-c", sys.argv[1]]
from redraft.cli.main import main
sys.exit(main(["check", "--fast", "-"]))
"""


@pytest.mark.parametrize("what", FOREIGN)
def test_a_foreign_worker_is_a_sentence_and_no_abort(what, tmp_path):
    foreign = "import json, os, time\n" + textwrap.dedent(FOREIGN[what])
    done = subprocess.run(
        [sys.executable, "-c", CALLER, foreign], input="I live in Leeds.", capture_output=True, text=True, timeout=250,
        env={"PATH": os.environ["PATH"], "HOME": str(tmp_path), "PYTHONPATH": str(APP), "LANG": "C.UTF-8"}, check=False,
    )  # fmt: skip
    assert done.returncode == 2, (done.returncode, done.stderr)
    assert done.stderr.startswith("redraft: ")
    assert "Traceback" not in done.stderr
    assert "Fatal" not in done.stderr
    assert done.stdout == ""
