"""Fit the head that says whether an author would post a change: ``python models/fitting/rewriter/seam.py``.

On what the quick encoder as it ships makes of the changes that careful readers marked, without every fifth writer's;
writes ``models/encoder/seam.npz`` and prints how well it tells good changes from bad ones on those left out. Learning
the same beside what a text tells (``encoder/marks.py``) shapes the encoder; its own head knows less (AUC .64 to .68).
"""

from __future__ import annotations

import json
import sys
from collections.abc import Sequence
from pathlib import Path

import numpy as np
import torch
from numpy.typing import NDArray
from sklearn.metrics import roc_auc_score
from torch import nn

ROOT = Path(__file__).resolve().parents[3]
sys.path[:0] = [str(ROOT / "app"), str(ROOT / "models" / "fitting" / "encoder")]

from marks import POSTED, change, held_out, writer  # noqa: E402
from sums import write_sums  # noqa: E402

from redraft.assets import model_data  # noqa: E402
from redraft.encoder.telling import Telling  # noqa: E402

CORPUS = ROOT / "models" / "corpus"
FILES = ("english", "further", "newer", "newest")
WIDTH, ROUNDS, RATE, DECAY, SEEDS, BATCH = 64, 30, 3e-4, 0.1, 3, 128


def main() -> None:
    """Fit, judge, write."""
    rows = [json.loads(line) for line in (CORPUS / "edits.jsonl").read_text("utf-8").splitlines()]
    lines = [line for name in FILES for line in (CORPUS / f"{name}.jsonl").read_text("utf-8").splitlines()]
    texts = {post["id"]: post["text"] for post in map(json.loads, lines)}
    folder = model_data("encoder")
    states = Telling.load(folder).seam_states([change(row).placed(texts[row["id"]]) for row in rows])
    marks, out = np.array([row["mark"] for row in rows]), held_out(rows)
    left = np.array([writer(row) in out for row in rows])
    x = torch.tensor(states.astype(np.float32))
    mean, spread = x[~left].mean(0), x[~left].std(0) + 1e-3
    posted = torch.tensor(np.array(POSTED, np.float32)[marks - 1])
    nets = [fitted((x - mean) / spread, posted, np.flatnonzero(~left), seed) for seed in range(SEEDS)]
    with torch.no_grad():
        score = sum(net((x - mean) / spread)[:, 0] for net in nets).numpy() / SEEDS
    clear = left & (marks != 3)
    auc = roc_auc_score(marks[clear] >= 4, score[clear])
    print(f"AUC of {clear.sum()} changes of writers left out, good against bad: {auc:.3f}")
    write(folder, nets, mean, spread)


def fitted(x: torch.Tensor, posted: torch.Tensor, rows: NDArray[np.intp], seed: int) -> nn.Sequential:
    """One net."""
    torch.manual_seed(seed)
    net = nn.Sequential(nn.Dropout(0.5), nn.Linear(x.shape[1], WIDTH), nn.ReLU(), nn.Dropout(0.3), nn.Linear(WIDTH, 1))
    optimiser = torch.optim.AdamW(net.parameters(), lr=RATE, weight_decay=DECAY)
    for _ in range(ROUNDS):
        for part in torch.tensor(rows)[torch.randperm(len(rows))].split(BATCH):
            optimiser.zero_grad()
            nn.functional.binary_cross_entropy_with_logits(net(x[part])[:, 0], posted[part]).backward()
            optimiser.step()
    return net.eval()


def write(folder: Path, nets: Sequence[nn.Sequential], mean: torch.Tensor, spread: torch.Tensor) -> None:
    """All nets side by side as one, with what makes the states alike folded into its first matrix."""
    first = torch.cat([net[1].weight for net in nets]) / spread
    bias = torch.cat([net[1].bias for net in nets]) - first @ mean
    arrays = {
        "first": first.detach().numpy().T.astype(np.float16),
        "bias": bias.detach().numpy().astype(np.float32),
        "second": (torch.cat([net[4].weight for net in nets], 1)[0] / len(nets)).detach().numpy().astype(np.float32),
        "constant": (sum(net[4].bias[0] for net in nets) / len(nets)).detach().numpy().astype(np.float32),
    }
    np.savez_compressed(folder / "seam.npz", **arrays)
    write_sums(folder)


if __name__ == "__main__":
    main()
