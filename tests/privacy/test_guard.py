"""The guard of ``tests/conftest.py``, tried in a run of its own."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

GUARD = Path(__file__).parents[1] / "conftest.py"
TESTS = """
import pytest

@pytest.mark.skipif(True, reason="no kernel")
def test_cage(): ...

@pytest.mark.xfail
def test_known(): assert False
"""


@pytest.mark.parametrize(("folder", "in_ci", "code"), [("privacy", "true", 1), ("unit", "true", 0), ("privacy", "", 0)])
def test_what_proves_a_promise_may_not_be_skipped_in_ci(tmp_path, folder, in_ci, code):
    shutil.copy(GUARD, tmp_path / "conftest.py")
    (tmp_path / folder).mkdir()
    (tmp_path / folder / "test_it.py").write_text(TESTS)
    done = subprocess.run(
        [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", "."],
        cwd=tmp_path,
        # The guard is the suite's own conftest, which knows the echo worker.
        env={"PATH": os.environ["PATH"], "CI": in_ci, "PYTHONPATH": os.pathsep.join([str(GUARD.parent), *sys.path])},
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )
    assert done.returncode == code, done.stdout
    assert ("has to run" in done.stdout) is bool(code)
