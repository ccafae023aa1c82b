from __future__ import annotations

import math

import numpy as np
import pytest

from redraft.encoder.network import Encoder, _distances, _gelu, _normal, _softmax
from redraft.encoder.packing import packed, unpacked

WIDTH, HEADS, WORDS, LONGEST, ATTRIBUTES, BUCKETS = 32, 2, 20, 12, 3, 32


@pytest.fixture
def arrays() -> dict[str, np.ndarray]:
    """A network of two layers with numbers drawn once."""
    draw = np.random.default_rng(7)
    made: dict[str, np.ndarray] = {
        "places": draw.normal(size=(LONGEST, WIDTH)).astype(np.float16),
        "nearness": draw.normal(size=(BUCKETS, HEADS)).astype(np.float32),
        "norm.weight": np.ones(WIDTH, np.float32),
        "norm.bias": np.zeros(WIDTH, np.float32),
        "weigh": draw.normal(size=(ATTRIBUTES, WIDTH)).astype(np.float32),
        "bias": np.zeros(ATTRIBUTES, np.float32),
    }

    def numbers(name: str, out: int, into: int) -> None:
        made.update({f"{name}.{part}": array for part, array in packed(draw.normal(size=(out, into)) * 0.4).items()})

    def matrix(name: str, out: int, into: int) -> None:
        numbers(name, out, into)
        made[f"{name}.bias"] = draw.normal(size=out).astype(np.float32)

    numbers("words", WORDS, WIDTH)
    for layer in range(2):
        matrix(f"layer.{layer}.mixing", 3 * WIDTH, WIDTH)
        matrix(f"layer.{layer}.joined", WIDTH, WIDTH)
        matrix(f"layer.{layer}.widened", 4 * WIDTH, WIDTH)
        matrix(f"layer.{layer}.narrowed", WIDTH, 4 * WIDTH)
        for norm in ("first_norm", "second_norm"):
            made[f"layer.{layer}.{norm}.weight"] = np.ones(WIDTH, np.float32)
            made[f"layer.{layer}.{norm}.bias"] = np.zeros(WIDTH, np.float32)
    matrix("tag", ATTRIBUTES, WIDTH)
    matrix("look", ATTRIBUTES, WIDTH)
    matrix("value.sex", 2, WIDTH)
    return made


def plain(arrays: dict[str, np.ndarray], name: str) -> np.ndarray:
    return unpacked(arrays[f"{name}.codes"], arrays[f"{name}.steps"]) * arrays[f"{name}.scale"][:, None].astype(float)


def slowly(arrays: dict[str, np.ndarray], ids: list[int]) -> np.ndarray:
    """The same network written down number by number, as the paper has it."""

    def matrix(name: str) -> tuple[np.ndarray, np.ndarray]:
        return plain(arrays, name), arrays[f"{name}.bias"]

    def norm(row: np.ndarray) -> np.ndarray:
        return (row - row.mean()) / math.sqrt(((row - row.mean()) ** 2).mean() + 1e-5)

    words = plain(arrays, "words")
    rows = [norm(words[i] + arrays["places"][at].astype(float)) for at, i in enumerate(ids)]
    for layer in range(2):
        weight, bias = matrix(f"layer.{layer}.mixing")
        mixed = [weight @ row + bias for row in rows]
        size = WIDTH // HEADS
        seen = []
        for here, one in enumerate(mixed):
            # Nearer than eight pieces each distance counts for itself; what stands before has the first half.
            near = [arrays["nearness"][here - to if to <= here else BUCKETS // 2 + to - here] for to in range(len(ids))]
            parts = []
            for head in range(HEADS):
                at = slice(head * size, (head + 1) * size)
                asked = one[:WIDTH][at]
                weights = [
                    math.exp(asked @ other[WIDTH : 2 * WIDTH][at] / math.sqrt(size) + bias[head])
                    for other, bias in zip(mixed, near, strict=True)
                ]
                parts.append(
                    sum(w * other[2 * WIDTH :][at] for w, other in zip(weights, mixed, strict=True)) / sum(weights)
                )
            seen.append(np.concatenate(parts))
        joined, wide, narrow = (matrix(f"layer.{layer}.{n}") for n in ("joined", "widened", "narrowed"))
        rows = [norm(row + joined[0] @ s + joined[1]) for row, s in zip(rows, seen, strict=True)]
        gelu = np.vectorize(lambda x: x * 0.5 * (1 + math.erf(x / math.sqrt(2))))
        rows = [norm(row + narrow[0] @ gelu(wide[0] @ row + wide[1]) + narrow[1]) for row in rows]
    return np.array(rows)


def test_it_reads_as_the_paper_says(arrays: dict[str, np.ndarray]) -> None:
    ids = [2, 5, 9, 4, 3]
    encoder = Encoder(arrays, HEADS)
    (_other, heard) = encoder.hear([[2, 7, 7, 3], ids], {"sex": 1})
    hidden = slowly(arrays, ids)
    tags = hidden @ plain(arrays, "tag").T + arrays["tag.bias"]
    np.testing.assert_allclose(heard.tags, tags, rtol=1e-3, atol=1e-4)
    looked = np.exp(hidden @ plain(arrays, "look").T + arrays["look.bias"])
    pooled = (looked / looked.sum(0)).T @ hidden
    told = (pooled * arrays["weigh"]).sum(1) + tags.max(0)
    np.testing.assert_allclose(heard.told, told, rtol=1e-3, atol=1e-4)
    sex = pooled[1] @ plain(arrays, "value.sex").T + arrays["value.sex.bias"]
    np.testing.assert_allclose(heard.values["sex"], sex, rtol=1e-3, atol=1e-4)


def test_the_pieces_of_the_arithmetic() -> None:
    x = np.linspace(-6, 6, 101, dtype=np.float32)
    exact = [v * 0.5 * (1 + math.erf(v / math.sqrt(2))) for v in x.tolist()]
    np.testing.assert_allclose(_gelu(x), exact, atol=1e-6)
    np.testing.assert_allclose(_softmax(np.array([[1000.0, 1000.0]], np.float32)), [[0.5, 0.5]])
    unchanged = (np.ones(4, np.float32), np.zeros(4, np.float32))
    assert abs(float(_normal(np.array([[1, 2, 3, 4]], np.float32), unchanged).mean())) < 1e-6


def test_no_more_pieces_than_there_are_places(arrays: dict[str, np.ndarray]) -> None:
    encoder = Encoder(arrays, HEADS)
    assert encoder.longest == LONGEST
    assert encoder.hear([[2, *[5] * (LONGEST - 2), 3]], {"sex": 0})[0].tags.shape == (LONGEST, ATTRIBUTES)


def test_far_pieces_share_a_bucket_by_the_logarithm_of_their_distance() -> None:
    bucket = _distances(300, BUCKETS)
    assert bucket[20, 20 - 7] == 7
    assert bucket[20, 27] == 16 + 7
    for distance in (8, 15, 16, 31, 64, 100, 127, 128, 250):
        expected = min(15, 8 + int(math.log(distance / 8) / math.log(16) * 8 + 1e-6))
        assert bucket[290, 290 - distance] == expected
        assert bucket[290 - distance, 290] == 16 + expected
