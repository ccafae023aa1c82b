"""The default model's worker in its cage: it loads, answers, proves, and stops when asked."""

from __future__ import annotations

import os
import threading
import time
from pathlib import Path

import pytest

from fakes.sandbox import needs_cage
from redraft.domain.attributes import Attribute
from redraft.domain.errors import Cancelled, ModelError
from redraft.models.store import ModelStore
from redraft.usecases.known import Steps, result_of
from redraft.usecases.ports import Question
from redraft.workers.llm_client import LlmOptions, LlmWorker
from redraft.workers.proof import prove_worker

pytestmark = [needs_cage, pytest.mark.model, pytest.mark.slow]

DRAFT = "My wife and I moved from Leeds to Berlin last year. We both work nights as nurses. "


@pytest.fixture(scope="module")
def attacker():
    try:
        chosen = ModelStore().chosen()
    except ModelError as error:
        pytest.fail(f"no model to test with: {error}")
    worker = LlmWorker(chosen.path, LlmOptions(cpu=True))
    worker.load()
    yield worker
    worker.close()


def test_a_loaded_model_is_caged_like_everything_else(attacker):
    proof = prove_worker(attacker.client, models=ModelStore().folder)
    assert [a for a in proof.attempts if not a.refused] == []
    assert proof.holds


def test_it_holds_pipes_the_null_device_and_at_most_its_model(attacker):
    held = {str(p.readlink()) for p in Path(f"/proc/{attacker.client.inside}/fd").iterdir()}
    assert {h for h in held if not h.startswith("pipe:")} <= {os.devnull, str(ModelStore().chosen().path.resolve())}


def test_it_stops_in_the_middle_and_stays_the_same_process(attacker):
    """A worker that did not stop within CANCEL_SECONDS would have been killed."""
    pid, cancel = attacker.client.pid, threading.Event()
    timer = threading.Timer(0.5, cancel.set)
    timer.start()
    started = time.monotonic()
    with pytest.raises(Cancelled):
        result_of(attacker.infer(Question(DRAFT * 20, [Attribute.AGE, Attribute.LOCATION]), cancel=cancel))
    assert time.monotonic() - started < 10
    timer.join()
    assert attacker.client.pid == pid


def test_it_answers_and_says_so_as_it_goes(attacker):
    heard = []
    question = Question(DRAFT, [Attribute.SEX])
    steps = Steps(attacker.infer(question))
    heard.extend(verdict.attribute for verdict, _finding in steps)
    answer = steps.result
    assert heard == [v.attribute for v in answer.verdicts] == [Attribute.SEX]
    assert answer.evaluated_tokens > 0
