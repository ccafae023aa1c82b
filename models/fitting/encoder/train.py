"""Fine-tune the encoder: ``python train.py --base FOLDER --posts A.jsonl … --leave WRITERS --out FILE``.

Saves after every epoch and goes on where it was stopped. Of the posts with hand-made edits, half are seen edited.
A base with ``pieces.tsv`` (``multilingual.py`` makes one) reads several languages; figures are then told for each.
"""

from __future__ import annotations

import argparse
import copy
import json
import math
import random
import sys
import time
from pathlib import Path

import numpy as np
import torch
from marks import Marks, head
from net import Reader
from posts import ATTRIBUTES, EIGHT, VALUES, Post, choice, load, silenced, tags
from torch.nn.functional import binary_cross_entropy_with_logits as bce
from torch.nn.functional import cross_entropy
from transformers import AutoModel

sys.path.insert(0, str(Path(__file__).resolve().parents[3] / "app"))
from redraft.encoder.unigram import Unigram
from redraft.encoder.wordpiece import Piece, WordPieces

BATCH, LONGEST, WARM = 8, 512, 0.1
MARKS, AT_ONCE = 0.5, 8
"""What marks count for beside what posts tell, and how many are learnt with each batch of posts."""
EDITED = 0.5
"""Share of the posts with edits that are seen edited in an epoch."""


TAG_WEIGHT = torch.tensor([3.0 if name in EIGHT else 5.0 for name in ATTRIBUTES])
TOLD_WEIGHT = torch.tensor([1.0 if name in EIGHT else 3.0 for name in ATTRIBUTES])
"""What evidence, and what is told, counts for against the rest; the sixteen are told far more seldom."""


class Rows:
    """Posts as tensors."""

    def __init__(self, pieces: Unigram | WordPieces) -> None:
        self.pieces = pieces
        self._cut: dict[str, list[Piece]] = {}

    def row(self, post: Post) -> dict:
        """Numbers of the pieces with begin and end, tags, told, which of them count, and values."""
        if post.text not in self._cut:
            self._cut[post.text] = self.pieces.pieces(post.text)[: LONGEST - 2]
        cut = self._cut[post.text]
        ids = [self.pieces.begin, *(p.id for p in cut), self.pieces.end]
        places = [(0, 0), *((p.start, p.end) for p in cut), (0, 0)]
        chosen = {a: choice(a, post.labels[a]["value"]) for a in VALUES if a in post.labels}
        return {
            "ids": torch.tensor(ids),
            "tags": torch.tensor(tags(post, places)),
            "told": torch.tensor([float(a in post.labels) for a in ATTRIBUTES]),
            "counts": torch.tensor([float(a in post.counts) for a in ATTRIBUTES]),
            "values": {a: i for a, i in chosen.items() if i is not None},
        }

    @staticmethod
    def batch(rows: list[dict]) -> tuple:
        """Padded to the longest."""
        longest = max(len(r["ids"]) for r in rows)
        ids = torch.zeros(len(rows), longest, dtype=torch.long)
        mask = torch.zeros(len(rows), longest, dtype=torch.bool)
        tag = torch.zeros(len(rows), longest, len(ATTRIBUTES))
        for i, r in enumerate(rows):
            n = len(r["ids"])
            ids[i, :n], mask[i, :n], tag[i, :n] = r["ids"], True, r["tags"]
        return ids, mask, tag, torch.stack([r["counts"] for r in rows]), torch.stack([r["told"] for r in rows])


def loss(net: Reader, rows: list[dict]) -> torch.Tensor:
    """Of tags (evidence counts threefold), told and values together."""
    ids, mask, tag, counts, told = Rows.batch(rows)
    # Half the time of full precision; the weights themselves stay in full precision.
    with torch.autocast("cpu", dtype=torch.bfloat16):
        got_tag, got_told, got = net(ids, mask)
    got_tag, got_told = got_tag.float(), got_told.float()
    got = {name: logits.float() for name, logits in got.items()}
    each = bce(got_tag, tag, reduction="none", pos_weight=TAG_WEIGHT)
    of_tags = (each * mask[..., None] * counts[:, None]).sum() / (mask.sum() * 8)
    of_told = (bce(got_told, told, reduction="none", pos_weight=TOLD_WEIGHT) * counts).sum() / counts.sum()
    of_values = torch.tensor(0.0)
    for i, row in enumerate(rows):
        for name, index in row["values"].items():
            of_values = of_values + cross_entropy(got[name][i : i + 1], torch.tensor([index]))
    return 5 * of_tags + of_told + 0.3 * of_values / len(rows)


