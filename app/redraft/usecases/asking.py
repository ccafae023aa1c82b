"""One question to the model about an archive, through interruptions, a lost process and a deadline."""

from __future__ import annotations

import time
from collections.abc import Generator, Iterator
from dataclasses import dataclass, field

from redraft.domain.errors import Cancelled, ModelError, WorkerError
from redraft.domain.finding import Finding
from redraft.domain.message import Message, both
from redraft.domain.report import ModelInfo, Verdict
from redraft.domain.text import Note
from redraft.usecases.known import Steps
from redraft.usecases.pace import Either, meanwhile
from redraft.usecases.ports import Attacker, CancelToken, Inference, Question

LOST = "model"
"""The code of the note that the model was lost: what it had said by then is not all there is to say."""
WAIT_SECONDS = 0.05
GRACE = 30.0
"""Seconds by which an answer may overrun its time before the model is stopped: a machine may get busy."""


@dataclass(slots=True)
class Answer:
    """What came: complete, or what was known when time ran out; then ``problem`` says why it is the last."""

    verdicts: list[Verdict] = field(default_factory=list)
    findings: list[Finding] = field(default_factory=list)
    model: ModelInfo | None = None
    seconds: float = 0.0
    tokens: int = 0
    problem: Note | None = None


def ask(
    attacker: Attacker,
    question: Question,
    seconds: float,
    cancel: CancelToken | None = None,
    elsewhere: CancelToken | None = None,
) -> Generator[float, None, Answer]:
    """Ask within so many seconds of the model's time; yields a few times a second how many it has been at it.

    While the model is wanted ``elsewhere`` the question is taken back, and it is asked again afterwards; the time that
    this costs is not counted. It is also asked again, once, when the process is lost. Raises Cancelled.
    """
    answer = Answer()
    lost = False
    while True:
        yield from waited(cancel, elsewhere, answer.seconds)
        answer.verdicts.clear()
        answer.findings.clear()
        spent, began = answer.seconds, time.monotonic()

        def read(let_go: CancelToken, end: float = began + seconds - spent + GRACE) -> Inference:
            steps = Steps(attacker.infer(question, cancel=Either(cancel, elsewhere, let_go, end=end)))
            for verdict, finding in steps:
                answer.verdicts.append(verdict)
                answer.findings.extend(() if finding is None else (finding,))
            return steps.result

        reading = Steps(meanwhile(read))
        try:
            for _tick in reading:
                yield spent + time.monotonic() - began
        except Cancelled:
            in_vain = elsewhere is not None and elsewhere.is_set()
            answer.seconds = spent if in_vain else spent + time.monotonic() - began
            if cancel is not None and cancel.is_set():
                raise
            if answer.seconds < seconds + GRACE:
                continue
            answer.problem = Note("slow", Message("archive.model_slow"))
            return answer
        except (ModelError, WorkerError) as error:
            answer.seconds = spent + time.monotonic() - began
            if lost or isinstance(error, ModelError):
                said = Message("archive.implied_unread", {"error": both(error.problem, error.remedy)})
                answer.problem = Note(LOST, said)
                return answer
            lost = True
            continue
        answer.seconds, found = spent + time.monotonic() - began, reading.result
        return Answer(list(found.verdicts), list(found.findings), found.model, answer.seconds, found.evaluated_tokens)


def waited(cancel: CancelToken | None, elsewhere: CancelToken | None, seconds: float) -> Iterator[float]:
    """Wait while the model is wanted elsewhere, yielding ``seconds``; raises Cancelled."""
    while not (cancel is not None and cancel.is_set()):
        if elsewhere is None or not elsewhere.is_set():
            return
        time.sleep(WAIT_SECONDS)
        yield seconds
    raise Cancelled
