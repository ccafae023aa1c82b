"""A short run of the fuzzer; the long one is a script of its own."""

from __future__ import annotations

from pathlib import Path

from bench.fuzz_importers import run


def test_mutations_raise_nothing(tmp_path: Path) -> None:
    run(60, tmp_path, seed=11)