def pace(share: float, warm: float = WARM) -> float:
    """How much of the highest learning rate is used when ``share`` of the training is done: up fast, then down."""
    if share < warm:
        return max(0.02, share / warm)
    return 0.5 * (1 + math.cos(math.pi * (share - warm) / (1 - warm)))


def predict(net: Reader, rows: list[dict]) -> tuple[np.ndarray, np.ndarray, np.ndarray, list[dict]]:
    """Logits of told, the labels, what counts, and the values' probabilities."""
    net.eval()
    out: list[list] = [[], [], [], []]
    with torch.no_grad():
        for at in range(0, len(rows), BATCH):
            part = rows[at : at + BATCH]
            ids, mask, _tag, counts, told = Rows.batch(part)
            with torch.autocast("cpu", dtype=torch.bfloat16):
                _, got, values = net(ids, mask)
            got, values = got.float(), {k: v.float() for k, v in values.items()}
            out[0].append(got)
            out[1].append(told)
            out[2].append(counts)
            soft = {a: torch.softmax(v, -1).numpy() for a, v in values.items()}
            out[3] += [{a: soft[a][i].tolist() for a in soft} for i in range(len(part))]
    net.train()
    return torch.cat(out[0]).numpy(), torch.cat(out[1]).numpy(), torch.cat(out[2]).numpy(), out[3]


def figures(logits: np.ndarray, told: np.ndarray, counts: np.ndarray) -> dict:
    """AUC over the cells that count, and recall at three precisions."""
    from sklearn.metrics import roc_auc_score

    result = {}
    for name, part in (("eight", slice(0, 8)), ("sixteen", slice(8, None))):
        use = counts[:, part] > 0
        v, y = logits[:, part][use], told[:, part][use]
        if not 0 < y.sum() < len(y):
            continue
        order = np.argsort(-v)
        right = np.cumsum(y[order])
        precision, recall = right / np.arange(1, len(order) + 1), right / y.sum()
        at = {p: round(float(max(recall[precision >= p], default=0)), 3) for p in (0.7, 0.8, 0.85, 0.9)}
        each = [roc_auc_score(told[:, k][counts[:, k] > 0], logits[:, k][counts[:, k] > 0])
                for k in range(len(ATTRIBUTES))[part] if told[:, k][counts[:, k] > 0].sum() > 0]  # fmt: skip
        aucs = {"mean auc": round(float(np.mean(each)), 4), "auc": round(float(roc_auc_score(y, v)), 4)}
        result[name] = aucs | {"n": int(use.sum()), "told": int(y.sum()), **at}
    return result


def pieces_of(base: Path) -> Unigram | WordPieces:
    """What cuts texts for a base."""
    table = base / "pieces.tsv"
    if table.exists():
        return Unigram.of(table.read_text("utf-8"))
    return WordPieces((base / "vocab.txt").read_text("utf-8").split("\n"))


def by_language(net: Reader, tests: dict[str, list[dict]]) -> dict:
    """Figures for each language of the posts that were left out."""
    return {language: figures(*predict(net, rows)[:3]) for language, rows in sorted(tests.items())}


