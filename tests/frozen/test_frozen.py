"""What a person gets who installs the package. Skipped unless `make package` has run: freezing takes minutes."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from frozen.bundle import BUNDLE, ROOT, needs_bundle, run
from redraft import __version__

pytestmark = [needs_bundle, pytest.mark.slow]


def test_it_says_which_version_it_is() -> None:
    assert run("--version").stdout.strip() == f"redraft {__version__}"


def test_it_checks_a_draft_with_the_fast_tier() -> None:
    done = run("check", "--fast", "--json", "-", stdin="I am 34 and teach at a school in Leeds.\n")
    assert done.returncode == 0, done.stderr
    values = json.dumps(json.loads(done.stdout))
    assert "Leeds" in values
    assert "34" in values


def test_it_scans_an_archive_and_writes_the_report(tmp_path: Path) -> None:
    report = tmp_path / "report.html"
    practice = BUNDLE / "_internal" / "redraft_data" / "resources" / "practice"
    done = run("archive", str(practice), "--budget", "0", "--json", "--report", str(report))
    assert done.returncode == 0, done.stderr
    assert "married" in json.dumps(json.loads(done.stdout))
    assert "My husband" in report.read_text(encoding="utf-8")


@pytest.mark.parametrize("sample", ["exportify/watsonbox_liked.csv", "playlists-m3u/mopidy_comment-ext.m3u"])
def test_it_reads_playlists(sample: str) -> None:
    done = run("playlist", str(ROOT / "tests" / "samples" / sample), "--budget", "0", "--json")
    assert done.returncode == 0, done.stderr
    assert json.loads(done.stdout)


def test_it_encrypts_under_a_passphrase_and_opens_again(tmp_path: Path) -> None:
    home = {"HOME": str(tmp_path), "XDG_DATA_HOME": str(tmp_path), "XDG_CONFIG_HOME": str(tmp_path)}
    made = run("store", "create", "--passphrase", stdin="four quite random words\n", **home)
    assert made.returncode == 0, made.stderr
    opened = run("store", "status", stdin="four quite random words\n", **home)
    assert opened.returncode == 0, opened.stdout + opened.stderr
    refused = run("store", "status", stdin="other words\n", **home)
    assert refused.returncode == 2
    assert not any(p.read_bytes().startswith(b"SQLite format") for p in tmp_path.rglob("*.db"))


@pytest.mark.skipif(
    shutil.which("dbus-run-session") is None or shutil.which("gnome-keyring-daemon") is None,
    reason="dbus-run-session and gnome-keyring-daemon are not installed",
)
def test_it_keeps_its_key_in_a_real_keyring(tmp_path: Path) -> None:
    session = """
        printf secret | gnome-keyring-daemon --unlock --components=secrets >/dev/null 2>&1
        "$0" store create && "$0" store status && "$0" store erase --yes
    """
    home = {"PATH": os.environ["PATH"], "HOME": str(tmp_path), "XDG_RUNTIME_DIR": str(tmp_path)}
    command = ["dbus-run-session", "--", "sh", "-c", session, str(BUNDLE / "redraft")]
    done = subprocess.run(command, env=home, capture_output=True, text=True, check=False, timeout=240)
    assert done.returncode == 0, done.stdout + done.stderr
    assert "keyring" in done.stdout


def test_bad_input_gets_a_sentence() -> None:
    done = run("check", "/nowhere/at-all.txt")
    assert done.returncode == 2
    assert done.stderr.startswith("redraft: ")
    assert "Traceback" not in done.stderr


@pytest.mark.timeout(900)
def test_its_selftest_passes_with_the_proof_and_the_model() -> None:
    done = run("--selftest", timeout=880)
    assert done.returncode == 0, done.stdout + done.stderr
    assert "refused" in done.stdout
    assert "WORKED" not in done.stdout


def test_it_weighs_what_it_may_and_holds_what_it_must() -> None:
    command = [sys.executable, str(ROOT / "packaging" / "check_bundle.py"), str(BUNDLE)]
    done = subprocess.run(command, capture_output=True, text=True, check=False, timeout=240)
    assert done.returncode == 0, done.stderr
