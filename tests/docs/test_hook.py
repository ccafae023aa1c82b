"""The hook for git works as its page says: a commit with a text that finds its author is held back."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from docs.pages import ROOT
from fakes.sandbox import needs_cage

pytestmark = [needs_cage, pytest.mark.timeout(300)]

PAGE = (ROOT / "resources" / "docs" / "hook.md").read_text(encoding="utf-8")


@pytest.fixture
def repository(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A repository with the hook of the page."""
    for name, value in {
        "HOME": str(tmp_path),
        "GIT_CONFIG_GLOBAL": os.devnull,
        "GIT_CONFIG_SYSTEM": os.devnull,
    }.items():
        monkeypatch.setenv(name, value)
    monkeypatch.setenv("PATH", f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}")
    folder = tmp_path / "repository"
    folder.mkdir()
    for command in (["init", "-q"], ["config", "user.name", "Nobody"], ["config", "user.email", "nobody@localhost"]):
        subprocess.run(["git", *command], cwd=folder, check=True, timeout=60)
    found = re.search(r"^```bash\n(.*?)^```$", PAGE, re.M | re.S)
    assert found
    hook = folder / ".git" / "hooks" / "pre-commit"
    hook.write_text(found[1], encoding="utf-8")
    hook.chmod(0o755)
    return folder


def commit(folder: Path) -> subprocess.CompletedProcess[str]:
    subprocess.run(["git", "add", "-A"], cwd=folder, check=True, timeout=60)
    return subprocess.run(
        ["git", "commit", "-q", "-m", "x"], cwd=folder, capture_output=True, text=True, check=False, timeout=250
    )


def test_a_text_that_finds_its_author_is_held_back_until_it_does_not(repository: Path):
    (repository / "code.py").write_text("mail = 'anna@example.org'\n", encoding="utf-8")
    (repository / "empty.md").write_text("\n", encoding="utf-8")
    assert commit(repository).returncode == 0
    note = repository / "my notes" / "a.md"
    note.parent.mkdir()
    note.write_text("My e-mail address is anna@example.org, write to me.\n", encoding="utf-8")
    held = commit(repository)
    assert held.returncode == 1, held.stderr
    assert "my notes/a.md: " in held.stdout + held.stderr
    note.write_text("The kettle is on.\n", encoding="utf-8")
    assert commit(repository).returncode == 0
