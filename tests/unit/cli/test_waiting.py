"""How long somebody still has to wait is said once it is known."""

from __future__ import annotations

import pytest

from redraft.cli import waiting
from redraft.cli.waiting import Waiting, time_left


@pytest.mark.parametrize(
    ("seconds", "said"), [(-3.0, ""), (0.4, ""), (30.2, "about 30 s left"), (960.0, "about 16 min left")]
)
def test_a_time_is_said_in_words(seconds: float, said: str):
    assert time_left(seconds) == said


def test_it_is_worked_out_from_the_pace_so_far_and_counts_down(monkeypatch: pytest.MonkeyPatch):
    now = [100.0]
    monkeypatch.setattr(waiting.time, "monotonic", lambda: now[0])
    with Waiting("Reading…") as line:
        now[0] += 1
        line.tell(6, 24)
        assert str(line.__rich__()) == "Reading…"
        now[0] += 9
        line.tell(6, 24)
        assert str(line.__rich__()) == "Reading… about 30 s left"
        now[0] += 10
        assert str(line.__rich__()) == "Reading… about 20 s left"
        line.tell(24, 24)
        assert str(line.__rich__()) == "Reading…"


def test_what_was_measured_before_is_said_at_once():
    with Waiting("Rewording…", seconds=42.4) as line:
        assert str(line.__rich__()) == "Rewording… about 42 s left"
