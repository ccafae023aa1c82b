"""The adapter with which the default model says sentences another way.

``python adapter.py weights GGUF HF`` writes the model's weights as they are after dequantising; ``python adapter.py
train HF OUT.npz [--minutes N] [--start NPZ]`` learns (``OUT.npz`` is written every ten minutes, and goes on from
``--start``); ``python adapter.py export OUT.npz FOLDER`` writes what llama.cpp reads, with its SHA256SUMS.

Low-rank additions to all seven projections of the layers from :data:`CUT` on, in float32 over weights in bfloat16.
Posts are packed: each is read once, its examples hang on it as branches that do not see each other, and several posts
stand side by side in one row. What is new in an answer counts one, what is copied a fifth. On two cores with AMX some
120 tokens a second.
"""

from __future__ import annotations

import argparse
import math
import random
import sys
import time
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import numpy as np
import torch
from sentences import AFTER_TEXT, BEFORE_TEXT, CHOOSE, NOT_LEARNT, Example, examples, posts, writer
from torch import Tensor, nn
from torch.nn import functional
from transformers import AutoModelForCausalLM, AutoTokenizer

ROOT = Path(__file__).resolve().parents[3]
sys.path[:0] = [str(ROOT / "app"), str(ROOT / "models" / "fitting" / "encoder")]

from sums import write_sums  # noqa: E402

CUT, RANK, SCALE, RATE = 20, 16, 2.0, 3e-4
PACK, MOST_BRANCHES, LONGEST_POST = 1300, 6, 420
"""Tokens of a row; examples of a post in it; tokens of a post."""
COPIED, END = 0.2, 0.5
"""What tokens count for that are copied, and the end of an answer."""
WARM, USUAL = 12, 60
"""Rows until the rate is reached, and the weight of a usual row."""
AT_A_TIME, WHOLE = 120, 0.6
"""Posts that are packed at a time, those used least first; by how much posts reworded as a whole come first."""
MODEL = "qwen2.5-coder-1.5b"
PARTS = {
    "self_attn": ("q_proj", "k_proj", "v_proj", "o_proj"),
    "mlp": ("gate_proj", "up_proj", "down_proj"),
}
NAMES = {
    "q_proj": "attn_q", "k_proj": "attn_k", "v_proj": "attn_v", "o_proj": "attn_output",
    "gate_proj": "ffn_gate", "up_proj": "ffn_up", "down_proj": "ffn_down",
}  # fmt: skip
"""What llama.cpp calls them."""


class Added(nn.Module):
    """A projection and what is added to it."""

    def __init__(self, base: nn.Linear) -> None:
        super().__init__()
        self.base = base
        self.a = nn.Parameter(torch.randn(RANK, base.in_features) / math.sqrt(base.in_features))
        self.b = nn.Parameter(torch.zeros(base.out_features, RANK))

    def forward(self, x: Tensor) -> Tensor:
        """Of rows of states."""
        return self.base(x) + functional.linear(functional.linear(x, self.a.to(x.dtype)), self.b.to(x.dtype)) * SCALE


@dataclass(frozen=True, slots=True)
class Packed:
    """A post as tokens, and its branches: question, answer, and what each token of the answer counts."""

    post: list[int]
    branches: list[tuple[list[int], list[int], list[float]]]

    @property
    def size(self) -> int:
        """In tokens."""
        return len(self.post) + sum(len(q) + len(a) for q, a, _ in self.branches)


