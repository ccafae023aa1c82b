"""The frozen app that `make package` left, for the tests beside this file."""

from __future__ import annotations

import os
import subprocess
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
BUNDLE = ROOT / "dist" / "redraft"

needs_bundle = pytest.mark.skipif(not (BUNDLE / "redraft").exists(), reason="no dist/redraft; make package makes it")


def run(*arguments: str, stdin: str = "", timeout: float = 240, **variables: str) -> subprocess.CompletedProcess[str]:
    """Run the frozen app offscreen, from a folder that is not the checkout."""
    environment = {k: v for k, v in os.environ.items() if not k.startswith("PYTHON")}
    environment |= {"QT_QPA_PLATFORM": "offscreen", **variables}
    return subprocess.run(
        [str(BUNDLE / "redraft"), *arguments],
        input=stdin, capture_output=True, text=True, check=False, timeout=timeout, cwd="/", env=environment,
    )  # fmt: skip
