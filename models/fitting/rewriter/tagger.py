"""Learn which words a person would leave out, and what to say there: ``python tagger.py --out FILE.pt``.

An editor in the manner of LaserTagger (arXiv 1909.01187) on the quick encoder: a tag a word says whether it goes, and
for a stretch that goes a phrase is chosen among all that people said, none among them. It is told what has to be hidden
by the tags of the quick encoder as it ships, which are added to its words. Saves after every epoch and goes on.
"""

from __future__ import annotations

import argparse
import json
import math
import random
import sys
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import torch
from chunks import Chunk, Reworded, learnt, phrase, phrases, reworded, words_of
from sentences import CHOOSE
from torch import nn
from torch.nn.functional import binary_cross_entropy_with_logits as bce
from torch.nn.functional import cross_entropy
from transformers import BertConfig, BertModel

ROOT = Path(__file__).resolve().parents[3]
sys.path[:0] = [str(ROOT / "app"), str(ROOT / "models" / "fitting" / "encoder")]

from posts import ATTRIBUTES, VALUES  # noqa: E402
from train import pace  # noqa: E402

from redraft.domain.text import Span  # noqa: E402
from redraft.encoder.network import Encoder  # noqa: E402
from redraft.encoder.packing import unpacked  # noqa: E402
from redraft.encoder.wordpiece import Piece, WordPieces  # noqa: E402

ENCODER = ROOT / "models" / "encoder"
VAGUER = ROOT / "resources" / "languages" / "en" / "vaguer.tsv"
BATCH, LONGEST, WARM, WIDTH = 8, 400, 0.08, 256
GONE_WEIGHT, PHRASE_SHARE, SCALE = 2.0, 0.15, 8.0
OFTEN = 700
"""Phrases that are always compared while it learns, and as many others by chance."""
AS_MARKED, BLIND = 0.35, 0.1
"""How often the words that tell are those that a person marked, and how often an attribute's are not known at all."""
MARKS = ("<s>", "[CLS]")


class Editor(nn.Module):
    """``gone``: does a word go; ``said``: which phrase stands for a stretch that goes, [stretches, phrases + 1]."""

    def __init__(self, encoder: nn.Module, words: torch.Tensor, shares: torch.Tensor) -> None:
        super().__init__()
        width = encoder.config.hidden_size
        self.encoder = encoder
        self.aim = nn.Linear(len(ATTRIBUTES), width, bias=False)
        self.gone = nn.Sequential(nn.Linear(3 * width, WIDTH), nn.GELU(), nn.Linear(WIDTH, 1))
        self.place = nn.Sequential(
            nn.Dropout(0.1), nn.Linear(5 * width, 2 * WIDTH), nn.GELU(), nn.Linear(2 * WIDTH, WIDTH)
        )
        self.phrase = nn.Sequential(
            nn.LayerNorm(3 * width), nn.Linear(3 * width, 2 * WIDTH), nn.GELU(), nn.Linear(2 * WIDTH, WIDTH)
        )
        self.bias = nn.Parameter(shares.log())
        self.other = nn.Parameter(torch.zeros(WIDTH))
        self.register_buffer("phrase_words", words, persistent=False)
        nn.init.zeros_(self.aim.weight)

    def read(self, ids: torch.Tensor, mask: torch.Tensor, aims: torch.Tensor) -> torch.Tensor:
        """[texts, pieces, width]; ``aims`` [texts, pieces, attributes]."""
        words = self.encoder.embeddings.word_embeddings(ids) + self.aim(aims)
        return self.encoder(inputs_embeds=words, attention_mask=mask.long()).last_hidden_state

    def goes(self, hidden: torch.Tensor) -> torch.Tensor:
        """Log-odds that each word goes, from what is made of one text's words [words, width]."""
        pad = torch.zeros_like(hidden[:1])
        return self.gone(torch.cat([torch.cat([pad, hidden[:-1]]), hidden, torch.cat([hidden[1:], pad])], -1))[:, 0]

    def said(self, places: torch.Tensor, some: torch.Tensor | None = None) -> torch.Tensor:
        """Logits of phrases, or of ``some``, the last of other words, for stretches [stretches, 5 * width]."""
        words = self.phrase_words if some is None else self.phrase_words[some]
        bias = self.bias if some is None else torch.cat([self.bias[some], self.bias[-1:]])
        return self.place(places) @ torch.cat([self.phrase(words), self.other[None]]).T / SCALE + bias


def first_pieces(words: Sequence[Span], pieces: Sequence[Piece]) -> list[int]:
    """Of each word the first piece that ends behind where it begins, or the last of all."""
    found, at = [], 0
    for word in words:
        while at < len(pieces) - 1 and pieces[at].end <= word.start:
            at += 1
        found.append(at)
    return found


