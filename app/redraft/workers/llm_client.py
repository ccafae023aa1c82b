"""The local model, as the use cases see it."""

from __future__ import annotations

import json
from collections.abc import Generator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from redraft.codec import to_json
from redraft.domain.finding import Finding
from redraft.domain.music_report import Lines, Opinion
from redraft.domain.report import Verdict
from redraft.usecases.known import Steps
from redraft.usecases.ports import Answer, CancelToken, Inference, Question
from redraft.workers import gate
from redraft.workers.client import WorkerClient
from redraft.workers.protocol import expected
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
        steps = Steps(self.client.stream("infer", to_json(question), cancel=cancel))
        left = 2 * len(question.attributes)
        for body in steps:
            left -= 1
            if "verdict" in body and left >= 0:
                found = body.get("finding")
                finding = None if found is None else expected(Finding, found)
                answer = gate.answer(question.text, question.attributes, expected(Verdict, body["verdict"]), finding)
                if answer is not None:
                    yield answer
        return gate.inference(question.text, question.attributes, expected(Inference, steps.result))

    def prepare(self, text: str, in_reply_to: str = "", *, cancel: CancelToken | None = None) -> None:
        """Read an unfinished draft ahead of time."""
        self.client.call("prepare", {"text": text, "in_reply_to": in_reply_to}, cancel=cancel)

    def judge_playlist(
        self, lines: Lines, *, cancel: CancelToken | None = None, timeout: float | None = None
    ) -> Opinion:
        """What the model knows of the artists somebody hears; raises as :meth:`infer`, also after ``timeout``."""
        body = self.client.call("judge_playlist", to_json(lines), cancel=cancel, timeout=timeout)
        return expected(Opinion, body)

    def load(self, *, cancel: CancelToken | None = None) -> None:
        """Load the model now; raises ModelError, WorkerError, SandboxError or Cancelled."""
        self.client.load(cancel=cancel)

    def close(self) -> None:
        """End the worker."""
        self.client.close()
