"""What the model's process says about music, as the use case hears it."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from fakes.worker_client import ScriptedClient
from redraft.domain.attributes import Attribute
from redraft.domain.music_report import Lines
from redraft.domain.report import ModelInfo
from redraft.usecases.ports import Judge
from redraft.workers.llm_client import LlmWorker
from redraft.workers.protocol import ProtocolError

RESULT = {
    "shares": {"sex": {"male": 0.7, "female": 0.3}, "location": {"Slovakia": 1.0}},
    "kinds": {"Desmod": "rock"},
    "model": {"id": "m", "name": "M", "calibrated": False, "gpu": False},
    "evaluated_tokens": 400,
    "notes": [{"code": "uncalibrated", "message": {"code": "playlist.uncalibrated", "params": {}}}],
}
LINES = Lines(names=("gym",), artists=("Elán",), unknown=("Desmod",))


def asked(result):
    client = ScriptedClient()
    client.enqueue(result)
    judge: Judge = LlmWorker(Path("m.gguf"), client=client)
    return judge.judge_playlist(LINES, timeout=5.0), client


def test_lines_go_out_and_an_opinion_comes_in():
    opinion, client = asked(RESULT)
    (asked_for,) = client.asked
    assert json.loads(json.dumps(asked_for)) == [
        "judge_playlist", {"names": ["gym"], "artists": ["Elán"], "titles": [], "unknown": ["Desmod"]}
    ]  # fmt: skip
    assert opinion.shares[Attribute.SEX] == {"male": 0.7, "female": 0.3}
    assert opinion.kinds == {"Desmod": "rock"}
    assert opinion.model == ModelInfo("m", "M", False)
    assert (opinion.evaluated_tokens, [note.code for note in opinion.notes]) == (400, ["uncalibrated"])


@pytest.mark.parametrize("wrong", [{"shares": {"shoe size": {}}}, {"shares": 3}, {"kinds": []}, {"model": {}}])
def test_an_opinion_of_the_wrong_form_is_a_protocol_error(wrong):
    with pytest.raises(ProtocolError):
        asked(RESULT | wrong)


def test_an_incomplete_opinion_is_a_protocol_error():
    with pytest.raises(ProtocolError):
        asked({key: value for key, value in RESULT.items() if key != "shares"})
