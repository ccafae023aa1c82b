"""Fit what turns voices into a judgement, on posts that trained no encoder.

``python judge.py --encoder FOLDER --posts A.jsonl … --signals FILE.jsonl --writers A,B --out judge.json``

Writes the curves into the encoder's card and the judge's weights beside it, with figures by five folds over writers'
posts. A threshold is the lowest at which the precision asked for is held on these posts.
"""

from __future__ import annotations

import argparse
import json
import math
import sys
from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path

import numpy as np
from posts import ATTRIBUTES, EIGHT, load
from scipy.optimize import minimize
from sklearn.linear_model import LogisticRegression
from sklearn.metrics import roc_auc_score
from sums import write_sums

ROOT = Path(__file__).resolve().parents[3]
sys.path.insert(0, str(ROOT / "app"))

from redraft.domain.attributes import ALWAYS_ASKED, Attribute  # noqa: E402
from redraft.domain.finding import Basis, Finding, Guess, Source, Subject  # noqa: E402
from redraft.domain.message import Message  # noqa: E402
from redraft.domain.relations import same  # noqa: E402
from redraft.domain.report import Verdict  # noqa: E402
from redraft.domain.text import Evidence  # noqa: E402
from redraft.encoder.telling import Telling  # noqa: E402
from redraft.inference.readouts import Readouts  # noqa: E402
from redraft.knowledge.tables import Knowledge  # noqa: E402
from redraft.usecases.known import Known  # noqa: E402
from redraft.usecases.voices import (  # noqa: E402
    OTHERS,
    UNKNOWN,
    Voices,
    candidates,
    score,
    told_signs,
    voices_of,
)  # fmt: skip
from redraft.usecases.weights import logit  # noqa: E402

TOLD_PRECISION, FURTHER_PRECISION, NAMED_PRECISION = 0.82, 0.71, 0.80
ALONE = ((1, 0, 0, 0), (0, 1, 0, 0), (0, 0, 1, 0), (0, 0, 0, 1))
"""Each voice by itself."""
SIGNS = ("bias", "encoder", "stated", "model", "readout")
HEARD = {"encoder": [1, 2], "answer": [1, 2, 3], "readout": [1, 2, 3, 4]}
"""Which signs there are to weigh, by who has been heard."""
SHRUNK = 1.0
"""Strength of the prior that an attribute's curve is everybody's."""


def attribute_of(name: str) -> Attribute:
    """By the corpus's name."""
    return Attribute(name.replace(" ", "_"))


def right(attribute: Attribute, truth: str, guess: str) -> bool:
    """Whether a guess is what the label says: an age within five years or within the range, any place in a country."""
    if attribute is Attribute.AGE:
        numbers = [int(n) for n in truth.replace("–", "-").split("-") if n.strip().isdigit()]
        said = [int(n) for n in guess.split("-") if n.strip().isdigit()]
        if len(said) != 1 or not numbers:
            return False
        return abs(said[0] - numbers[0]) <= 5 if len(numbers) == 1 else numbers[0] <= said[0] <= numbers[1]
    if attribute in (Attribute.LOCATION, Attribute.BIRTHPLACE):
        town, _, country = truth.rpartition(", ")
        return guess.endswith(country) if not town else guess.split(", ", maxsplit=1)[0].casefold() == town.casefold()
    return same(attribute, truth, guess)


def finding(row: dict, text: str) -> Finding | None:
    """A finding as ``signals.py`` kept it."""
    spans = [(e["start"], e["end"]) for e in row["evidence"]]
    return Finding.make(
        Attribute(row["attribute"]), tuple(Guess(g["value"], g["confidence"]) for g in row["guesses"]),
        tuple(Evidence.of(text, start, end) for start, end in spans), source=Source(row["source"]),
        basis=Basis(row["basis"]), why=Message("verbatim", {"text": ""}), subject=Subject(row["subject"]),
        kind=row.get("kind", ""),
    )  # fmt: skip


def curve_of(logits: np.ndarray, told: np.ndarray, counts: np.ndarray) -> dict[str, tuple[float, float]]:
    """A logistic curve an attribute: one slope, own shifts drawn towards their mean."""
    cells = [(logits[i, k], k, told[i, k]) for k in range(len(ATTRIBUTES)) for i in range(len(logits)) if counts[i, k]]
    x = np.zeros((len(cells), 1 + len(ATTRIBUTES)))
    for row, (odds, k, _) in enumerate(cells):
        x[row, 0], x[row, 1 + k] = odds, 1
    model = LogisticRegression(C=1 / SHRUNK, max_iter=2000).fit(x, [int(y) for *_, y in cells])
    slope = float(model.coef_[0, 0])
    return {
        name: (round(slope, 4), round(float(model.intercept_[0] + model.coef_[0, 1 + k]), 4))
        for k, name in enumerate(ATTRIBUTES)
    }