@dataclass(slots=True)
class Learner:
    """The model, its tokens, and what is learnt."""

    folder: Path
    tokens: Any = field(init=False)
    net: Any = field(init=False)

    def __post_init__(self) -> None:
        self.tokens = AutoTokenizer.from_pretrained(self.folder)
        self.net = AutoModelForCausalLM.from_pretrained(self.folder, dtype=torch.bfloat16, attn_implementation="sdpa")
        self.net.requires_grad_(False)
        for layer in self.net.model.layers[CUT:]:
            for part, names in PARTS.items():
                for name in names:
                    setattr(getattr(layer, part), name, Added(getattr(getattr(layer, part), name)))

    def learnt(self) -> dict[str, nn.Parameter]:
        """By name."""
        return {name: value for name, value in self.net.named_parameters() if value.requires_grad}

    def encoded(self, text: str) -> list[int]:
        """Tokens of a text."""
        return list(self.tokens(text, add_special_tokens=False)["input_ids"])

    def packed(self, post: dict[str, Any], rng: random.Random) -> Packed | None:
        """A post with some of its examples; None for one that is too long or has none."""
        around = BEFORE_TEXT, post["text"], AFTER_TEXT
        lead = [token for part in around for token in self.encoded(part)]
        made = examples(post, rng)
        rng.shuffle(made)
        found = Packed(lead, [])
        for example in made:
            branch = self.branch(example)
            if found.size + len(branch[0]) + len(branch[1]) <= PACK and len(found.branches) < MOST_BRANCHES:
                found.branches.append(branch)
        return found if found.branches and len(lead) <= LONGEST_POST else None

    def branch(self, example: Example) -> tuple[list[int], list[int], list[float]]:
        """Question and answer."""
        answer = self.tokens(example.answer, add_special_tokens=False, return_offsets_mapping=True)
        weights = [
            1.0 if any((a < y and b > x) or x <= a < y or a <= y < b for x, y in example.new) else COPIED
            for a, b in answer["offset_mapping"]
        ]
        end = self.encoded("\n")
        return self.encoded(example.question), [*answer["input_ids"], *end], [*weights, *[END] * len(end)]

    def loss(self, row: Sequence[Packed]) -> tuple[Tensor, float]:
        """Nats of the answers of a row, weighed, and what they weigh."""
        ids: list[int] = []
        positions: list[int] = []
        posts_, branches_ = [], []
        source: list[int] = []
        weights: list[float] = []
        for number, one in enumerate(row):
            n = len(one.post)
            ids += one.post
            positions += range(n)
            posts_ += [number] * n
            branches_ += [0] * n
            for k, (question, answer, counts) in enumerate(one.branches, 1):
                size = len(question) + len(answer)
                source += range(len(ids) + len(question) - 1, len(ids) + size - 1)
                ids += [*question, *answer]
                positions += range(n, n + size)
                posts_ += [number] * size
                branches_ += [k] * size
                weights += counts
        at, own, mine = torch.arange(len(ids)), torch.tensor(posts_), torch.tensor(branches_)
        seen = (at[:, None] >= at[None]) & (own[:, None] == own[None])
        seen &= (mine[None] == 0) | (mine[:, None] == mine[None])
        mask = torch.zeros(1, 1, *seen.shape, dtype=torch.bfloat16)
        mask.masked_fill_(~seen, torch.finfo(torch.bfloat16).min)
        tokens, where = torch.tensor(ids), torch.tensor(source)
        states = self._states(tokens, torch.tensor(positions)[None], mask)[0, where]
        nats = functional.cross_entropy(self.net.lm_head(states).float(), tokens[where + 1], reduction="none")
        return (nats * torch.tensor(weights)).sum(), sum(weights)

    def _states(self, tokens: Tensor, positions: Tensor, mask: Tensor) -> Tensor:
        core = self.net.model
        states = core.embed_tokens(tokens)[None]
        turned = core.rotary_emb(states, positions)
        for number, layer in enumerate(core.layers):
            with torch.set_grad_enabled(number >= CUT and torch.is_grad_enabled()):
                out = layer(states, attention_mask=mask, position_ids=positions, position_embeddings=turned)
                states = out[0] if isinstance(out, tuple) else out
        normed: Tensor = core.norm(states)
        return normed


def rows(packed: Sequence[Packed], rng: random.Random) -> list[list[Packed]]:
    """Posts side by side, as many as fit."""
    filling: list[list[Packed]] = []
    for one in packed:
        room = next((row for row in filling if sum(p.size for p in row) + one.size <= PACK), None)
        if room is None:
            filling.append([one])
        else:
            room.append(one)
    rng.shuffle(filling)
    return filling


