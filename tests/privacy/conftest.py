"""One traced session of each kind for all tests that look at it: they take seconds to minutes."""

from __future__ import annotations

import shutil

import pytest

from privacy import sessions


@pytest.fixture(scope="session")
def seen_of(tmp_path_factory):
    """From the kind of a session to what was seen of it."""
    if shutil.which("strace") is None:
        pytest.skip("strace is not installed")
    seen: dict[str, sessions.Session] = {}

    def of(kind: str) -> sessions.Session:
        if kind not in seen:
            seen[kind] = sessions.traced(kind, tmp_path_factory.mktemp(kind))
        return seen[kind]

    return of


@pytest.fixture(scope="session", params=sessions.kinds())
def session(request, seen_of):
    """(kind, what was seen) for every kind of session there is."""
    return request.param, seen_of(request.param)
