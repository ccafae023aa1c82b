"""Writes a language model of one layer that llama.cpp runs, for processors on which the real one would take hours.

Its weights are noise from a fixed seed in the block format Q4_K, as most of the default model's are, so that the same
kernels run. Keys and names of tensors: the GGUF specification (ggml, ``docs/gguf.md``) for the architecture "qwen2";
bytes of a block: ``block_q4_K`` in ``ggml-common.h``.
"""

from __future__ import annotations

import random
import struct
from pathlib import Path

WIDTH = 256
HEADS = 4
_U32, _F32, _STRING, _ARRAY, _I32 = 4, 6, 8, 9, 5
_FULL, _Q4_K = 0, 12
_CONTROL, _NORMAL = 3, 1


def _text(text: str) -> bytes:
    data = text.encode("utf-8")
    return struct.pack("<Q", len(data)) + data


def _number(key: str, value: int) -> bytes:
    return _text(key) + struct.pack("<II", _U32, value)


def _words(key: str, values: list[str]) -> bytes:
    return _text(key) + struct.pack("<IIQ", _ARRAY, _STRING, len(values)) + b"".join(map(_text, values))


def _letters() -> list[str]:
    """The 256 symbols that byte-level tokenisers write bytes with (GPT-2's table)."""
    plain = [*range(33, 127), *range(161, 173), *range(174, 256)]
    others = (n for n in range(256) if n not in plain)
    table = {byte: chr(byte) for byte in plain} | {byte: chr(256 + n) for n, byte in enumerate(others)}
    return [table[byte] for byte in range(256)]


def _blocks(noise: random.Random, rows: int, columns: int) -> bytes:
    """Noise in Q4_K: a scale, a minimum, 12 bytes of finer scales and 128 of values for 256 numbers."""
    head = struct.pack("<ee", 0.002, 0.015)
    return b"".join(head + noise.randbytes(12 + 128) for _ in range(rows * columns // 256))


def write_model(path: Path) -> Path:
    """Write the model, 0.3 MB, and return its path."""
    noise = random.Random(7)
    markers = ["<|endoftext|>", "<|im_start|>", "<|im_end|>"]
    tokens = [*_letters(), *markers, "Ġt"]
    kinds = [_NORMAL] * 256 + [_CONTROL] * len(markers) + [_NORMAL]
    properties = [
        _text("general.architecture") + struct.pack("<I", _STRING) + _text("qwen2"),
        _text("general.name") + struct.pack("<I", _STRING) + _text("One layer of noise"),
        _number("qwen2.context_length", 32768),
        _number("qwen2.embedding_length", WIDTH),
        _number("qwen2.block_count", 1),
        _number("qwen2.feed_forward_length", WIDTH),
        _number("qwen2.attention.head_count", HEADS),
        _number("qwen2.attention.head_count_kv", HEADS),
        _text("qwen2.attention.layer_norm_rms_epsilon") + struct.pack("<If", _F32, 1e-6),
        _text("tokenizer.ggml.model") + struct.pack("<I", _STRING) + _text("gpt2"),
        _text("tokenizer.ggml.pre") + struct.pack("<I", _STRING) + _text("qwen2"),
        _words("tokenizer.ggml.tokens", tokens),
        _text("tokenizer.ggml.token_type") + struct.pack(f"<IIQ{len(kinds)}i", _ARRAY, _I32, len(kinds), *kinds),
        _words("tokenizer.ggml.merges", ["Ġ t"]),
        _number("tokenizer.ggml.eos_token_id", 258),
        _number("tokenizer.ggml.bos_token_id", 256),
    ]
    square = ("attn_q", "attn_k", "attn_v", "attn_output", "ffn_gate", "ffn_up", "ffn_down")
    matrices = {"token_embd": len(tokens), "output": len(tokens)} | {f"blk.0.{name}": WIDTH for name in square}
    ones = ("output_norm", "blk.0.attn_norm", "blk.0.ffn_norm")
    data, infos = b"", b""
    for name, rows in matrices.items():
        infos += _text(f"{name}.weight") + struct.pack("<IQQIQ", 2, WIDTH, rows, _Q4_K, len(data))
        data += _blocks(noise, rows, WIDTH)
    vectors = {f"{name}.weight": 1.0 for name in ones} | {f"blk.0.attn_{part}.bias": 0.0 for part in "qkv"}
    for name, value in vectors.items():
        infos += _text(name) + struct.pack("<IQIQ", 1, WIDTH, _FULL, len(data))
        data += struct.pack("<f", value) * WIDTH
    head = b"GGUF" + struct.pack("<IQQ", 3, len(matrices) + len(vectors), len(properties))
    head += b"".join(properties) + infos
    path.write_bytes(head + b"\0" * (-len(head) % 32) + data)
    return path
