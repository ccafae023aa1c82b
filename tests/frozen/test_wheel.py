"""The wheel of the last commit: all code and data in it, nothing else, and it starts."""

from __future__ import annotations

import subprocess
import sys

import pytest

from frozen.bundle import ROOT


@pytest.mark.slow
@pytest.mark.timeout(600)
@pytest.mark.skipif(not (ROOT / ".git").exists(), reason="the wheel is compared with the last commit")
def test_the_wheel_is_whole_and_starts() -> None:
    command = [sys.executable, str(ROOT / "packaging" / "check_wheel.py")]
    done = subprocess.run(command, capture_output=True, text=True, check=False, timeout=580)
    assert done.returncode == 0, done.stdout + done.stderr
