from __future__ import annotations

from pathlib import Path

import pytest

from fakes.worker_client import ScriptedClient
from redraft.codec import to_json
from redraft.domain.attributes import Attribute
from redraft.domain.finding import Basis, Finding, Guess, Source
from redraft.domain.message import verbatim
from redraft.domain.report import ModelInfo, Verdict
from redraft.domain.text import Evidence, Note
from redraft.usecases.known import Steps, result_of
from redraft.usecases.ports import Attacker, FastResult, FastTier, Pass, Question
from redraft.workers import main
from redraft.workers.fast_client import FastWorker
from redraft.workers.llm_client import LlmOptions, LlmWorker, command_options
from redraft.workers.protocol import ProtocolError

FINDING = Finding(
    Attribute.LOCATION,
    (Guess("Leeds", 0.7),),
    (Evidence(5, 10, "Leeds"),),
    Source.MODEL,
    Basis.IMPLIED,
    verbatim("It says so."),
)
VERDICT = Verdict(Attribute.LOCATION, (Guess("Leeds", 0.7),), 0.7, True)
RESULT = {
    "verdicts": [to_json(VERDICT)],
    "findings": [to_json(FINDING)],
    "model": {"id": "m", "name": "M", "calibrated": True, "gpu": False},
    "notes": [{"code": "cut", "message": "Cut."}],
    "draft_tokens": 3,
    "evaluated_tokens": 4,
    "generated_tokens": 5,
}


def test_a_question_goes_out_and_findings_come_in_as_they_are_known():
    client, heard = ScriptedClient(), []
    client.enqueue(
        RESULT,
        {"verdict": to_json(VERDICT), "finding": to_json(FINDING)},
        {"verdict": to_json(VERDICT), "finding": None},
        {"loading": 0.5},
    )
    attacker: Attacker = LlmWorker(Path("m.gguf"), client=client)
    question = Question("From Leeds", [Attribute.LOCATION], Pass.FULL, [FINDING])
    steps = Steps(attacker.infer(question))
    heard.extend(steps)
    answer = steps.result
    assert heard == [(VERDICT, FINDING), (VERDICT, None)]
    assert (answer.verdicts, answer.findings) == ((VERDICT,), (FINDING,))
    assert answer.model == ModelInfo("m", "M", True)
    assert answer.notes == (Note("cut", verbatim("Cut.")),)
    assert (answer.draft_tokens, answer.evaluated_tokens, answer.generated_tokens) == (3, 4, 5)
    method, params = client.asked[0]
    assert method == "infer"
    assert params["attributes"] == [Attribute.LOCATION.value]
    assert (params["depth"], params["stated"]) == ("full", [to_json(FINDING)])


@pytest.mark.parametrize("missing", ["verdicts", "findings", "model"])
def test_an_incomplete_answer_is_a_protocol_error(missing):
    client = ScriptedClient()
    client.enqueue({key: value for key, value in RESULT.items() if key != missing})
    with pytest.raises(ProtocolError):
        result_of(LlmWorker(Path("m.gguf"), client=client).infer(Question("x", [])))


def test_options_become_a_command_line(tmp_path):
    options = LlmOptions("id", threads=3, cpu=True, devices=[Path("/dev/dri")], accept_weaker_cage=True)
    words = command_options(tmp_path / "m.gguf", options)
    assert words[:6] == ["--model", str(tmp_path / "m.gguf"), "--model-id", "id", "--nice", "5"]
    assert words[6:] == ["--threads", "3", "--cpu", "--device", "/dev/dri", "--accept-weaker-cage"]


def test_what_the_catalogue_knows_reaches_the_worker(tmp_path):
    options = LlmOptions("id", name="A Model", frame={"turn": "x{text}"}, context=4096)
    words = command_options(tmp_path / "m.gguf", options)
    parsed = main._parser().parse_args(["llm", "--parent", "1", *words])
    assert (parsed.name, parsed.frame, parsed.context) == ("A Model", {"turn": "x{text}"}, 4096)
    assert (parsed.model, parsed.model_id, parsed.nice, parsed.threads) == (tmp_path / "m.gguf", "id", 5, None)


def test_the_fast_tier_understands_its_worker():
    client = ScriptedClient()
    result = {"findings": [to_json(FINDING)], "language": "en", "notes": RESULT["notes"]}
    client.enqueue(result)
    client.enqueue({"results": [result, result]})
    client.enqueue({"results": [result]})
    client.enqueue({"language": "en"})
    fast: FastTier = FastWorker(client)
    expected = FastResult((FINDING,), "en", (Note("cut", verbatim("Cut.")),))
    assert fast.detect("From Leeds") == expected
    assert list(FastWorker(client).detect_many(["From Leeds", "From Leeds"])) == [expected, expected]
    for _ in range(2):
        with pytest.raises(ProtocolError):
            list(FastWorker(client).detect_many(["a", "b"]))
