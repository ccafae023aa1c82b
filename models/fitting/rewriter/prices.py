"""How likely an author would post a change, from a careful reader's marks: ``python models/fitting/rewriter/prices.py
READS.jsonl``, a file that it writes once, of how the default model reads the changes.

Prints the weights of ``redraft.rewriting.ranking`` and how well they tell good changes (marks 4 and 5) from bad ones
(1 and 2). Fitted by logistic regression (ridge) on the writers whose marks trained no encoder, with figures by five
folds over their posts. Of ``edits.jsonl`` see ``models/corpus/README.md``.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray
from sklearn.linear_model import LogisticRegression
from sklearn.metrics import roc_auc_score

ROOT = Path(__file__).resolve().parents[3]
sys.path[:0] = [str(ROOT / "app"), str(ROOT / "models" / "fitting" / "encoder")]

from marks import POSTED, change, held_out  # noqa: E402

from redraft.assets import model_data  # noqa: E402
from redraft.bootstrap import Parts  # noqa: E402
from redraft.domain.edit import Change  # noqa: E402
from redraft.encoder.telling import Telling  # noqa: E402
from redraft.rewriting.ranking import FEATURES, features  # noqa: E402

CORPUS = ROOT / "models" / "corpus"
FILES = ("english", "further", "newer", "newest")
STRENGTH, FOLDS = 0.3, 5
MOST_READ = 360
"""Changes that the model reads, a second each or more."""
Array = NDArray[np.float64]


def main() -> None:
    """Fit, judge, print."""
    rows = [json.loads(line) for line in (CORPUS / "edits.jsonl").read_text("utf-8").splitlines()]
    left = held_out(rows)
    rows = [row for row in rows if row["id"].split("-")[0] in left]
    lines = [line for name in FILES for line in (CORPUS / f"{name}.jsonl").read_text("utf-8").splitlines()]
    texts = {post["id"]: post["text"] for post in map(json.loads, lines)}
    changes = [change(row) for row in rows]
    placed = [one.placed(texts[row["id"]]) for row, one in zip(rows, changes, strict=True)]
    seams = Telling.load(model_data("encoder")).seams(placed)
    reads = read(Path(sys.argv[1]), rows, changes, texts)
    every = list(zip(rows, changes, seams, reads, strict=True))
    # Not every change is read by the model: each counts once with what it says, and once without.
    signs = [features(texts[row["id"]], one, seam, how) for row, one, seam, how in every if how is not None]
    signs += [features(texts[row["id"]], one, seam) for row, one, seam, _ in every]
    both = [row for row, _, _, how in every if how is not None] + rows
    report(both, signs)


def read(
    file: Path, rows: Sequence[Mapping[str, Any]], changes: Sequence[Change], texts: Mapping[str, str]
) -> list[tuple[float, float] | None]:
    """How the model reads each change; None for what it does not reach."""
    kept = [json.loads(line) for line in file.read_text("utf-8").splitlines()] if file.exists() else []
    known = {(name, start, end, words): tuple(how) for name, start, end, words, how in kept}
    places = [(row["id"], one.span.start, one.span.end, one.words) for row, one in zip(rows, changes, strict=True)]
    missing: dict[str, list[int]] = {}
    for i, place in enumerate(places):
        if place not in known:
            missing.setdefault(str(rows[i]["id"]), []).append(i)
    with Parts() as parts, file.open("a", encoding="utf-8") as out:
        for name, some in missing.items():
            if len(known) >= MOST_READ:
                break
            found = parts.attacker.fluency(texts[name], [changes[i] for i in some])
            for i, how in zip(some, found, strict=True):
                known[places[i]] = how
                out.write(json.dumps([*places[i], list(how)]) + "\n")
    return [known.get(place) for place in places]


def report(rows: Sequence[Mapping[str, Any]], signs: Sequence[Mapping[str, float]]) -> None:
    """Figures and weights."""
    x = np.array([[one[name] for name in FEATURES] for one in signs])
    marks = np.array([row["mark"] for row in rows])
    posts = sorted({str(row["id"]) for row in rows})
    fold = np.array([posts.index(str(row["id"])) % FOLDS for row in rows])
    out = np.zeros(len(rows))
    for k in range(FOLDS):
        out[fold == k] = _posted(_fitted(x[fold != k], marks[fold != k]), x[fold == k])
    clear = marks != 3
    good = marks >= 4
    print(f"{len(rows)} lines of {len(posts)} posts, {good.mean():.2f} good, {(marks <= 2).mean():.2f} bad")
    unread, seam = x[:, FEATURES.index("unread")] > 0, x[:, FEATURES.index("seam")]
    for who, part in (("read by the model", ~unread & clear), ("unread", unread & clear)):
        by_all, by_seam = roc_auc_score(good[part], out[part]), roc_auc_score(good[part], seam[part])
        print(f"AUC good against bad, {who}: {by_all:.3f} by all signs, {by_seam:.3f} by the encoder alone")
    for low, high in ((0, 0.2), (0.2, 0.4), (0.4, 0.6), (0.6, 0.8), (0.8, 1.01)):
        part = (out >= low) & (out < high)
        if part.any():
            print(f"  {low:.1f} to {high:.1f}: {part.sum()} changes, {good[part].mean():.2f} good")
    model = _fitted(x, marks)
    print({n: round(float(w), 3) for n, w in zip(FEATURES, model.coef_[0], strict=True)})
    print("constant", round(float(model.intercept_[0]), 3))


def _fitted(x: Array, marks: Array) -> LogisticRegression:
    """Each change once as good and once as bad, with the shares of its mark."""
    share = np.array(POSTED)[marks.astype(int) - 1]
    both, truth = np.concatenate([x, x]), np.concatenate([np.ones(len(x)), np.zeros(len(x))])
    return LogisticRegression(C=STRENGTH, max_iter=5000).fit(both, truth, np.concatenate([share, 1 - share]))


def _posted(model: LogisticRegression, x: Array) -> Array:
    found: Array = 1 / (1 + np.exp(-(x @ model.coef_[0] + model.intercept_[0])))
    return found


if __name__ == "__main__":
    main()
