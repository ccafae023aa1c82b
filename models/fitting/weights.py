"""How much each wording and signal of an attribute counts: a conditional logit, pulled to a usual mix."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from redraft.inference.fusing import DEFAULTS

Vector = NDArray[np.float64]
PULL = 3.0
"""Strength of the pull: as if so many labels had shown the usual mix."""
STEPS, RATE = 300, 0.03


@dataclass(slots=True)
class Examples:
    """Labels of one attribute: for each, what every wording and signal gives the values, and which values are right."""

    wordings: list[str]
    vectors: list[dict[str, Vector]]
    right: list[NDArray[np.bool_]]


def fit_weights(examples: Examples) -> dict[str, float]:
    """Weights by key, none below 0, and ``attribute.scale``: what the wordings' weights add up to.

    Signals are pulled to their defaults, wordings to an equal share of 1.
    """
    attribute = examples.wordings[0].split(".")[0]
    keys = [*examples.wordings, *sorted({k for v in examples.vectors for k in v} - set(examples.wordings))]
    share = 1 / len(examples.wordings)
    usual = np.asarray([share if k in examples.wordings else DEFAULTS[k.split(".", 1)[1]] for k in keys])
    if not examples.vectors:
        return {}
    stacks = [
        np.stack([v.get(k, np.zeros(len(r))) for k in keys])
        for v, r in zip(examples.vectors, examples.right, strict=True)
    ]
    weights = usual.copy()
    first, second = np.zeros_like(weights), np.zeros_like(weights)
    for step in range(1, STEPS + 1):
        slope = 2 * PULL * (weights - usual) / (0.25 + usual)
        for stack, right in zip(stacks, examples.right, strict=True):
            scores = weights @ stack
            shares = np.exp(scores - scores.max())
            shares /= shares.sum()
            inside = shares * right
            slope -= stack @ (inside / max(inside.sum(), 1e-12) - shares)
        first = 0.9 * first + 0.1 * slope
        second = 0.99 * second + 0.01 * slope**2
        move = first / (1 - 0.9**step) / (np.sqrt(second / (1 - 0.99**step)) + 1e-8)
        weights = np.maximum(0.0, weights - RATE * move)
    found = {k: round(float(w), 3) for k, w in zip(keys, weights, strict=True)}
    found[f"{attribute}.scale"] = round(sum(found[k] for k in examples.wordings), 3)
    return found
