"""`redraft store` as it is typed: real commands, real encryption, no keyring."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from fakes.sandbox import needs_cage
from redraft.assets import resource
from redraft.domain.archive import Locator
from redraft.domain.attributes import Attribute
from redraft.domain.rules import Rule, Ruling
from redraft.storage.vault import Vault
from redraft.usecases.ports import PostResult

PHRASE, OTHER = "four quite random words", "and four other words"


@pytest.fixture
def store(tmp_path):
    """Runs `redraft store …` in a home of its own, with lines for standard input."""
    environment = {
        "PATH": os.environ["PATH"],
        "HOME": str(tmp_path),
        "XDG_RUNTIME_DIR": str(tmp_path),
        "PYTHONPATH": str(Path(__file__).parents[3] / "app"),
    }

    def run(*arguments, given=(), command="store"):
        return subprocess.run(
            [sys.executable, "-B", "-m", "redraft", command, *map(str, arguments)],
            input="".join(f"{line}\n" for line in given),
            env=environment,
            capture_output=True,
            text=True,
            timeout=120,
            check=False,
        )

    return run


def files(tmp_path):
    return [p for p in tmp_path.rglob("*") if p.is_file()]


def test_it_is_off_until_it_is_turned_on(store, tmp_path):
    done = store("status")
    assert done.returncode == 0
    assert "off" in done.stdout
    assert store("erase").stdout == "There is no store.\n"
    assert files(tmp_path) == []


def test_without_a_keyring_it_says_what_to_do_and_makes_nothing(store, tmp_path):
    done = store("create")
    assert done.returncode == 2
    assert "no keyring" in done.stderr
    assert "--passphrase" in done.stderr
    assert [p for p in files(tmp_path) if p.suffix in {".db", ".json"}] == []


def test_its_whole_life(store, tmp_path):
    assert "is on" in store("create", "--passphrase", given=[PHRASE]).stdout
    with Vault(tmp_path / ".local/share/redraft/store").open(lambda: PHRASE) as records:
        records.record("a", {}, [PostResult(Locator(0, 0), "fast", {})])
    assert "1 scans" in store("status", given=[PHRASE]).stdout
    wrong = store("status", given=[OTHER])
    assert wrong.returncode == 2
    assert "wrong" in wrong.stderr
    backup = tmp_path / "backup"
    assert store("backup", backup, given=[PHRASE, OTHER]).returncode == 0
    assert store("rotate", "--passphrase", given=[PHRASE, PHRASE + "!"]).returncode == 0
    assert store("status", given=[PHRASE]).returncode == 2
    assert "1 scans" in store("status", given=[PHRASE + "!"]).stdout
    refused = store("erase")
    assert refused.returncode == 2
    assert "--yes" in refused.stderr
    assert store("erase", "--yes").returncode == 0
    assert files(tmp_path) == [backup]
    assert store("restore", backup, "--passphrase", given=[OTHER, PHRASE]).returncode == 0
    assert "1 scans" in store("status", given=[PHRASE]).stdout


@pytest.mark.parametrize(("given", "words"), [([], "passphrase is needed"), (["short"], "fewer than 12")])
def test_a_passphrase_that_is_missing_or_short_is_refused(store, given, words):
    done = store("create", "--passphrase", given=given)
    assert done.returncode == 2
    assert words in done.stderr


def test_restoring_what_is_no_backup_is_refused(store, tmp_path):
    for name, content in (("text", b"x" * 5000), ("short", b"x"), ("empty", b"")):
        (tmp_path / name).write_bytes(content)
        done = store("restore", tmp_path / name, "--passphrase", given=[PHRASE, PHRASE])
        assert done.returncode == 2
        assert "Traceback" not in done.stderr
    assert store("restore", tmp_path / "none", "--passphrase").returncode == 2


@needs_cage
@pytest.mark.slow
def test_a_report_is_kept_listed_shown_written_and_forgotten(store, tmp_path):
    practice = resource("practice")
    off = store(practice, "--budget", "0", "--keep-report", command="archive")
    assert off.returncode == 2
    assert "redraft store create" in off.stderr
    assert store("reports").returncode == 2
    store("create", "--passphrase", given=[PHRASE])
    assert store("reports", given=[PHRASE]).stdout == ""
    kept = store(practice, "--budget", "0", "--keep-report", command="archive", given=[PHRASE])
    assert kept.returncode == 0, kept.stderr
    assert store("reports", given=[PHRASE]).stdout.startswith("1  20")
    shown = store("reports", "1", given=[PHRASE])
    assert shown.returncode == 0, shown.stderr
    assert shown.stdout == kept.stdout
    page = tmp_path / "report.html"
    assert store("reports", "1", "--html", page, given=[PHRASE]).returncode == 0
    assert page.read_text().startswith("<!DOCTYPE html>")
    assert store("reports", "2", given=[PHRASE]).returncode == 2
    assert store("reports", "1", "--forget", given=[PHRASE]).returncode == 0
    assert store("reports", given=[PHRASE]).stdout == ""


@needs_cage
@pytest.mark.slow
def test_what_was_declared_is_left_out_when_that_is_asked_for(store, tmp_path):
    draft = tmp_path / "draft.txt"
    draft.write_text("I live in Leeds. Write to me: anna@example.org")
    off = store(draft, "--fast", "--declared", command="check")
    assert off.returncode == 2
    assert "The store is off" in off.stderr
    store("create", "--passphrase", given=[PHRASE])
    with Vault(tmp_path / ".local/share/redraft/store").open(lambda: PHRASE) as records:
        records.declare(Attribute.LOCATION, "Leeds")
    plain = json.loads(store(draft, "--fast", "--json", command="check").stdout)
    told = json.loads(store(draft, "--fast", "--json", "--declared", command="check", given=[PHRASE]).stdout)
    attributes = [{f["attribute"] for f in found["findings"]} for found in (plain, told)]
    assert attributes[0] - attributes[1] >= {"location", "place"}
    assert "contact" in attributes[0] & attributes[1]
    assert [note["code"] for note in told["notes"]] == ["declared"]
    rewritten = json.loads(store(draft, "--fast", "--json", "--declared", command="rewrite", given=[PHRASE]).stdout)
    assert "Leeds" in rewritten["rewrite"]["text"]
    assert "anna@example.org" not in rewritten["rewrite"]["text"]
    hidden = store(draft, "--fast", "--json", "--declared", "--hide", "location", command="rewrite", given=[PHRASE])
    assert "Leeds" not in json.loads(hidden.stdout)["rewrite"]["text"]


@needs_cage
@pytest.mark.slow
def test_rules_are_followed_when_that_is_asked_for(store, tmp_path):
    draft = tmp_path / "draft.txt"
    draft.write_text(
        "I live in Leeds. Tea was fine and the cake was better. We met at the Old Kiln with everybody again."
    )
    assert store(draft, "--fast", "--rules", command="check").returncode == 2
    store("create", "--passphrase", given=[PHRASE])
    with Vault(tmp_path / ".local/share/redraft/store").open(lambda: PHRASE) as records:
        records.add_rule(Rule(Ruling.NEVER, "Leeds"))
        records.add_rule(Rule(Ruling.HIDE, "Old Kiln"))
    told = json.loads(store(draft, "--fast", "--json", "--rules", command="check", given=[PHRASE]).stdout)
    quotes = [e["quote"] for f in told["findings"] for e in f["evidence"]]
    assert "Old Kiln" in quotes
    assert not any("Leeds" in quote for quote in quotes)
    rewritten = json.loads(store(draft, "--fast", "--json", "--rules", command="rewrite", given=[PHRASE]).stdout)
    assert "Old Kiln" not in rewritten["rewrite"]["text"]
    assert "Leeds" in rewritten["rewrite"]["text"]
