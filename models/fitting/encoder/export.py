"""Write the trained encoder as the app reads it: ``python export.py --base FOLDER --net FILE.pt --out FILE.npz``."""

from __future__ import annotations

import argparse
import sys
import unicodedata
from pathlib import Path

import numpy as np
import torch

sys.path.insert(0, str(Path(__file__).resolve().parents[3] / "app"))
from redraft.encoder.packing import packed

FIRST_PLACE = 2
"""MPNet's first piece stands in the third row of its table of places, BERT's in the first."""
LAST_SYMBOL = 0x2BFF
WORD_BITS = 3
"""Of a word's numbers; a text has many words, whose errors are evened out."""
MPNET = {"mixing": [f"attention.attn.{n}" for n in "qkv"], "joined": "attention.attn.o", "first_norm": "attention"}
BERT = {"mixing": [f"attention.self.{n}" for n in ("query", "key", "value")], "joined": "attention.output.dense",
        "first_norm": "attention.output"}  # fmt: skip


def unread(piece: str) -> bool:
    """Whether a piece is of no script that the corpus is in, so that its numbers say nothing."""
    return piece.startswith("[unused") or any(
        ord(c) > LAST_SYMBOL or (c.isalpha() and not unicodedata.name(c, "").startswith("LATIN")) for c in piece
    )


def arrays(state: dict[str, torch.Tensor]) -> dict[str, np.ndarray]:
    """The arrays by the names that ``redraft.encoder.network`` knows."""
    made: dict[str, np.ndarray] = {}

    def get(name: str) -> np.ndarray:
        return state[name].numpy().astype(np.float32)

    def put(name: str, weight: np.ndarray, bits: int = 4) -> None:
        made.update({f"{name}.{part}": array for part, array in packed(weight, bits).items()})

    def matrix(name: str, weight: np.ndarray, bias: np.ndarray) -> None:
        put(name, weight)
        made[f"{name}.bias"] = bias

    put("words", get("encoder.embeddings.word_embeddings.weight"), WORD_BITS)
    places, near = (
        get("encoder.embeddings.position_embeddings.weight"),
        "encoder.encoder.relative_attention_bias.weight",
    )
    parts = MPNET if near in state else BERT
    if parts is MPNET:
        made["nearness"], places = get(near), places[FIRST_PLACE:]
    else:
        places = places + get("encoder.embeddings.token_type_embeddings.weight")[0]
    made["places"] = places.astype(np.float16)
    for part in ("weight", "bias"):
        made[f"norm.{part}"] = get(f"encoder.embeddings.LayerNorm.{part}")
    layer = 0
    while f"encoder.encoder.layer.{layer}.output.dense.weight" in state:
        old, new = f"encoder.encoder.layer.{layer}", f"layer.{layer}"
        mixing = [(get(f"{old}.{name}.weight"), get(f"{old}.{name}.bias")) for name in parts["mixing"]]
        matrix(f"{new}.mixing", np.concatenate([w for w, _ in mixing]), np.concatenate([b for _, b in mixing]))
        for name, place in (("joined", parts["joined"]), ("widened", "intermediate.dense"),
                            ("narrowed", "output.dense")):  # fmt: skip
            matrix(f"{new}.{name}", get(f"{old}.{place}.weight"), get(f"{old}.{place}.bias"))
        for name, place in (("first_norm", parts["first_norm"]), ("second_norm", "output")):
            for part in ("weight", "bias"):
                made[f"{new}.{name}.{part}"] = get(f"{old}.{place}.LayerNorm.{part}")
        layer += 1
    for name in ("tag", "look"):
        matrix(name, get(f"{name}.weight"), get(f"{name}.bias"))
    made["weigh"], made["bias"] = get("weigh"), get("bias")
    for name in sorted({n.split(".")[1] for n in state if n.startswith("values.")}):
        matrix(f"value.{name}", get(f"values.{name}.weight"), get(f"values.{name}.bias"))
    return made


MARKS = {"<s>": "[CLS]", "</s>": "[SEP]", "<pad>": "[PAD]", "<unk>": "[UNK]", "<mask>": "[MASK]"}
"""What MPNet and BERT call the same."""


def ordered(rows: torch.Tensor, pieces: list[str], like: list[str]) -> torch.Tensor:
    """The rows of a vocabulary's pieces in the order of another's; KeyError for a piece that it has not."""
    places = {piece: i for i, piece in enumerate(pieces)}
    return rows[[places[MARKS.get(piece, piece)] for piece in like]]


def _pieces(file: Path) -> list[str]:
    return file.read_text("utf-8").rstrip("\n").split("\n")


def main() -> None:
    """Convert."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--net", type=Path, required=True)
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--vocabulary", type=Path, help="the vocabulary that it was trained with")
    parser.add_argument("--like", type=Path, help="one of the same pieces in whose order they are written")
    given = parser.parse_args()
    state = torch.load(given.net, weights_only=True, map_location="cpu")
    if given.like is not None:
        words = "encoder.embeddings.word_embeddings.weight"
        state[words] = ordered(state[words], _pieces(given.vocabulary), _pieces(given.like))
    if given.like or given.vocabulary:
        words = state["encoder.embeddings.word_embeddings.weight"]
        words[[i for i, piece in enumerate(_pieces(given.like or given.vocabulary)) if unread(piece)]] = 0
    np.savez_compressed(given.out, **arrays(state))
    print(given.out, given.out.stat().st_size)


if __name__ == "__main__":
    main()
