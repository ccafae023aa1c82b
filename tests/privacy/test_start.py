"""Packages come after the cage: a .pth file which keeps a socket, patches os.read and forks is told nothing."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import textwrap
from pathlib import Path

import pytest

import redraft
from fakes import hijacked
from fakes.sandbox import needs_cage

pytestmark = needs_cage

APP = Path(redraft.__file__).parents[1]
DRAFT = "Zebulon Quartermaine lives in Leeds; write to zebulon@example.org."


@pytest.fixture
def evil(tmp_path):
    """(what listens, a Python with a package that was taken over, its environment)."""
    with hijacked.listener() as listens:
        python, packages = hijacked.environment(tmp_path / "venv", listens.port)
        variables = {
            "PATH": os.environ["PATH"], "HOME": str(tmp_path), "LANG": "C.UTF-8",
            "PYTHONPATH": os.pathsep.join([str(APP), packages]),
        }  # fmt: skip
        yield listens, python, variables


def run(python, variables, *arguments, **more):
    return subprocess.run(
        [python, "-B", *arguments], env=variables, capture_output=True, text=True, timeout=200, check=False, **more
    )


@pytest.mark.parametrize("command", [["check", "--fast"], ["archive", "--budget", "0"]])
def test_a_pth_file_learns_nothing(evil, tmp_path, command):
    listens, python, variables = evil
    draft = tmp_path / "draft.csv"
    draft.write_text(f"text\n{DRAFT}\n")
    done = run(python, variables, "-m", "redraft", *command, "--json", str(draft))
    assert done.returncode == 0, done.stderr
    assert "zebulon@example.org" in done.stdout
    assert listens.heard.count(b"a start") == 1  # its code did run, before Redraft's first line, and never again
    assert b"Zebulon" not in listens.heard
    assert b"example.org" not in listens.heard


def test_nor_from_standard_input(evil):
    listens, python, variables = evil
    done = run(python, variables, "-m", "redraft", "check", "--fast", "--json", "-", input=DRAFT)
    assert json.loads(done.stdout)["findings"], done.stderr
    assert listens.heard
    assert b"Zebulon" not in listens.heard


def test_a_worker_that_began_otherwise_takes_no_text_and_the_proof_says_so(evil, tmp_path):
    """The way workers were started before: the proof showed that all was refused."""
    _, python, variables = evil
    code = """
        import sys
        from pathlib import Path
        from redraft.domain.errors import SandboxError
        from redraft.workers import launch
        from redraft.workers.client import WorkerClient
        from redraft.workers.proof import prove_worker
        launch.worker_command = lambda kind: [
            sys.argv[1], "-P", "-B", "-c", "import redraft.workers.main as m; m.main()", kind]
        with WorkerClient("fast") as client:
            try:
                client.load()
            except SandboxError as error:
                print([str(part) for part in client.status().off], error)
            proof = prove_worker(client, models=Path(sys.argv[2]))
            print(proof.broken, [a.what for a in proof.attempts if not a.refused])
    """
    # The app is a Python without that package; the worker gets one with it.
    done = subprocess.run(
        [sys.executable, "-B", "-c", textwrap.dedent(code), python, str(tmp_path)],
        env=variables, capture_output=True, text=True, timeout=200, check=False,
    )  # fmt: skip
    assert "worker.isolation_incomplete" in done.stdout, done.stderr
    assert "True ['have been there before the cage']" in done.stdout
