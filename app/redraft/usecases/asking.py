"""One question to the model about an archive, through pauses, a lost process and a deadline."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass, field

from redraft.domain.errors import Cancelled, ModelError, WorkerError
from redraft.domain.finding import Finding
from redraft.domain.message import Message, both
from redraft.domain.report import ModelInfo, Verdict
from redraft.domain.text import Note
from redraft.usecases.known import Steps
from redraft.usecases.pace import Either
from redraft.usecases.ports import Attacker, Question
from redraft.usecases.scan_plan import Watch

LOST = "model"
"""The code of the note that the model was lost: what it had said by then is not all there is to say."""
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
    attacker: Attacker, question: Question, seconds: float, watch: Watch, on_second: Callable[[float], None]
) -> Answer:
    """Ask within so many seconds of the model's time; raises Cancelled when the user stops.

    ``on_second`` hears, a few times a second, how long the model has been at it. A pause takes the question back, and
    it is asked again afterwards; so does, once, the loss of the process. Time that is lost because the model was wanted
    elsewhere is not counted.
    """
    answer = Answer()
    lost = False
    while True:
        answer.verdicts.clear()
        answer.findings.clear()
        spent, began = answer.seconds, time.monotonic()

        def poll(spent: float = spent, began: float = began) -> None:
            on_second(spent + time.monotonic() - began)

        stop = Either(watch.cancel, watch.pause, watch.elsewhere, end=began + seconds - spent + GRACE, on_poll=poll)
        try:
            steps = Steps(attacker.infer(question, cancel=stop))
            for verdict, finding in steps:
                answer.verdicts.append(verdict)
                answer.findings.extend(() if finding is None else (finding,))
        except Cancelled:
            in_vain = watch.elsewhere is not None and watch.elsewhere.is_set()
            answer.seconds = spent if in_vain else spent + time.monotonic() - began
            watch.wait(for_model=True)
            if answer.seconds < seconds + GRACE:
                continue
            said = Message("archive.model_slow")
            answer.problem = Note("slow", said)
            return answer
        except (ModelError, WorkerError) as error:
            answer.seconds = spent + time.monotonic() - began
            if lost or isinstance(error, ModelError):
                answer.problem = Note(
                    LOST, Message("archive.implied_unread", {"error": both(error.problem, error.remedy)})
                )
                return answer
            lost = True
            continue
        answer.seconds, found = spent + time.monotonic() - began, steps.result
        return Answer(list(found.verdicts), list(found.findings), found.model, answer.seconds, found.evaluated_tokens)
