"""The helpers that see no text, each under a filter of its own: they show what is refused, and what they may."""

from __future__ import annotations

import json
import subprocess
from pathlib import Path

import pytest

from fakes.sandbox import needs_cage
from redraft import start
from redraft.workers import calls, helpers
from redraft.workers.proof import prove_helpers

pytestmark = needs_cage


@pytest.fixture(scope="module")
def proofs(tmp_path_factory):
    return {proof.kind: proof for proof in prove_helpers(models=tmp_path_factory.mktemp("models"))}


def test_each_shows_what_was_refused_and_what_it_may(proofs):
    assert set(proofs) == {"keyring", "fetcher"}
    for kind, proof in proofs.items():
        assert proof.holds, [attempt for attempt in proof.attempts if not attempt.refused]
        tried = {attempt.what for attempt in proof.attempts}
        assert {"attach to the app as a debugger", "use io_uring", "copy from the app's memory"} <= tried
        assert not tried & helpers.ITS_WORK[kind]
    assert {"open an IPv4 connection", "start a program", "cut a file to nothing"} <= {
        attempt.what for attempt in proofs["keyring"].attempts
    }
    assert set(calls.KEYRING) - set(proofs["fetcher"].cage.calls) == set()
    assert "execve" not in proofs["keyring"].cage.calls


@pytest.mark.parametrize("kind", sorted(start.HELPERS))
def test_the_kernel_says_that_it_is_under_its_filter_before_a_package_is_found(kind):
    """A module of that name, which is imported once packages can be, is a package's; it tells what the kernel says."""
    code = f"""
import sys
sys.argv = ["start.py", {kind!r}]
sys.path[:] = [p for p in sys.path if "site-packages" not in p]
sys.path.insert(0, {str(Path(start.__file__).parent)!r})
import start
def told():
    lines = open("/proc/self/status").read().splitlines()
    print([line.split()[1] for line in lines if line.startswith(("Seccomp:", "NoNewPrivs:"))])
    sys.exit(0)
start.add_packages = told
start.main()
"""
    done = subprocess.run(
        [start.command("keyring")[0], *start.FLAGS, "-c", code], capture_output=True, text=True, timeout=60, check=False
    )
    assert done.stdout == "['1', '2']\n", done.stderr


def test_a_helper_that_is_asked_for_nonsense_says_nothing_of_a_proof():
    done = subprocess.run(
        [*start.command("keyring"), start.PROVE], input=b"nonsense\n", capture_output=True, timeout=60, check=False
    )
    assert done.returncode != 0
    with pytest.raises(ValueError, match="Expecting"):
        json.loads(done.stdout)
