"""Changes of posts with a careful reader's marks, as the quick encoder learns them beside what a text tells.

A mark says whether the author would post the text with that change made: 1 broken, 2 bad, 3 so-so, 4 good, 5 nobody
would notice. What the net reads is the sentences around the place, with the change and without.
"""

from __future__ import annotations

import json
import random
import sys
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import torch
from torch import nn
from torch.nn.functional import binary_cross_entropy_with_logits as bce

sys.path.insert(0, str(Path(__file__).resolve().parents[3] / "app"))
from redraft.domain.edit import Change
from redraft.domain.text import Span
from redraft.encoder.telling import beside

POSTED = (0.0, 0.1, 0.45, 0.9, 1.0)
"""How likely a change with each mark is one that its author would post."""
WIDTH, HELD_OUT = 64, 5
"""Of the head, which shapes the encoder and is then fitted anew (``rewriter/prices.py``); and every which writer's
marks train no encoder.
"""


def head(width: int) -> nn.Sequential:
    """On the six parts of :func:`redraft.encoder.seam.state`."""
    return nn.Sequential(nn.Dropout(0.2), nn.Linear(6 * width, WIDTH), nn.ReLU(), nn.Dropout(0.2), nn.Linear(WIDTH, 1))


def change(row: Mapping[str, Any]) -> Change:
    """A line of ``edits.jsonl``."""
    return Change(Span(row["start"], row["end"]), row["words"], row["kind"], row["support"])


def held_out(rows: Sequence[Mapping[str, Any]]) -> set[str]:
    """Writers whose marks train no encoder."""
    return set(sorted({writer(row) for row in rows})[::HELD_OUT])


def writer(row: Mapping[str, Any]) -> str:
    """Who wrote the post that was changed."""
    return str(row["id"]).split("-")[0]


@dataclass(frozen=True, slots=True)
class Marked:
    """One change: both texts as numbers of pieces, the pieces beside its place in each, and how likely it is posted."""

    texts: tuple[torch.Tensor, torch.Tensor]
    places: tuple[tuple[int, int], tuple[int, int]]
    posted: float


class Marks:
    """All changes whose marks are learnt from; ``texts`` are the posts by their id."""

    def __init__(self, file: Path, texts: Mapping[str, str], pieces: Any) -> None:
        rows = [json.loads(line) for line in file.read_text("utf-8").splitlines()]
        left = held_out(rows)
        made = [self._row(row, texts[row["id"]], pieces) for row in rows if writer(row) not in left]
        self.rows = sorted(made, key=lambda row: max(map(len, row.texts)))

    @staticmethod
    def _row(row: Mapping[str, Any], text: str, pieces: Any) -> Marked:
        placed = change(row).placed(text)
        cut = [pieces.pieces(one)[:250] for one in (placed.new, placed.old)]
        ids = [torch.tensor([pieces.begin, *(p.id for p in one), pieces.end]) for one in cut]
        places = beside(cut[0], placed.there), beside(cut[1], placed.here)
        return Marked((ids[0], ids[1]), places, POSTED[row["mark"] - 1])

    def loss(self, net: Any, rng: random.Random, many: int) -> torch.Tensor:
        """Of some of them, of about the same length."""
        first = rng.randrange(len(self.rows) - many)
        rows = self.rows[first : first + many]
        ids = [text for row in rows for text in row.texts]
        longest = max(map(len, ids))
        batch, mask = torch.zeros(len(ids), longest, dtype=torch.long), torch.zeros(len(ids), longest)
        for i, text in enumerate(ids):
            batch[i, : len(text)], mask[i, : len(text)] = text, 1
        with torch.autocast("cpu", dtype=torch.bfloat16):
            hidden = net.encoder(input_ids=batch, attention_mask=mask.long()).last_hidden_state
        places = [place for row in rows for place in row.places]
        read = [_parts(one[: len(text)].float(), *place) for one, text, place in zip(hidden, ids, places, strict=True)]
        states = torch.stack([_state(new, old) for new, old in zip(read[::2], read[1::2], strict=True)])
        return bce(net.seam(states)[:, 0], torch.tensor([row.posted for row in rows]))


def _parts(hidden: torch.Tensor, first: int, last: int) -> list[torch.Tensor]:
    inside = hidden[first + 1 : last].mean(0) if last > first + 1 else torch.zeros_like(hidden[0])
    whole = hidden[1:-1].mean(0) if len(hidden) > 2 else torch.zeros_like(hidden[0])
    return [hidden[first], hidden[min(last, len(hidden) - 1)], inside, whole]


def _state(new: list[torch.Tensor], old: list[torch.Tensor]) -> torch.Tensor:
    return torch.cat([*new, old[2], new[3] - old[3]])
