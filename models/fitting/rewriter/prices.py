"""What leaving words out costs, from the edits of the corpus: ``python models/fitting/rewriter/prices.py FILE.jsonl …``
prints the weights of ``redraft.rewriting.ranking`` that it fits, and how good they are on writers left out.

For each edit made by hand, everything that could be left out around there is compared with it: what comes near to the
text as the hand left it, and nearer than the old one, is right. A logistic regression (ridge) on the ranker's signs and
on how much less the encoder tells; only *train*. How words read, and wordings by table, memory and model, are not
fitted here: too few of the corpus's words are ever hit exactly, so these prices are by judgement.
"""

from __future__ import annotations

import difflib
import json
import math
import random
import re
import sys
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from redraft import languages
from redraft.assets import model_data
from redraft.detectors import nlp
from redraft.domain.attributes import Attribute
from redraft.domain.edit import Change
from redraft.domain.text import Span
from redraft.encoder.telling import Telling
from redraft.rewriting.cuts import cuts
from redraft.rewriting.makers import placed
from redraft.rewriting.ranking import broken, cost, features

HELD_OUT = frozenset({"ena", "fus", "gac", "enr", "fuq", "gad"})
SIGNS = {"lost": 5.0, "share": 0.2, "leans": 1.0, "first": 1.0, "asks": 1.0, "seam": 1.0}
"""What is fitted besides the kinds, and what each is divided by so that the ridge weighs alike."""
KINDS = ("word", "phrase", "object", "aside", "clause", "sentence")
POSTS, EDITS, TRIED = 400, 4, 12
"""Posts, edits of each and changes of each edit that are looked at."""
NEAR, NEARER = 0.6, 0.1
MOST_GAIN, LEAST = 4.0, -1.5
RIDGE, FOLDS = 2.0, 5
_WORD = re.compile(r"[\w'’]+")
Array = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Tried:
    """One change: the post and edit it belongs to, its signs, whether it is right, what it costs now and brings."""

    post: str
    edit: int
    signs: list[float]
    right: bool
    cost: float
    gain: float


def rows(files: Sequence[str]) -> list[dict[str, Any]]:
    """English posts of *train* with edits, of middling length, in a fixed random order."""
    found = [json.loads(line) for file in files for line in Path(file).read_text("utf-8").splitlines()]
    fit = [
        r
        for r in found
        if r.get("lang", "en") == "en"
        and r["id"].split("-")[0] not in HELD_OUT
        and r.get("rewrites")
        and 30 < len(r["text"].split()) < 130
    ]
    random.Random(3).shuffle(fit)
    return fit[:POSTS]


def tried(row: dict[str, Any], telling: Telling) -> Iterator[Tried]:
    """What could be left out where the hand changed something."""
    text, chance = row["text"], random.Random(row["id"])
    doc = nlp.tokenise(text, languages.default())
    nlp.parse([doc], languages.default())
    every = [c for c in cuts(doc) if not broken(text, c)]
    before = _logits(telling, text)
    edits = [(name, e) for name, each in row["rewrites"].items() for e in each if name in before]
    for at, (name, edit) in enumerate(chance.sample(edits, min(EDITS, len(edits)))):
        start = text.find(edit["old"])
        if start < 0:
            continue
        hand, words = _least(start, edit["old"], edit["new"])
        near = [c for c in every if c.span.overlaps(hand)]
        some = chance.sample(near, min(TRIED, len(near)))
        seams = telling.seams([placed(text, c) for c in some])
        for change, seam in zip(some, seams, strict=True):
            after = _logits(telling, change.applied(text)).get(name, LEAST)
            gain = min(MOST_GAIN, max(-1.0, before[name] - max(after, LEAST)))
            signs = features(text, change, None, seam)
            line = [signs[n] / scale for n, scale in SIGNS.items()] + [float(change.kind == k) for k in KINDS]
            right = _right(text, change, hand, words)
            yield Tried(row["id"], at, [*line, gain, 1.0], right, cost(text, change, None, seam), max(0.01, gain))


