"""Benchmark ``health``: figurative, other or health for each row, by the cues that the fast tier uses.

``python tests/bench/run.py health --data ../shared/bench/health_dev.jsonl --out FILE``, then ``score.py health``.
"""

from __future__ import annotations

from pathlib import Path

from run import Options, choose, done_ids, read_rows, write_row

from redraft import languages
from redraft.detectors.health import classify


def run(data: Path, out: Path, options: Options) -> None:
    """Write ``{"index", "label"}`` for each row that has no prediction yet."""
    done = done_ids(out)
    rows = [{**row, "index": i} for i, row in enumerate(read_rows(data))]
    with out.open("a", encoding="utf-8") as file:
        for row in choose(rows, options):
            if str(row["index"]) not in done:
                chances = classify(row["text"], languages.default())
                write_row(file, {"index": row["index"], "label": max(chances, key=lambda label: chances[label])})
