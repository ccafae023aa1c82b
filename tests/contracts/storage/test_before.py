"""What an earlier Redraft kept still opens: a store, the checkpoint and the report in it, and a backup of all that.

``before`` was written by the code of November 2026, before attributes came from tables and messages from codes: twelve
invented posts, scanned with the model, the report kept, two facts declared public.
"""

from __future__ import annotations

import csv
import shutil
from datetime import UTC, datetime
from pathlib import Path

import pytest

from fakes.archive import FakeAttacker, FakeFastTier, FakeReader
from fakes.keyring import MemoryKeyring
from redraft.domain.archive import Kind, Match, Post
from redraft.domain.attributes import Attribute
from redraft.domain.finding import Basis
from redraft.profiles.casebook import Casebook
from redraft.profiles.shelf import Shelf
from redraft.profiles.telling import Telling
from redraft.profiles.votes import Fusion
from redraft.storage.folder import Protection
from redraft.storage.records import Records
from redraft.storage.vault import Vault
from redraft.usecases.keeping import recall
from redraft.usecases.recording import begun
from redraft.usecases.scan_archive import ScanArchive
from redraft.usecases.scan_plan import ScanPlan

BEFORE = Path(__file__).parent / "before"
FILES = "84fbe73bbe999718ec902965909ac9943e4328c7b15c6a1529dc4628a36ae96a"
"""The fingerprint of ``posts.csv``, by which its scan is found again."""
STORE, BACKUP = "four quite random words", "four other random words"


@pytest.fixture(params=["store", "backup"])
def records(request, tmp_path):
    """As it was left, and as it was saved and brought back."""
    vault = Vault(tmp_path / "store", MemoryKeyring())
    if request.param == "store":
        shutil.copytree(BEFORE / "store", tmp_path / "store")
    else:
        vault.restore(BEFORE / "backup", lambda: BACKUP, Protection.PASSPHRASE, lambda: STORE)
    with vault.open(lambda: STORE) as opened:
        yield opened


def test_what_was_declared_is_known(records: Records):
    assert records.declared() == {(Attribute.LOCATION, "Leeds, United Kingdom"), (Attribute.AGE, "34")}


def test_the_report_is_read(records: Records):
    (line,) = records.kept()
    assert line.title == "Table (CSV)"
    kept = recall(records, line.id)
    told = {t.attribute: t for t in kept.report.traits if t.revealed}
    assert told[Attribute.LOCATION].finding.best.value == "Leeds, United Kingdom"
    assert told[Attribute.RELATIONSHIP].finding.basis is Basis.STATED
    assert told[Attribute.SEX].finding.basis is Basis.IMPLIED
    assert kept.report.finished
    assert kept.report.exposure is not None
    assert kept.report.exposure.people >= 1
    assert kept.opened.fingerprint == FILES


def test_the_scan_goes_on_from_its_checkpoint(records: Records):
    before = begun(records, FILES)
    assert before is not None
    assert (before.done, before.total, before.finished) == (12, 12, True)
    with (BEFORE / "posts.csv").open(encoding="utf-8", newline="") as file:
        posts = [
            Post(row["id"], row["text"], datetime.fromisoformat(row["date"]).replace(tzinfo=UTC), Kind.POST)
            for row in csv.DictReader(file)
        ]
    plan = ScanPlan(Match("csv", "Table (CSV)", music=False, confidence=0.3), FILES, before.choices, before.since, 60.0)
    fast, attacker = FakeFastTier(), FakeAttacker({})
    book = Casebook(Shelf(Telling({})), Fusion())
    scan = ScanArchive(plan, FakeReader(posts), [fast], book, attacker=attacker, checkpoints=records)
    report = scan.run(resume=True)
    assert fast.seen == []
    values = {t.attribute: t.finding.best.value for t in report.traits}
    assert values[Attribute.AGE] == "36", "thirty-four in 2021, and the last post is of 2024"
    assert values[Attribute.LOCATION] == "Leeds, United Kingdom"
    assert values[Attribute.CONTACT] == "nurse.with.a.bike@example.org"
    assert values[Attribute.SEX] == "female", "what the model concluded is remembered, too"
