"""Collect the licences of everything that ships in a package, from the metadata of what is installed.

build/package-venv/bin/python packaging/licences.py FOLDER
"""

from __future__ import annotations

import re
import sys
from importlib.metadata import Distribution, distributions
from pathlib import Path

HERE = Path(__file__).resolve().parent
FILE = re.compile(r"(licen[cs]e|copying|notice|authors)", re.IGNORECASE)
ELSEWHERE = {
    "pyside6-essentials": "LGPL-3.0.txt",
    "shiboken6": "LGPL-3.0.txt",
    "pi-heif": "LGPL-3.0.txt",
}
"""Distributions whose wheels do not hold the text that applies, and which that is (see packaging/licences): of pi-heif
that of libheif and libde265, which it brings."""


def names_in(*locks: str) -> list[str]:
    """The distributions in locked lists, in the form that names are compared in."""
    found = set()
    for lock in locks:
        text = (HERE / "requirements" / lock).read_text(encoding="utf-8")
        found |= {normal(name) for name in re.findall(r"^([A-Za-z0-9._-]+)==", text, re.MULTILINE)}
    return sorted(found)


def normal(name: str) -> str:
    """A distribution's name as packaging tools compare it."""
    return re.sub(r"[-_.]+", "-", name).lower()


def licence_of(distribution: Distribution) -> str:
    """What the distribution says about its licence, in a line."""
    data = distribution.metadata
    classifiers = [c.rsplit("::", 1)[1].strip() for c in data.get_all("Classifier") or [] if c.startswith("License")]
    declared = data.get("License-Expression") or (data.get("License") or "").split("\n")[0].strip()
    return declared[:100] or "; ".join(classifiers) or "see its licence file"


def collect(folder: Path) -> list[str]:
    """Write one file for each distribution and an index; returns the names of those without any licence text."""
    folder.mkdir(parents=True, exist_ok=True)
    installed = {normal(d.metadata["Name"]): d for d in distributions()}
    rows, bare = [], []
    for name in names_in("runtime.txt", "llama.txt"):
        distribution = installed.get(name)
        if distribution is None:
            continue
        texts = [Path(str(distribution.locate_file(f))) for f in distribution.files or []
                 if ".dist-info" in str(f) and FILE.search(Path(str(f)).name)]  # fmt: skip
        texts = [t for t in texts if t.is_file()]
        if name in ELSEWHERE:
            texts += [HERE / "licences" / ELSEWHERE[name], HERE / "licences" / "GPL-3.0.txt"]
        if not texts:
            bare.append(name)
        parts = [t.read_text(encoding="utf-8", errors="replace") for t in sorted(texts)]
        if parts:
            (folder / f"{name}.txt").write_text("\n\n----\n\n".join(parts), encoding="utf-8")
        rows.append(f"{name} {distribution.version}: {licence_of(distribution)}")
    (folder / "redraft.txt").write_bytes((HERE.parent / "LICENSE").read_bytes())
    (folder / "INDEX.txt").write_text("\n".join(["redraft: Apache-2.0", *rows]) + "\n", encoding="utf-8")
    return bare


if __name__ == "__main__":
    if without := collect(Path(sys.argv[1])):
        print("no licence text in the package, only its statement in INDEX.txt:", ", ".join(without))
