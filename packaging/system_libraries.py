"""What the operating system must bring: the compiler, and the libraries that Qt links."""

from __future__ import annotations

import ctypes
import ctypes.util
import importlib.util
import os
import shutil
import subprocess
import sys
import sysconfig
from collections.abc import Callable
from pathlib import Path

LIBRARIES = {
    "libEGL.so.1": "libegl1",
    "libGL.so.1": "libgl1",
    "libxkbcommon.so.0": "libxkbcommon0",
    "libxkbcommon-x11.so.0": "libxkbcommon-x11-0",
    "libdbus-1.so.3": "libdbus-1-3",
    "libfontconfig.so.1": "libfontconfig1",
    "libfreetype.so.6": "libfreetype6",
    "libglib-2.0.so.0": "libglib2.0-0",
    "libxcb-cursor.so.0": "libxcb-cursor0",
    "libxcb-icccm.so.4": "libxcb-icccm4",
    "libxcb-keysyms.so.1": "libxcb-keysyms1",
    "libxcb-image.so.0": "libxcb-image0",
    "libxcb-render-util.so.0": "libxcb-render-util0",
    "libxcb-shape.so.0": "libxcb-shape0",
    "libxcb-xinerama.so.0": "libxcb-xinerama0",
    "libxcb-xkb.so.1": "libxcb-xkb1",
    "libgomp.so.1": "libgomp1",
}
BUILD_TOOLS = {"gcc": "gcc", "g++": "g++", "make": "make"}
TEST_TOOLS = {"strace": "strace"}
FONT_PACKAGE = "fonts-dejavu-core"


def loads(name: str) -> bool:
    """True when the dynamic linker finds the library."""
    try:
        ctypes.CDLL(name)
    except OSError:
        return False
    return True


def has_fonts() -> bool:
    """True when a scalable font is installed: without one Qt draws boxes."""
    folders = (Path("/usr/share/fonts"), Path("/usr/local/share/fonts"), Path.home() / ".local/share/fonts")
    return any(f.endswith((".ttf", ".otf")) for folder in folders for _, _, files in os.walk(folder) for f in files)


def missing_packages(*, tests: bool, build: bool) -> list[str]:
    """The Debian packages that are needed and not there."""
    needed = [package for library, package in LIBRARIES.items() if not loads(library)]
    tools = (BUILD_TOOLS if build else {}) | (TEST_TOOLS if tests else {})
    needed += [package for tool, package in tools.items() if shutil.which(tool) is None]
    if importlib.util.find_spec("ensurepip") is None:
        needed.append("python3-venv")
    if build and not Path(sysconfig.get_path("include"), "Python.h").exists():
        needed.append("python3-dev")
    if not has_fonts():
        needed.append(FONT_PACKAGE)
    return sorted(set(needed))


def ensure_system_libraries(
    say: Callable[[str], None], fail: Callable[[str], None], *, tests: bool, build: bool
) -> None:
    """Install what is missing when we may, saying so; otherwise stop with the one line to type."""
    missing = missing_packages(tests=tests, build=build)
    if not missing:
        return
    line = f"apt-get install -y --no-install-recommends {' '.join(missing)}"
    if os.name != "posix" or os.geteuid() != 0 or shutil.which("apt-get") is None:
        fail(f"these system packages are missing: {' '.join(missing)}\nOn Debian or Ubuntu type:  sudo {line}")
    say(f"installing system packages that are missing here: {' '.join(missing)}")
    environment = os.environ | {"DEBIAN_FRONTEND": "noninteractive"}
    for command in ("apt-get update -qq", line + " -qq"):
        if subprocess.run(command.split(), env=environment, stdout=sys.stderr, check=False).returncode != 0:
            fail(f"this did not work: {command}\nTry it by hand, then run make again.")
    if left := missing_packages(tests=tests, build=build):
        fail(f"still missing after the installation: {' '.join(left)}")