def stretch(hidden: torch.Tensor, first: int, last: int) -> torch.Tensor:
    """The word before a stretch, its first, all, its last, and the word after; [5 * width]."""
    pad = torch.zeros_like(hidden[0])
    before, after = hidden[first - 1] if first else pad, hidden[last] if last < len(hidden) else pad
    return torch.cat([before, hidden[first], hidden[first:last].mean(0), hidden[last - 1], after])


@dataclass(frozen=True, slots=True)
class Row:
    """One sample as numbers."""

    ids: list[int]
    aims: np.ndarray
    firsts: list[int]
    chunks: Sequence[Chunk]
    said: Sequence[int]


class Rows:
    """Posts as rows; the quick encoder reads each once."""

    def __init__(self, known: Sequence[str]) -> None:
        self.pieces = WordPieces((ENCODER / "vocabulary.txt").read_text("utf-8").split("\n"))
        self.quick = Encoder.load(ENCODER / "quick.npz", 12)
        self.number = {words: i for i, words in enumerate(known)}
        self.known = known
        self._read: dict[str, tuple[list[Piece], np.ndarray, list[int]]] = {}

    def _of(self, text: str) -> tuple[list[Piece], np.ndarray, list[int]]:
        if text not in self._read:
            cut = self.pieces.pieces(text)[:LONGEST]
            ids = [self.pieces.begin, *(p.id for p in cut), self.pieces.end]
            tags = self.quick.hear([ids], dict.fromkeys(VALUES, 0))[0].tags
            shares = (1 / (1 + np.exp(-tags))).astype(np.float32)
            words = [w for w in words_of(text) if w.start < cut[-1].end]
            self._read[text] = cut, shares, first_pieces(words, cut)
        return self._read[text]

    def row(self, post: Reworded, rng: random.Random | None) -> Row | None:
        """One way to hide some of a post; see :meth:`Reworded.sample`."""
        sample = post.sample(rng)
        if sample is None:
            return None
        cut, shares, firsts = self._of(sample.text)
        aims = np.zeros_like(shares)
        for name in sample.hidden:
            at = ATTRIBUTES.index(name)
            if rng is not None and rng.random() < BLIND:
                continue
            if rng is not None and rng.random() < AS_MARKED:
                for quote in post.evidence.get(name, ()):
                    start = sample.text.find(quote)
                    span = Span(start, start + len(quote))
                    aims[1:-1, at] = np.maximum(aims[1:-1, at], [float(start >= 0 and p.overlaps(span)) for p in cut])
            else:
                aims[:, at] = shares[:, at]
        chunks = [c for c in sample.chunks if c.last <= len(firsts)]
        if not chunks:
            return None
        said = [self.number.get(phrase(c.words), len(self.known)) for c in chunks]
        return Row(
            [self.pieces.begin, *(p.id for p in cut), self.pieces.end], aims, [f + 1 for f in firsts], chunks, said
        )


def some_of(said: Sequence[int], many: int) -> tuple[torch.Tensor, torch.Tensor]:
    """The most frequent phrases, some others and those that were said; and the place of the latter among them."""
    wanted = torch.tensor(said)
    some = torch.cat([torch.arange(OFTEN), torch.randint(many, (OFTEN,)), wanted[wanted < many]]).unique()
    return some, torch.where(wanted < many, torch.searchsorted(some, wanted), len(some))


def losses(net: Editor, rows: Sequence[Row], known: Sequence[str]) -> tuple[torch.Tensor, torch.Tensor]:
    """Of what goes, and of what is said there."""
    longest = max(len(r.ids) for r in rows)
    ids, mask = torch.zeros(len(rows), longest, dtype=torch.long), torch.zeros(len(rows), longest, dtype=torch.bool)
    aims = torch.zeros(len(rows), longest, len(ATTRIBUTES))
    for i, row in enumerate(rows):
        n = len(row.ids)
        ids[i, :n], mask[i, :n], aims[i, :n] = torch.tensor(row.ids), True, torch.tensor(row.aims)
    with torch.autocast("cpu", dtype=torch.bfloat16):
        hidden = net.read(ids, mask, aims)
    hidden = hidden.float()
    gone, want, places, said = [], [], [], []
    for one, row in zip(hidden, rows, strict=True):
        words = one[row.firsts]
        truth = torch.zeros(len(words))
        for chunk, number in zip(row.chunks, row.said, strict=True):
            truth[chunk.first : chunk.last] = 1
            places.append(stretch(words, chunk.first, chunk.last))
            said.append(number)
        gone.append(net.goes(words))
        want.append(truth)
    of_gone = bce(torch.cat(gone), torch.cat(want), pos_weight=torch.tensor(GONE_WEIGHT))
    if not net.training:
        return of_gone, cross_entropy(net.said(torch.stack(places)), torch.tensor(said))
    some, target = some_of(said, len(known))
    logits = net.said(torch.stack(places), some)
    # Each that is there by chance stands for all that are not.
    chance = (torch.arange(len(some) + 1) >= OFTEN) & ~torch.isin(torch.arange(len(some) + 1), target)
    chance[-1] = False
    return of_gone, cross_entropy(logits + chance * math.log(len(known) / OFTEN), target)


