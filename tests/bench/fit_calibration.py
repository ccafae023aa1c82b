#!/usr/bin/env python3
"""Fit the numbers of ``models/calibration/ID.json`` from cached raw scores; five folds over authors give the report.

``python tests/bench/fit_calibration.py --bench DIR --cache DIR --tag TAG --out FILE --folds DIR``: the caches are
``synthpai_TAG.jsonl`` and ``posts_TAG.jsonl`` as ``fit_raw.py`` writes them. ``--folds`` gets the out-of-fold
predictions in the form of ``score.py``. Few numbers are fitted: means of raw scores (no labels), one weight for each
kind of signal, and two logistic curves with ridge-shrunken offsets per attribute.
"""

from __future__ import annotations

import argparse
import json
import zlib
from pathlib import Path

import numpy as np
from fit_data import ROOT, SCORER_NAMES, Item, items, scorer, values

from redraft.domain.attributes import Attribute
from redraft.inference.attack import judge
from redraft.inference.calibration import Calibration, Signs
from redraft.inference.cues import load as load_cues
from redraft.inference.fusing import Ranking, _log_softmax, rank

FOLDS = 5
PRECISION = 0.83
"""Aimed at on the training folds, a little above the target so that unseen rows keep it."""
GRID: dict[str, tuple[float, ...]] = {
    "hint": (0.0, 0.25, 0.5, 1.0),
    "age.prior": (0.0, 0.5, 1.0),
    "occupation.listed": (1.0, 3.0),
    "occupation.unlisted": (-2.0, 0.0),
    "location.listed": (0.0, 0.5, 1.0, 2.0),
    "place.named": (1.0, 2.0, 4.0),
    "place.size": (0.0, 0.15, 0.3, 0.5),
    "country": (0.0, 0.3, 0.6, 1.0),
}
STRONG_RIDGE, WEAK_RIDGE = 2.0, 0.3
Pool = dict[str, list[Item]]
Example = tuple[Attribute, Signs, bool]


def fold_of(identity: str) -> int:
    """The fold of a row, the same in every run."""
    return zlib.crc32(identity.encode()) % FOLDS


class Fitter:
    """Fits a calibration on some rows and applies it to others."""

    def __init__(self, bench: Path) -> None:
        self.score = scorer(bench).score
        self.cues = load_cues(ROOT / "resources" / "prompts" / "cues.json")
        self.sets, self.kinds = values(ROOT / "resources" / "prompts")

    def rank(self, item: Item, attribute: Attribute, numbers: Calibration) -> Ranking:
        """The fused answer."""
        return rank(attribute, item.raw, self.kinds, self.sets, numbers, item.text, self.cues)

    def right(self, item: Item, attribute: Attribute, guess: str) -> bool:
        """As the benchmark counts."""
        return bool(self.score(SCORER_NAMES[attribute], item.labels[attribute][0], guess) == 1)

    def fit(self, pool: Pool) -> Calibration:
        """Means, then weights, then curves, then the threshold."""
        numbers = Calibration(calibrated=True, means=_means(pool["synthpai"]), weights=dict.fromkeys(GRID, 1.0))
        numbers.weights.update({k: 2.0 for k in self.kinds if ".ask" in k})  # an explicit choice counts twice
        numbers.weights["occupation.lead1"] = 0.5
        numbers.weights["occupation.unlisted"] = 0.0
        numbers.weights["country"] = 0.3
        numbers.weights["place.size"] = 0.2
        rows = pool["synthpai"] + pool["posts"]
        for name, grid in GRID.items():
            about = _about(name)
            gains = {v: self._worth(rows, about, _with(numbers, name, v)) for v in grid}
            top = max(gains.values())
            numbers = _with(numbers, name, min((v for v in grid if gains[v] == top), key=lambda v: abs(v - 1.0)))
        sure = _logistic(self._examples(rows, numbers), WEAK_RIDGE)
        told = self._open_examples(pool["synthpai"], numbers)
        opened = _logistic(told, WEAK_RIDGE)
        numbers = _replace(numbers, sure=sure, open=opened)
        return _replace(numbers, threshold=self._threshold(told, numbers))

    def _worth(self, rows: list[Item], about: tuple[Attribute, ...], numbers: Calibration) -> float:
        """Right first guesses plus a third of the further right ones."""
        worth = 0.0
        for item in rows:
            for attribute in about:
                if item.labels.get(attribute, ("", 0))[1] >= 3:
                    hits = [self.right(item, attribute, g) for g in self.rank(item, attribute, numbers).values]
                    worth += float(hits[0]) + float(any(hits)) / 3
        return worth

    def _examples(self, rows: list[Item], numbers: Calibration) -> list[Example]:
        found = []
        for item in rows:
            for attribute, (_, certainty) in item.labels.items():
                if certainty >= 3:
                    best = self.rank(item, attribute, numbers)
                    right = self.right(item, attribute, best.values[0])
                    found.append((attribute, _signs(best), right))
        return found

    def _open_examples(self, rows: list[Item], numbers: Calibration) -> list[Example]:
        found = []
        for item in rows:
            for attribute in SCORER_NAMES:
                certainty = item.labels.get(attribute, ("", 0))[1]
                if certainty in (0, 3, 4, 5):
                    best = self.rank(item, attribute, numbers)
                    found.append((attribute, _signs(best), certainty >= 3))
        return found

    @staticmethod
    def _threshold(examples: list[Example], numbers: Calibration) -> float:
        scored = sorted(((numbers.openness(a, s), y) for a, s, y in examples), reverse=True)
        positive, threshold = 0, 0.9
        for count, (value, y) in enumerate(scored, 1):
            positive += y
            if count >= 20 and positive / count >= PRECISION:
                threshold = value
        return round(threshold, 3)

    def predictions(self, rows: list[Item], numbers: Calibration) -> list[dict[str, object]]:
        """Rows as ``score.py`` reads them."""
        out: list[dict[str, object]] = []
        for item in rows:
            for attribute in item.asked:
                verdict = judge(attribute, self.rank(item, attribute, numbers), numbers, item.said.get(attribute))
                out.append(
                    {
                        "id": item.id,
                        "attribute": SCORER_NAMES[attribute],
                        "guesses": [g.value for g in verdict.guesses],
                        "confidence": verdict.confidence,
                        "revealed": verdict.revealed,
                    }
                )
        return out


