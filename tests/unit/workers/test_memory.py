"""A worker's memory has an end, however it asks for it."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from fakes.sandbox import needs_cage
from redraft.workers import cage

pytestmark = needs_cage

LIMITED = """
import mmap, sys, threading
from redraft.workers import cage
cage._limit(256 << 20)
wait = threading.Event()
held = []
def own():
    held.append(bytearray(600 << 20))
def shared():
    while len(held) < 100:
        held.append(mmap.mmap(-1, 64 << 20))
def threads():
    threading.stack_size(8 << 20)
    while len(held) < 2_000:
        held.append(threading.Thread(target=wait.wait, daemon=True))
        held[-1].start()
try:
    {"own": own, "shared": shared, "threads": threads}[sys.argv[1]]()
except (MemoryError, OSError, RuntimeError) as error:
    print("refused", len(held))
else:
    print("had", len(held))
wait.set()
"""


@pytest.mark.parametrize(("way", "most"), [("own", 0), ("shared", 20), ("threads", 200)])
def test_memory_ends_for_every_way_to_take_it(way: str, most: int) -> None:
    done = subprocess.run([sys.executable, "-c", LIMITED, way], capture_output=True, text=True, check=False, timeout=60,
                          env={"PYTHONPATH": str(Path(cage.__file__).parents[2])})  # fmt: skip
    said, count = done.stdout.split()
    assert said == "refused"
    assert int(count) <= most