def main() -> None:
    """Train and save."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--base", type=Path, required=True)
    parser.add_argument("--posts", type=Path, nargs="+", required=True)
    parser.add_argument("--leave", default="", help="writers that are not trained on, for figures after each epoch")
    parser.add_argument("--epochs", type=int, default=8)
    parser.add_argument("--rate", type=float, default=1e-4)
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--threads", type=int, default=2)
    parser.add_argument("--layers", type=int, default=0, help="how many of the base's layers are kept; all by default")
    parser.add_argument("--edited", type=float, default=EDITED)
    parser.add_argument("--faster", type=float, default=20, help="what the heads' rate is a multiple of the base's")
    parser.add_argument("--start", type=Path, help="a trained net to go on from, in place of the base as it was made")
    parser.add_argument("--marked", type=Path, help="changes of these posts with marks, learnt beside (marks.py)")
    parser.add_argument("--twice", default="", help="languages whose posts are seen twice; figures are of them")
    parser.add_argument("--seen", type=Path, nargs="*", default=[], help="posts that the net of --start was trained on")
    parser.add_argument("--share", type=float, default=1.0, help="of those, and of other languages, what an epoch sees")
    parser.add_argument("--out", type=Path, required=True)
    given = parser.parse_args()
    torch.manual_seed(given.seed)
    torch.set_num_threads(given.threads)
    rng = random.Random(given.seed)
    left = set(filter(None, given.leave.split(",")))
    posts, seen_before = load([*given.posts, *given.seen]), {p.id for p in load(given.seen)}
    rows = Rows(pieces_of(given.base))
    twice = set(filter(None, given.twice.split(",")))

    def fresh(post: Post) -> bool:
        """Whether an epoch always sees it."""
        return post.language in twice if twice else post.id not in seen_before

    train = [p for p in posts if p.writer not in left for _ in range(2 if p.language in twice else 1)]
    test: dict[str, list[dict]] = {}
    for post in posts:
        if post.writer in left and (not twice or post.language in twice):
            test.setdefault(post.language, []).append(rows.row(post))
    kept_layers = {"num_hidden_layers": given.layers} if given.layers else {}
    encoder = AutoModel.from_pretrained(given.base, add_pooling_layer=False, **kept_layers)
    encoder.embeddings.word_embeddings.requires_grad_(False)
    net = Reader(encoder, encoder.config.hidden_size)
    if given.marked:
        net.seam = head(encoder.config.hidden_size)
        marks = Marks(given.marked, {p.id: p.text for p in posts}, rows.pieces)
    if given.start:
        net.load_state_dict(torch.load(given.start, weights_only=True), strict=not given.marked)
    slow = [p for p in net.encoder.parameters() if p.requires_grad]
    fast = [p for n, p in net.named_parameters() if not n.startswith("encoder.")]
    peaks = (given.rate, given.rate * given.faster)
    optimiser = torch.optim.AdamW([{"params": slow, "peak": peaks[0]}, {"params": fast, "peak": peaks[1]}],
                                  lr=given.rate, weight_decay=0.01, fused=True)  # fmt: skip
    mean = copy.deepcopy(net)
    began, first = time.time(), 0
    kept = given.out.with_suffix(".part")
    if kept.exists():
        state = torch.load(kept, weights_only=False)
        net.load_state_dict(state["net"])
        mean.load_state_dict(state["mean"])
        optimiser.load_state_dict(state["optimiser"])
        for group, peak in zip(optimiser.param_groups, peaks, strict=True):
            group["peak"] = peak
            group["fused"] = True
        first = state["epoch"] + 1
        rng.setstate(state["rng"])
    net.train()
    done = first * 100
    for epoch in range(first, given.epochs):
        some = [p for p in train if fresh(p) or rng.random() < given.share]
        seen = [silenced(p, rng) if rng.random() < given.edited else p for p in some]
        made = sorted((rows.row(p) for p in seen), key=lambda r: len(r["ids"]) + rng.random() * 60)
        batches = [made[i : i + BATCH] for i in range(0, len(made), BATCH)]
        rng.shuffle(batches)
        total = 0.0
        for at, batch in enumerate(batches):
            for group in optimiser.param_groups:
                group["lr"] = group["peak"] * pace((epoch + at / len(batches)) / given.epochs)
            optimiser.zero_grad()
            value = loss(net, batch)
            if given.marked:
                value = value + MARKS * marks.loss(net, rng, AT_ONCE)
            value.backward()
            torch.nn.utils.clip_grad_norm_(net.parameters(), 1.0)
            optimiser.step()
            total += value.item()
            done += 1
            if done % 4:
                continue
            keep = min(0.995, (1 + done) / (10 + done)) ** 4
            with torch.no_grad():
                for ours, theirs in zip(mean.parameters(), net.parameters(), strict=True):
                    if theirs.requires_grad:
                        ours.lerp_(theirs, 1 - keep)
        line = {"epoch": epoch, "loss": round(total / len(batches), 4), "seconds": round(time.time() - began)}
        if test and epoch >= 1:
            line |= {"now": by_language(net, test)}
        if test and epoch >= 3:
            line |= {"mean": by_language(mean, test)}
        print(json.dumps(line), flush=True)
        torch.save({"net": net.state_dict(), "mean": mean.state_dict(), "optimiser": optimiser.state_dict(),
                    "epoch": epoch, "rng": rng.getstate()}, kept)  # fmt: skip
    torch.save(mean.state_dict(), given.out)
    kept.unlink()


if __name__ == "__main__":
    main()
