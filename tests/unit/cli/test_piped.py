"""`redraft rewrite` whose output something else reads: the new text, byte for byte, and nothing else."""

from __future__ import annotations

import json
import sys
from pathlib import Path

import pytest

from fakes.sandbox import needs_cage
from fakes.typed import Typed, typing
from redraft.bootstrap import Parts
from redraft.cli import rewrite

pytestmark = needs_cage

TEXT = (
    "Hi all,\r\n\r\nI moved to Leeds last year, and on most days the wind there takes the umbrella out of your hands "
    "before you have even thought of opening it, which is a pity.  \r\n\tMail me at anna@example.org — naïve, I know."
)


@pytest.fixture
def redraft(parts: Parts, monkeypatch: pytest.MonkeyPatch, capfdbinary: pytest.CaptureFixture[bytes]) -> Typed:
    return typing(parts, rewrite, monkeypatch, capfdbinary)


@pytest.fixture
def draft(tmp_path: Path) -> Path:
    path = tmp_path / "draft.txt"
    path.write_bytes(TEXT.encode())
    return path


def test_a_pipe_gets_the_new_text_alone_and_the_report_goes_elsewhere(redraft: Typed, draft: Path):
    wanted: str = json.loads(redraft("rewrite", draft, "--fast", "--json").out)["rewrite"]["text"]
    assert wanted != TEXT
    assert "Hi all,\r\n\r\nI " in wanted
    done = redraft("rewrite", draft, "--fast")
    assert (done.code, done.out) == (0, wanted.encode())
    assert "The second look" in done.err
    report = draft.with_name("report.txt")
    done = redraft("rewrite", draft, "--fast", "--report", report)
    assert (done.code, done.out, done.err) == (0, wanted.encode(), "")
    assert "The second look" in report.read_text("utf-8")
    assert "\x1b" not in report.read_text("utf-8")


def test_a_report_never_replaces_the_draft(redraft: Typed, draft: Path):
    refused = redraft("rewrite", draft, "--fast", "--report", draft)
    assert (refused.code, refused.out) == (2, b"")
    assert draft.read_bytes() == TEXT.encode()


def test_a_terminal_gets_the_report(redraft: Typed, draft: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(sys.stdout, "isatty", lambda: True)
    done = redraft("rewrite", draft, "--fast")
    assert done.code == 0
    assert "The second look" in done.out.decode()
    assert done.err == ""
