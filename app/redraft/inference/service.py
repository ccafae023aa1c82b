"""The methods of the model's worker. After construction it opens no file, no socket and no process."""

from __future__ import annotations

import os
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from redraft import languages
from redraft.assets import model_data, resource
from redraft.domain.attributes import ALWAYS_ASKED, ASKED, ASKED_WHERE_CUED, Attribute
from redraft.domain.finding import Finding
from redraft.domain.message import Message
from redraft.domain.music_report import Lines, Opinion
from redraft.domain.report import ModelInfo, Verdict
from redraft.domain.text import Note
from redraft.inference.attack import Attack, Conclusion
from redraft.inference.calibration import load as load_calibration
from redraft.inference.cues import load as load_cues
from redraft.inference.engine import Engine
from redraft.inference.fusing import Fuser
from redraft.inference.jobs import load as load_jobs
from redraft.inference.playlist import PlaylistJudge
from redraft.inference.questions import load as load_questions
from redraft.inference.readouts import LAYER, Readouts
from redraft.usecases.methods import Emit, Method, Methods, Nothing, Text
from redraft.usecases.ports import CancelToken, Inference, Pass


@dataclass(frozen=True, slots=True)
class Given:
    """A :class:`Question` as it arrives: what is not said takes what its depth asks."""

    text: str
    attributes: list[Attribute] = field(default_factory=list)
    depth: Pass = Pass.FIRST
    stated: list[Finding] = field(default_factory=list)
    in_reply_to: str = ""


@dataclass(frozen=True, slots=True)
class Answered:
    """One answer, as soon as it is known."""

    verdict: Verdict
    finding: Finding | None


@dataclass(frozen=True, slots=True)
class Prepared:
    """What reading ahead cost."""

    evaluated_tokens: int


@dataclass(frozen=True, slots=True)
class Info:
    """Which model it is and how it runs; ``context`` in tokens."""

    model: ModelInfo
    threads: int
    context: int


class LlmService:
    """Methods ``infer``, ``prepare``, ``info``, ``judge_playlist``.

    ``options``: ``model_id`` (names the file of fitted numbers), ``name``, ``threads``, ``cpu``, ``frame`` (the prompt
    format, see :data:`redraft.inference.questions.CHATML`), ``context`` in tokens. Raises ModelError.
    """

    def __init__(self, model_path: Path, options: dict[str, Any] | None = None) -> None:
        given = options or {}
        self._id = str(given.get("model_id") or "custom")
        self._name = str(given.get("name") or self._id)
        threads = int(given.get("threads") or default_threads())
        readouts = Readouts.load(model_data("readouts"), self._id)
        self._engine = Engine(
            Path(model_path),
            threads=threads,
            gpu=not given.get("cpu"),
            context=int(given.get("context") or 6144),
            watched=LAYER if readouts is not None else None,
        )
        self._frame = given.get("frame")
        prompts = languages.default().path("prompts")
        questions = load_questions(self._engine.model, prompts, self._frame)
        cues = load_cues(prompts, questions.values[Attribute.LOCATION], questions.values[Attribute.OCCUPATION])
        fuser = Fuser(questions, load_calibration(_named(self._id)), load_jobs(prompts))
        self.attack = Attack(self._engine, questions, fuser, cues, readouts)
        self._judge = PlaylistJudge(
            self._engine, prompts, resource("music", "countries.txt"), _means(self._id), self._frame
        )
        self._engine.keep(questions.opening)

    def methods(self) -> Methods:
        """By name."""
        return {"infer": Method(Given, self._infer), "prepare": Method(Text, self._prepare),
                "info": Method(Nothing, self._info), "judge_playlist": Method(Lines, self._judge_playlist)}  # fmt: skip

    def close(self) -> None:
        """Give the memory back."""
        self._engine.close()

    def _infer(self, given: Given, emit: Emit, cancel: CancelToken) -> Inference:
        def on_finding(verdict: Verdict, finding: Finding | None) -> None:
            emit(Answered(verdict, finding))

        attributes = _attributes(given.attributes, given.depth)
        self._count()
        done = self.attack.infer(
            given.text, attributes, given.depth, given.stated, on_finding, cancel, in_reply_to=given.in_reply_to
        )
        return self._result(done)

    def _prepare(self, given: Text, _emit: Emit, cancel: CancelToken) -> Prepared:
        self._count()
        self.attack.prepare(given.text, cancel, in_reply_to=given.in_reply_to)
        return Prepared(self._engine.evaluated)

    def _judge_playlist(self, lines: Lines, _emit: Emit, cancel: CancelToken) -> Opinion:
        """See :class:`.playlist.PlaylistJudge`."""
        self._count()
        shown = {"names": lines.names, "artists": lines.artists, "titles": lines.titles}
        done = self._judge.judge(shown, lines.unknown, cancel)
        notes = () if self._judge.fitted else (Note("uncalibrated", Message("playlist.uncalibrated")),)
        model = replace(self._model(), calibrated=False)
        shares = {Attribute(name): said for name, said in done.opinion.items()}
        return Opinion(shares, done.kinds, model, self._engine.evaluated, notes)

    def _info(self, _given: Nothing, _emit: Emit, _cancel: CancelToken) -> Info:
        return Info(self._model(), self._engine.threads, self._engine.context)

    def _count(self) -> None:
        self._engine.evaluated = self._engine.generated = 0

    def _model(self) -> ModelInfo:
        return ModelInfo(self._id, self._name, self.attack.fuser.calibration.calibrated, self._engine.model.gpu)

    def _result(self, done: Conclusion) -> Inference:
        notes = list(done.notes)
        if not self.attack.fuser.calibration.calibrated:
            message = Message("model.uncalibrated")
            notes.append(Note("uncalibrated", message))
        if self._engine.model.note:
            notes.append(Note("gpu", self._engine.model.note))
        return Inference(
            tuple(done.verdicts),
            tuple(done.findings),
            self._model(),
            tuple(notes),
            done.draft_tokens,
            self._engine.evaluated,
            self._engine.generated,
            done.sensed,
        )


def default_threads() -> int:
    """As many as there are processors for this process, at most eight."""
    count = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 2
    return max(1, min(8, count))


def _named(model_id: str) -> Path | None:
    """The file of fitted numbers, when the id is a plain name."""
    plain = all(c.isalnum() or c in "-_." for c in model_id) and ".." not in model_id
    return model_data("calibration", f"{model_id}.json") if plain else None


def _means(model_id: str) -> Path | None:
    """The file of this model's mean answers about playlists, when the id is a plain name."""
    plain = _named(model_id)
    return model_data("music", f"judge-{plain.name}") if plain is not None else None


def _attributes(wanted: list[Attribute], depth: Pass) -> list[Attribute]:
    if not wanted:
        return list(ASKED) if depth is Pass.FULL else list(ALWAYS_ASKED)
    return [a for a in wanted if a in ALWAYS_ASKED or a in ASKED_WHERE_CUED]
