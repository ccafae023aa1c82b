"""Rewording with the real model in its caged worker."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

import pytest

from redraft.domain.edit import Change
from redraft.domain.text import Span
from redraft.workers.llm_client import LlmOptions, LlmWorker

FOLDER = Path(os.environ.get("REDRAFT_MODELS") or Path.home() / ".local/share/redraft/models")
MODEL = FOLDER / "qwen2.5-coder-1.5b-instruct-q4_k_m.gguf"
pytestmark = [pytest.mark.model, pytest.mark.skipif(not MODEL.is_file(), reason="the default model is not installed")]


@pytest.fixture(scope="module")
def model() -> Iterator[LlmWorker]:
    worker = LlmWorker(MODEL, LlmOptions(model_id="qwen2.5-coder-1.5b"))
    yield worker
    worker.close()


def test_the_model_knows_what_reads_well(model: LlmWorker) -> None:
    text = "I moved to Leeds last year and started knitting. Do you like tea?"
    start = text.index("to Leeds")
    well, badly = (Change(Span(start, start + 8), words, "step") for words in ("here", "the of"))
    scores = model.fluency(text, [well, badly, Change(Span(start, start + 8), "", "phrase")])
    assert sum(scores[0]) > sum(scores[1])
    assert model.fluency(text, []) == []
