#!/usr/bin/env python3
"""Fit the numbers of ``models/calibration/ID.json`` from cached raw scores; five folds over authors give the report.

``python models/fitting/calibration.py --bench DIR --cache DIR --out FILE --folds DIR``: the caches are
``synthpai.jsonl`` and ``posts.jsonl`` as ``raw.py`` writes them. ``--folds`` gets the out-of-fold predictions in
the form of ``score.py``, of both passes. Fitted are: means of raw scores (no labels), one weight for each wording and
signal of an attribute (``weights.py``), and two logistic curves a pass with shrunken offsets per attribute.
"""

from __future__ import annotations

import argparse
import json
import zlib
from dataclasses import replace
from pathlib import Path

import numpy as np
from data import ROOT, SCORER_NAMES, Item, items, questions, scorer
from weights import Examples, fit_weights

from redraft.domain.attributes import Attribute
from redraft.inference.asking import affordable, needed
from redraft.inference.calibration import Calibration, Curves, Signs
from redraft.inference.cues import Reading
from redraft.inference.cues import load as load_cues
from redraft.inference.fusing import Fuser, Ranking
from redraft.inference.jobs import load as load_jobs
from redraft.inference.judging import judge, signs
from redraft.usecases.ports import Pass

FOLDS = 5
UNLIMITED = 10**6
FEW = 8
"""Of few answers the model's whole preference is taken off, of many half of it (tried: 0.25, 0.5, 0.75 and 1)."""
PRECISION = 0.815
"""Aimed at on the training folds, a little above the target so that unseen rows keep it."""
STRONG_RIDGE, WEAK_RIDGE = 2.0, 0.3
PROMPTS = ROOT / "resources" / "languages" / "en" / "prompts"
Pool = dict[str, list[Item]]
Example = tuple[Attribute, Signs, bool]


def fold_of(identity: str) -> int:
    """The fold of a row, the same in every run."""
    return zlib.crc32(identity.encode()) % FOLDS


class Fitter:
    """Fits a calibration on some rows and applies it to others."""

    def __init__(self, bench: Path) -> None:
        self.score = scorer(bench).score
        self.questions = questions()
        self.jobs = load_jobs(PROMPTS)
        values = self.questions.values
        self.cues = load_cues(PROMPTS, values[Attribute.LOCATION], values[Attribute.OCCUPATION])
        self._readings: dict[str, Reading] = {}
        self._right: dict[tuple[Attribute, str, str], bool] = {}

    def reading(self, item: Item) -> Reading:
        """The cues of a row's text, found once."""
        if item.id not in self._readings:
            self._readings[item.id] = self.cues.read(item.text)
        return self._readings[item.id]

    def raw(self, item: Item, depth: Pass) -> dict[str, list[float]]:
        """What a pass would have asked, out of everything that was asked; a full pass can afford all wordings."""
        most = 1 if depth is Pass.FIRST else 99
        keys = {w.key for w in affordable(self.questions, needed(item.asked), UNLIMITED, most=most)}
        return {k: v for k, v in item.raw.items() if k in keys}

    def rank(self, item: Item, attribute: Attribute, numbers: Calibration, depth: Pass) -> Ranking:
        """The fused answer."""
        fuser = Fuser(self.questions, numbers, self.jobs)
        return fuser.rank(attribute, self.raw(item, depth), self.reading(item))

    def right(self, item: Item, attribute: Attribute, guess: str) -> bool:
        """As the benchmark counts."""
        truth = item.labels[attribute][0]
        if (attribute, truth, guess) not in self._right:
            self._right[attribute, truth, guess] = bool(self.score(SCORER_NAMES[attribute], truth, guess) == 1)
        return self._right[attribute, truth, guess]

    def fit(self, pool: Pool) -> Calibration:
        """Means, then weights, then the curves of each pass."""
        rows = pool["synthpai"] + pool["posts"]
        few = (a for a in SCORER_NAMES if len(self.questions.values[a]) <= FEW)
        numbers = Calibration(calibrated=True, weights={f"{a.value}.shrink": 1.0 for a in few})
        numbers = replace(numbers, means=self._means(rows, numbers))
        for attribute in (Attribute.OCCUPATION, *(a for a in SCORER_NAMES if a is not Attribute.OCCUPATION)):
            fitted = fit_weights(self._weighable(rows, attribute, numbers))
            numbers = replace(numbers, weights={**numbers.weights, **fitted})
        # What jobs usually go with is known only now that occupations are weighed.
        numbers = replace(numbers, means=self._means(rows, numbers))
        curves = {}
        for depth in Pass:
            sure = _logistic(self._examples(rows, numbers, depth), WEAK_RIDGE)
            told = self._open_examples(pool["synthpai"], numbers, depth)
            fitted_curves = Curves(sure, _logistic(told, WEAK_RIDGE))
            curves[depth] = replace(fitted_curves, threshold=_threshold(told, fitted_curves))
        return replace(numbers, curves=curves)

    def _means(self, rows: list[Item], numbers: Calibration) -> dict[str, list[float]]:
        fuser = Fuser(self.questions, numbers, self.jobs)
        seen: dict[str, list[np.ndarray]] = {}
        for item in rows:
            for key, scores in item.raw.items():
                seen.setdefault(key, []).append(fuser.spread(key, scores))
            for attribute in item.asked:
                for key, vector in fuser.signals(attribute, item.raw, self.reading(item)).items():
                    if key.endswith(".job"):
                        seen.setdefault(key, []).append(vector)
        return {key: [round(float(x), 3) for x in np.mean(v, axis=0)] for key, v in seen.items()}

    def _weighable(self, rows: list[Item], attribute: Attribute, numbers: Calibration) -> Examples:
        """For each label, every wording's and signal's vector over the values, and which values are right."""
        fuser = Fuser(self.questions, numbers, self.jobs)
        names = self.questions.values[attribute]
        wordings = [w.key for w in self.questions.wordings if w.attribute is attribute]
        found = Examples(wordings, [], [])
        for item in rows:
            if item.labels.get(attribute, ("", 0))[1] < 3:
                continue
            right = np.asarray([self.right(item, attribute, n) for n in names])
            if not right.any():
                continue
            vectors = {
                k: fuser.spread(k, item.raw[k]) - numbers.shrink_of(attribute) * np.asarray(numbers.means[k])
                for k in wordings
                if k in item.raw
            }
            for key, vector in fuser.signals(attribute, item.raw, self.reading(item)).items():
                vectors[key] = vector - np.asarray(numbers.means.get(key, 0.0))
            found.vectors.append(vectors)
            found.right.append(right)
        return found

    def _examples(self, rows: list[Item], numbers: Calibration, depth: Pass) -> list[Example]:
        found = []
        for item in rows:
            for attribute, (_, certainty) in item.labels.items():
                if certainty >= 3:
                    best = self.rank(item, attribute, numbers, depth)
                    found.append((attribute, signs(best), self.right(item, attribute, best.values[0])))
        return found

    def _open_examples(self, rows: list[Item], numbers: Calibration, depth: Pass) -> list[Example]:
        found = []
        for item in rows:
            for attribute in SCORER_NAMES:
                certainty = item.labels.get(attribute, ("", 0))[1]
                if certainty in (0, 3, 4, 5):
                    found.append((attribute, signs(self.rank(item, attribute, numbers, depth)), certainty >= 3))
        return found

    def predictions(self, rows: list[Item], numbers: Calibration, depth: Pass) -> list[dict[str, object]]:
        """Rows as ``score.py`` reads them."""
        out: list[dict[str, object]] = []
        for item in rows:
            for attribute in item.asked:
                ranking = self.rank(item, attribute, numbers, depth)
                verdict = judge(attribute, ranking, numbers, item.said.get(attribute), depth)
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


