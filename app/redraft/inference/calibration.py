"""Fitted numbers of one model, and what is used where none were fitted."""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from math import exp, log
from pathlib import Path
from typing import Any

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

    def confidence(self, attribute: Attribute, best: float, told: float) -> float:
        """Probability that the first guess is right. ``best``: fused probability; ``told``: see :meth:`revealed`."""
        return _curve(self.sure, attribute, best, told)

    def openness(self, attribute: Attribute, best: float, told: float) -> float:
        """Probability that a reader could tell the attribute from the text.

        ``told`` is how far the answers moved from an average author's, in nats (Kullback-Leibler).
        """
        return _curve(self.open, attribute, best, told)


def _curve(numbers: dict[str, float], attribute: Attribute, best: float, told: float) -> float:
    bounded = min(max(best, 1e-4), 1 - 1e-4)
    if not numbers:
        return min(bounded, 0.7)
    x = numbers["slope"] * log(bounded / (1 - bounded)) + numbers["told"] * told
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
