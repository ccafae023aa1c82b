#!/usr/bin/env python3
"""Freeze the app into dist/redraft, weigh and check it, and on Debian-like systems wrap it into a .deb.

    python3 packaging/package.py [--offline]

``--offline`` puts the default model inside, which must be installed (`redraft models install`): for computers that
never see a network.
"""

from __future__ import annotations

import argparse
import hashlib
import os
import shutil
import subprocess
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent))

import bundle_contents
import check_bundle
import deb
from package_environment import make_package_environment
from prepare import ROOT, fail, run, say

DIST = ROOT / "dist"


def commit_time() -> str:
    """Seconds since 1970 of the last commit: the date that everything in a package carries."""
    given = os.environ.get("SOURCE_DATE_EPOCH")
    if given:
        return given
    asked = subprocess.run(["git", "log", "-1", "--format=%ct"], cwd=ROOT, capture_output=True, text=True, check=False)
    return asked.stdout.strip() or "1700000000"


def default_model(python: Path) -> Path:
    """The verified file of the default model; ends the program with a sentence when it is not installed."""
    code = "from redraft.models.store import *; s = ModelStore(); c = s.catalogue(); print(s.ensure(c.default))"
    environment = os.environ | {"PYTHONPATH": str(ROOT / "app")}
    asked = subprocess.run([str(python), "-c", code], env=environment, capture_output=True, text=True, check=False)
    if asked.returncode != 0:
        fail(f"the default model is needed for an offline package. {asked.stderr.strip().splitlines()[-1]}")
    return Path(asked.stdout.strip())


def freeze(python: Path, weights: Path | None) -> Path:
    """Run PyInstaller; returns the folder of the bundle."""
    shutil.rmtree(ROOT / "build" / "licences", ignore_errors=True)
    run(python, ROOT / "packaging" / "licences.py", ROOT / "build" / "licences")
    os.environ.pop("REDRAFT_WEIGHTS", None)
    if weights is not None:
        os.environ["REDRAFT_WEIGHTS"] = str(weights)
    say("freezing (about two minutes)")
    run(python, "-m", "PyInstaller", "--noconfirm", "--clean", "--log-level", "WARN", "--distpath", DIST,
        "--workpath", ROOT / "build" / "pyinstaller", ROOT / "packaging" / "redraft.spec")  # fmt: skip
    strip_symbols(DIST / "redraft" / "_internal")
    return DIST / "redraft"


def strip_symbols(inner: Path) -> None:
    """Drop the symbols that only a debugger reads, where that is safe."""
    if shutil.which("strip") is None:
        return
    for part in bundle_contents.STRIPPED:
        for found in inner.glob(part):
            files = [found] if found.is_file() else sorted(found.rglob("*.so*"))
            for file in (f for f in files if not f.is_symlink()):
                run("strip", "--strip-unneeded", "--preserve-dates", file, quiet=True)


def write_checksums(files: list[Path]) -> None:
    """One file that `sha256sum -c` reads."""
    lines = [f"{hashlib.sha256(f.read_bytes()).hexdigest()}  {f.name}\n" for f in files]
    (DIST / "SHA256SUMS").write_text("".join(lines))


def main(arguments: list[str]) -> int:
    """Make the package; exit code 1 when the bundle is not as it must be."""
    parser = argparse.ArgumentParser(description="Make the packaged app.")
    parser.add_argument("--offline", action="store_true", help="with the default model inside")
    options = parser.parse_args(arguments)
    os.environ |= {"SOURCE_DATE_EPOCH": commit_time(), "PYTHONHASHSEED": "0"}
    python = make_package_environment()
    bundle = freeze(python, default_model(python) if options.offline else None)
    if status := check_bundle.main(bundle):
        return status
    run(bundle / "redraft", "--version")
    if shutil.which("dpkg-deb"):
        package = deb.build(bundle, DIST, offline=options.offline)
        write_checksums([package])
        say(f"made {bundle.relative_to(ROOT)} and {package.relative_to(ROOT)}")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
