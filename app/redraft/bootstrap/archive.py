"""The scan of an archive."""

from __future__ import annotations

from collections.abc import Sequence

from redraft import languages
from redraft.assets import model_data
from redraft.domain.text import Note
from redraft.exposure.anonymity import assess
from redraft.profiles.casebook import Casebook
from redraft.profiles.shelf import Shelf
from redraft.profiles.telling import Telling
from redraft.profiles.votes import Fusion
from redraft.usecases.archive_ports import Reader
from redraft.usecases.ports import Attacker, BatchTier, Checkpoints
from redraft.usecases.scan_archive import ScanArchive
from redraft.usecases.scan_plan import ScanPlan


def scan_archive(
    plan: ScanPlan,
    reader: Reader,
    fast: Sequence[BatchTier],
    attacker: Attacker | None,
    checkpoints: Checkpoints | None,
    notes: Sequence[Note],
    *,
    show: bool,
) -> ScanArchive:
    """A scan of the archive that the reader has open, with a casebook of its own."""
    shelf = Shelf(Telling.load(languages.default().path("prompts", "cues.json")))
    casebook = Casebook(shelf, Fusion.load(model_data("fusion", "archive.json")))
    return ScanArchive(
        plan, reader, fast, casebook, attacker=attacker, assess=assess, checkpoints=checkpoints, notes=notes, show=show
    )
