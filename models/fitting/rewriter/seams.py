"""How like a person's a change reads: ``python seams.py --work FOLDER FILE.jsonl …`` writes ``models/encoder/seam.npz``
and prints how well it tells changes apart on writers left out.

At the places where a hand changed a post of the corpus, what the hand wrote stands against what the app's makers could
do there. The states of the encoder's lower layers beside the place, inside it and over the sentences around it are
what the head sees, so a change that is as good as the hand's cannot be told from it, and a stump can. Hands left
little out, so of what is left out the counterpart are places where nothing was. Resumes.
"""

from __future__ import annotations

import argparse
import json
import random
import re
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import numpy as np
import torch
from numpy.typing import NDArray

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "encoder"))
from prices import HELD_OUT, _least, _right
from sklearn.metrics import roc_auc_score
from sums import write_sums
from torch import nn

from redraft import languages
from redraft.assets import model_data
from redraft.detectors import nlp
from redraft.domain.attributes import Attribute
from redraft.domain.edit import Change
from redraft.domain.text import Span
from redraft.encoder.telling import Telling
from redraft.rewriting.cuts import cuts
from redraft.rewriting.makers import by_memory, placed
from redraft.rewriting.ranking import broken

REPORT = frozenset({"ena", "fus", "gac"})
CHOOSE = HELD_OUT - REPORT
MOST_WORDS, TRIED, MOST = 170, 24, 4000
"""Words of a post, changes of each, and how many of each kind are read."""
WIDTH, ROUNDS, RATE, SEEDS = 64, 6, 5e-4, 3
ATTRIBUTES = frozenset(a.value for a in Attribute)


def rows(files: Sequence[Path]) -> list[dict[str, Any]]:
    """English posts with edits, but those of *report*, in a fixed random order."""
    found = [json.loads(line) for file in files for line in file.read_text("utf-8").splitlines()]
    fit = [
        r
        for r in found
        if r.get("lang", "en") == "en"
        and r.get("rewrites")
        and r["id"].split("-")[0] not in REPORT
        and len(r["text"].split()) < MOST_WORDS
    ]
    random.Random(5).shuffle(fit)
    return fit


def changes(row: dict[str, Any]) -> Iterator[dict[str, Any]]:
    """What the hand did, and what could be done, each as start, end, new words and who did it."""
    text = row["text"]
    edits = [e for each in row["rewrites"].values() for e in each if e["old"] in text]
    hands = [_least(text.index(e["old"]), e["old"], e["new"]) for e in edits]
    doc = nlp.tokenise(text, languages.default())
    nlp.parse([doc], languages.default())
    attributes = [Attribute(name) for name in row["labels"] if name in ATTRIBUTES]
    every = [*by_memory(text, attributes, [span for span, _ in hands]), *cuts(doc)]
    near = [c for c in dict.fromkeys(every) if any(c.span.overlaps(s) for s, _ in hands) and not broken(text, c)]
    chance = random.Random(row["id"])
    for span, words in hands:
        yield {"id": row["id"], "start": span.start, "end": span.end, "words": words, "kind": "hand"}
    free = {m.end() for m in re.finditer(r"\w+", text)} | {m.end() for m in re.finditer(r"\S+", text)}
    for c in chance.sample(near, min(TRIED, len(near))):
        if any(_right(text, c, span, words) for span, words in hands if c.span.overlaps(span)):
            continue
        yield {"id": row["id"], "start": c.span.start, "end": c.span.end, "words": c.words, "kind": c.kind}
        alike = [at for at in free if _edges(text, at, at) == _edges(text, c.span.start, c.span.end)]
        if not c.words and alike:
            free.discard(at := chance.choice(sorted(alike)))
            yield {"id": row["id"], "start": at, "end": at, "words": "", "kind": "as it is"}


def _edges(text: str, start: int, end: int) -> tuple[str, str]:
    """What kind of marks stand before and after a place, so that these alone tell nothing."""
    before, after = text[:start].rstrip()[-1:], text[end:].lstrip()[:1]
    return tuple("a" if c.isalnum() else c for c in (before, after))


def kept(work: Path, posts: Sequence[dict[str, Any]]) -> list[dict[str, Any]]:
    """The changes of all posts, from a file that is written once."""
    file = work / "changes.jsonl"
    if not file.exists():
        lines = [json.dumps(c, ensure_ascii=False) for row in posts for c in changes(row)]
        file.write_text("\n".join(lines), "utf-8")
    found = [json.loads(line) for line in file.read_text("utf-8").splitlines()]
    kinds = [[c for c in found if kind_of(c) == kind] for kind in ("hand", "program", "as it is")]
    return [c for of in kinds for c in random.Random(1).sample(of, min(MOST, len(of)))]


