"""How likely an author would post a change, from careful readers' marks: ``python prices.py``.

Writes ``models/encoder/seam.npz``, the head on what the quick encoder as it ships makes of a change, and prints the
weights of ``redraft.rewriting.ranking``, with how well both tell good changes (marks 4 and 5) from bad ones (1 and 2)
of writers who were left out, by six folds. A change counts as good by the share of its mark (``encoder/marks.py``).
"""

from __future__ import annotations

import json
import sys
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from sklearn.linear_model import LogisticRegression
from sklearn.metrics import roc_auc_score

ROOT = Path(__file__).resolve().parents[3]
sys.path[:0] = [str(ROOT / "app"), str(ROOT / "models" / "fitting" / "encoder")]

from marks import POSTED, change, writer  # noqa: E402
from sums import write_sums  # noqa: E402

from redraft.assets import model_data  # noqa: E402
from redraft.encoder.telling import Telling  # noqa: E402
from redraft.rewriting.ranking import FEATURES, MOST_SEAM, features  # noqa: E402

CORPUS = ROOT / "models" / "corpus"
FILES = ("english", "further", "newer", "newest")
OF_STATES, OF_SIGNS, FOLDS = 7e-4, 0.3, 6
Array = NDArray[np.float64]


def main() -> None:
    """Fit, judge, write, print."""
    rows = [json.loads(line) for line in (CORPUS / "edits.jsonl").read_text("utf-8").splitlines()]
    lines = [line for name in FILES for line in (CORPUS / f"{name}.jsonl").read_text("utf-8").splitlines()]
    texts = {post["id"]: post["text"] for post in map(json.loads, lines)}
    changes = [change(row) for row in rows]
    folder = model_data("encoder")
    placed = [one.placed(texts[row["id"]]) for row, one in zip(rows, changes, strict=True)]
    states = Telling.load(folder).seam_states(placed).astype(np.float64)
    marks = np.array([row["mark"] for row in rows])
    writers = np.random.default_rng(0).permutation(sorted({writer(row) for row in rows})).tolist()
    fold = np.array([writers.index(writer(row)) % FOLDS for row in rows])
    mean, spread = states.mean(0), states.std(0) + 1e-3
    seam = by_folds((states - mean) / spread, marks, fold, OF_STATES)
    names = [name for name in FEATURES if name != "seam"]
    found = [features(texts[row["id"]], one, 0.0) for row, one in zip(rows, changes, strict=True)]
    signs = np.array([[one[name] for name in names] for one in found])
    every = np.column_stack([signs, np.clip(seam, -MOST_SEAM, MOST_SEAM)])
    odds = by_folds(every, marks, fold, OF_SIGNS)
    report(marks, seam, odds)
    model = fitted(every, marks, OF_SIGNS)
    weights = dict(zip([*names, "seam"], np.round(model.coef_[0], 3).tolist(), strict=True))
    print(weights)
    print("constant", round(float(model.intercept_[0]), 3))
    write(folder, fitted((states - mean) / spread, marks, OF_STATES), mean, spread)


def fitted(x: Array, marks: NDArray[np.int64], strength: float) -> LogisticRegression:
    """Each change once as good and once as bad, with the shares of its mark."""
    share = np.array(POSTED)[marks - 1]
    both, truth = np.concatenate([x, x]), np.concatenate([np.ones(len(x)), np.zeros(len(x))])
    return LogisticRegression(C=strength, max_iter=5000).fit(both, truth, np.concatenate([share, 1 - share]))


def by_folds(x: Array, marks: NDArray[np.int64], fold: NDArray[np.int64], strength: float) -> Array:
    """Log-odds of each change by what was fitted on the other writers'."""
    out = np.zeros(len(x))
    for k in range(FOLDS):
        out[fold == k] = fitted(x[fold != k], marks[fold != k], strength).decision_function(x[fold == k])
    return out


def report(marks: NDArray[np.int64], seam: Array, odds: Array) -> None:
    """Figures on writers left out."""
    clear, good = marks != 3, marks >= 4
    print(f"{len(marks)} changes, {good.mean():.2f} good, {(marks <= 2).mean():.2f} bad; AUC good against bad: "
          f"{roc_auc_score(good[clear], odds[clear]):.3f} by all signs, "
          f"{roc_auc_score(good[clear], seam[clear]):.3f} by the encoder alone")  # fmt: skip
    shares = 1 / (1 + np.exp(-odds))
    for low, high in ((0, 0.2), (0.2, 0.35), (0.35, 0.5), (0.5, 0.65), (0.65, 0.8), (0.8, 1.01)):
        part = (shares >= low) & (shares < high)
        if part.any():
            bad = (marks[part] <= 2).mean()
            print(f"  {low:.2f} to {high:.2f}: {part.sum()} changes, {good[part].mean():.2f} good, {bad:.2f} bad")


def write(folder: Path, model: LogisticRegression, mean: Array, spread: Array) -> None:
    """The head, what makes the states alike folded into it."""
    weight = model.coef_[0] / spread
    constant = float(model.intercept_[0]) - float(weight @ mean)
    np.savez_compressed(folder / "seam.npz", weight=weight.astype(np.float32), constant=np.array(constant, np.float32))
    write_sums(folder)


if __name__ == "__main__":
    main()
