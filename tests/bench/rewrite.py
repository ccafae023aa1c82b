"""Rewordings of posts or of SynthPAI authors, with the attacker's answers before and after, in the synthpai form.

``python tests/bench/run.py rewrite --data ../shared/bench/posts_dev.jsonl --out FILE`` (real workers). Of a post the
attribute that the row names has to go, of an author all eight. ``score_rewrite.py`` says how well that went.
``--set degree=much-vaguer`` begins there; ``--set hide=revealed`` hides what is revealed, as the window does;
``--set reply=yes`` lets the attacker read the question that a post answers.
"""

from __future__ import annotations

import time
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from attacker import BY_NAME, BenchAttacker, row
from run import Options, pending, write_row

from redraft.domain.attributes import ALWAYS_ASKED, Attribute
from redraft.domain.edit import Degree
from redraft.domain.report import Report
from redraft.reports.check_json import finding_to_json
from redraft.usecases.ports import Pass
from redraft.usecases.stages import Rewrite


def run(data: Path, out: Path, options: Options) -> None:
    """Write one line a row; truths and labels are never read."""
    degree = Degree[options.extra.get("degree", "vaguer").upper().replace("-", "_")]
    attacker = BenchAttacker(options.extra)
    revealed, reply = options.extra.get("hide") == "revealed", options.extra.get("reply") == "yes"
    with out.open("a", encoding="utf-8") as file:
        for post in pending(data, out, options):
            began = time.perf_counter()
            asked = (BY_NAME[post["attribute"]],) if "attribute" in post else ALWAYS_ASKED
            hide = () if revealed else asked
            question = post.get("question", "") if reply else ""
            text = post["text"] if "text" in post else "\n".join(post["comments"])
            result = attacker.rewrite.run(
                text, hide=hide, depth=Pass(options.depth), degree=degree, in_reply_to=question
            )
            new = {"text": result.text} if "text" in post else {"comments": comments(post["comments"], result)}
            write_row(
                file,
                {
                    "id": post["id"],
                    **new,
                    "edits": edits(result),
                    "before": told(post["id"], result.before, hide or ALWAYS_ASKED),
                    "after": told(post["id"], result.after, hide or ALWAYS_ASKED),
                    "findings": [finding_to_json(found) for found in result.before.findings],
                    "rounds": result.rounds,
                    "seconds": round(time.perf_counter() - began, 1),
                },
            )


def edits(result: Rewrite) -> list[dict[str, Any]]:
    """Each with the wording that was taken."""
    return [
        {
            "start": e.span.start,
            "end": e.span.end,
            "original": e.original,
            "text": w.text,
            "attribute": e.attribute.value,
            "degree": w.degree.name.lower(),
            "by_model": False,
        }
        for e, w in zip(result.edits, result.chosen, strict=True)
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


def told(identity: str, report: Report, asked: Sequence[Attribute]) -> list[dict[str, Any]]:
    """The guesses about what was asked, as ``synthpai`` writes them."""
    return [row(identity, verdict) for verdict in report.verdicts if verdict.attribute in asked]
