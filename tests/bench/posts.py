"""Single posts, each with the question that it answers: the one attribute that a row asks about."""

from __future__ import annotations

from pathlib import Path

from attacker import BY_NAME, BenchAttacker
from run import Options, pending, write_row


def run(data: Path, out: Path, options: Options) -> None:
    """Write predictions for ``score.py posts``; the truth is never read."""
    attacker = BenchAttacker(options.extra)
    rows = pending(data, out, options)
    with out.open("a", encoding="utf-8") as file:
        for row in rows:
            attributes = [BY_NAME[row["attribute"]]]
            for found in attacker.rows(row["id"], row["text"], attributes, options.depth, row.get("question", "")):
                write_row(file, found)
