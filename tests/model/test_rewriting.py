"""Rewording with the real model in its caged worker."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

import pytest

from redraft.detectors.tier import Tier
from redraft.domain.attributes import Attribute
from redraft.rewriting.editor import Editor
from redraft.usecases.check import CheckDraft
from redraft.usecases.ports import Pass
from redraft.usecases.rewrite import RewriteDraft
from redraft.workers.llm_client import LlmOptions, LlmWorker

FOLDER = Path(os.environ.get("REDRAFT_MODELS") or Path.home() / ".local/share/redraft/models")
MODEL = FOLDER / "qwen2.5-coder-1.5b-instruct-q4_k_m.gguf"
pytestmark = [pytest.mark.model, pytest.mark.skipif(not MODEL.is_file(), reason="the default model is not installed")]


@pytest.fixture(scope="module")
def model() -> Iterator[LlmWorker]:
    worker = LlmWorker(MODEL, LlmOptions(model_id="qwen2.5-coder-1.5b"))
    yield worker
    worker.close()


def test_a_telling_stretch_weighs_more_than_an_idle_one(model: LlmWorker) -> None:
    texts = ["The ferry to Staten Island was late.", "I like tea.", "My husband waits, and I put on my lipstick."]
    gains = model.weigh(texts, {Attribute.LOCATION: "New York City, United States", Attribute.SEX: "female"})
    assert gains[Attribute.LOCATION][0] > gains[Attribute.LOCATION][1]
    assert gains[Attribute.SEX][2] > gains[Attribute.SEX][1]
    assert model.weigh([], {Attribute.SEX: "female"}) == {Attribute.SEX: []}
    assert model.weigh(["a"], {Attribute.NAME: "Anna"}) == {Attribute.NAME: [0.0]}


def test_what_is_stated_and_hinted_at_goes_and_the_rest_stays(model: LlmWorker) -> None:
    text = "Moved to Zurich in May. The fondue here is great, and the S-Bahn is never late. Do you like tea?"
    job = RewriteDraft(CheckDraft(Tier(), model), Editor(model), model)
    result = job.run(text, hide=(Attribute.LOCATION,), depth=Pass.FIRST)
    assert not any(word in result.text for word in ("Zurich", "fondue", "S-Bahn", "Switzerland"))
    assert result.text.endswith("Do you like tea?")
    assert result.after.verdicts[0].guesses[0].value != result.before.verdicts[0].guesses[0].value
