"""Which words the fast tier would mask: ``{"id", "spans": [[start, end, kind], …]}`` for rows of ``{"id", "text"}``."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from run import Options, pending, row_id, write_row

from redraft.detectors.tier import Tier
from redraft.domain.finding import Finding, Source

THRESHOLD = 0.5
"""Score from which an identifier is shown; the same in the window, in the speed benchmark and here."""


def masked(findings: tuple[Finding, ...]) -> list[list[Any]]:
    """The places of identifiers and entities, in order of the text."""
    return sorted(
        [e.start, e.end, f.kind]
        for f in findings
        if f.source in {Source.IDENTIFIERS, Source.ENTITIES} and f.best.confidence >= THRESHOLD
        for e in f.evidence
    )


def run(data: Path, out: Path, options: Options) -> None:
    """Write one line for each row."""
    tier = Tier()
    with out.open("a", encoding="utf-8") as file:
        for row in pending(data, out, options):
            write_row(file, {"id": row_id(row), "spans": masked(tier.detect(row["text"]).findings)})