def train(learner: Learner, corpus: Path, out: Path, minutes: float) -> None:
    """Until the time is over; the rate falls as it passes."""
    rng = random.Random(7)
    everything = list(posts(corpus))
    learnt = [p for p in everything if writer(p) not in NOT_LEARNT]
    held = [p for p in everything if writer(p) in CHOOSE]
    some = [one for p in random.Random(3).sample(held, min(24, len(held))) if (one := learner.packed(p, rng))]
    check = rows(some, rng)
    values = list(learner.learnt().values())
    optimizer = torch.optim.AdamW(values, lr=RATE, weight_decay=0.0, betas=(0.9, 0.99))
    used: dict[int, float] = {i: -WHOLE * bool(p.get("edits")) for i, p in enumerate(learnt)}
    began = kept = time.monotonic()
    waiting: list[list[Packed]] = []
    seen = 0
    print(f"{len(learnt)} posts; held out: {held_out(learner, check):.3f} nats", flush=True)
    while (passed := (time.monotonic() - began) / 60) < minutes:
        if not waiting:
            order = sorted(used, key=lambda i: used[i] + rng.random())[:AT_A_TIME]
            used.update({i: used[i] + 1 for i in order})
            waiting = rows([one for i in order if (one := learner.packed(learnt[i], rng))], rng)
        nats, weight = learner.loss(waiting.pop())
        (nats / USUAL).backward()
        seen += 1
        for group in optimizer.param_groups:
            group["lr"] = RATE * min(1, seen / WARM) * (0.05 + 0.475 * (1 + math.cos(math.pi * passed / minutes)))
        nn.utils.clip_grad_norm_(values, 1.0)
        optimizer.step()
        optimizer.zero_grad(set_to_none=True)
        if seen % 10 == 0:
            print(f"{seen} rows, {passed:.0f} min: {float(nats) / weight:.3f}", flush=True)
        if time.monotonic() - kept > 600:
            save(learner, out)
            kept = time.monotonic()
    save(learner, out)
    print(f"held out: {held_out(learner, check):.3f} nats", flush=True)


def held_out(learner: Learner, check: Sequence[Sequence[Packed]]) -> float:
    """Nats a token of rows that are not learnt."""
    with torch.no_grad():
        found = [learner.loss(row) for row in check]
    return float(sum(float(nats) for nats, _ in found) / sum(weight for _, weight in found))


def save(learner: Learner, out: Path) -> None:
    """What was learnt."""
    np.savez(out, **{n: p.detach().numpy().astype(np.float16) for n, p in learner.learnt().items()})


def export(kept: Path, folder: Path) -> None:
    """What llama.cpp reads."""
    from gguf import GGUFWriter

    folder.mkdir(parents=True, exist_ok=True)
    file = GGUFWriter(str(folder / f"{MODEL}.lora"), "qwen2")
    file.add_type("adapter")
    file.add_string("adapter.type", "lora")
    file.add_float32("adapter.lora.alpha", SCALE * RANK)
    with np.load(kept) as values:
        for name in sorted(n for n in values.files if ".layers." in n):
            layer, _, part, side = name.split(".layers.")[1].split(".")
            file.add_tensor(f"blk.{layer}.{NAMES[part]}.weight.lora_{side}", values[name])
    file.write_header_to_file()
    file.write_kv_data_to_file()
    file.write_tensors_to_file()
    file.close()
    write_sums(folder)


def weights(gguf: Path, folder: Path) -> None:
    """The model's weights in bfloat16."""
    tokens = AutoTokenizer.from_pretrained(gguf.parent, gguf_file=gguf.name)
    net = AutoModelForCausalLM.from_pretrained(gguf.parent, gguf_file=gguf.name, dtype=torch.bfloat16)
    if hasattr(net.config, "quantization_config"):
        del net.config.quantization_config
    net.save_pretrained(folder)
    tokens.save_pretrained(folder)


def main() -> None:
    """See above."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("what", choices=("weights", "train", "export"))
    parser.add_argument("source", type=Path)
    parser.add_argument("out", type=Path)
    parser.add_argument("--minutes", type=float, default=60)
    parser.add_argument("--start", type=Path)
    given = parser.parse_args()
    torch.manual_seed(1)
    if given.what == "weights":
        weights(given.source, given.out)
    elif given.what == "export":
        export(given.source, given.out)
    else:
        learner = Learner(given.source)
        if given.start:
            with np.load(given.start) as kept, torch.no_grad():
                for name, value in learner.learnt().items():
                    value.copy_(torch.tensor(kept[name].astype(np.float32)))
        train(learner, ROOT / "models" / "corpus", given.out, given.minutes)


if __name__ == "__main__":
    main()
