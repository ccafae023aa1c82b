"""SynthPAI authors: all eight attributes of everybody, eight lines an author."""

from __future__ import annotations

import json
from pathlib import Path

from attacker import BenchAttacker
from run import Options, pending

from redraft.domain.attributes import ALWAYS_ASKED


def run(data: Path, out: Path, options: Options) -> None:
    """Write predictions for ``score.py synthpai``; labels are never read."""
    attacker = BenchAttacker(options.extra)
    rows = pending(data, out, options)
    with out.open("a", encoding="utf-8") as file:
        for row in rows:
            text = "\n".join(row["comments"])
            found = attacker.rows(row["id"], text, ALWAYS_ASKED, options.depth)
            # One write for one author, so that an interrupted run never holds half of one.
            file.write("".join(json.dumps(r, ensure_ascii=False) + "\n" for r in found))
            file.flush()
