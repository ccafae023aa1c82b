#!/usr/bin/env python3
"""Resolve packaging/requirements/*.in anew into locked lists with hashes.

    python3 packaging/lock.py [NAME …]        such as: runtime dev; by default all, in the order of who restricts whom

llama.txt is written by hand: it holds one source archive, whose version pyproject.toml states too.
"""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent))

from prepare import LOCKS, ROOT, fail, run, say

ORDER = ("build", "runtime", "dev", "package", "bench")
RESOLVER = "uv==0.9.*"


def main(names: list[str]) -> None:
    """Write each lock; the old one stays when the resolver fails."""
    if unknown := set(names) - set(ORDER):
        fail(f"there is no list called {', '.join(sorted(unknown))}; there are {', '.join(ORDER)}")
    venv = ROOT / "build" / "lock-venv"
    if not (venv / "bin" / "uv").exists():
        run(sys.executable, "-m", "venv", venv)
        run(venv / "bin" / "python", "-m", "pip", "install", "--quiet", RESOLVER)
    for name in [n for n in ORDER if not names or n in names]:
        say(f"resolving {name}.in")
        command = [venv / "bin" / "uv", "pip", "compile", "--quiet", "--upgrade", "--no-header", "--no-annotate",
                   "--generate-hashes", "--no-strip-extras", "--python-version", "3.11", f"{name}.in",
                   "--output-file", f"{name}.txt.new"]  # fmt: skip
        if subprocess.run([str(c) for c in command], cwd=LOCKS, check=False).returncode != 0:
            fail(f"{name}.in cannot be resolved; what stands in the way is printed above")
        (LOCKS / f"{name}.txt.new").replace(LOCKS / f"{name}.txt")


if __name__ == "__main__":
    main(sys.argv[1:])
