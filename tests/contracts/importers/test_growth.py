"""A hostile file twice as large may take twice the work, never four times.

Two looks at each: steps of Python, which are the same on every computer, and processor time, the best of three, where
C does the work. A square would give 16 for four times the size; a line gives four.
"""

from __future__ import annotations

import gc
import sys
import time
from collections.abc import Callable
from pathlib import Path
from types import FrameType
from typing import Any

import pytest

from contracts.importers.hostile import HOSTILE, Hostile
from redraft.domain.errors import RedraftError
from redraft.importers.contract import Options
from redraft.importers.opening import open_archive
from redraft.importers.recognise import EVERY, candidates

MOST = 7.0
"""How many times the work for four times the size: above a line with its overhead, well below a square."""
STEPS, SECONDS = 20_000, 0.05
"""What a run may cost beside, however small the file."""


def read(path: Path, platform: str) -> int:
    """How many items come, with all that the reader does; a refusal is fine too."""
    importer = next(one for one in EVERY if one.name == platform)
    try:
        with open_archive(path) as source:
            candidates(source)
            return sum(1 for _ in importer.posts(source, Options(me="m@example.org", messages=True)))
    except RedraftError:
        return 0


def steps(work: Callable[[], object]) -> int:
    count = 0

    def trace(_frame: FrameType, _event: str, _given: Any) -> Any:
        nonlocal count
        count += 1
        return trace

    before = sys.gettrace()
    sys.settrace(trace)
    try:
        work()
    finally:
        sys.settrace(before)
    return count


def seconds(work: Callable[[], object]) -> float:
    """Processor time of the work alone: what the tests before have left is not walked through by the collector."""
    gc.collect()
    gc.freeze()
    try:
        began = time.process_time()
        work()
        return time.process_time() - began
    finally:
        gc.unfreeze()


def written(hostile: Hostile, size: int, folder: Path) -> Path:
    path = folder / str(size) / hostile.file
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(hostile.make(size))
    return folder / str(size) if "/" in hostile.file else path


@pytest.mark.parametrize("hostile", HOSTILE, ids=lambda one: one.name)
def test_work_does_not_grow_with_the_square(hostile: Hostile, tmp_path: Path) -> None:
    files = [written(hostile, hostile.start * times, tmp_path) for times in (1, 2, 4)]
    best = [float("inf")] * 3
    for _ in range(6):  # three do, but where other programs fill the processor's caches
        taken = [seconds(lambda path=path: read(path, hostile.platform)) for path in files]
        best = [min(pair) for pair in zip(best, taken, strict=True)]
        if best[2] < MOST * best[0] + SECONDS:
            break
    assert best[2] < MOST * best[0] + SECONDS, f"{best} s"
    small = [written(hostile, hostile.start // 16 * times, tmp_path) for times in (1, 2, 4)]
    one, two, four = (steps(lambda path=path: read(path, hostile.platform)) for path in small)
    assert four < MOST * one + STEPS, f"{one}, {two}, {four} steps"
