"""SECURITY.md names a test for what it promises, and every file that it names is there."""

from __future__ import annotations

import re
from pathlib import Path

ROOT = Path(__file__).parents[2]
PAGE = (ROOT / "SECURITY.md").read_text(encoding="utf-8")


def test_every_test_it_names_is_there():
    named = re.findall(r"`(tests/[\w/.]+)`", PAGE)
    assert len(set(named)) > 30
    assert [name for name in named if not (ROOT / name.rstrip("/")).exists()] == []


def test_every_promise_names_how_to_check_it():
    rows = [line for line in PAGE.splitlines() if line.startswith("| ") and not line.startswith("| promise")]
    assert len(rows) > 15
    assert [row[:60] for row in rows if "`tests/" not in row.split("|")[3]] == []


def test_every_paragraph_on_the_attackers_names_a_test():
    against = PAGE.split("## Against whom")[1].split("\n## ")[0]
    paragraphs = [part for part in against.split("\n\n") if part.startswith("**")]
    without = [part[:50] for part in paragraphs if "`tests/" not in part]
    assert without == ["**Code of a package that knows Redraft** and runs "]  # which says what is out of reach