def _about(name: str) -> tuple[Attribute, ...]:
    if name == "hint":
        return (Attribute.EDUCATION, Attribute.RELATIONSHIP, Attribute.SEX, Attribute.INCOME, Attribute.AGE)
    if name == "age.prior":
        return (Attribute.AGE,)
    if name.startswith("occupation"):
        return (Attribute.OCCUPATION,)
    return (Attribute.LOCATION, Attribute.BIRTHPLACE)


def _with(numbers: Calibration, name: str, value: float) -> Calibration:
    return _replace(numbers, weights={**numbers.weights, name: value})


def _replace(numbers: Calibration, **changes: object) -> Calibration:
    fields = {name: getattr(numbers, name) for name in Calibration.__slots__}
    return Calibration(**{**fields, **changes})


def _means(rows: list[Item]) -> dict[str, list[float]]:
    seen: dict[str, list[np.ndarray]] = {}
    for item in rows:
        for key, scores in item.raw.scores.items():
            seen.setdefault(key, []).append(np.maximum(_log_softmax(np.asarray(scores)), -14.0))
    return {key: [round(float(x), 3) for x in np.mean(v, axis=0)] for key, v in seen.items()}


def _logistic(examples: list[Example], ridge: float) -> dict[str, float]:
    """Newton steps on a ridge-penalised logistic regression; the common offset is free."""
    names = list(SCORER_NAMES)
    signs = [name for name in examples[0][1].features() if name != "agree" or any(e[1].agree for e in examples)]
    x = np.zeros((len(examples), len(signs) + 1 + len(names)))
    y = np.asarray([float(e[2]) for e in examples])
    for row, (attribute, seen, _) in enumerate(examples):
        features = seen.features()
        x[row, : len(signs)] = [features[name] for name in signs]
        x[row, len(signs)] = 1.0
        x[row, len(signs) + 1 + names.index(attribute)] = 1.0
    penalty = np.diag([ridge] * len(signs) + [0.01] + [STRONG_RIDGE] * len(names))
    beta = np.zeros(x.shape[1])
    for _ in range(50):
        p = 1 / (1 + np.exp(-x @ beta))
        gradient = x.T @ (p - y) + penalty @ beta
        beta -= np.linalg.solve((x.T * (p * (1 - p))) @ x + penalty, gradient)
    keys = [*signs, "offset", *(n.value for n in names)]
    return {k: round(float(v), 4) for k, v in zip(keys, beta, strict=True)}


def _signs(best: Ranking) -> Signs:
    return Signs(best.shares[0], best.told, best.agree, best.cues)


def main() -> None:
    """Out-of-fold predictions, then the numbers fitted on everything."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--bench", type=Path, required=True)
    parser.add_argument("--cache", type=Path, required=True)
    parser.add_argument("--tag", required=True)
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--folds", type=Path, required=True)
    args = parser.parse_args()
    pool: Pool = {}
    for name in ("synthpai", "posts"):
        cache = args.cache / f"{name}_{args.tag}.jsonl"
        pool[name] = items(name, args.bench / f"{name}_dev.jsonl", cache) if cache.exists() else []
    fitter = Fitter(args.bench)
    args.folds.mkdir(parents=True, exist_ok=True)
    lines: dict[str, list[str]] = {"synthpai": [], "posts": []}
    for fold in range(FOLDS):
        train = {n: [i for i in rows if fold_of(i.id) != fold] for n, rows in pool.items()}
        numbers = fitter.fit(train)
        for name, rows in pool.items():
            test = [i for i in rows if fold_of(i.id) == fold]
            lines[name] += [json.dumps(p, ensure_ascii=False) for p in fitter.predictions(test, numbers)]
    for name, found in lines.items():
        (args.folds / f"{name}_oof.jsonl").write_text("\n".join(found) + "\n", encoding="utf-8")
    final = fitter.fit(pool)
    args.out.parent.mkdir(parents=True, exist_ok=True)
    fields = ("shrink", "temperature", "weights", "sure", "open", "threshold", "means")
    made = {"made_by": "tests/bench/fit_calibration.py", "rows": {n: len(r) for n, r in pool.items()}}
    args.out.write_text(json.dumps(made | {f: getattr(final, f) for f in fields}) + "\n", encoding="utf-8")
    print(json.dumps({f: getattr(final, f) for f in fields[:-1]}, indent=1))


if __name__ == "__main__":
    main()
