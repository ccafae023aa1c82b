"""Fitted numbers of one model, and what is used where none were fitted."""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from math import exp, log
from pathlib import Path
from typing import Any, NamedTuple

from redraft.domain.attributes import Attribute
from redraft.usecases.ports import Pass


class Signs(NamedTuple):
    """What confidence is made of.

    ``best`` is the fused probability of the first guess, ``told`` how far the answers moved from an average author's
    (Kullback-Leibler, nats), ``cues`` the logarithm of how many different words speak of the attribute, ``backed`` how
    much of them speak for the first guess.
    """

    best: float
    told: float
    cues: float
    backed: float = 0.0

    def features(self) -> dict[str, float]:
        """Inputs of the logistic curves, by name."""
        bounded = min(max(self.best, 1e-4), 1 - 1e-4)
        slope = log(bounded / (1 - bounded))
        told, backed = log(1 + max(0.0, self.told)), min(self.backed, 3.0)
        return {"slope": slope, "told": told, "cues": self.cues, "backed": backed}


@dataclass(frozen=True, slots=True)
class Curves:
    """Two logistic curves: that the first guess is right, and that the text gives the attribute away at all.

    From ``threshold`` of the second on, the attribute is called revealed.
    """

    sure: dict[str, float] = field(default_factory=dict)
    open: dict[str, float] = field(default_factory=dict)
    threshold: float = 0.8

    def confidence(self, attribute: Attribute, signs: Signs) -> float:
        """Probability that the first guess is right."""
        return _curve(self.sure, attribute, signs)

    def openness(self, attribute: Attribute, signs: Signs) -> float:
        """Probability that a reader could tell the attribute from the text."""
        return _curve(self.open, attribute, signs)


@dataclass(frozen=True, slots=True)
class Calibration:
    """How raw log-probabilities become an answer and how sure it is. Made by ``models/fitting/calibration.py``.

    ``means`` holds, for each wording, what an average author's answers got (in the order of the attribute's values);
    ``shrink`` of it is taken off, since a model prefers some words whoever writes (``attribute.shrink`` among the
    weights goes before it). ``weights`` is how much a wording or a signal counts. ``temperature`` divides fused scores.
    ``curves`` are fitted for each pass apart.
    """

    calibrated: bool = False
    shrink: float = 0.5
    temperature: float = 1.0
    means: dict[str, list[float]] = field(default_factory=dict)
    weights: dict[str, float] = field(default_factory=dict)
    curves: dict[Pass, Curves] = field(default_factory=lambda: {Pass.FIRST: Curves(), Pass.FULL: Curves()})

    def shrink_of(self, attribute: Attribute) -> float:
        """How much of the mean of a wording is taken off for an attribute."""
        return self.weights.get(f"{attribute.value}.shrink", self.shrink)

    def temperature_of(self, attribute: Attribute) -> float:
        """What divides the fused scores of an attribute."""
        return self.temperature * self.weights.get(f"{attribute.value}.temperature", 1.0)


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
        curves={Pass(name): Curves(**curves) for name, curves in data["curves"].items()},
    )
