"""The judge of playlists: what the model knows of artists, and what that says about the person who listens."""

from __future__ import annotations

import json
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from redraft.inference.engine import Branch, Engine
from redraft.inference.native import Model
from redraft.inference.questions import CHATML
from redraft.inference.scoring import Answers, score
from redraft.usecases.ports import CancelToken

MOST_TOKENS = 700
"""Tokens that are read for one playlist, everything included."""
NAMES_TOKENS = 120
"""Of these for names and descriptions of playlists, which come first."""
WIDTH, ROUNDS = 2, 2
"""How far shared tokens of answers are followed."""
KIND_SURE = 0.5
"""Probability from which the model's word on an artist's kind of music is taken."""
SHRINK = 0.7
"""How much of an answer's mean over reference playlists is subtracted: what the model says of anybody is no news."""


@dataclass(frozen=True, slots=True)
class _Question:
    """``values`` may repeat, such as one age band for several ages; they are added up."""

    name: str
    values: tuple[str, ...]
    leads: tuple[tuple[int, ...], ...]
    answers: Answers


@dataclass(frozen=True, slots=True)
class Judgement:
    """Probabilities of values by attribute (an empty value is "none of them"), kinds of artists, raw scores."""

    opinion: Mapping[str, Mapping[str, float]]
    kinds: Mapping[str, str]
    raw: Mapping[str, Mapping[str, float]]


class PlaylistJudge:
    """Reads lines about a playlist once and hangs every question on them in one batch. Made before the cage closes."""

    def __init__(
        self, engine: Engine, folder: Path, countries: Path, bias: Path | None, frame: Mapping[str, str] | None = None
    ) -> None:
        data = json.loads((folder / "playlist.json").read_text(encoding="utf-8"))
        around = frame or CHATML
        model = engine.model
        self._engine = engine
        self._opening = model.tokens(around["system"].format(system=data["system"]) + data["before"], special=True)
        self._stem = model.tokens(data["after"] + around["turn"], special=True)
        self._sections = [(name, model.tokens(words)) for name, words in data["sections"]]
        names = [line.split("|")[1] for line in countries.read_text(encoding="utf-8").splitlines() if line[:1] != "#"]
        self._questions = [_question(model, name, body, names) for name, body in data["questions"].items()]
        self._kind_lead = data["kind"]["lead"]
        said = [model.tokens(f" {answer}.") for _, answer in data["kind"]["answers"]]
        self._kinds, self._kind_answers = [kind for kind, _ in data["kind"]["answers"]], Answers.of(said)
        self._bias = json.loads(bias.read_text(encoding="utf-8"))["means"] if bias and bias.is_file() else {}

    @property
    def fitted(self) -> bool:
        """Whether the means of this model's answers over reference playlists are known."""
        return bool(self._bias)

    def judge(
        self,
        lines: Mapping[str, Sequence[str]],
        unknown: Sequence[str] = (),
        cancel: CancelToken | None = None,
        *,
        about: Collection[str] = (),
    ) -> Judgement:
        """``lines`` holds lists under "names", "artists" and "titles", most telling first; each is cut to its room.

        ``unknown`` are artists whose kind of music is asked; ``about`` names the attributes, all of them when empty.
        Never reads more than :data:`MOST_TOKENS`.
        """
        engine = self._engine
        questions = [q for q in self._questions if not about or q.name in about]
        leads = [engine.model.tokens(f"{self._kind_lead.format(artist=name)}") for name in unknown]
        text = self._text(lines, self._room(leads))
        held = engine.hold([*self._opening, *text], cancel)
        stem = engine.fork(held)
        engine.extend([(stem, self._stem)], cancel)
        asked = [(q.leads[i], q.answers) for q in questions for i in range(len(q.leads))]
        asked += [((*lead, *self._kind_answers.common), self._kind_answers) for lead in leads]
        found = self._ask(stem, asked, cancel)
        engine.drop_branches()
        raw: dict[str, dict[str, float]] = {}
        at = 0
        for question in questions:
            scores = np.mean([_log_shares(found[at + i]) for i in range(len(question.leads))], axis=0)
            at += len(question.leads)
            raw[question.name] = _summed(question.values, scores)
        kinds = {}
        for name, scores in zip(unknown, found[at:], strict=True):
            shares = np.exp(_log_shares(scores))
            if float(shares.max()) >= KIND_SURE:
                kinds[name] = self._kinds[int(shares.argmax())]
        return Judgement({name: self._unbiased(name, scores) for name, scores in raw.items()}, kinds, raw)

    def _room(self, leads: Sequence[Sequence[int]]) -> int:
        """Tokens left for the lines once everything else that may be read is taken off."""
        fixed = len(self._opening) + len(self._stem) + sum(len(words) + 1 for _, words in self._sections)
        questions = [len(lead) for q in self._questions for lead in q.leads]
        kinds = [len(lead) + len(self._kind_answers.common) for lead in leads]
        followed = WIDTH * ROUNDS * (len(questions) + len(kinds))
        return max(0, MOST_TOKENS - fixed - sum(questions) - sum(kinds) - followed)

    def _text(self, lines: Mapping[str, Sequence[str]], room: int) -> list[int]:
        tokens: list[int] = []
        model = self._engine.model
        for name, words in self._sections:
            part: list[int] = []
            limit = min(room, NAMES_TOKENS) if name == "names" else room
            for line in lines.get(name, ()):
                # Tokenised apart from the frame, so that markers in a user's words stay letters.
                more = model.tokens(f"{'; ' if part else ''}{' '.join(line.split())}")
                if len(part) + len(more) > limit:
                    break
                part += more
            if part:
                tokens += [*words, *part, *model.tokens("\n")]
                room -= len(part)
        return tokens

    def _ask(
        self, stem: Branch, asked: Sequence[tuple[Sequence[int], Answers]], cancel: CancelToken | None
    ) -> list[list[float]]:
        branches = [self._engine.fork(stem) for _ in asked]
        parts = list(zip(branches, [lead for lead, _ in asked], strict=True))
        rows = self._engine.extend(parts, cancel)
        jobs = [(b, row, answers) for b, row, (_, answers) in zip(branches, rows, asked, strict=True)]
        return score(self._engine, jobs, width=WIDTH, rounds=ROUNDS, cancel=cancel)

    def _unbiased(self, name: str, scores: Mapping[str, float]) -> dict[str, float]:
        means = self._bias.get(name, {})
        shifted = np.array([value - SHRINK * means.get(key, 0.0) for key, value in scores.items()])
        shares = np.exp(_log_shares(shifted))
        return {key: float(share) for key, share in zip(scores, shares, strict=True)}


