"""Fit what turns the word of the encoder of several languages into a judgement, and say how good that is.

``python languages.py --encoder FOLDER --usual judge.json --posts A.jsonl … --choose A,B --report C,D``

Curves have one slope, with a shift for each attribute and for each language; thresholds are for all languages together,
on shares that are calibrated for each. What is fitted on *choose* is told of *report*, by the app's own judgement
without a model. How answers are weighed is taken over from English (``--usual``): these posts are too few for that.
"""

from __future__ import annotations

import argparse
import json
import math
import sys
from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path

import numpy as np
from judge import attribute_of, right, threshold
from posts import ATTRIBUTES, EIGHT, VALUES, Post, load
from sklearn.linear_model import LogisticRegression
from sklearn.metrics import roc_auc_score
from sums import write_sums

ROOT = Path(__file__).resolve().parents[3]
sys.path.insert(0, str(ROOT / "app"))

from redraft import languages as spoken  # noqa: E402
from redraft.detectors.tier import Tier  # noqa: E402
from redraft.domain.told import Told  # noqa: E402
from redraft.encoder.telling import Reading, Telling  # noqa: E402
from redraft.knowledge.tables import Knowledge  # noqa: E402
from redraft.usecases.judging import judge  # noqa: E402
from redraft.usecases.known import Known  # noqa: E402
from redraft.usecases.weights import Heard, Weights, logit  # noqa: E402

LANGUAGES = ("de", "fr", "es")
TOLD_PRECISION, FURTHER_PRECISION = 0.80, 0.75
FOLDS = 5
LANGUAGE_WEIGHT = 0.5
"""How freely a language's shift may differ, against an attribute's."""


def features(logits: np.ndarray, cells: Sequence[tuple[int, int]], posts: Sequence[Post]) -> np.ndarray:
    """[cells, 1 + attributes + languages]: the logit, which attribute, which language."""
    x = np.zeros((len(cells), 1 + len(ATTRIBUTES) + len(LANGUAGES)))
    for row, (i, k) in enumerate(cells):
        x[row, 0], x[row, 1 + k] = logits[i, k], 1
        x[row, 1 + len(ATTRIBUTES) + LANGUAGES.index(posts[i].language)] = LANGUAGE_WEIGHT
    return x


def curves(model: LogisticRegression) -> dict[str, dict[str, list[float]]]:
    """By language and attribute, slope and shift."""
    weights, count = model.coef_[0], len(ATTRIBUTES)
    return {
        code: {
            attribute_of(name).value: [
                round(float(weights[0]), 4),
                round(float(model.intercept_[0] + weights[1 + k] + LANGUAGE_WEIGHT * weights[1 + count + j]), 4),
            ]
            for k, name in enumerate(ATTRIBUTES)
        }
        for j, code in enumerate(LANGUAGES)
    }


def interval(hits: int, of: int) -> list[float]:
    """Wilson's, of 95 %."""
    if not of:
        return [0.0, 1.0]
    z, p = 1.96, hits / of
    middle, spread = p + z * z / (2 * of), z * math.sqrt(p * (1 - p) / of + z * z / (4 * of * of))
    return [round((middle - spread) / (1 + z * z / of), 3), round((middle + spread) / (1 + z * z / of), 3)]


def share(hits: int, of: int) -> dict:
    """A share with how many it is of and its interval."""
    return {"share": round(hits / of, 3) if of else None, "of": of, "interval": interval(hits, of)}


def curved(told: Told, curves: Mapping[str, Sequence[float]]) -> Told:
    """What was heard, calibrated."""
    slope, shift = curves[told.attribute.value]
    return replace(told, probability=1 / (1 + math.exp(-(slope * logit(told.probability) + shift))))