def _threshold(examples: list[Example], curves: Curves) -> float:
    scored = sorted(((curves.openness(a, s), y) for a, s, y in examples), reverse=True)
    positive, threshold = 0, 0.9
    for count, (value, y) in enumerate(scored, 1):
        positive += y
        if count >= 20 and positive / count >= PRECISION:
            threshold = value
    return round(threshold, 3)


def _logistic(examples: list[Example], ridge: float) -> dict[str, float]:
    """Newton steps on a ridge-penalised logistic regression; the common offset is free."""
    names = list(SCORER_NAMES)
    features = [
        name for name in examples[0][1].features() if name != "agree" or any(e[1].agree != 0.5 for e in examples)
    ]
    x = np.zeros((len(examples), len(features) + 1 + len(names)))
    y = np.asarray([float(e[2]) for e in examples])
    for row, (attribute, seen, _) in enumerate(examples):
        values = seen.features()
        x[row, : len(features)] = [values[name] for name in features]
        x[row, len(features)] = 1.0
        x[row, len(features) + 1 + names.index(attribute)] = 1.0
    penalty = np.diag([ridge] * len(features) + [0.01] + [STRONG_RIDGE] * len(names))
    beta = np.zeros(x.shape[1])
    for _ in range(50):
        p = 1 / (1 + np.exp(-x @ beta))
        gradient = x.T @ (p - y) + penalty @ beta
        beta -= np.linalg.solve((x.T * (p * (1 - p))) @ x + penalty, gradient)
    keys = [*features, "offset", *(n.value for n in names)]
    return {k: round(float(v), 4) for k, v in zip(keys, beta, strict=True)}


def main() -> None:
    """Out-of-fold predictions, then the numbers fitted on everything."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--bench", type=Path, required=True)
    parser.add_argument("--cache", type=Path, required=True)
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--folds", type=Path, required=True)
    args = parser.parse_args()
    pool: Pool = {}
    for name in ("synthpai", "posts"):
        cache = args.cache / f"{name}.jsonl"
        pool[name] = items(name, args.bench / f"{name}_dev.jsonl", cache) if cache.exists() else []
    fitter = Fitter(args.bench)
    args.folds.mkdir(parents=True, exist_ok=True)
    lines: dict[tuple[str, Pass], list[str]] = {(n, d): [] for n in pool for d in Pass}
    for fold in range(FOLDS):
        numbers = fitter.fit({n: [i for i in rows if fold_of(i.id) != fold] for n, rows in pool.items()})
        for (name, depth), found in lines.items():
            test = [i for i in pool[name] if fold_of(i.id) == fold]
            found += [json.dumps(p, ensure_ascii=False) for p in fitter.predictions(test, numbers, depth)]
    for (name, depth), found in lines.items():
        (args.folds / f"{name}_{depth}.jsonl").write_text("\n".join(found) + "\n", encoding="utf-8")
    final = fitter.fit(pool)
    made = {"made_by": "models/fitting/calibration.py", "rows": {n: len(r) for n, r in pool.items()}}
    numbers_of = {"shrink": final.shrink, "temperature": final.temperature, "weights": final.weights}
    curves = {d.value: {"sure": c.sure, "open": c.open, "threshold": c.threshold} for d, c in final.curves.items()}
    args.out.parent.mkdir(parents=True, exist_ok=True)
    out = made | numbers_of | {"curves": curves, "means": final.means}
    args.out.write_text(json.dumps(out) + "\n", encoding="utf-8")
    print(json.dumps({k: v for k, v in out.items() if k != "means"}, indent=1))


if __name__ == "__main__":
    main()
