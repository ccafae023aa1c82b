"""What a person gets who installs the package. Skipped unless `make package` has run: freezing takes minutes."""

from __future__ import annotations

import json
import subprocess
import sys

import pytest

from frozen.bundle import BUNDLE, ROOT, needs_bundle, run
from redraft import __version__

pytestmark = [needs_bundle, pytest.mark.slow]


def test_it_says_which_version_it_is() -> None:
    assert run("--version").stdout.strip() == f"redraft {__version__}"


def test_it_checks_a_draft_with_the_fast_tier() -> None:
    done = run("check", "--fast", "--json", "-", stdin="I am 34 and teach at a school in Leeds.\n")
    assert done.returncode == 0, done.stderr
    values = json.dumps(json.loads(done.stdout))
    assert "Leeds" in values
    assert "34" in values


def test_bad_input_gets_a_sentence() -> None:
    done = run("check", "/nowhere/at-all.txt")
    assert done.returncode == 2
    assert done.stderr.startswith("redraft: ")
    assert "Traceback" not in done.stderr


@pytest.mark.timeout(900)
def test_its_selftest_passes_with_the_proof_and_the_model() -> None:
    done = run("--selftest", timeout=880)
    assert done.returncode == 0, done.stdout + done.stderr
    assert "refused" in done.stdout
    assert "WORKED" not in done.stdout


def test_it_weighs_what_it_may_and_holds_what_it_must() -> None:
    command = [sys.executable, str(ROOT / "packaging" / "check_bundle.py"), str(BUNDLE)]
    done = subprocess.run(command, capture_output=True, text=True, check=False, timeout=240)
    assert done.returncode == 0, done.stderr
