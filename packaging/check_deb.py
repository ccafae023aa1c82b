#!/usr/bin/env python3
"""Install the .deb in a clean Debian root, let the app test itself there, and remove it. Needs root and debootstrap.

    python3 packaging/check_deb.py dist/redraft_0.1.0_amd64.deb [--release bookworm]

The root is made once below build/clean-root and copied for every run, so that each begins clean.
"""

from __future__ import annotations

import argparse
import os
import shutil
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
ROOTS = ROOT / "build" / "clean-root"
DRAFT = "I am 34 and teach at a school in Leeds.\n"


def clean_root(release: str) -> Path:
    """A fresh copy of a minimal Debian."""
    base, fresh = ROOTS / release, ROOTS / f"{release}-used"
    if not (base / "etc" / "debian_version").exists():
        shutil.rmtree(base, ignore_errors=True)
        base.parent.mkdir(parents=True, exist_ok=True)
        subprocess.run(["debootstrap", "--variant=minbase", release, str(base)], check=True, stdout=subprocess.DEVNULL)
    shutil.rmtree(fresh, ignore_errors=True)
    subprocess.run(["cp", "-a", str(base), str(fresh)], check=True)
    return fresh


def inside(root: Path, *command: str, stdin: str = "", network: bool = False) -> str:
    """Run a command in the root, in its own mount and process namespaces, by default also without a network."""
    spaces = ["--mount", "--pid", "--fork", *([] if network else ["--net"])]
    mounts = f'mount -t proc proc {root}/proc && mount --rbind /dev {root}/dev && exec chroot {root} "$@"'
    environment = {"PATH": "/usr/sbin:/usr/bin:/sbin:/bin", "HOME": "/root", "DEBIAN_FRONTEND": "noninteractive",
                   "LANG": "C.UTF-8", "QT_QPA_PLATFORM": "offscreen"}  # fmt: skip
    done = subprocess.run(
        ["unshare", *spaces, "sh", "-c", mounts, "sh", *command],
        env=environment, input=stdin, capture_output=True, text=True, check=False, timeout=900,
    )  # fmt: skip
    if done.returncode != 0:
        sys.exit(f"{' '.join(command)} ended with {done.returncode}:\n{done.stdout[-3000:]}{done.stderr[-3000:]}")
    return done.stdout


def check(package: Path, release: str) -> None:
    """Install, use, remove; ends the program with a sentence at the first thing that is not as it must be."""
    root = clean_root(release)
    shutil.copy(package, root / "root" / "redraft.deb")
    name = subprocess.run(["dpkg-deb", "-f", str(package), "Package"], capture_output=True, text=True, check=True)
    inside(root, "apt-get", "update", "-qq", network=True)
    inside(root, "apt-get", "install", "-y", "-qq", "--no-install-recommends", "/root/redraft.deb", network=True)
    listed = inside(root, "dpkg", "-L", name.stdout.strip()).split()
    for needed in ("/usr/bin/redraft", "/usr/share/applications/app.redraft.Redraft.desktop",
                   "/usr/share/metainfo/app.redraft.Redraft.metainfo.xml", "/usr/share/man/man1/redraft.1.gz",
                   "/usr/share/icons/hicolor/scalable/apps/app.redraft.Redraft.svg"):  # fmt: skip
        if needed not in listed:
            sys.exit(f"the package does not install {needed}")
    print("installed:", inside(root, "redraft", "--version").strip())
    report = inside(root, "redraft", "check", "--fast", "-", stdin=DRAFT)
    if "Leeds" not in report:
        sys.exit(f"the installed app does not find the town in its own sentence:\n{report}")
    print("checked a draft without a network")
    said = inside(root, "redraft", "--selftest")
    if "opened and closed" not in said or "WORKED" in said:
        sys.exit(f"the installed app does not pass its own test:\n{said}")
    print("its self-test passes: window, workers, proof, example draft")
    inside(root, "apt-get", "purge", "-y", "-qq", name.stdout.strip())
    left = [p for p in ("usr/lib/redraft", "usr/bin/redraft") if (root / p).exists()]
    if left:
        sys.exit(f"removing the package left {', '.join(left)}")
    print("removed; nothing left")
    shutil.rmtree(root)


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description="Try a .deb in a clean Debian root.")
    parser.add_argument("package", type=Path)
    parser.add_argument("--release", default="bookworm")
    options = parser.parse_args()
    if os.geteuid() != 0:
        sys.exit("This needs root, for chroot.")
    check(options.package.resolve(), options.release)
