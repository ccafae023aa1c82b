"""Rewordings of posts or of SynthPAI authors, with the attacker's answers before and after, in the synthpai form.

``python tests/bench/run.py rewrite --data ../shared/bench/posts_dev.jsonl --out FILE`` (real workers). Of a post the
attribute that the row names has to go, of an author all eight. ``score_rewrite.py`` says how well that went.
``--set degree=much-vaguer`` begins there, ``--set threads=1`` is kinder to a busy machine.
"""

from __future__ import annotations

import time
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from attacker import BY_NAME, NAMES
from run import Options, pending, write_row

from redraft.bootstrap import Options as AppOptions
from redraft.bootstrap import Services
from redraft.domain.attributes import ALWAYS_ASKED, Attribute
from redraft.domain.edit import Degree
from redraft.domain.report import Report
from redraft.usecases.ports import Pass
from redraft.usecases.rewrite import Rewrite, RewriteDraft


def run(data: Path, out: Path, options: Options) -> None:
    """Write one line a row; truths and labels are never read."""
    degree = Degree[options.extra.get("degree", "vaguer").upper().replace("-", "_")]
    threads = int(options.extra["threads"]) if "threads" in options.extra else None
    with Services(AppOptions(threads=threads)) as services, out.open("a", encoding="utf-8") as file:
        attacker = services.attacker
        job = RewriteDraft(services.check(attacker), services.editor(attacker), attacker)
        for row in pending(data, out, options):
            began = time.perf_counter()
            hide = (BY_NAME[row["attribute"]],) if "attribute" in row else ALWAYS_ASKED
            text = row["text"] if "text" in row else "\n".join(row["comments"])
            result = job.run(text, hide=hide, depth=Pass(options.depth), degree=degree)
            new = {"text": result.text} if "text" in row else {"comments": comments(row["comments"], result)}
            write_row(
                file,
                {
                    "id": row["id"],
                    **new,
                    "edits": edits(result),
                    "before": answers(row["id"], result.before, hide),
                    "after": answers(row["id"], result.after, hide),
                    "rounds": result.rounds,
                    "seconds": round(time.perf_counter() - began, 1),
                },
            )


def edits(result: Rewrite) -> list[dict[str, Any]]:
    """Those that were taken."""
    return [
        {
            "start": e.span.start,
            "end": e.span.end,
            "original": e.original,
            "text": w.text,
            "attribute": e.attribute.value,
            "degree": w.degree.name.lower(),
            "by_model": w.by_model,
        }
        for e, w in zip(result.edits, result.chosen, strict=True)
        if w is not None
    ]


def comments(old: Sequence[str], result: Rewrite) -> list[str]:
    """The new text as a list of the same length: edits never cross a line break, nor do they add or take one."""
    lines = result.text.split("\n")
    found = []
    for comment in old:
        size = comment.count("\n") + 1
        found.append("\n".join(lines[:size]))
        lines = lines[size:]
    return found


def answers(identity: str, report: Report, asked: Sequence[Attribute]) -> list[dict[str, Any]]:
    """The guesses about what was asked, as ``synthpai`` writes them."""
    return [
        {
            "id": identity,
            "attribute": NAMES[verdict.attribute],
            "guesses": [guess.value for guess in verdict.guesses],
            "confidence": round(verdict.confidence, 4),
            "revealed": verdict.revealed,
        }
        for verdict in report.verdicts
        if verdict.attribute in asked
    ]
