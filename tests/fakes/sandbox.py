"""When tests of the real cage run: always on Linux, unless REDRAFT_NO_SANDBOX_TESTS says that it cannot work there."""

from __future__ import annotations

import os
import sys

import pytest

needs_cage = pytest.mark.skipif(
    not sys.platform.startswith("linux") or bool(os.environ.get("REDRAFT_NO_SANDBOX_TESTS")),
    reason="the cage is Linux's, or REDRAFT_NO_SANDBOX_TESTS is set",
)
