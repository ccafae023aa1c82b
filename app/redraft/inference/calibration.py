"""Fitted numbers of one model, and what is used where none were fitted."""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from math import exp, log
from pathlib import Path
from typing import Any, NamedTuple

from redraft.domain.attributes import Attribute


@dataclass(frozen=True, slots=True)
class Calibration:
    """How raw log-probabilities become an answer and how sure it is. Made by ``tests/bench/fit_calibration.py``.

    ``means`` holds, for each wording, what an average author's answers got (nats, in the order of the answer set);
    ``shrink`` of it is taken off, since a model prefers some words whoever writes. ``weights`` is how much a wording
    or an ``attribute.signal`` counts. ``temperature`` divides fused scores. ``sure`` and ``open`` are slope and the
    offsets of two logistic curves: that the first guess is right, and that the text gives the attribute away at all.
    """

    calibrated: bool = False
    shrink: float = 0.5
    temperature: float = 1.0
    means: dict[str, list[float]] = field(default_factory=dict)
    weights: dict[str, float] = field(default_factory=dict)
    sure: dict[str, float] = field(default_factory=dict)
    open: dict[str, float] = field(default_factory=dict)
    threshold: float = 0.8

    def confidence(self, attribute: Attribute, signs: Signs) -> float:
        """Probability that the first guess is right."""
        return _curve(self.sure, attribute, signs)

    def openness(self, attribute: Attribute, signs: Signs) -> float:
        """Probability that a reader could tell the attribute from the text."""
        return _curve(self.open, attribute, signs)


class Signs(NamedTuple):
    """What confidence is made of.

    ``best`` is the fused probability of the first guess, ``told`` how far the answers moved from an average author's
    (Kullback-Leibler, nats), ``agree`` the share of pairs of wordings with the same answer, ``cues`` the logarithm
    of how many words speak of the attribute.
    """

    best: float
    told: float
    agree: float
    cues: float

    def features(self) -> dict[str, float]:
        """Inputs of the logistic curves, by name."""
        bounded = min(max(self.best, 1e-4), 1 - 1e-4)
        slope = log(bounded / (1 - bounded))
        return {"slope": slope, "told": self.told, "agree": self.agree, "cues": self.cues}


def _curve(numbers: dict[str, float], attribute: Attribute, signs: Signs) -> float:
    if not numbers:
        return min(signs.best, 0.7)
    x = sum(numbers.get(name, 0.0) * value for name, value in signs.features().items())
    x += numbers.get("offset", 0.0) + numbers.get(attribute.value, 0.0)
    return 1 / (1 + exp(-max(-30.0, min(30.0, x))))


def load(path: Path | None) -> Calibration:
    """Read a file of ``models/calibration``; without one the numbers are cautious and ``calibrated`` is false."""
    if path is None or not path.is_file():
        return Calibration()
    data: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
    return Calibration(
        calibrated=True,
        shrink=data["shrink"],
        temperature=data["temperature"],
        means=data["means"],
        weights=data["weights"],
        sure=data["sure"],
        open=data["open"],
        threshold=data["threshold"],
    )
