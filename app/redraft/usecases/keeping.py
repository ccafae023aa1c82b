"""Keeping the report of an archive, and having it again without the archive."""

from __future__ import annotations

import secrets
import time
from dataclasses import dataclass

from redraft.codec import from_json, to_json
from redraft.domain.archive import Opened
from redraft.domain.errors import StoreError
from redraft.domain.message import Message
from redraft.domain.profile import ArchiveReport
from redraft.usecases.ports import KeptReport, KeptReports


@dataclass(frozen=True, slots=True)
class Kept:
    """A report with what the archive's files were; holds the posts that the report names, and no others."""

    report: ArchiveReport
    opened: Opened


def keep(store: KeptReports, report: ArchiveReport, opened: Opened, *, report_id: str = "") -> str:
    """Keep a report, in place of the one with that id if there is one; returns its id. Raises StoreError."""
    line = KeptReport(report_id or secrets.token_hex(8), report.match.label, int(time.time()))
    store.keep(line, to_json(Kept(report, opened)))
    return line.id


def recall(store: KeptReports, report_id: str) -> Kept:
    """A report that was kept; raises StoreError when it is gone or not readable."""
    body = store.body(report_id)
    if body is None:
        raise StoreError(Message("archive.report_gone"), Message("do.scan_again"))
    try:
        kept = from_json(Kept, body)
    except ValueError:
        raise StoreError(Message("archive.report_unreadable"), Message("do.remove_and_scan")) from None
    return kept