def threshold(scores: Sequence[float], truths: Sequence[bool], least: float) -> float:
    """The lowest score from which on precision is at least ``least``, with all that is above it."""
    order = np.argsort(-np.asarray(scores))
    hits = np.cumsum(np.asarray(truths, float)[order]) / np.arange(1, len(order) + 1)
    good = np.flatnonzero(hits >= least)
    return float(np.asarray(scores)[order][good[-1]]) if len(good) else 1.0


def main() -> None:
    """Fit and write."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--encoder", type=Path, required=True)
    parser.add_argument("--posts", type=Path, nargs="+", required=True)
    parser.add_argument("--signals", type=Path, required=True)
    parser.add_argument("--states", type=Path, required=True)
    parser.add_argument("--readouts", type=Path, required=True)
    parser.add_argument("--model", default="qwen2.5-coder-1.5b")
    parser.add_argument("--writers", required=True)
    parser.add_argument("--out", type=Path, required=True)
    given = parser.parse_args()
    writers = set(given.writers.split(","))
    posts = [p for p in load(given.posts) if p.writer in writers]
    card = json.loads((given.encoder / "encoder.json").read_text("utf-8"))
    card["curves"] = card["quick"] = {attribute_of(n).value: (1.0, 0.0) for n in ATTRIBUTES}
    (given.encoder / "encoder.json").write_text(json.dumps(card, indent=1), "utf-8")
    write_sums(given.encoder)
    telling = Telling.load(given.encoder)
    knowledge = Knowledge()
    read = [telling.read(p.text) for p in posts]
    heard = [knowledge.about(p.text, one.told, one.weight) for p, one in zip(posts, read, strict=True)]
    logits = np.array([[_logit(t.probability) for t in tells] for tells in heard])
    told = np.array([[a in p.labels for a in ATTRIBUTES] for p in posts])
    counts = np.array([[a in p.counts for a in ATTRIBUTES] for p in posts])
    curves = curve_of(logits, told, counts)
    likely = telling.alone().likely([p.text for p in posts])
    of_quick = np.array([[_logit(one[attribute_of(n)]) for n in ATTRIBUTES] for one in likely])
    quick = curve_of(of_quick, told, counts)
    readouts, states = Readouts.load(given.readouts, given.model), np.load(given.states)
    signals = {row["id"]: row for row in map(json.loads, given.signals.read_text("utf-8").splitlines())}

    # Of posts that the model was not asked about there are the encoders' and the statements' voices alone.
    cells = []
    for i, post in enumerate(posts):
        known = signals[post.id]
        stated = [finding(r, post.text) for r in known["stated"]]
        verdicts = [
            Verdict(Attribute(v["attribute"]), tuple(Guess(g["value"], g["confidence"]) for g in v["guesses"]),
                    v["confidence"], v["revealed"], v["revealed"])
            for v in known.get("verdicts", [])
        ]  # fmt: skip
        sensed = {}
        if "verdicts" in known:
            sensed = readouts.read(states[post.id][0], dict(zip(ALWAYS_ASKED, states[post.id][1:], strict=True)))
        for k, name in enumerate(ATTRIBUTES):
            if not counts[i, k]:
                continue
            attribute, (slope, shift) = attribute_of(name), curves[name]
            share = 1 / (1 + math.exp(-(slope * logits[i, k] + shift)))
            one = replace(heard[i][k], probability=share)
            voices = voices_of(one, Known(tuple(stated), verdicts=tuple(verdicts), sensed=sensed))
            cells.append((i, name, voices, bool(told[i, k]), post.labels.get(name)))

    y = np.array([t for *_, t, _ in cells])
    fold = np.array([i % 5 for i, *_ in cells])
    signs = np.array([told_signs(v) for _, _, v, _, _ in cells])
    asked = np.array(["verdicts" in signals[posts[i].id] for i, *_ in cells])
    of_told, by_fold = {}, {}
    for who, columns in HEARD.items():
        x, use = signs[:, columns], asked | (who == "encoder")
        model = LogisticRegression(C=10.0, max_iter=2000).fit(x[use], y[use])
        names_ = [SIGNS[c] for c in columns]
        of_told[f"told, {who}"] = dict(zip(names_, np.round(model.coef_[0], 4).tolist(), strict=True)) | {
            "bias": round(float(model.intercept_[0]), 4)
        }
        by_fold[who] = np.array(by_fold.get("encoder", np.zeros(len(cells))))
        for f in range(5):
            part = LogisticRegression(C=10.0, max_iter=2000).fit(x[use & (fold != f)], y[use & (fold != f)])
            by_fold[who][use & (fold == f)] = part.predict_proba(x[use & (fold == f)])[:, 1]
    outside = by_fold["readout"]
    main_ = np.array([name in EIGHT for _, name, *_ in cells])
    from_eight = threshold(outside[main_], y[main_], TOLD_PRECISION)
    from_others = threshold(outside[~main_], y[~main_], FURTHER_PRECISION)

    def figures(part: np.ndarray, least: float, found: np.ndarray) -> dict:
        says = found[part] >= least
        hits = (says & y[part]).sum()
        return {"auc": round(float(roc_auc_score(y[part], found[part])), 4),
                "precision": round(hits / max(1, says.sum()), 3), "recall": round(hits / y[part].sum(), 3),
                "cells": int(part.sum()), "told": int(y[part].sum())}  # fmt: skip

    # Which answer: conditional logit over the candidates of what is labelled.
    choices = []
    for at, (_i, name, voices, t, label) in enumerate(cells):
        if not t or name not in EIGHT:
            continue
        attribute = attribute_of(name)
        values = candidates(voices)
        if not values:
            continue
        unit = signs_of(values, voices)
        choices.append((at, name, unit, [right(attribute, str(label["value"]), v) for v in values], values))

    def loss(w: np.ndarray, rows: list, usual: np.ndarray) -> float:
        total = 0.0
        for _, _, unit, ok, _ in rows:
            p = shares(unit @ w)
            # Where no answer is right, another one is.
            total -= math.log(max(1e-9, p[:-1][np.array(ok)].sum() if any(ok) else p[-1]))
        return total + 0.5 * ((w - usual) ** 2).sum()

    def fitted(rows: list) -> dict[str, np.ndarray]:
        common = _minimum(lambda w: loss(w, rows, PRIOR))
        kinds = {attribute_of(r[1]).answers for r in rows}
        return {"": common} | {
            kind.value: _minimum(
                lambda w, k=kind: loss(w, [r for r in rows if attribute_of(r[1]).answers is k], common)
            )
            for kind in sorted(kinds)
        }

    def best(weights: dict[str, np.ndarray], row: tuple) -> tuple[float, bool, bool, float]:
        at, name, unit, ok, _ = row
        p = shares(unit @ weights[attribute_of(name).answers.value])[:-1]
        order = np.argsort(-p)
        return float(p[order[0]]), bool(ok[order[0]]), any(ok[j] for j in order[:3]), float(outside[at])

    answer = fitted(choices)
    seen = []
    for f in range(5):
        w = fitted([r for r in choices if cells[r[0]][0] % 5 != f])
        seen += [(r[1], *best(w, r)) for r in choices if cells[r[0]][0] % 5 == f]
    # How sure: only what would be claimed as told, right or wrong; a claim that is not told is wrong whatever it names.
    labels = sum(t and name in EIGHT for _, name, _, t, _ in cells)
    of_right, of_named = {}, {}
    for who in ("encoder", "readout"):
        rows = []
        for at, (i, name, voices, t, label) in enumerate(cells):
            if name not in EIGHT or by_fold[who][at] < from_eight * 0.8:
                continue
            heard_ = replace(voices, verdict=None, sensed=None) if who == "encoder" else voices
            values = candidates(heard_)
            if not values:
                continue
            unit = signs_of(values, heard_)
            ok = [t and right(attribute_of(name), str(label["value"]), v) for v in values]
            p, hit, _, _ = best(answer, (at, name, unit, ok, values))
            rows.append((name, logit(p), logit(float(by_fold[who][at])), hit, i, at))
        of_right[f"right, {who}"], of_named[who] = surety(rows, by_fold[who], from_eight, labels)
    card["curves"] = {attribute_of(n).value: list(c) for n, c in curves.items()}
    card["quick"] = {attribute_of(n).value: list(c) for n, c in quick.items()}
    (given.encoder / "encoder.json").write_text(json.dumps(card, indent=1), "utf-8")
    result = {
        "made_by": "models/fitting/encoder/judge.py",
        "posts": len(posts),
        "posts that the model was asked about": sum("verdicts" in signals[p.id] for p in posts),
        **of_told,
        **{
            f"answer, {kind}" if kind else "answer": dict(
                zip(("stated", "mentioned", "encoder", "model"), np.round(weights, 4).tolist(), strict=True)
            )
            for kind, weights in answer.items()
        },
        **of_right,
        "told_from": {attribute_of(n).value: round(from_eight if n in EIGHT else from_others, 4) for n in ATTRIBUTES},
        "figures": {
            "told": {who: figures(main_, from_eight, found) for who, found in by_fold.items()},
            "told, the sixteen": {who: figures(~main_, from_others, found) for who, found in by_fold.items()},
            "curve": of_named["readout"].pop("curve"),
            "first answer right where told": round(float(np.mean([s[2] for s in seen])), 3),
            "among three": round(float(np.mean([s[3] for s in seen])), 3),
            "by attribute": {
                n: [round(float(np.mean([s[at] for s in seen if s[0] == n])), 2) for at in (2, 3)] for n in EIGHT
            },
            "named": of_named,
        },
    }  # fmt: skip
    given.out.write_text(json.dumps(result, indent=1) + "\n", "utf-8")
    write_sums(given.encoder)
    print(json.dumps(result["figures"], indent=1))


def curve(sure: np.ndarray, hit: np.ndarray, bins: int = 8) -> list[dict[str, float]]:
    """Mean confidence and share right in bins of equal size, for those who ask what the numbers mean."""
    parts = np.array_split(np.argsort(sure), bins)
    return [
        {"confidence": round(float(sure[p].mean()), 3), "right": round(float(hit[p].mean()), 3), "count": len(p)}
        for p in parts
        if len(p)
    ]


def surety(rows: list[tuple], told: np.ndarray, told_from: float, labels: int) -> tuple[dict, dict]:
    """How likely a first guess is right, by five folds over posts; and what is named so, how often rightly."""
    names = sorted({r[0] for r in rows})
    z = np.array([[p, s, *(float(n == m) for m in names)] for n, p, s, *_ in rows])
    hit, folds = np.array([r[3] for r in rows]), np.array([r[4] % 5 for r in rows])
    whole = LogisticRegression(C=1.0, max_iter=2000).fit(z, hit)
    out = np.zeros(len(rows))
    for f in range(5):
        part = LogisticRegression(C=1.0, max_iter=2000).fit(z[folds != f], hit[folds != f])
        out[folds == f] = part.predict_proba(z[folds == f])[:, 1]
    claimed = np.array([told[r[5]] >= told_from for r in rows])
    least = threshold(out[claimed], hit[claimed], NAMED_PRECISION)
    named = claimed & (out >= least)
    weights = {"bias": whole.intercept_[0], "share": whole.coef_[0, 0], "told": whole.coef_[0, 1], "from": least}
    weights |= {attribute_of(n).value: whole.coef_[0, 2 + j] for j, n in enumerate(names)}
    return {n: round(float(w), 4) for n, w in weights.items()}, {
        "precision": round(float(hit[named].mean()), 3) if named.any() else None,
        "recall": round(float(hit[named].sum() / labels), 3), "lines": int(named.sum()),
        "auc": round(float(roc_auc_score(hit[claimed], out[claimed])), 3),
        "curve": curve(out[claimed], hit[claimed]),
    }  # fmt: skip


def signs_of(values: Sequence[str], voices: Voices) -> np.ndarray:
    """What each voice says of each answer, and last of an answer that nobody gave."""
    return np.array([[score(v, voices, w) for w in ALONE] for v in (*values, UNKNOWN)])


def shares(scores: np.ndarray) -> np.ndarray:
    """Of each answer; the last stands for several."""
    powers = np.exp(scores - scores.max())
    powers[-1] *= OTHERS
    return powers / powers.sum()


PRIOR = np.array([2.0, 1.0, 0.8, 0.8])
"""What a voice counts for before anything is known: statement, mention, encoder and tables, model."""


def _minimum(of: Callable[[np.ndarray], float]) -> np.ndarray:
    """The weights of least loss."""
    return minimize(of, PRIOR, method="L-BFGS-B", bounds=[(0, 6), (0, 6), (0, 3), (0, 3)]).x


def _logit(share: float) -> float:
    share = min(1 - 1e-12, max(1e-12, share))
    return math.log(share / (1 - share))


if __name__ == "__main__":
    main()
