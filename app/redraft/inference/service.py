"""The methods of the model's worker. After construction it opens no file, no socket and no process."""

from __future__ import annotations

import os
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

from redraft import languages
from redraft.assets import model_data, resource
from redraft.codec import from_json, to_json
from redraft.domain.attributes import ALWAYS_ASKED, ASKED, ASKED_WHERE_CUED, Attribute
from redraft.domain.errors import InputError
from redraft.domain.finding import Finding
from redraft.domain.message import Message
from redraft.domain.music_report import Lines, Opinion
from redraft.domain.report import ModelInfo, Verdict
from redraft.domain.text import Note
from redraft.inference.attack import Attack, Conclusion
from redraft.inference.calibration import load as load_calibration
from redraft.inference.cues import load as load_cues
from redraft.inference.engine import Engine
from redraft.inference.fluency import fluency
from redraft.inference.fusing import Fuser
from redraft.inference.jobs import load as load_jobs
from redraft.inference.playlist import PlaylistJudge
from redraft.inference.questions import load as load_questions
from redraft.inference.readouts import LAYER, Readouts
from redraft.inference.rephrase import load as load_rephrasing
from redraft.inference.rephrase import rephrase
from redraft.inference.weighing import weigh
from redraft.usecases.ports import CancelToken, Inference, Pass

Emit = Callable[[dict[str, Any]], None]
Handler = Callable[[dict[str, Any], Emit, CancelToken], dict[str, Any]]


