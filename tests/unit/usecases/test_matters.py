"""How much it matters, on two hundred sentences that were written before the rules they test.

``tests/samples/matters.tsv``: the state that is reached at least (>=) or at most (<=), what the sentence is about, and
the sentence. They are read by the fast tier and the encoder alone.
"""

from __future__ import annotations

import csv
from pathlib import Path

import pytest

from fakes.here import Here
from redraft.bootstrap.draft import judge
from redraft.domain.headline import State
from redraft.exposure.anonymity import assess
from redraft.usecases.check import CheckDraft

SAMPLES = Path(__file__).parents[2] / "samples" / "matters.tsv"
STATES = [State.NOTHING, State.PERSONAL, State.NARROWS, State.FINDS]
LEAST = {">=": 92, "<=": 95}
"""Of a hundred each way."""


@pytest.fixture(scope="module")
def wrong() -> dict[str, list[str]]:
    here = Here()
    check = CheckDraft(here, None, assess, judge=judge(here))
    found: dict[str, list[str]] = {side: [] for side in LEAST}
    with SAMPLES.open(encoding="utf-8") as file:
        rows = list(csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE))
    assert len(rows) == 100 * len(LEAST)
    for row in rows:
        side, bound = row["state"][:2], STATES.index(State(row["state"][2:]))
        got = STATES.index(check.run(row["text"]).headline.state)
        if (got < bound) if side == ">=" else (got > bound):
            found[side].append(row["text"])
    return found


@pytest.mark.parametrize("side", LEAST)
def test_it_is_raised_by_what_finds_somebody_and_by_nothing_else(wrong: dict[str, list[str]], side: str) -> None:
    assert len(wrong[side]) <= 100 - LEAST[side], wrong[side]
