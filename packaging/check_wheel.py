#!/usr/bin/env python3
"""Build the wheel of redraft, say whether it holds all code and all data and nothing else, and start it.

.venv/bin/python packaging/check_wheel.py
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
import tomllib
import zipfile
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT / "packaging"))

import bundle_contents  # noqa: E402

MOST_BYTES = 90_000_000
"""A package index takes 100 MB."""
DRAFT = "I am 34 and teach at a school in Leeds.\n"


def build(folder: Path) -> Path:
    """Build the wheel without a network, from a copy of the tree's tracked files, and return its path."""
    source = folder / "source"
    source.mkdir()
    archive = subprocess.run(["git", "archive", "HEAD"], cwd=ROOT, capture_output=True, check=True).stdout
    subprocess.run(["tar", "-x", "-C", str(source)], input=archive, check=True)
    command = [sys.executable, "-m", "pip", "wheel", "--quiet", "--no-deps", "--no-build-isolation", "--no-index"]
    subprocess.run([*command, "-w", str(folder), str(source)], check=True)
    return next(folder.glob("redraft-*.whl"))


def expected() -> set[str]:
    """What has to be in it, from the last commit."""
    command = ["git", "ls-tree", "-r", "--name-only", "HEAD", "app", *bundle_contents.DATA]
    names = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True).stdout.splitlines()
    code = {n.removeprefix("app/") for n in names if n.startswith("app/")}
    return code | {f"redraft/data/{n}" for n in names if not n.startswith("app/") and bundle_contents.ships(n)}


def faults(wheel: Path, source: Path) -> list[str]:
    """What is wrong with it, in sentences; ``source`` is the tree that it was built from."""
    declared = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]["scripts"]["redraft"]
    script = f"redraft = {declared}"
    with zipfile.ZipFile(wheel) as opened:
        names = {n for n in opened.namelist() if not n.endswith("/")}
        size = sum(i.file_size for i in opened.infolist())
        entry = next((n for n in names if n.endswith(".dist-info/entry_points.txt")), None)
        opened.extractall(wheel.parent / "opened")
        declares = entry is not None and script in opened.read(entry).decode().splitlines()
    inside = {n for n in names if ".dist-info/" not in n}
    wrong = [f"missing in the wheel: {n}" for n in sorted(expected() - inside)]
    wrong += [f"must not be in the wheel: {n}" for n in sorted(inside - expected())]
    data = bundle_contents.altered(source, wheel.parent / "opened" / "redraft" / "data")
    wrong += [f"altered in the wheel: {n}" for n in data]
    wrong += [] if declares else ["the wheel does not install the command redraft"]
    wrong += [] if size < MOST_BYTES else [f"the wheel holds {size / 1e6:.0f} MB"]
    return wrong


def starts(wheel: Path, folder: Path) -> list[str]:
    """What is wrong when it checks a draft, installed into a folder of its own, away from the checkout."""
    place = folder / "installed"
    command = [sys.executable, "-m", "pip", "install", "--quiet", "--no-deps", "--no-index", "--no-compile"]
    subprocess.run([*command, "--target", str(place), str(wheel)], check=True)
    done = subprocess.run(
        [sys.executable, "-m", "redraft", "check", "--fast", "--json", "-"],
        cwd=place, env=os.environ | {"PYTHONPATH": str(place), "PYTHONSAFEPATH": "1"}, input=DRAFT,
        capture_output=True, text=True, check=False, timeout=240,
    )  # fmt: skip
    if done.returncode != 0:
        return [f"it does not check a draft: {done.stderr.strip()}"]
    return (
        [] if "Leeds" in json.dumps(json.loads(done.stdout)["findings"]) else ["it does not find the town in a draft"]
    )


if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as made:
        built = build(Path(made))
        found = faults(built, Path(made) / "source") or starts(built, Path(made))
    for sentence in found:
        print(f"redraft: {sentence}", file=sys.stderr)
    print("wheel: " + ("refused" if found else "all code and data inside, nothing else; it starts"))
    sys.exit(1 if found else 0)
