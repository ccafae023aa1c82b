#!/usr/bin/env python3
"""Fit ``models/music/survey.json``: ``python models/fitting/survey.py --data music_survey_dev.csv --out FILE``.

Accuracy is out of fold: five folds, repeated with other folds; ridge and centring are chosen inside the training folds
only (nested), so that the choice does not flatter the figure. An attribute has a signal when the model beats the
training majority by more than two standard errors of the paired difference over people.
"""

from __future__ import annotations

import argparse
import csv
import itertools
import json
import sys
from collections import Counter
from pathlib import Path
from typing import Any

import numpy as np

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT / "app"))

from redraft.music.linear import Classes, Floats, rating  # noqa: E402

FOLDS, REPEATS, INNER_REPEATS = 5, 5, 4
RIDGES = (3.0, 10.0, 30.0, 100.0)
GRID = [(ridge, centred) for ridge in RIDGES for centred in (False, True)]
GENRES = (
    "Music", "Slow songs or fast songs", "Dance", "Folk", "Country", "Classical music", "Musical", "Pop", "Rock",
    "Metal or Hardrock", "Punk", "Hiphop, Rap", "Reggae, Ska", "Swing, Jazz", "Rock n roll", "Alternative", "Latino",
    "Techno, Trance", "Opera",
)  # fmt: skip
ATTRIBUTES = ("Gender", "Education", "Village - town", "Only child")


def folds(count: int, seed: int) -> Floats:
    """The fold of each of ``count`` people."""
    return np.random.default_rng(seed).permutation(count) % FOLDS


def choose_settings(ratings: Floats, labels: np.ndarray, seed: int) -> tuple[float, bool]:
    """Ridge and centring with the most hits in folds of these rows; several foldings, as one is too noisy to choose."""
    hits: Counter[tuple[float, bool]] = Counter()
    foldings = [folds(len(labels), seed + i) for i in range(INNER_REPEATS)]
    for fold, k in itertools.product(foldings, range(FOLDS)):
        train = fold != k
        for setting in GRID:
            guesses = Classes.fit(ratings[train], list(labels[train]), *setting).predict(ratings[~train])
            hits[setting] += int((np.array(guesses) == labels[~train]).sum())
    return max(GRID, key=lambda setting: hits[setting])


def out_of_fold(ratings: Floats, labels: np.ndarray, seed: int) -> tuple[Floats, Floats]:
    """Hits (0 or 1) of the model and of the training folds' majority, per person."""
    fold = folds(len(labels), seed)
    model, majority = np.zeros(len(labels)), np.zeros(len(labels))
    for k in range(FOLDS):
        train, test = fold != k, fold == k
        setting = choose_settings(ratings[train], labels[train], seed + 1000)
        guesses = Classes.fit(ratings[train], list(labels[train]), *setting).predict(ratings[test])
        model[test] = np.array(guesses) == labels[test]
        majority[test] = labels[test] == Counter(labels[train]).most_common(1)[0][0]
    return model, majority


def calibration_error(ratings: Floats, labels: np.ndarray, ridge: float, centred: bool) -> float:
    """Expected calibration error of the likeliest value out of fold: ten bins of confidence, weighted by people."""
    sure, right = [], []
    for seed in range(REPEATS):
        fold = folds(len(labels), seed)
        for k in range(FOLDS):
            fitted = Classes.fit(ratings[fold != k], list(labels[fold != k]), ridge, centred)
            chances = fitted.chances(ratings[fold == k])
            sure += list(chances.max(axis=1))
            right += list(np.array(fitted.values)[chances.argmax(axis=1)] == labels[fold == k])
    bins = np.minimum((np.array(sure) * 10).astype(int), 9)
    gaps = [abs(np.mean(np.array(sure)[bins == b]) - np.mean(np.array(right)[bins == b])) * np.mean(bins == b)
            for b in sorted(set(bins))]  # fmt: skip
    return float(np.sum(gaps))


def fit_attribute(ratings: Floats, labels: np.ndarray) -> dict[str, Any]:
    """The entry of the file for one attribute; weights only where there is a signal."""
    runs = [out_of_fold(ratings, labels, seed) for seed in range(REPEATS)]
    model, majority = (np.mean([run[i] for run in runs], axis=0) for i in (0, 1))
    gain = model - majority
    error = float(gain.std(ddof=1) / np.sqrt(len(gain)))
    # One run of folds, not the mean of several, so that the interval is not narrowed by the repeats.
    half = 1.96 * float(runs[0][0].std(ddof=1) / np.sqrt(len(gain)))
    entry: dict[str, Any] = {
        "signal": bool(gain.mean() > 2 * error),
        "majority": str(Counter(labels).most_common(1)[0][0]),
        "people": len(labels),
        "out_of_fold": round(float(model.mean()), 4),
        "each_repeat": [round(float(run[0].mean()), 4) for run in runs],
        "interval_half_width": round(half, 4),
        "majority_out_of_fold": round(float(majority.mean()), 4),
        "gain_standard_error": round(error, 4),
    }
    if entry["signal"]:
        ridge, centred = choose_settings(ratings, labels, 0)
        fitted = Classes.fit(ratings, list(labels), ridge, centred)
        entry |= {"ridge": ridge, "centred": centred, "values": list(fitted.values)}
        entry["calibration_error"] = round(calibration_error(ratings, labels, ridge, centred), 4)
        entry["mean"], entry["spread"] = fitted.scale.mean.round(4).tolist(), fitted.scale.spread.round(4).tolist()
        entry["weights"] = fitted.weights.round(5).tolist()
    return entry


def main() -> int:
    """Fit every attribute, print its figures, write the file."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", required=True, type=Path)
    parser.add_argument("--out", required=True, type=Path)
    args = parser.parse_args()
    with args.data.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    entries = {}
    for name in ATTRIBUTES:
        known = [row for row in rows if row.get(name)]
        ratings = np.array([[rating(row.get(genre)) for genre in GENRES] for row in known])
        entries[name] = entry = fit_attribute(ratings, np.array([row[name] for row in known]))
        shown = {key: value for key, value in entry.items() if key not in {"weights", "mean", "spread"}}
        print(name, json.dumps(shown))
    about = "Young People Survey, development rows, by models/fitting/survey.py; one country's people aged 15 to 30."
    args.out.write_text(
        json.dumps({"about": about, "genres": GENRES, "attributes": entries}, indent=1) + "\n", encoding="utf-8"
    )
    return 0


if __name__ == "__main__":
    sys.exit(main())
