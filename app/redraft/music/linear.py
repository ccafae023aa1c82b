"""The survey model: what ratings of music genres say about a person, by ridge-penalised logistic regression."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any

import numpy as np
from numpy.typing import NDArray

from redraft.assets import model_data
from redraft.domain.errors import RedraftError
from redraft.domain.message import Message

Floats = NDArray[np.float64]
LOWEST, HIGHEST = 1.0, 5.0
"""The scale of the ratings: 1 does not enjoy at all, 5 enjoys very much."""
STEPS = 30


@dataclass(frozen=True, slots=True)
class Scale:
    """How ratings become features: ``mean`` and ``spread`` per genre; ``centred`` takes each person's own mean off.

    Centring leaves out how generously someone rates and keeps which genres they prefer.
    """

    mean: Floats
    spread: Floats
    centred: bool

    @classmethod
    def of(cls, ratings: Floats, centred: bool) -> Scale:
        """From ratings of shape (people, genres); missing ones are NaN."""
        spread = np.nanstd(ratings, axis=0)
        return cls(np.nanmean(ratings, axis=0), np.where(spread > 0, spread, 1.0), centred)

    def apply(self, ratings: Floats) -> Floats:
        """Features of the same shape; a missing rating counts as the genre's mean."""
        scaled = (np.where(np.isnan(ratings), self.mean, ratings) - self.mean) / self.spread
        return scaled - scaled.mean(axis=1, keepdims=True) if self.centred else scaled


def fit_weights(features: Floats, hits: Floats, ridge: float) -> Floats:
    """Weights and, last, the intercept (hardly penalised) of P(hit); Newton's method. ``hits`` holds 0 and 1."""
    design = np.hstack([features, np.ones((len(features), 1))])
    penalty = np.full(design.shape[1], ridge)
    penalty[-1] = 1e-3
    weights = np.zeros(design.shape[1])
    for _ in range(STEPS):
        chance = _logistic(design @ weights)
        slope = design.T @ (chance - hits) + penalty * weights
        curve = (design.T * (chance * (1 - chance))) @ design + np.diag(penalty)
        step = np.linalg.solve(curve, slope)
        weights = weights - step
        if float(np.abs(step).max()) < 1e-8:
            break
    return weights


def _logistic(score: Floats) -> Floats:
    return np.asarray(1 / (1 + np.exp(-np.clip(score, -30, 30))), dtype=np.float64)


@dataclass(frozen=True, slots=True)
class Classes:
    """One attribute's values, each against the rest: ``weights`` of shape (values, genres + 1)."""

    values: tuple[str, ...]
    scale: Scale
    weights: Floats

    @classmethod
    def fit(cls, ratings: Floats, labels: Sequence[str], ridge: float, centred: bool) -> Classes:
        """Fit on ratings (people, genres) and their labels, at least two different ones."""
        values = tuple(sorted(set(labels)))
        scale = Scale.of(ratings, centred)
        features = scale.apply(ratings)
        told = np.array(labels)
        rows = [fit_weights(features, (told == value).astype(np.float64), ridge) for value in values]
        return cls(values, scale, np.array(rows))

    def chances(self, ratings: Floats) -> Floats:
        """Chance of each value, shape (people, values); every row sums to 1."""
        features = self.scale.apply(ratings)
        raw = _logistic(features @ self.weights[:, :-1].T + self.weights[:, -1])
        return np.asarray(raw / raw.sum(axis=1, keepdims=True), dtype=np.float64)

    def predict(self, ratings: Floats) -> list[str]:
        """The likeliest value of each person."""
        return [self.values[i] for i in self.chances(ratings).argmax(axis=1)]


def rating(text: str | None) -> float:
    """A rating from a cell; NaN when it is blank, no number or off the scale."""
    try:
        number = float(text or "")
    except ValueError:
        return float("nan")
    return number if LOWEST <= number <= HIGHEST else float("nan")


@dataclass(frozen=True, slots=True)
class SurveyModel:
    """Fitted classes per attribute; where there was no signal, only ``majority`` answers."""

    genres: tuple[str, ...]
    classes: Mapping[str, Classes]
    majority: Mapping[str, str]

    @property
    def attributes(self) -> tuple[str, ...]:
        """All attributes that it was tried on, by the survey's names."""
        return tuple(self.majority)

    def predict(self, row: Mapping[str, str], attribute: str) -> str:
        """The value for one person, from the genre columns of ``row`` alone; absent columns count as missing."""
        classes = self.classes.get(attribute)
        if classes is None:
            return self.majority[attribute]
        return classes.predict(np.array([[rating(row.get(genre)) for genre in self.genres]]))[0]


def from_json(data: Mapping[str, Any]) -> SurveyModel:
    """The model in ``data``, as ``models/fitting/survey.py`` writes it; KeyError or ValueError when it is not one."""
    classes = {}
    for name, entry in data["attributes"].items():
        if entry["signal"]:
            scale = Scale(np.array(entry["mean"]), np.array(entry["spread"]), bool(entry["centred"]))
            classes[name] = Classes(tuple(entry["values"]), scale, np.array(entry["weights"]))
    majority = {name: str(entry["majority"]) for name, entry in data["attributes"].items()}
    return SurveyModel(tuple(data["genres"]), classes, majority)


@cache
def load() -> SurveyModel:
    """The model that ships; RedraftError when its file is missing or damaged."""
    path = model_data("music", "survey.json")
    try:
        return from_json(json.loads(path.read_text(encoding="utf-8")))
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise RedraftError(Message("music.model_missing"), Message("do.install_redraft")) from error
