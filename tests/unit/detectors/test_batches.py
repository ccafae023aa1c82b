"""An archive's worth of texts through the fast worker: in order, no further ahead than needed, stoppable, robust."""

from __future__ import annotations

import os
import signal
import threading
from collections.abc import Iterator

import pytest

from redraft.domain.errors import Cancelled
from redraft.workers import fast_client
from redraft.workers.fast_client import FastWorker


@pytest.fixture(scope="module")
def worker() -> Iterator[FastWorker]:
    made = FastWorker()
    made.warm()
    yield made
    made.close()


@pytest.fixture(autouse=True)
def _small_batches(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(fast_client, "BATCH", 4)


def posts(count: int, read: list[int] | None = None) -> Iterator[str]:
    for number in range(count):
        if read is not None:
            read.append(number)
        yield f"Write to person{number}@example.org about it."


def numbers(results: list[object]) -> list[str]:
    return [r.findings[0].best.value for r in results]  # type: ignore[attr-defined]


def test_results_come_in_order_and_are_those_of_one_by_one(worker: FastWorker) -> None:
    assert list(worker.detect_many(posts(11))) == [worker.detect(text) for text in posts(11)]
    assert list(worker.detect_many([])) == []


def test_texts_are_read_a_few_batches_ahead_only(worker: FastWorker) -> None:
    read: list[int] = []
    stream = worker.detect_many(posts(1_000, read))
    assert numbers([next(stream)]) == ["person0@example.org"]
    assert len(read) <= 4 * (fast_client.AHEAD + 1)
    stream.close()
    assert numbers([worker.detect("Now to ann@example.org")]) == ["ann@example.org"]


def test_a_cancel_ends_it_and_keeps_what_came_before(worker: FastWorker) -> None:
    stop = threading.Event()
    stream = worker.detect_many(posts(1_000), cancel=stop)
    got = [next(stream) for _ in range(6)]
    stop.set()
    with pytest.raises(Cancelled):
        got.extend(stream)
    assert numbers(got) == [f"person{n}@example.org" for n in range(len(got))]
    assert len(got) < 40


def test_a_worker_that_is_killed_costs_no_post(worker: FastWorker) -> None:
    got = []
    for result in worker.detect_many(posts(40)):
        got.append(result)
        if len(got) == 10:
            assert worker.client.pid is not None
            os.kill(worker.client.pid, signal.SIGKILL)
    assert numbers(got) == [f"person{n}@example.org" for n in range(40)]
