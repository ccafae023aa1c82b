"""Fit ``models/health/en.json`` on the development rows: ``health.py --data health_dev.jsonl [--write]``.

A penalised multinomial regression over the hand-written cues of ``health_cues.toml``. Prints macro-F1 on the rows it
was fitted on and in five-fold cross-validation, averaged over five shuffles, equal texts kept in one fold; ``--errors``
lists indices of rows that the folds got wrong. ``--write`` rounds the weights to twentieths and writes them; no text
is stored.
"""

from __future__ import annotations

import argparse
import json
import re
import sys
from pathlib import Path

import numpy as np

sys.path.insert(0, str(Path(__file__).resolve().parents[2] / "app"))

from redraft import languages
from redraft.detectors.health import LABELS
from redraft.detectors.health_cues import cues

LANGUAGE = languages.default()
PENALTY = 8.0
STEP = 0.05
SHUFFLES = 5
TARGET = Path(__file__).resolve().parents[1] / "health" / "en.json"


def fit(x: np.ndarray, y: np.ndarray, *, rounds: int = 400) -> np.ndarray:
    """Weights (cues × 3) of the penalised likelihood, by accelerated gradient descent; the last cue is the bias."""
    weights, speed = np.zeros((x.shape[1], 3)), np.zeros((x.shape[1], 3))
    truth = np.eye(3)[y]
    scale = PENALTY * np.ones((x.shape[1], 1))
    scale[-1] = 0.1
    rate = 1.0 / (0.5 * float(np.linalg.norm(x, 2)) ** 2 + PENALTY)
    for step in range(rounds):
        ahead = weights + step / (step + 3) * speed
        scores = x @ ahead
        chance = np.exp(scores - scores.max(axis=1, keepdims=True))
        chance /= chance.sum(axis=1, keepdims=True)
        new = ahead - rate * (x.T @ (chance - truth) + scale * ahead)
        weights, speed = new, new - weights
    return weights


def f1(truth: np.ndarray, guess: np.ndarray) -> list[float]:
    """F1 of each class."""
    found = []
    for label in range(3):
        both = int(np.sum((truth == label) & (guess == label)))
        found.append(2 * both / max(1, int(np.sum(truth == label)) + int(np.sum(guess == label))))
    return found


def crossed(x: np.ndarray, y: np.ndarray, groups: np.ndarray, seed: int) -> np.ndarray:
    """What five folds predict for the rows that each did not see; weights rounded as they ship."""
    order = np.random.default_rng(seed).permutation(int(groups.max()) + 1) % 5
    folds = order[groups]
    guess = np.zeros_like(y)
    for fold in range(5):
        weights = np.round(fit(x[folds != fold], y[folds != fold]) / STEP) * STEP
        guess[folds == fold] = np.argmax(x[folds == fold] @ weights, axis=1)
    return guess


def main() -> None:
    """See the module's text."""
    parser = argparse.ArgumentParser(description="Fit the weights of the health cues.")
    parser.add_argument("--data", required=True, type=Path)
    parser.add_argument("--errors", action="store_true")
    parser.add_argument("--write", action="store_true")
    options = parser.parse_args()
    rows = [json.loads(line) for line in options.data.read_text(encoding="utf-8").splitlines() if line.strip()]
    found = [{**cues(row["text"], LANGUAGE), "bias": 1.0} for row in rows]
    names = list(found[0])
    x = np.array([[row[name] for name in names] for row in found])
    y = np.array([LABELS.index(row["label"]) for row in rows])
    known: dict[str, int] = {}
    groups = np.array([known.setdefault(" ".join(row["text"].lower().split()), len(known)) for row in rows])
    weights = np.round(fit(x, y) / STEP) * STEP
    own = f1(y, np.argmax(x @ weights, axis=1))
    folds = [crossed(x, y, groups, seed) for seed in range(SHUFFLES)]
    each = np.array([f1(y, guess) for guess in folds])
    print(f"{len(names)} cues; on the rows fitted on: macro-F1 {np.mean(own):.3f}")
    print(f"five-fold, mean of {SHUFFLES} shuffles: macro-F1 {each.mean():.3f} (±{each.mean(axis=1).std():.3f})")
    print("  ".join(f"{label} {value:.3f}" for label, value in zip(LABELS, each.mean(axis=0), strict=True)))
    if options.errors:
        wrong = np.mean([guess != y for guess in folds], axis=0)
        print(*(f"{i}:{LABELS[y[i]]}>{LABELS[folds[0][i]]}" for i in np.flatnonzero(wrong > 0.5)))
    if options.write:
        card = {
            "from": f"{len(rows)} development rows of RHMD, for evaluation only: no word of them is in here",
            "by": "models/fitting/health.py: penalised multinomial regression over the cues of health_cues.toml",
            "penalty": PENALTY,
            "macro_f1_five_fold": round(float(each.mean()), 3),
            "macro_f1_fitted_rows": round(float(np.mean(own)), 3),
            "f1": {label: round(float(value), 3) for label, value in zip(LABELS, each.mean(axis=0), strict=True)},
            "weights": {
                name: [round(float(w) + 0.0, 2) for w in row] for name, row in zip(names, weights, strict=True)
            },
        }
        lines = json.dumps(card, indent=1)
        TARGET.write_text(
            re.sub(r"\[\s+([^\]\[]+?)\s+\]", lambda m: f"[{' '.join(m[1].split())}]", lines) + "\n", encoding="utf-8"
        )


if __name__ == "__main__":
    main()
