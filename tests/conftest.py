"""In CI a test of the cage, the network or the model that is skipped is a test that failed.

Generated examples have no deadline anywhere: a computer that is busy with other things must not fail a test.
"""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

from fakes.echo_worker import at_hand

# In CI the same examples each time: what fails there fails here too. At a desk Hypothesis goes on looking for others.
settings.register_profile(
    "redraft", deadline=None, suppress_health_check=[HealthCheck.too_slow], derandomize=bool(os.environ.get("CI"))
)
settings.load_profile("redraft")
at_hand()

_MUST_RUN = {"privacy", "model", "test_seccomp.py", "test_cage.py"}
"""Folders and files of tests that prove what Redraft promises."""


def must_run(item: pytest.Item) -> bool:
    """True for tests that CI may not skip."""
    parts = set(Path(item.location[0]).parts)
    return bool(_MUST_RUN & parts) or item.get_closest_marker("model") is not None


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(item, call):
    report = yield
    if report.skipped and not hasattr(report, "wasxfail") and os.environ.get("CI") == "true" and must_run(item):
        why = report.longrepr[2] if isinstance(report.longrepr, tuple) else report.longrepr
        report.outcome = "failed"
        report.longrepr = f"in CI this has to run, and it was skipped: {why}"
    return report