def figures(posts: Sequence[Post], heard: Mapping[str, Reading], encoder: dict, card: dict) -> dict:
    """What the app says of posts of one language, against their labels."""
    tier, knowledge = Tier(), {code: Knowledge(spoken.find(code)) for code in LANGUAGES}
    count = dict.fromkeys(("said", "right", "labels", "said 16", "right 16", "labels 16", "named", "named right",
                           "first", "three", "quoted", "harmless", "harmless called"), 0)  # fmt: skip
    scores: list[tuple[float, bool]] = []
    for post in posts:
        read, own = heard[post.id], encoder["languages"][post.language]
        told = knowledge[post.language].about(post.text, [curved(t, own) for t in read.told], read.weight)
        stated = tier.detect(post.text).findings
        known = Known(stated, told=told, noticed=True, language=post.language)
        _, verdicts = judge(known, Weights.of(card, post.language))
        said = {v.attribute: v for v in verdicts}
        quotes = {t.attribute: t.evidence for t in told}
        eight_said = 0
        for name in sorted(post.counts):
            verdict, label, eight = said[attribute_of(name)], post.labels.get(name), name in EIGHT
            kind = "" if eight else " 16"
            count["labels" + kind] += label is not None
            count["said" + kind] += verdict.revealed
            count["right" + kind] += verdict.revealed and label is not None
            if not eight:
                continue
            eight_said += verdict.revealed
            scores.append((verdict.told or 0.0, label is not None))
            hit = label is not None and right(verdict.attribute, str(label["value"]), verdict.guesses[0].value)
            count["named"] += verdict.named
            count["named right"] += verdict.named and hit
            if label is None:
                continue
            count["first"] += hit
            count["three"] += any(right(verdict.attribute, str(label["value"]), g.value) for g in verdict.guesses)
            words = [e.quote for e in quotes[verdict.attribute]]
            count["quoted"] += any(a in b or b in a for a in words for b in label["evidence"])
        if not any(name in EIGHT for name in post.labels):
            count["harmless"] += 1
            count["harmless called"] += eight_said > 0
    values, truths = np.array([s for s, _ in scores]), np.array([t for _, t in scores])
    return {
        "posts": len(posts),
        "auc": round(float(roc_auc_score(truths, values)), 3),
        "told precision": share(count["right"], count["said"]),
        "told recall": share(count["right"], count["labels"]),
        "sixteen precision": share(count["right 16"], count["said 16"]),
        "sixteen recall": share(count["right 16"], count["labels 16"]),
        "named precision": share(count["named right"], count["named"]),
        "named recall": share(count["named right"], count["labels"]),
        "first answer": share(count["first"], count["labels"]),
        "among three": share(count["three"], count["labels"]),
        "a right quote": share(count["quoted"], count["labels"]),
        "harmless called": share(count["harmless called"], count["harmless"]),
    }


def main() -> None:
    """Fit and write."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--encoder", type=Path, required=True)
    parser.add_argument("--usual", type=Path, required=True)
    parser.add_argument("--posts", type=Path, nargs="+", required=True)
    parser.add_argument("--choose", required=True)
    parser.add_argument("--report", required=True)
    given = parser.parse_args()
    every = load(given.posts)
    splits = {"choose": given.choose.split(","), "report": given.report.split(",")}
    posts = [p for p in every if p.writer in splits["choose"]]
    names = [attribute_of(name).value for name in ATTRIBUTES]
    card = {"encoders": {"encoder.npz": 12}, "curves": {name: [1.0, 0.0] for name in names}, "values": VALUES}
    write(given.encoder, "encoder.json", card)
    telling = Telling.load(given.encoder)
    heard = {p.id: telling.read(p.text) for p in every if p.writer in {*splits["choose"], *splits["report"]}}
    logits = np.array([[logit(t.probability) for t in heard[p.id].told] for p in posts])
    cells = [(i, k) for i, p in enumerate(posts) for k, name in enumerate(ATTRIBUTES) if name in p.counts]
    x, y = features(logits, cells, posts), np.array([ATTRIBUTES[k] in posts[i].labels for i, k in cells])
    model = LogisticRegression(C=1.0, max_iter=3000).fit(x, y)
    fold, outside = np.array([i % FOLDS for i, _ in cells]), np.zeros(len(cells))
    for f in range(FOLDS):
        part = LogisticRegression(C=1.0, max_iter=3000).fit(x[fold != f], y[fold != f])
        outside[fold == f] = part.predict_proba(x[fold == f])[:, 1]
    main_ = np.array([ATTRIBUTES[k] in EIGHT for _, k in cells])
    from_eight = threshold(outside[main_], y[main_], TOLD_PRECISION)
    from_others = threshold(outside[~main_], y[~main_], FURTHER_PRECISION)
    card["languages"] = curves(model)
    write(given.encoder, "encoder.json", card)
    usual = json.loads(given.usual.read_text("utf-8"))
    alone = {"bias": 0.0, "encoder": 1.0, "stated": usual["told, encoder"]["stated"]}
    judged = {
        "made_by": "models/fitting/encoder/languages.py",
        "posts": len(posts),
        **{f"told, {heard.value}": alone for heard in Heard},
        **{name: part for name, part in usual.items() if name.startswith(("answer", "right"))},
        "told_from": {attribute_of(n).value: round(from_eight if n in EIGHT else from_others, 4) for n in ATTRIBUTES},
        # Few of these posts taught the other answers: an age and a place stand in the words.
        "nameable": ["age", "location", "birthplace"],
    }
    judged["figures"] = {
        split: {
            code: figures([p for p in every if p.writer in writers and p.language == code], heard, card, judged)
            for code in LANGUAGES
        }
        for split, writers in splits.items()
    }
    write(given.encoder, "judge.json", judged)
    print(json.dumps(judged["figures"], indent=1))


def write(folder: Path, name: str, card: dict) -> None:
    """A card, and the hashes of all."""
    (folder / name).write_text(json.dumps(card, indent=1) + "\n", "utf-8")
    write_sums(folder)


if __name__ == "__main__":
    main()
