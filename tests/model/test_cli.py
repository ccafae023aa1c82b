"""The main job as a stranger does it: the command line, the real workers in their cage, the real model."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

pytestmark = [pytest.mark.model, pytest.mark.slow]

ROOT = Path(__file__).parents[2]
DRAFT = ROOT / "resources" / "examples" / "draft.txt"
SYNTHPAI = {"age", "sex", "relationship", "education", "occupation", "income", "location", "birthplace"}


def redraft(*arguments: str, before: tuple[str, ...] = ()) -> subprocess.CompletedProcess[str]:
    command = [*before, sys.executable, "-m", "redraft", *arguments]
    environment = os.environ | {"PYTHONPATH": str(ROOT / "app")}
    return subprocess.run(
        command, capture_output=True, text=True, encoding="utf-8", timeout=280, check=False, env=environment
    )


def test_the_example_draft_is_checked_and_every_quote_is_exact():
    done = redraft("check", str(DRAFT), "--json")
    assert done.returncode == 0, done.stderr
    document = json.loads(done.stdout)
    text = DRAFT.read_text(encoding="utf-8")
    assert document["findings"]
    for finding in document["findings"]:
        assert 1 <= len(finding["guesses"]) <= 3
        assert finding["basis"] in {"stated", "implied"}
        assert finding["why"]
        for quote in finding["evidence"]:
            assert text[quote["start"] : quote["end"]] == quote["quote"]
    assert {v["attribute"] for v in document["verdicts"]} >= SYNTHPAI
    assert document["model"]["id"] == "qwen2.5-coder-1.5b"
    assert document["model"]["calibrated"] is True
    assert document["exposure"]["bits"] > 0
    assert document["timings"]["draft_tokens"] > 50


def test_rewording_hides_the_contact_and_looks_again():
    done = redraft("rewrite", str(DRAFT), "--first", "--hide", "contact,location,age", "--json")
    assert done.returncode == 0, done.stderr
    result = json.loads(done.stdout)["rewrite"]
    text = DRAFT.read_text(encoding="utf-8")
    assert not re.search(r"[\w.]+@[\w.]+\w", result["text"])
    assert result["edits"]
    for edit in result["edits"]:
        assert text[edit["start"] : edit["end"]] == edit["original"]
    assert {v["attribute"] for v in result["after"]} >= SYNTHPAI


def test_no_socket_but_unix_is_opened_during_a_check(tmp_path):
    assert shutil.which("strace"), "strace is one of the tools that make installs for the tests"
    log = tmp_path / "calls"
    done = redraft(
        "check", str(DRAFT), "--first", "--json", before=("strace", "-f", "-e", "trace=socket", "-o", str(log))
    )
    assert done.returncode == 0, done.stderr
    opened = [c for c in log.read_text().splitlines() if "socket(" in c and " = -1 " not in c and "AF_UNIX" not in c]
    assert not opened