def _question(model: Model, name: str, body: Mapping[str, Any], countries: Sequence[str]) -> _Question:
    if "bands" in body:
        pairs = [(band, str(age)) for band, low, high in body["bands"] for age in range(low, high + 1)]
        said = [model.tokens(f" {answer}") for _, answer in pairs]
    elif body.get("countries"):
        pairs = [(country, country) for country in countries]
        said = [model.tokens(f" {country}.") for country in countries]
    else:
        pairs = [(value, answer) for value, answer in body["answers"]]
        said = [model.tokens(f" {answer}") for _, answer in pairs]
    answers = Answers.of(said)
    leads = tuple((*model.tokens(lead), *answers.common) for lead in body["leads"])
    return _Question(name, tuple(value for value, _ in pairs), leads, answers)


def _log_shares(scores: Sequence[float] | NDArray[np.float64]) -> NDArray[np.float64]:
    finite = np.where(np.isfinite(scores), scores, -60.0)
    return np.asarray(finite - (finite.max() + np.log(np.exp(finite - finite.max()).sum())))


def _summed(values: Sequence[str], scores: NDArray[np.float64]) -> dict[str, float]:
    """Log-probability of each distinct value."""
    total: dict[str, float] = {}
    for value, one in zip(values, scores, strict=True):
        total[value] = float(np.logaddexp(total[value], one)) if value in total else float(one)
    return total