class LlmService:
    """Methods ``infer``, ``prepare``, ``info``, ``rephrase``, ``fluency``, ``weigh``, ``judge_playlist``.

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
        self._rephrasing = load_rephrasing(prompts)
        self.attack = Attack(self._engine, questions, fuser, cues, readouts)
        self._judge = PlaylistJudge(
            self._engine, prompts, resource("music", "countries.txt"), _means(self._id), self._frame
        )
        self._engine.keep(questions.opening)

    def methods(self) -> dict[str, Handler]:
        """By name."""
        return {"infer": self._infer, "prepare": self._prepare, "info": self._info,
                "rephrase": self._rephrase, "fluency": self._fluency,
                "weigh": self._weigh, "judge_playlist": self._judge_playlist}  # fmt: skip

    def close(self) -> None:
        """Give the memory back."""
        self._engine.close()

    def _infer(self, params: dict[str, Any], emit: Emit, cancel: CancelToken) -> dict[str, Any]:
        """:class:`Question`; ``in_reply_to`` is what somebody else wrote before."""

        def on_finding(verdict: Verdict, finding: Finding | None) -> None:
            emit({"verdict": to_json(verdict), "finding": to_json(finding)})

        text = _text(params.get("text"))
        depth = Pass(params.get("depth", Pass.FIRST))
        attributes = _attributes(params.get("attributes"), depth)
        stated = from_json(list[Finding], params.get("stated", []))
        before = _text(params.get("in_reply_to", ""))
        self._count()
        done = self.attack.infer(text, attributes, depth, stated, on_finding, cancel, in_reply_to=before)
        return self._result(done)

    def _prepare(self, params: dict[str, Any], _emit: Emit, cancel: CancelToken) -> dict[str, Any]:
        self._count()
        before = _text(params.get("in_reply_to", ""))
        self.attack.prepare(_text(params.get("text")), cancel, in_reply_to=before)
        return {"evaluated_tokens": self._engine.evaluated}

    def _rephrase(self, params: dict[str, Any], _emit: Emit, cancel: CancelToken) -> dict[str, Any]:
        """``{marked: [[before, phrase, after]]}`` to ``{words: [[each sample]]}``."""
        marked = [_triple(one) for one in params.get("marked", [])]
        return {"words": rephrase(self._engine, self._rephrasing, marked, frame=self._frame, cancel=cancel)}

    def _fluency(self, params: dict[str, Any], _emit: Emit, cancel: CancelToken) -> dict[str, Any]:
        """``{text, changes: [[start, end, words]]}`` to ``{scores: [[of the words, of what follows]]}``."""
        changes = [(int(start), int(end), _text(words)) for start, end, words in params.get("changes", [])]
        return {"scores": fluency(self._engine, _text(params.get("text")), changes, cancel=cancel)}

    def _weigh(self, params: dict[str, Any], _emit: Emit, cancel: CancelToken) -> dict[str, Any]:
        """``{texts, answers: {attribute: value}}`` to ``{gains: {attribute: [nats]}}``."""
        texts = [_text(t) for t in params.get("texts", [])]
        answers = {Attribute(name): _text(value) for name, value in params.get("answers", {}).items()}
        gains = weigh(self._engine, self.attack.questions, texts, answers, cancel=cancel)
        return {"gains": {attribute.value: values for attribute, values in gains.items()}}

    def _judge_playlist(self, params: dict[str, Any], _emit: Emit, cancel: CancelToken) -> dict[str, Any]:
        """:class:`Lines` to :class:`Opinion`; see :class:`.playlist.PlaylistJudge`."""
        lines = from_json(Lines, params)
        self._count()
        shown = {"names": lines.names, "artists": lines.artists, "titles": lines.titles}
        done = self._judge.judge(shown, lines.unknown, cancel)
        notes = () if self._judge.fitted else (Note("uncalibrated", Message("playlist.uncalibrated")),)
        model = replace(self._model(), calibrated=False)
        shares = {Attribute(name): said for name, said in done.opinion.items()}
        opinion: dict[str, Any] = to_json(Opinion(shares, done.kinds, model, self._engine.evaluated, notes))
        return opinion

    def _info(self, _params: dict[str, Any], _emit: Emit, _cancel: CancelToken) -> dict[str, Any]:
        return {"model": to_json(self._model()), "threads": self._engine.threads, "context": self._engine.context}

    def _count(self) -> None:
        self._engine.evaluated = self._engine.generated = 0

    def _model(self) -> ModelInfo:
        return ModelInfo(self._id, self._name, self.attack.fuser.calibration.calibrated, self._engine.model.gpu)

    def _result(self, done: Conclusion) -> dict[str, Any]:
        notes = list(done.notes)
        if not self.attack.fuser.calibration.calibrated:
            message = Message("model.uncalibrated")
            notes.append(Note("uncalibrated", message))
        if self._engine.model.note:
            notes.append(Note("gpu", self._engine.model.note))
        inference = Inference(
            tuple(done.verdicts),
            tuple(done.findings),
            self._model(),
            tuple(notes),
            done.draft_tokens,
            self._engine.evaluated,
            self._engine.generated,
            done.sensed,
        )
        result: dict[str, Any] = to_json(inference)
        return result


def default_threads() -> int:
    """As many as there are processors for this process, at most eight."""
    count = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 2
    return max(1, min(8, count))


def _named(model_id: str) -> Path | None:
    """The file of fitted numbers, when the id is a plain name."""
    plain = all(c.isalnum() or c in "-_." for c in model_id) and ".." not in model_id
    return model_data("calibration", f"{model_id}.json") if plain else None


def _text(value: object) -> str:
    if not isinstance(value, str):
        raise InputError(Message("check.no_text"))
    return value


def _triple(value: object) -> tuple[str, str, str]:
    if not isinstance(value, list) or len(value) != 3:
        raise InputError(Message("check.no_text"))
    return _text(value[0]), _text(value[1]), _text(value[2])


def _means(model_id: str) -> Path | None:
    """The file of this model's mean answers about playlists, when the id is a plain name."""
    plain = _named(model_id)
    return model_data("music", f"judge-{plain.name}") if plain is not None else None


def _attributes(names: object, depth: Pass) -> list[Attribute]:
    if not names:
        return list(ASKED) if depth is Pass.FULL else list(ALWAYS_ASKED)
    if not isinstance(names, list):
        raise InputError(Message("check.no_text"))
    known = [Attribute(n) for n in names]
    return [a for a in known if a in ALWAYS_ASKED or a in ASKED_WHERE_CUED]
