"""Mutations of the samples and fixtures through opening, recognition and reading.

``python tests/bench/fuzz_importers.py [N]`` runs N (default 2,000) and prints the slowest and the largest.
The suite runs a few. Passes when nothing but RedraftError is raised, no run takes 5 s and none allocates more than
the bound.
"""

from __future__ import annotations

import io
import random
import sys
import time
import tracemalloc
import zipfile
from pathlib import Path

ROOT = Path(__file__).parents[2]
sys.path[:0] = [str(ROOT / "app"), str(ROOT / "tests")]

from contracts.importers.fixtures import CASES  # noqa: E402
from redraft.domain.errors import RedraftError  # noqa: E402
from redraft.importers.contract import Options  # noqa: E402
from redraft.importers.opening import open_archive  # noqa: E402
from redraft.importers.recognise import EVERY, candidates  # noqa: E402

BOUND = 128 << 20
"""Bytes that Python may have allocated at once; the inputs are under a megabyte."""
_TOKENS = [
    b"{",
    b"}",
    b"[",
    b"]",
    b'"',
    b"\\",
    b"\0",
    b"\n",
    b",",
    b"null",
    b"-1",
    b"1e999",
    b"\xff",
    b"<",
    b"\\ud800",
    b"PK",
]


def seeds() -> list[tuple[str, bytes]]:
    """(name, bytes) of every sample and fixture, and of every fixture as a zip."""
    files = [(p.name, p.read_bytes()) for p in sorted((ROOT / "tests" / "samples").rglob("*")) if p.is_file()]
    for case in CASES:
        raw = [(n, d if isinstance(d, bytes) else d.encode()) for n, d in case.files.items()]
        files += [(name.rpartition("/")[2], data) for name, data in raw]
        out = io.BytesIO()
        with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
            for name, data in raw:
                archive.writestr(name, data)
        files.append((case.name + ".zip", out.getvalue()))
    return files


def mutate(data: bytes, rng: random.Random) -> bytes:
    """A few cuts, flips, repeats and foreign tokens."""
    out = bytearray(data)
    for _ in range(rng.randint(1, 8)):
        at = rng.randrange(len(out) + 1)
        end = min(len(out), at + rng.randint(1, 64))
        sort = rng.randrange(6)
        if sort == 0 and out:
            out[at % len(out)] ^= 1 << rng.randrange(8)
        elif sort == 1:
            del out[at:end]
        elif sort == 2:
            out[at:at] = out[at:end] * rng.randint(1, 200)
        elif sort == 3:
            del out[at:]
        else:
            out[at:at] = rng.choice(_TOKENS) * rng.choice([1, 1, 1, 3, 2000])
    return bytes(out)


def run(number: int, folder: Path, seed: int = 7) -> tuple[float, int]:
    """(seconds of the slowest, bytes of the largest); raises AssertionError naming the mutation that failed."""
    rng = random.Random(seed)
    pool = seeds()
    slowest, largest = 0.0, 0
    for turn in range(number):
        name, data = rng.choice(pool)
        path = folder / name
        path.write_bytes(mutate(data, rng))
        tracemalloc.start()
        started = time.process_time()
        try:
            read_archive(path, rng)
        except RedraftError:
            pass
        except Exception as error:
            raise AssertionError(f"mutation {turn} of {name}, seed {seed}: {type(error).__name__}") from error
        took, peak = time.process_time() - started, tracemalloc.get_traced_memory()[1]
        tracemalloc.stop()
        path.unlink()
        slowest, largest = max(slowest, took), max(largest, peak)
        assert peak < BOUND, f"mutation {turn} of {name}: {peak} bytes"
        assert took < 5, f"mutation {turn} of {name}: {took:.1f} s"
    return slowest, largest


def read_archive(path: Path, rng: random.Random) -> None:
    """Open it, guess what it is, and read everything with the two likeliest importers and any other."""
    with open_archive(path) as source:
        chosen = [*(m.importer for m in candidates(source)[:2]), rng.choice(EVERY)]
        for importer in chosen:
            for _ in importer.posts(source, Options(me="Mira")):
                pass


if __name__ == "__main__":
    import tempfile

    count = int(sys.argv[1]) if len(sys.argv) > 1 else 2000
    with tempfile.TemporaryDirectory() as place:
        seconds, memory = run(count, Path(place))
    print(f"{count} mutations: nothing raised but RedraftError, slowest {seconds:.2f} s, largest {memory / 1e6:.1f} MB")
