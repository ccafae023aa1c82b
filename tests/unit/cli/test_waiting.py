"""How long somebody still has to wait is said once it is known."""

from __future__ import annotations

import pytest

from redraft.cli.waiting import time_left


@pytest.mark.parametrize(
    ("done", "total", "seconds", "said"),
    [
        (0, 24, 10.0, ""),
        (6, 24, 1.0, ""),
        (6, 24, 10.0, "about 30 s left"),
        (1, 100, 10.0, "about 16 min left"),
        (24, 24, 10.0, ""),
    ],
)
def test_it_is_worked_out_from_the_pace_so_far(done: int, total: int, seconds: float, said: str):
    assert time_left(done, total, seconds) == said
