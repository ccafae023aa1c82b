from __future__ import annotations

import numpy as np

from redraft.encoder.packing import GROUP, MOST, Matrix, Words, packed, unpacked


def test_no_number_within_reach_is_farther_off_than_half_a_code_of_its_group() -> None:
    draw = np.random.default_rng(3)
    matrix = draw.normal(size=(40, 4 * GROUP)) * draw.uniform(0.01, 5, size=(40, 1))
    parts = packed(matrix)
    back = unpacked(parts["codes"], parts["steps"]) * parts["scale"][:, None]
    room = np.repeat(np.abs(parts["steps"]) * parts["scale"][:, None], GROUP, axis=1)
    within = np.abs(matrix) <= 7 * room
    assert within.mean() > 0.9
    assert (np.abs(back - matrix) <= 0.5 * room * (1 + 1e-5))[within].all()
    # Four bits of noise and no more: what is stored says nearly the same.
    assert np.corrcoef(back.ravel(), matrix.ravel())[0, 1] > 0.99


def test_the_edges_of_a_group_and_empty_rows_are_kept() -> None:
    matrix = np.zeros((2, 2 * GROUP))
    matrix[0, 0], matrix[0, 1], matrix[0, GROUP] = 1.0, -7 / 8, 1e-3
    parts = packed(matrix)
    assert np.abs(parts["steps"]).min() >= 1
    assert np.abs(parts["steps"]).max() <= MOST
    back = unpacked(parts["codes"], parts["steps"]) * parts["scale"][:, None]
    np.testing.assert_allclose(back[0, :2], [1, -7 / 8], rtol=1e-5)
    assert not back[1].any()


def test_a_group_with_one_large_number_keeps_its_small_ones() -> None:
    draw = np.random.default_rng(5)
    matrix = draw.normal(size=(1, 4 * GROUP))
    matrix[0, GROUP] = 5.2
    parts = packed(matrix)
    off = unpacked(parts["codes"], parts["steps"]) * parts["scale"][:, None] - matrix
    # Rounding up to the step in which the largest number fits would be off by twice as much.
    assert (off**2).mean() < 0.012


def test_a_matrix_is_multiplied_as_if_it_were_unpacked() -> None:
    draw = np.random.default_rng(4)
    arrays = {f"m.{part}": array for part, array in packed(draw.normal(size=(6, GROUP))).items()}
    arrays["m.bias"] = draw.normal(size=6).astype(np.float32)
    whole = unpacked(arrays["m.codes"], arrays["m.steps"]) * arrays["m.scale"][:, None]
    x = draw.normal(size=(3, GROUP)).astype(np.float32)
    np.testing.assert_allclose(Matrix(arrays, "m").of(x), x @ whole.T + arrays["m.bias"], rtol=1e-4, atol=1e-4)
    np.testing.assert_allclose(Words(arrays, "m").of(np.array([4, 0])), whole[[4, 0]], rtol=1e-6)