def quick_bert(drop: float = 0.1) -> BertModel:
    """The quick encoder as it ships, as a network that learns."""
    with np.load(ENCODER / "quick.npz", allow_pickle=False) as file:
        arrays = dict(file)

    def whole(name: str) -> torch.Tensor:
        numbers = unpacked(arrays[f"{name}.codes"], arrays[f"{name}.steps"]).astype(np.float32)
        return torch.tensor(numbers * arrays[f"{name}.scale"].astype(np.float32)[:, None])

    words, places = whole("words"), torch.tensor(arrays["places"].astype(np.float32))
    layers = sum(name.endswith(".mixing.bias") for name in arrays)
    net = BertModel(
        BertConfig(vocab_size=len(words), hidden_size=words.shape[1], num_hidden_layers=layers, num_attention_heads=12,
                   intermediate_size=4 * words.shape[1], max_position_embeddings=len(places), type_vocab_size=1,
                   hidden_dropout_prob=drop, attention_probs_dropout_prob=drop, layer_norm_eps=1e-5),
        add_pooling_layer=False,
    )  # fmt: skip
    state = {"embeddings.word_embeddings.weight": words, "embeddings.position_embeddings.weight": places,
             "embeddings.token_type_embeddings.weight": torch.zeros(1, words.shape[1])}  # fmt: skip
    for part in ("weight", "bias"):
        state[f"embeddings.LayerNorm.{part}"] = torch.tensor(arrays[f"norm.{part}"].astype(np.float32))
    for i in range(layers):
        old, new = f"layer.{i}", f"encoder.layer.{i}"
        for part, mixed in (("weight", whole(f"{old}.mixing")), ("bias", torch.tensor(arrays[f"{old}.mixing.bias"]))):
            for name, some in zip(("query", "key", "value"), mixed.float().chunk(3), strict=True):
                state[f"{new}.attention.self.{name}.{part}"] = some
        for name, place in (("joined", "attention.output.dense"), ("widened", "intermediate.dense"),
                            ("narrowed", "output.dense")):  # fmt: skip
            state[f"{new}.{place}.weight"] = whole(f"{old}.{name}")
            state[f"{new}.{place}.bias"] = torch.tensor(arrays[f"{old}.{name}.bias"].astype(np.float32))
        for name, place in (("first_norm", "attention.output"), ("second_norm", "output")):
            for part in ("weight", "bias"):
                state[f"{new}.{place}.LayerNorm.{part}"] = torch.tensor(
                    arrays[f"{old}.{name}.{part}"].astype(np.float32)
                )
    missing, unexpected = net.load_state_dict(state, strict=False)
    assert not unexpected, unexpected
    assert all("position_ids" in name or "token_type_ids" in name for name in missing), missing
    return net


def phrase_words(known: Sequence[str], pieces: WordPieces, table: torch.Tensor) -> torch.Tensor:
    """Of each phrase the mean of its words' numbers, its first and its last; nothing of the empty one."""
    rows = []
    for words in known:
        some = table[[p.id for p in pieces.pieces(words)]] if words.strip() else table[:1] * 0
        rows.append(torch.cat([some.mean(0), some[0], some[-1]]))
    return torch.stack(rows)


def shares(train: Sequence[Reworded], rows: Rows) -> torch.Tensor:
    """How often each phrase is said, the last for all others; none is never said."""
    counted = torch.full((len(rows.known) + 1,), 0.1)
    for post in train:
        sample = post.sample(None)
        for chunk in sample.chunks if sample else ():
            counted[rows.number.get(phrase(chunk.words), len(rows.known))] += 1
    return counted / counted.sum()


