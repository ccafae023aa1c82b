"""The local model, as the use cases see it."""

from __future__ import annotations

import json
from collections.abc import Generator, Mapping, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from redraft.domain.attributes import Attribute
from redraft.domain.codec import finding_from_json, finding_to_json, note_from_json, verdict_from_json
from redraft.domain.message import Message
from redraft.domain.music_report import Lines, Opinion
from redraft.domain.report import ModelInfo
from redraft.domain.text import Note
from redraft.usecases.known import Steps
from redraft.usecases.ports import Answer, CancelToken, Inference, Question
from redraft.workers.client import WorkerClient
from redraft.workers.protocol import ProtocolError
from redraft.workers.trust import Trust


@dataclass(frozen=True, slots=True)
class LlmOptions:
    """How the model runs. ``threads`` None leaves it to the engine; ``devices`` are opened for a graphics card.

    ``name``, ``frame`` (the prompt format) and ``context`` (tokens) are the catalogue entry's, where it has them; see
    :class:`redraft.inference.service.LlmService`.

    ``nice``: how far it steps back behind what the user does meanwhile (0 to 19). ``accept_weaker_cage`` is only ever
    the user's own decision.
    """

    model_id: str = "custom"
    threads: int | None = None
    cpu: bool = False
    nice: int = 5
    devices: Sequence[Path] = ()
    accept_weaker_cage: bool = False
    name: str | None = None
    frame: Mapping[str, str] | None = None
    context: int | None = None


def command_options(model: Path, options: LlmOptions) -> list[str]:
    """The worker's command-line options; its cage allows reading this one model file."""
    words = ["--model", str(model.resolve()), "--model-id", options.model_id, "--nice", str(options.nice)]
    for option, value in (("--threads", options.threads), ("--name", options.name), ("--context", options.context)):
        if value is not None:
            words += [option, str(value)]
    if options.frame is not None:
        words += ["--frame", json.dumps(dict(options.frame))]
    if options.cpu:
        words += ["--cpu"]
    for device in options.devices:
        words += ["--device", str(device)]
    return [*words, "--accept-weaker-cage"] if options.accept_weaker_cage else words


class LlmWorker:
    """:class:`redraft.usecases.ports.Attacker` in a process of its own; the model file is fixed per process."""

    def __init__(
        self,
        model: Path,
        options: LlmOptions | None = None,
        *,
        client: WorkerClient | None = None,
        trust: Trust | None = None,
    ) -> None:
        command = command_options(model, options or LlmOptions())
        self.client = client or WorkerClient("llm", options=command, trust=trust)

    def infer(self, question: Question, *, cancel: CancelToken | None = None) -> Generator[Answer, None, Inference]:
        """See the port; raises ModelError, WorkerError, SandboxError or Cancelled."""
        params = {
            "text": question.text,
            "attributes": [attribute.value for attribute in question.attributes],
            "depth": question.depth.value,
            "stated": [finding_to_json(finding) for finding in question.stated],
            "asked": question.in_reply_to,
        }
        steps = Steps(self.client.stream("infer", params, cancel=cancel))
        for body in steps:
            if "verdict" in body:
                yield _answer(body)
        return _inference(steps.result)

    def prepare(self, text: str, in_reply_to: str = "", *, cancel: CancelToken | None = None) -> None:
        """Read an unfinished draft ahead of time."""
        self.client.call("prepare", {"text": text, "asked": in_reply_to}, cancel=cancel)

    def rephrase(
        self, sentence: str, phrase: str, attribute: Attribute, *, cancel: CancelToken | None = None
    ) -> str | None:
        """Vaguer words for ``phrase`` within ``sentence``, unchecked; raises as :meth:`infer`."""
        params = {"sentence": sentence, "phrase": phrase, "attribute": attribute.value}
        words = self.client.call("rephrase", params, cancel=cancel).get("words")
        if words is not None and not isinstance(words, str):
            raise ProtocolError("a rewording has the wrong form")
        return words

    def weigh(
        self, texts: Sequence[str], answers: Mapping[Attribute, str], *, cancel: CancelToken | None = None
    ) -> dict[Attribute, list[float]]:
        """How much each text alone speaks for an answer, in nats; raises as :meth:`infer`."""
        params = {"texts": list(texts), "answers": {a.value: value for a, value in answers.items()}}
        body = self.client.call("weigh", params, cancel=cancel)
        try:
            found = {Attribute(name): [float(v) for v in values] for name, values in body["gains"].items()}
        except (AttributeError, KeyError, TypeError, ValueError):
            raise ProtocolError("weights have the wrong form") from None
        if any(len(values) != len(texts) for values in found.values()):
            raise ProtocolError("weights have the wrong form")
        return found

    def judge_playlist(
        self, lines: Lines, *, cancel: CancelToken | None = None, timeout: float | None = None
    ) -> Opinion:
        """What the model knows of the artists somebody hears; raises as :meth:`infer`, also after ``timeout``."""
        params = {name: list(value) for name, value in asdict(lines).items()}
        body = self.client.call("judge_playlist", params, cancel=cancel, timeout=timeout)
        note = Note("uncalibrated", Message("playlist.uncalibrated"))
        try:
            shares = {
                Attribute(name): {str(value): float(share) for value, share in said.items()}
                for name, said in body["opinion"].items()
            }
            kinds = {str(artist): str(kind) for artist, kind in body["kinds"].items()}
            notes = () if body["fitted"] is True else (note,)
            return Opinion(shares, kinds, _model(body["model"]), int(body["evaluated_tokens"]), notes)
        except (AttributeError, KeyError, TypeError, ValueError):
            raise ProtocolError("an opinion has the wrong form") from None

    def load(self, *, cancel: CancelToken | None = None) -> None:
        """Load the model now; raises ModelError, WorkerError, SandboxError or Cancelled."""
        self.client.load(cancel=cancel)

    def close(self) -> None:
        """End the worker."""
        self.client.close()


def _answer(body: dict[str, Any]) -> Answer:
    try:
        found = body.get("finding")
        return verdict_from_json(body["verdict"]), None if found is None else finding_from_json(found)
    except (KeyError, TypeError, ValueError):
        raise ProtocolError("a progress report has the wrong form") from None


def _model(body: dict[str, Any]) -> ModelInfo:
    return ModelInfo(str(body["id"]), str(body["name"]), bool(body["calibrated"]), bool(body["gpu"]))


def _inference(body: dict[str, Any]) -> Inference:
    try:
        return Inference(
            verdicts=tuple(verdict_from_json(v) for v in body["verdicts"]),
            findings=tuple(finding_from_json(f) for f in body["findings"]),
            model=_model(body["model"]),
            notes=tuple(note_from_json(n) for n in body["notes"]),
            draft_tokens=int(body["draft_tokens"]),
            evaluated_tokens=int(body["evaluated_tokens"]),
            generated_tokens=int(body["generated_tokens"]),
        )
    except (KeyError, TypeError, ValueError):
        raise ProtocolError("a result has the wrong form") from None
