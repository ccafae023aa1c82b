"""What an earlier version wrote (commit 3df858c) still opens: a store with checkpoints, reports and facts; a backup.

``before/store`` was written by that version's own code over the posts below: one scan that was stopped once the model
had answered, one that came to its end and was kept as a report, three declared facts; under a passphrase. ``backup`` is
that version's backup of another store: twelve invented posts, scanned with the model, the report kept, two facts.
"""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from fakes.archive import FakeAttacker, FakeFastTier, FakeReader
from fakes.keyring import MemoryKeyring
from redraft import languages
from redraft.domain.archive import Match, Post, ReadChoices
from redraft.domain.attributes import Attribute, Severity
from redraft.domain.finding import Basis
from redraft.profiles.casebook import Casebook
from redraft.profiles.forums import Forums
from redraft.profiles.shelf import Shelf
from redraft.profiles.telling import Telling
from redraft.profiles.votes import Fusion
from redraft.reports.archive_html import archive_to_html
from redraft.reports.archive_json import archive_to_json
from redraft.storage.folder import Protection
from redraft.storage.records import Records
from redraft.storage.vault import Vault
from redraft.usecases.keeping import recall
from redraft.usecases.recording import begun
from redraft.usecases.scan_archive import ScanArchive
from redraft.usecases.scan_plan import ScanPlan

BEFORE = Path(__file__).parent / "before"
CUES = Path(__file__).parents[3] / "resources/languages/en/prompts/cues.json"
REDDIT = Match("reddit", "Reddit", music=False, confidence=0.97)
CHOICES = ReadChoices("reddit", me="ann", columns={"text": "body"})
TEXTS = (
    "I live in Leeds and cycle to the clinic", "my husband cooks", "nothing at all", "I live in York these days",
    "mail me at a@example.org", "night shift at the clinic again \u2603 caf\u00e9",
)  # fmt: skip

WORDS, WORDS_OF_BACKUP = "four quite random words", "four other random words"
FILES = "84fbe73bbe999718ec902965909ac9943e4328c7b15c6a1529dc4628a36ae96a"
"""The fingerprint by which the scan in the backup is found again."""


@pytest.fixture
def records(tmp_path: Path) -> Iterator[Records]:
    shutil.copytree(BEFORE / "store", tmp_path / "store")
    with Vault(tmp_path / "store").open(lambda: WORDS) as opened:
        yield opened


def test_a_scan_goes_on_without_looking_or_asking_again(records: Records) -> None:
    found = begun(records, "stopped")
    assert found is not None
    assert (found.choices, found.since, found.budget) == (CHOICES, None, 600.0)
    assert (found.done, found.total, found.finished) == (6, 6, False)
    fast, attacker = FakeFastTier(), FakeAttacker({Attribute.OCCUPATION: ("nurse", 0.8)})
    plan = ScanPlan(REDDIT, "stopped", CHOICES, None, 600.0)
    book = Casebook(Shelf(Telling.load(CUES)), Fusion(), Forums(languages.default()))
    posts = [Post(text[:12], text) for text in TEXTS]
    job = ScanArchive(plan, FakeReader(posts), [fast], book, attacker=attacker, checkpoints=records)
    report = job.run(resume=True)
    assert report.finished
    assert not fast.seen
    assert "resume" not in {note.code for note in report.notes}
    assert [question.text.count("\n") for question in attacker.asked] == [0]  # what the cuts leave, and nothing else
    values = {t.attribute: t.finding.best.value for t in report.traits if t.revealed}
    assert {Attribute.OCCUPATION: "nurse", Attribute.CONTACT: "a@example.org"}.items() <= values.items()
    assert values[Attribute.RELATIONSHIP] == "married"


def test_a_kept_report_is_shown_as_it_was(records: Records) -> None:
    (line,) = records.kept()
    assert (line.id, line.title) == ("0123456789abcdef", "Reddit")
    kept = recall(records, line.id)
    opened = kept.opened
    assert (opened.matches, opened.files, opened.media) == ((REDDIT,), 1, 2)
    assert ([r.name for r in opened.refused], opened.columns) == (["big.bin"], ("body", "date"))
    report = kept.report
    job = next(t for t in report.traits if t.attribute is Attribute.OCCUPATION)
    assert job.finding.severity is Severity.MEDIUM
    assert [c.post.text for c in job.carriers] == [TEXTS[0], TEXTS[5]]
    assert report.exposure is not None
    assert report.exposure.bits == pytest.approx(32.86, abs=0.01)
    assert {cut.attribute: cut.items for cut in report.cuts}[Attribute.LOCATION] == (0, 3)
    page = archive_to_html(report, opened)
    assert "Nothing says it outright; 2 posts together point to it." in page
    assert "Nothing says it outright; 2 posts together point to it." in str(archive_to_json(report, opened))


def test_what_was_declared_is_still_known(records: Records) -> None:
    assert records.declared() == {
        (Attribute.LOCATION, "Leeds, United Kingdom"), (Attribute.RELATIONSHIP, "married"),
        (Attribute.CONTACT, "a@example.org"),
    }  # fmt: skip


def test_a_backup_is_brought_back(tmp_path: Path) -> None:
    vault = Vault(tmp_path / "store", MemoryKeyring())
    vault.restore(BEFORE / "backup", lambda: WORDS_OF_BACKUP, Protection.PASSPHRASE, lambda: WORDS)
    with vault.open(lambda: WORDS) as records:
        assert records.declared() == {(Attribute.LOCATION, "Leeds, United Kingdom"), (Attribute.AGE, "34")}
        (line,) = records.kept()
        kept = recall(records, line.id)
        told = {t.attribute: t.finding for t in kept.report.traits if t.revealed}
        assert (line.title, kept.opened.fingerprint) == ("Table (CSV)", FILES)
        assert told[Attribute.LOCATION].best.value == "Leeds, United Kingdom"
        assert (told[Attribute.RELATIONSHIP].basis, told[Attribute.SEX].basis) == (Basis.STATED, Basis.IMPLIED)
        scan = begun(records, FILES)
        assert scan is not None
        assert (scan.done, scan.total, scan.finished) == (12, 12, True)
