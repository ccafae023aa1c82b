"""A short form of ``tests/bench/soak.py``: a worker is killed at random while four threads ask it."""

from __future__ import annotations

from bench.soak import echo_kills, sound
from fakes.sandbox import needs_cage


@needs_cage
def test_every_request_is_answered_or_fails_cleanly_while_the_worker_is_killed():
    outcome = echo_kills(20)
    assert sound(outcome), outcome
    assert outcome["failed"] >= 5
