#!/usr/bin/env python3
"""Lay dist/redraft out as an AppDir, and make an AppImage of it where appimagetool is installed.

    python3 packaging/appimage/build.py

`make package` comes first. See README.md in this folder for what was tried.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
BUNDLE = ROOT / "dist" / "redraft"
LINUX = ROOT / "resources" / "linux"
APP_ID = "app.redraft.Redraft"
APP_RUN = """#!/bin/sh
exec "$(dirname "$(readlink -f "$0")")/usr/lib/redraft/redraft" "$@"
"""


def lay_out(tree: Path) -> None:
    """The folder that an AppImage is made from; see "AppDir" in the AppImage documentation."""
    shutil.rmtree(tree, ignore_errors=True)
    shutil.copytree(BUNDLE, tree / "usr" / "lib" / "redraft", symlinks=True)
    for source, folder in ((f"{APP_ID}.desktop", "applications"), (f"{APP_ID}.metainfo.xml", "metainfo")):
        (tree / "usr" / "share" / folder).mkdir(parents=True)
        shutil.copyfile(LINUX / source, tree / "usr" / "share" / folder / source)
    shutil.copyfile(LINUX / f"{APP_ID}.desktop", tree / f"{APP_ID}.desktop")
    shutil.copyfile(LINUX / f"{APP_ID}.svg", tree / f"{APP_ID}.svg")
    (tree / "AppRun").write_text(APP_RUN)
    (tree / "AppRun").chmod(0o755)


def main() -> int:
    """Make what can be made; exit code 1 when something is missing, with what to do."""
    if not (BUNDLE / "redraft").exists():
        sys.exit("redraft: there is no dist/redraft; `make package` makes it.")
    tree = ROOT / "build" / "Redraft.AppDir"
    lay_out(tree)
    subprocess.run([str(tree / "AppRun"), "--version"], check=True)
    tool = shutil.which("appimagetool")
    if tool is None:
        print(f"redraft: {tree.relative_to(ROOT)} is ready. Install appimagetool and run this again for the AppImage.")
        return 1
    target = ROOT / "dist" / f"Redraft-{os.uname().machine}.AppImage"
    subprocess.run([tool, str(tree), str(target)], check=True)
    print(f"redraft: made {target.relative_to(ROOT)}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
