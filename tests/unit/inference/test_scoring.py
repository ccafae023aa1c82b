"""Walking the tree of answers, over an engine that answers from a table."""

from __future__ import annotations

import math

import numpy as np
import pytest

from redraft.inference.engine import Branch
from redraft.inference.scoring import Answers, score

SIZE = 8


def row(**chances: float) -> np.ndarray:
    """Log-probabilities with the named tokens (``t3=0.5``), the rest all but impossible."""
    values = np.full(SIZE, 1e-9, dtype=np.float32)
    for name, chance in chances.items():
        values[int(name[1:])] = chance
    return np.log(values)


class TableEngine:
    """Every branch is a path of tokens; the row after a path comes from a table."""

    def __init__(self, table: dict[tuple[int, ...], np.ndarray]) -> None:
        self.table = table
        self.paths: dict[int, tuple[int, ...]] = {0: ()}
        self.read = 0
        self.open = 0

    @property
    def free_sequences(self) -> int:
        return 64

    def fork(self, parent: Branch) -> Branch:
        seq = max(self.paths) + 1
        self.paths[seq] = self.paths[parent.seq]
        self.open += 1
        return Branch(seq, parent.length)

    def extend(self, parts, cancel=None):
        del cancel
        rows = []
        for branch, tokens in parts:
            self.paths[branch.seq] += tuple(tokens)
            self.read += len(tokens)
            rows.append(self.table[self.paths[branch.seq]])
        return rows

    def drop(self, branch: Branch) -> None:
        del self.paths[branch.seq]
        self.open -= 1


def test_common_start_is_taken_out_and_never_the_whole_answer() -> None:
    answers = Answers.of([[7, 1], [7, 2], [7, 2, 3]])
    assert answers.common == (7,)
    assert answers.count == 3
    assert Answers.of([[1, 2]]).common == ()


def test_answers_that_differ_at_once_cost_no_token() -> None:
    engine = TableEngine({})
    answers = Answers.of([[1, 5], [2, 5, 6]])
    (scores,) = score(engine, [(Branch(0, 0), row(t1=0.25, t2=0.5), answers)])
    assert scores == pytest.approx([math.log(0.25), math.log(0.5)], abs=1e-4)
    assert engine.read == 0


def test_shared_start_is_read_once_and_multiplied() -> None:
    engine = TableEngine({(1,): row(t2=0.75, t3=0.25)})
    answers = Answers.of([[1, 2], [1, 3], [4]])
    (scores,) = score(engine, [(Branch(0, 0), row(t1=0.8, t4=0.2), answers)])
    assert scores == pytest.approx([math.log(0.6), math.log(0.2), math.log(0.2)], abs=1e-4)
    assert engine.read == 1
    assert engine.open == 0


def test_an_answer_that_another_one_goes_on_from_is_scored() -> None:
    engine = TableEngine({(1,): row(t2=0.9)})
    answers = Answers.of([[1], [1, 2], [3]])
    (scores,) = score(engine, [(Branch(0, 0), row(t1=0.5, t3=0.5), answers)])
    assert all(math.isfinite(s) for s in scores)
    assert scores[0] == pytest.approx(math.log(0.5), abs=1e-4)


def test_what_is_not_read_shares_its_probability_evenly() -> None:
    engine = TableEngine({(1,): row(t2=0.5, t3=0.5)})
    answers = Answers.of([[1, 2], [1, 3], [4, 2], [4, 3]])
    (scores,) = score(engine, [(Branch(0, 0), row(t1=0.6, t4=0.4), answers)], width=1)
    assert scores[2] == scores[3] == pytest.approx(math.log(0.2), abs=1e-4)
