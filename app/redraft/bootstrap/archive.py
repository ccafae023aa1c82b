"""The scan of an archive."""

from __future__ import annotations

from collections.abc import Sequence

from redraft import languages
from redraft.assets import model_data
from redraft.bootstrap import draft
from redraft.domain.text import Note
from redraft.exposure.anonymity import assess
from redraft.profiles.casebook import Casebook
from redraft.profiles.forums import Forums
from redraft.profiles.shelf import Shelf
from redraft.profiles.telling import Telling
from redraft.profiles.votes import Fusion
from redraft.usecases.archive_ports import Reader
from redraft.usecases.check import CheckDraft
from redraft.usecases.ports import Checkpoints
from redraft.usecases.scan_archive import ScanArchive
from redraft.usecases.scan_plan import ScanPlan
from redraft.workers.fast_client import FastWorker
from redraft.workers.llm_client import LlmWorker


def scan_archive(
    plan: ScanPlan,
    reader: Reader,
    fast: Sequence[FastWorker],
    attacker: LlmWorker | None,
    checkpoints: Checkpoints | None,
    notes: Sequence[Note],
    *,
    show: bool,
) -> ScanArchive:
    """A scan of the archive that the reader has open, with a casebook of its own."""
    language, judge = languages.default(), draft.judge(fast[0])
    shelf = Shelf(Telling.load(language.path("prompts", "cues.json")))
    casebook = Casebook(shelf, Fusion.load(model_data("fusion", "archive.json")), Forums(language))
    return ScanArchive(
        plan,
        reader,
        fast,
        casebook,
        attacker=attacker,
        judge=judge,
        rewrite=draft.rewrite_draft(CheckDraft(fast[0], None, assess, judge=judge), fast[0]),
        assess=assess,
        checkpoints=checkpoints,
        notes=notes,
        show=show,
    )
