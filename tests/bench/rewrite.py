"""Rewordings of posts or of SynthPAI authors, with the attacker's answers before and after, in the synthpai form.

``python tests/bench/run.py rewrite --data ../shared/bench/posts_dev.jsonl --out FILE`` (real workers).
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

from attacker import NAMES
from run import Options, pending, write_row

from redraft.bootstrap import Services
from redraft.domain.report import Report
from redraft.usecases.ports import Pass
from redraft.usecases.rewrite import RewriteDraft


def run(data: Path, out: Path, options: Options) -> None:
    """Write one line a row; truths and labels are never read."""
    with Services() as services, out.open("a", encoding="utf-8") as file:
        attacker = services.attacker
        job = RewriteDraft(services.check(attacker), services.editor(attacker))
        for row in pending(data, out, options):
            text = row["text"] if "text" in row else "\n".join(row["comments"])
            result = job.run(text, depth=Pass(options.depth))
            edits = [
                [e.span.start, e.span.end, e.original, None if w is None else w.text, e.attribute.value]
                for e, w in zip(result.edits, result.chosen, strict=True)
            ]
            new: dict[str, Any] = {"comments": result.text.split("\n")} if "comments" in row else {"text": result.text}
            before, after = answers(row["id"], result.before), answers(row["id"], result.after)
            write_row(file, {"id": row["id"], **new, "edits": edits, "before": before, "after": after})


def answers(identity: str, report: Report) -> list[dict[str, Any]]:
    """The eight attributes of a report, as ``synthpai`` writes them."""
    return [
        {
            "id": identity,
            "attribute": NAMES[verdict.attribute],
            "guesses": [guess.value for guess in verdict.guesses],
            "confidence": round(verdict.confidence, 4),
            "revealed": verdict.revealed,
        }
        for verdict in report.verdicts
        if verdict.attribute in NAMES
    ]
