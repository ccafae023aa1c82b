"""Wrap the frozen bundle into a Debian package: files in their places, dated by SOURCE_DATE_EPOCH, owned by root."""

from __future__ import annotations

import gzip
import os
import re
import shutil
import subprocess
from pathlib import Path

from prepare import ROOT, run
from system_libraries import FONT_PACKAGE, LIBRARIES

LINUX = ROOT / "resources" / "linux"
APP_ID = "app.redraft.Redraft"
ARCHITECTURES = {"x86_64": "amd64", "aarch64": "arm64"}
RENAMED = {"libglib2.0-0": "libglib2.0-0 | libglib2.0-0t64"}
"""Packages that newer releases call otherwise."""


def version() -> str:
    """The app's version, read without importing it."""
    text = (ROOT / "app" / "redraft" / "__init__.py").read_text(encoding="utf-8")
    found = re.search(r'^__version__ = "([^"]+)"$', text, re.MULTILINE)
    assert found, "app/redraft/__init__.py states the version"
    return found.group(1)


def depends() -> str:
    """What the system must bring: the libraries that the wheels leave to it. Those in the bundle are not repeated."""
    names = sorted({RENAMED.get(p, p) for p in LIBRARIES.values() if p != "libgomp1"})
    return ", ".join(["libc6 (>= 2.34)", *names, FONT_PACKAGE])


def control(kilobytes: int, *, offline: bool) -> str:
    """The package's control file."""
    architecture = ARCHITECTURES[os.uname().machine]
    with_model = " This package brings its language model along." if offline else ""
    return f"""Package: {"redraft-offline" if offline else "redraft"}
Version: {version()}
Architecture: {architecture}
Maintainer: Redraft contributors <redraft@localhost>
Installed-Size: {kilobytes}
Depends: {depends()}
Conflicts: {"redraft" if offline else "redraft-offline"}
Section: utils
Priority: optional
Description: shows what your words give away about you
 Redraft reads a draft, an archive of posts or a playlist, says what a stranger
 could tell from it about its author, how many people that fits, and offers
 less telling words. Everything happens on this computer.{with_model}
"""


def place(source: Path, target: Path, mode: int = 0o644) -> None:
    """Copy one file into the tree."""
    target.parent.mkdir(parents=True, exist_ok=True)
    shutil.copyfile(source, target)
    target.chmod(mode)


def compress(source: Path, target: Path) -> None:
    """A gzip file without name and date in it."""
    target.parent.mkdir(parents=True, exist_ok=True)
    target.write_bytes(gzip.compress(source.read_bytes(), mtime=0))


def fill(tree: Path, bundle: Path) -> None:
    """Put everything where Debian wants it."""
    home = tree / "usr" / "lib" / "redraft"
    shutil.copytree(bundle, home, symlinks=True)
    for file in home.rglob("*"):
        if not file.is_symlink():
            file.chmod(0o755 if file.is_dir() or os.access(file, os.X_OK) else 0o644)
    (tree / "usr" / "bin").mkdir()
    (tree / "usr" / "bin" / "redraft").symlink_to("../lib/redraft/redraft")
    share = tree / "usr" / "share"
    place(LINUX / f"{APP_ID}.desktop", share / "applications" / f"{APP_ID}.desktop")
    place(LINUX / f"{APP_ID}.metainfo.xml", share / "metainfo" / f"{APP_ID}.metainfo.xml")
    place(LINUX / f"{APP_ID}.svg", share / "icons" / "hicolor" / "scalable" / "apps" / f"{APP_ID}.svg")
    compress(LINUX / "redraft.1", share / "man" / "man1" / "redraft.1.gz")
    place(ROOT / "LICENSE", share / "doc" / "redraft" / "copyright")
    compress(ROOT / "CHANGELOG.md", share / "doc" / "redraft" / "changelog.gz")


def set_dates(tree: Path) -> None:
    """Give everything the date of the commit, so that two builds are alike."""
    moment = int(os.environ["SOURCE_DATE_EPOCH"])
    for path in [tree, *tree.rglob("*")]:
        os.utime(path, (moment, moment), follow_symlinks=False)


def build(bundle: Path, target: Path, *, offline: bool) -> Path:
    """Make the .deb beside the bundle and return its path."""
    tree = ROOT / "build" / "deb"
    shutil.rmtree(tree, ignore_errors=True)
    tree.mkdir(parents=True)
    tree.chmod(0o755)
    fill(tree, bundle)
    size = sum(p.stat().st_size for p in tree.rglob("*") if p.is_file() and not p.is_symlink()) // 1024
    (tree / "DEBIAN").mkdir(mode=0o755)
    (tree / "DEBIAN" / "control").write_text(control(size, offline=offline), encoding="utf-8")
    for folder in [p for p in tree.rglob("*") if p.is_dir() and not p.is_symlink()]:
        folder.chmod(0o755)
    set_dates(tree)
    name = f"{'redraft-offline' if offline else 'redraft'}_{version()}_{ARCHITECTURES[os.uname().machine]}.deb"
    # Weights hardly shrink, and trying hard takes minutes.
    effort = "-z0" if offline else "-z3"
    run("dpkg-deb", "--root-owner-group", "-Zxz", effort, "--build", tree, target / name, quiet=True)
    listed = subprocess.run(["dpkg-deb", "--contents", str(target / name)], capture_output=True, text=True, check=True)
    assert "./usr/lib/redraft/redraft" in listed.stdout, "the executable is in the package"
    shutil.rmtree(tree)
    return target / name