def kind_of(change: dict[str, Any]) -> str:
    """Who made it."""
    return str(change["kind"]) if change["kind"] in ("hand", "as it is") else "program"


def states(work: Path, telling: Telling, texts: dict[str, str], found: Sequence[dict[str, Any]]) -> NDArray[np.float32]:
    """What the head sees of each change, from a file that is written as it goes."""
    file = work / "states.npy"
    done = np.load(file) if file.exists() else None
    for at in range(0 if done is None else len(done), len(found), 500):
        part = [
            placed(texts[c["id"]], Change(Span(c["start"], c["end"]), c["words"], c["kind"]))
            for c in found[at : at + 500]
        ]
        new = telling.seam_states(part).astype(np.float16)
        done = new if done is None else np.concatenate([done, new])
        np.save(file, done)
        print(len(done), "of", len(found), flush=True)
    return done.astype(np.float32)


def main() -> None:
    """Fit, say how good it is, and write."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--work", type=Path, required=True)
    parser.add_argument("files", type=Path, nargs="+")
    given = parser.parse_args()
    given.work.mkdir(parents=True, exist_ok=True)
    posts = rows(given.files)
    found = kept(given.work, posts)
    telling = Telling.load(model_data("encoder"))
    x = torch.tensor(states(given.work, telling, {r["id"]: r["text"] for r in posts}, found))
    hand = np.array([kind_of(c) != "program" for c in found])
    left = np.array([c["id"].split("-")[0] in CHOOSE for c in found])
    mean, spread = x[~left].mean(0), x[~left].std(0) + 1e-3
    empty = np.array([not c["words"] for c in found])
    nets = [_fitted((x - mean) / spread, hand, empty, ~left, seed) for seed in range(SEEDS)]
    with torch.no_grad():
        score = sum(net((x - mean) / spread)[:, 0] for net in nets).numpy() / SEEDS
    for name, part in (("left out", left & empty), ("said otherwise", left & ~empty)):
        auc = round(roc_auc_score(hand[part], score[part]), 3)
        print(f"AUC on writers that are not fitted, {name}: {auc} of {part.sum()}, {hand[part].sum()} by hand")
    for kind in sorted({c["kind"] for c in found}):
        of = np.array([c["kind"] == kind for c in found]) & left
        print(f"  {kind}: {of.sum()}, mean {score[of].mean():.2f}")
    _write(nets, mean, spread)


def _fitted(
    x: torch.Tensor, hand: NDArray[np.bool_], empty: NDArray[np.bool_], use: NDArray[np.bool_], seed: int
) -> nn.Sequential:
    """A net for which, of what is left out and of what is said otherwise, hand and program count as much."""
    torch.manual_seed(seed)
    net = nn.Sequential(nn.Dropout(0.3), nn.Linear(x.shape[1], WIDTH), nn.ReLU(), nn.Dropout(0.3), nn.Linear(WIDTH, 1))
    optimiser = torch.optim.AdamW(net.parameters(), lr=RATE, weight_decay=0.05)
    y, rows_ = torch.tensor(hand.astype(np.float32)), torch.tensor(np.flatnonzero(use))
    weight = torch.zeros(len(y))
    for part in (hand & empty, hand & ~empty, ~hand & empty, ~hand & ~empty):
        weight[torch.tensor(part)] = len(y) / 4 / float((part & use).sum())
    for _ in range(ROUNDS):
        for part in rows_[torch.randperm(len(rows_))].split(128):
            optimiser.zero_grad()
            off = nn.functional.binary_cross_entropy_with_logits(net(x[part])[:, 0], y[part], weight[part])
            off.backward()
            optimiser.step()
    return net.eval()


def _write(nets: Sequence[nn.Sequential], mean: torch.Tensor, spread: torch.Tensor) -> None:
    """All nets side by side as one, with what makes the states alike folded into its first matrix."""
    folder = model_data("encoder")
    first = torch.cat([net[1].weight for net in nets]) / spread
    bias = torch.cat([net[1].bias for net in nets]) - first @ mean
    second = torch.cat([net[4].weight for net in nets], 1)[0] / len(nets)
    constant = sum(net[4].bias[0] for net in nets) / len(nets)
    arrays = {
        "first": first.detach().numpy().T.astype(np.float16),
        "bias": bias.detach().numpy().astype(np.float32),
        "second": second.detach().numpy().astype(np.float32),
        "constant": constant.detach().numpy().astype(np.float32),
    }
    np.savez_compressed(folder / "seam.npz", **arrays)
    write_sums(folder)


if __name__ == "__main__":
    main()
