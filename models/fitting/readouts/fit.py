"""Fit the read-outs: ``python fit.py --states FILE.npz --posts A.jsonl … --leave WRITERS --model ID --out FOLDER``.

A logistic regression an attribute on standardised states; how strongly it is held back is chosen by five folds over
writers. Writes ``FOLDER/ID.npz`` and ``SHA256SUMS``, and prints the AUC on the writers that are left out.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import sys
from pathlib import Path

import numpy as np
from scipy.special import expit
from sklearn.linear_model import LogisticRegression
from sklearn.metrics import roc_auc_score
from sklearn.model_selection import GroupKFold

ROOT = Path(__file__).resolve().parents[3]
sys.path[:0] = [str(ROOT / "app"), str(ROOT / "models" / "fitting" / "encoder")]

from posts import EIGHT, load  # noqa: E402

STRENGTHS = (1e-4, 3e-4, 1e-3, 3e-3, 1e-2, 3e-2)
FEWEST = 15
"""Posts that tell an attribute below which no read-out is fitted."""


def fitted(x: np.ndarray, y: np.ndarray, strength: float) -> LogisticRegression:
    """One regression."""
    return LogisticRegression(C=strength, max_iter=400).fit(x, y)


def main() -> None:
    """Fit and write."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--states", type=Path, required=True)
    parser.add_argument("--posts", type=Path, nargs="+", required=True)
    parser.add_argument("--leave", required=True)
    parser.add_argument("--model", required=True)
    parser.add_argument("--out", type=Path, required=True)
    given = parser.parse_args()
    left = set(given.leave.split(","))
    kept = np.load(given.states)
    posts = [p for p in load(given.posts) if p.id in kept.files]
    states = {p.id: kept[p.id].astype(np.float32) for p in posts}
    of_text, of_question, biases, names, card = [], [], [], [], {}
    pooled: list[tuple[np.ndarray, np.ndarray]] = []
    for attribute in EIGHT:
        asked = attribute in EIGHT
        place = 1 + EIGHT.index(attribute) if asked else 0
        use = [p for p in posts if attribute in p.counts]
        x = np.stack([np.concatenate(states[p.id][[0, place] if asked else [0]]) for p in use])
        y = np.array([attribute in p.labels for p in use])
        here = np.array([p.writer not in left for p in use])
        if y[here].sum() < FEWEST:
            continue
        middle, spread = x[here].mean(0), x[here].std(0) + 1e-3
        z = (x - middle) / spread
        writers = np.array([p.writer for p in use])[here]
        best, strength = -1.0, STRENGTHS[0]
        for one in STRENGTHS:
            guess = np.zeros(here.sum())
            for train, test in GroupKFold(5).split(z[here], y[here], writers):
                guess[test] = fitted(z[here][train], y[here][train], one).decision_function(z[here][test])
            if (auc := roc_auc_score(y[here], guess)) > best:
                best, strength = auc, one
        model = fitted(z[here], y[here], strength)
        weights = model.coef_[0] / spread
        width = states[posts[0].id].shape[1]
        of_text.append(weights[:width])
        if asked:
            of_question.append(weights[width:])
        biases.append(float(model.intercept_[0] - weights @ middle))
        names.append(attribute.replace(" ", "_"))
        card[attribute] = {"posts": int(here.sum()), "told": int(y[here].sum()), "strength": strength,
                           "auc, five folds over writers": round(best, 3)}  # fmt: skip
        if 0 < y[~here].sum() < (~here).sum():
            guess = model.decision_function(z[~here])
            card[attribute]["auc, left out"] = round(roc_auc_score(y[~here], guess), 3)
            pooled += [(y[~here], expit(guess))] if asked else []
        print(attribute, card[attribute], flush=True)
    given.out.mkdir(parents=True, exist_ok=True)
    file = given.out / f"{given.model}.npz"
    np.savez_compressed(file, attributes=np.array(names), asked=np.array([a for a in names if a in EIGHT]),
                        of_text=np.stack(of_text).astype(np.float16),
                        of_question=np.stack(of_question).astype(np.float16), biases=np.array(biases))  # fmt: skip
    truth, share = (np.concatenate(part) for part in zip(*pooled, strict=True))
    card["the eight, left out, pooled"] = {"auc": round(roc_auc_score(truth, share), 3), "cells": len(truth)}
    print(card["the eight, left out, pooled"])
    (given.out / f"{given.model}.json").write_text(json.dumps(card, indent=1) + "\n", "utf-8")
    sums = [f"{hashlib.sha256(f.read_bytes()).hexdigest()}  {f.name}" for f in sorted(given.out.glob("*.npz"))]
    (given.out / "SHA256SUMS").write_text("\n".join(sums) + "\n", "utf-8")


if __name__ == "__main__":
    main()