def main() -> None:
    """Train and save."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--epochs", type=int, default=6)
    parser.add_argument("--rate", type=float, default=1e-4)
    parser.add_argument("--seed", type=int, default=0)
    given = parser.parse_args()
    torch.manual_seed(given.seed)
    torch.set_num_threads(2)
    rng = random.Random(given.seed)
    every = reworded()
    train = [p for p in every if learnt(p)]
    listed = given.out.with_suffix(".json")
    known = json.loads(listed.read_text("utf-8")) if listed.exists() else phrases(train, VAGUER)
    listed.write_text(json.dumps(known, ensure_ascii=False), "utf-8")
    rows = Rows(known)
    encoder = quick_bert()
    encoder.embeddings.word_embeddings.requires_grad_(False)
    words = phrase_words(known, rows.pieces, encoder.embeddings.word_embeddings.weight.detach())
    net = Editor(encoder, words, shares(train, rows))
    slow = [p for p in net.encoder.parameters() if p.requires_grad]
    fast = [p for n, p in net.named_parameters() if not n.startswith("encoder.")]
    optimiser = torch.optim.AdamW([{"params": slow, "peak": given.rate}, {"params": fast, "peak": given.rate * 8}],
                                  lr=given.rate, weight_decay=0.01, fused=True)  # fmt: skip
    test = [row for p in every if p.writer in CHOOSE and (row := rows.row(p, None))]
    print(len(train), "posts with edits,", len(known), "phrases,", len(test), "posts to choose by", flush=True)
    began, first, kept = time.time(), 0, given.out.with_suffix(".part")
    if kept.exists():
        state = torch.load(kept, weights_only=False)
        net.load_state_dict(state["net"])
        optimiser.load_state_dict(state["optimiser"])
        for group in optimiser.param_groups:
            group["fused"] = True
        first = state["epoch"] + 1
        rng.setstate(state["rng"])
    for epoch in range(first, given.epochs):
        net.train()
        made = [row for p in train if (row := rows.row(p, rng))]
        made.sort(key=lambda r: len(r.ids) + rng.random() * 60)
        batches = [made[i : i + BATCH] for i in range(0, len(made), BATCH)]
        rng.shuffle(batches)
        total = np.zeros(2)
        for at, batch in enumerate(batches):
            for group in optimiser.param_groups:
                group["lr"] = group["peak"] * pace((epoch + at / len(batches)) / given.epochs, WARM)
            optimiser.zero_grad()
            both = losses(net, batch, known)
            (both[0] + PHRASE_SHARE * both[1]).backward()
            torch.nn.utils.clip_grad_norm_(net.parameters(), 1.0)
            optimiser.step()
            total += [one.item() for one in both]
            if at % 40 == 39:
                print(epoch, at + 1, len(batches), (total / (at + 1)).round(4), round(time.time() - began), flush=True)
        print(json.dumps({"epoch": epoch, "loss": (total / len(batches)).round(4).tolist(), **figures(net, test, known),
                          "seconds": round(time.time() - began)}), flush=True)  # fmt: skip
        torch.save({"net": net.state_dict(), "optimiser": optimiser.state_dict(), "epoch": epoch,
                    "rng": rng.getstate()}, kept)  # fmt: skip
    torch.save(net.state_dict(), given.out)
    kept.unlink()


def figures(net: Editor, rows: Sequence[Row], known: Sequence[str]) -> dict[str, float]:
    """On posts of *choose*, with all that their edits hide hidden."""
    from sklearn.metrics import average_precision_score

    net.eval()
    found, truth, losses_, ranks = [], [], [], []
    with torch.no_grad():
        for at in range(0, len(rows), BATCH):
            losses_.append([x.item() for x in losses(net, rows[at : at + BATCH], known)])
        for row in rows:
            with torch.autocast("cpu", dtype=torch.bfloat16):
                hidden = net.read(torch.tensor([row.ids]), torch.ones(1, len(row.ids), dtype=torch.bool),
                                  torch.tensor(row.aims)[None])  # fmt: skip
            words = hidden[0].float()[row.firsts]
            one = torch.zeros(len(words))
            for c in row.chunks:
                one[c.first : c.last] = 1
            found.append(net.goes(words))
            truth.append(one)
            some = [(c, n) for c, n in zip(row.chunks, row.said, strict=True) if n < len(known)]
            if some:
                said = net.said(torch.stack([stretch(words, c.first, c.last) for c, _ in some]))
                for logits, (_, number) in zip(said, some, strict=True):
                    ranks.append((number == 0, int((logits > logits[number]).sum())))
    gone, said = np.mean(losses_, 0)
    filled = [r for empty, r in ranks if not empty]
    return {"gone": round(float(gone), 4), "said": round(float(said), 4),
            "precision": round(float(average_precision_score(torch.cat(truth), torch.cat(found))), 4),
            "empty first": round(float(np.mean([r == 0 for empty, r in ranks if empty])), 3),
            "phrase among 5": round(float(np.mean([r < 5 for r in filled])), 3),
            "phrase among 50": round(float(np.mean([r < 50 for r in filled])), 3)}  # fmt: skip


if __name__ == "__main__":
    main()