def _logits(telling: Telling, text: str) -> dict[str, float]:
    shares = {t.attribute.value: min(1 - 1e-4, max(1e-4, t.probability)) for t in telling.tell(text)}
    return {name: math.log(p / (1 - p)) for name, p in shares.items() if name in {a.value for a in Attribute}}


def _least(start: int, old: str, new: str) -> tuple[Span, str]:
    """An edit without the words that both begin and end with."""
    first = 0
    while first < min(len(old), len(new)) and old[first] == new[first]:
        first += 1
    while first and old[first - 1].isalnum():
        first -= 1
    last = 0
    while last < min(len(old), len(new)) - first and old[-1 - last] == new[-1 - last]:
        last += 1
    while last and old[len(old) - last].isalnum():
        last -= 1
    return Span(start + first, max(start + first + 1, start + len(old) - last)), new[first : len(new) - last]


def _right(text: str, change: Change, hand: Span, words: str) -> bool:
    low, high = min(hand.start, change.span.start), max(hand.end, change.span.end)
    by_hand = text[low : hand.start] + words + text[hand.end : high]
    mine = text[low : change.span.start] + change.words + text[change.span.end : high]
    near = _alike(by_hand, mine)
    return near >= NEAR and near > _alike(by_hand, text[low:high]) + NEARER


def _alike(one: str, other: str) -> float:
    a, b = ([w.casefold() for w in _WORD.findall(t)] for t in (one, other))
    return 1.0 if not a and not b else difflib.SequenceMatcher(None, a, b, autojunk=False).ratio()


def fit(signs: Array, right: Array) -> Array:
    """Weights by Newton's method; the last is the constant."""
    weights, ridge = np.zeros(signs.shape[1]), np.full(signs.shape[1], RIDGE)
    ridge[-1] = 0.01
    for _ in range(60):
        p = 1 / (1 + np.exp(-np.clip(signs @ weights, -30, 30)))
        hessian = (signs * (p * (1 - p))[:, None]).T @ signs + np.diag(ridge)
        weights -= np.linalg.solve(hessian, signs.T @ (p - right) + ridge * weights)
    return weights


def first_right(every: Sequence[Tried], score: Array) -> tuple[float, int]:
    """Share of edits with a right change of which the best by ``score`` is right, and how many there are."""
    groups: defaultdict[tuple[str, int], list[int]] = defaultdict(list)
    for i, one in enumerate(every):
        groups[one.post, one.edit].append(i)
    some = [g for g in groups.values() if len(g) > 2 and any(every[i].right for i in g)]
    return sum(every[max(g, key=lambda i: score[i])].right for g in some) / max(1, len(some)), len(some)


def main(files: list[str]) -> None:
    """Fit, judge on left-out writers, print."""
    telling = Telling.load(model_data("encoder"))
    every = [one for row in rows(files) for one in tried(row, telling)]
    signs = np.array([one.signs for one in every])
    right = np.array([float(one.right) for one in every])
    writers = sorted({one.post.split("-")[0] for one in every})
    fold = np.array([writers.index(one.post.split("-")[0]) % FOLDS for one in every])
    score = np.zeros(len(every))
    for k in range(FOLDS):
        score[fold == k] = signs[fold == k] @ fit(signs[fold != k], right[fold != k])
    now = np.array([one.gain / one.cost for one in every])
    print(f"{len(every)} changes, {int(right.sum())} right; first right of edits that have one:")
    print("  fitted, on writers left out", first_right(every, score), "  by the prices in use", first_right(every, now))
    weights = fit(signs, right)
    per_nat = -weights / weights[-2]
    names = [*SIGNS, *KINDS]
    scale = [*SIGNS.values(), *[1.0] * len(KINDS)]
    print({name: round(float(per_nat[i] / scale[i]), 2) for i, name in enumerate(names)})


if __name__ == "__main__":
    main(sys.argv[1:])
