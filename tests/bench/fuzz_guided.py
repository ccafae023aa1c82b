"""The same targets as :mod:`fuzz`, driven by what code an input reaches: coverage-guided, with atheris (libFuzzer).

    python tests/bench/fuzz_guided.py TARGET [SECONDS]    # protocol, gguf, importers, store or pointer; default 1,800

The corpus starts with the sound inputs and grows in ``build/fuzz/corpus/TARGET``, so a further run goes on from there.
Anything but RedraftError ends the run, and so do an input that takes 25 seconds of wall time (libFuzzer knows no
other) or 2 GB; the input is then in ``build/fuzz/TARGET``: put it without its first two bytes under
``tests/fuzz/cases/TARGET``, where the suite tries it. Exit code 0 when the time went by and nothing was found.
"""

from __future__ import annotations

import contextlib
import random
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path

ROOT = Path(__file__).parents[2]
sys.path[:0] = [str(ROOT / "app"), str(ROOT / "tests")]

import atheris  # noqa: E402

with atheris.instrument_imports(include=["redraft"]):
    from bench.fuzz import Target, targets

from redraft.domain.errors import RedraftError  # noqa: E402

SLOWEST, LARGEST_MB = 25, 2048
LONGEST = 1 << 17
"""Bytes of an input; the sound ones are smaller."""


def main(arguments: list[str]) -> None:
    """Fuzz one target until the time is over; libFuzzer ends the process."""
    name, seconds = arguments[0], int(arguments[1]) if len(arguments) > 1 else 1800
    target = targets(Path(tempfile.mkdtemp(prefix="redraft-fuzz-")))[name]
    corpus, found = ROOT / "build" / "fuzz" / "corpus" / name, ROOT / "build" / "fuzz" / name
    for folder in (corpus, found):
        folder.mkdir(parents=True, exist_ok=True)
    for at, (_, data) in enumerate(target.inputs):
        (corpus / f"sound-{at}").write_bytes(at.to_bytes(2) + data)
    flags = [f"-max_total_time={seconds}", f"-timeout={SLOWEST}", f"-rss_limit_mb={LARGEST_MB}",
             f"-max_len={LONGEST}", f"-artifact_prefix={found}/", "-print_final_stats=1"]  # fmt: skip
    atheris.Setup([sys.argv[0], *flags, str(corpus)], _reading(target))
    atheris.Fuzz()


def _reading(target: Target) -> Callable[[bytes], None]:
    """Two bytes choose the name, which decides how an archive is read; the rest is what is read."""

    def read(data: bytes) -> None:
        name, _ = target.inputs[int.from_bytes(data[:2]) % len(target.inputs)]
        with contextlib.suppress(RedraftError):
            target.read(data[2:], name, random.Random(1))

    return read


if __name__ == "__main__":
    if len(sys.argv) not in (2, 3):
        sys.exit(__doc__)
    main(sys.argv[1:])
