"""Write the trained encoder as the app reads it: ``python export.py --base FOLDER --net FILE.pt --out FILE.npz``."""

from __future__ import annotations

import argparse
from pathlib import Path

import numpy as np
import torch


def eight_bits(matrix: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Whole numbers from -127 to 127 and what one of them is worth in each row."""
    scale = np.maximum(np.abs(matrix).max(1), 1e-8) / 127
    return np.round(matrix / scale[:, None]).astype(np.int8), scale.astype(np.float32)


def arrays(state: dict[str, torch.Tensor]) -> dict[str, np.ndarray]:
    """The arrays by the names that ``redraft.encoder.network`` knows."""
    made: dict[str, np.ndarray] = {}

    def get(name: str) -> np.ndarray:
        return state[name].numpy().astype(np.float32)

    def matrix(name: str, weight: np.ndarray, bias: np.ndarray) -> None:
        made[name], made[f"{name}.scale"] = eight_bits(weight)
        made[f"{name}.bias"] = bias

    made["words"], made["words.scale"] = eight_bits(get("encoder.embeddings.word_embeddings.weight"))
    types = get("encoder.embeddings.token_type_embeddings.weight")
    made["places"] = (get("encoder.embeddings.position_embeddings.weight") + types[0]).astype(np.float16)
    for part in ("weight", "bias"):
        made[f"norm.{part}"] = get(f"encoder.embeddings.LayerNorm.{part}")
    layer = 0
    while f"encoder.encoder.layer.{layer}.output.dense.weight" in state:
        old, new = f"encoder.encoder.layer.{layer}", f"layer.{layer}"
        mixing = [(get(f"{old}.attention.self.{n}.weight"), get(f"{old}.attention.self.{n}.bias"))
                  for n in ("query", "key", "value")]  # fmt: skip
        matrix(f"{new}.mixing", np.concatenate([w for w, _ in mixing]), np.concatenate([b for _, b in mixing]))
        for name, place in (("joined", "attention.output"), ("widened", "intermediate"), ("narrowed", "output")):
            matrix(f"{new}.{name}", get(f"{old}.{place}.dense.weight"), get(f"{old}.{place}.dense.bias"))
        for name, place in (("first_norm", "attention.output"), ("second_norm", "output")):
            for part in ("weight", "bias"):
                made[f"{new}.{name}.{part}"] = get(f"{old}.{place}.LayerNorm.{part}")
        layer += 1
    for name in ("tag", "look"):
        matrix(name, get(f"{name}.weight"), get(f"{name}.bias"))
    made["weigh"], made["bias"] = get("weigh"), get("bias")
    for name in {n.split(".")[1] for n in state if n.startswith("values.")}:
        matrix(f"value.{name}", get(f"values.{name}.weight"), get(f"values.{name}.bias"))
    return made


def main() -> None:
    """Convert."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--net", type=Path, required=True)
    parser.add_argument("--out", type=Path, required=True)
    given = parser.parse_args()
    np.savez(given.out, **arrays(torch.load(given.net, weights_only=True, map_location="cpu")))
    print(given.out, given.out.stat().st_size)


if __name__ == "__main__":
    main()
