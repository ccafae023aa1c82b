"""Posts of the corpus, each a draft of its own, checked as ``redraft check`` does: scored by ``score_drafts.py``.

One line for each of the eight attributes that are always asked about, and one for each other attribute of the corpus
that is claimed of the author.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from attacker import BenchAttacker
from run import Options, pending

from redraft.domain.attributes import ALWAYS_ASKED, Attribute
from redraft.domain.finding import Finding, Subject
from redraft.domain.report import Report, Verdict
from redraft.exposure.anonymity import about_author
from redraft.usecases.ports import Pass

OTHERS = "other person"
"""What the corpus calls anything that is said of somebody else."""
FURTHER = (
    "health", "religion", "politics", "ethnicity", "orientation", "family", "employer", "school", "whereabouts",
    "absence", "contact", "name", "routine", "children", "finance",
)  # fmt: skip
"""The corpus's further attributes, by the names that the app has for them too."""
MOST_QUOTES = 3


def run(data: Path, out: Path, options: Options) -> None:
    """Write predictions; labels are never read."""
    attacker = BenchAttacker(options.extra)
    with out.open("a", encoding="utf-8") as file:
        for row in pending(data, out, options):
            report = attacker.check.run(row["text"], depth=Pass(options.depth))
            # One write for one post, so that an interrupted run never holds half of one.
            file.write("".join(json.dumps(line, ensure_ascii=False) + "\n" for line in lines(row["id"], report)))
            file.flush()
    attacker.close()


def lines(identity: str, report: Report) -> Iterator[dict[str, Any]]:
    """The predictions for one post."""
    told: dict[str, list[Finding]] = {}
    judged = any(v.told is not None for v in report.verdicts)
    for finding in report.findings:
        if judged and finding.attribute is not Attribute.OTHER_PERSON and finding.subject is not Subject.AUTHOR:
            continue  # who is spoken of is found by form; whether it is private, the encoder says
        if finding.subject is not Subject.AUTHOR:
            told.setdefault(OTHERS, []).append(finding)
        elif about_author(finding):
            told.setdefault(finding.attribute.value, []).append(finding)
    verdicts = {v.attribute: v for v in report.verdicts}
    for attribute in ALWAYS_ASKED:
        yield _line(identity, attribute.value, told.get(attribute.value, []), verdicts.get(attribute))
    for name in (*FURTHER, OTHERS):
        verdict = None if name == OTHERS else verdicts.get(Attribute(name))
        if name in told or (verdict is not None and verdict.revealed):
            yield _line(identity, name, told.get(name, []), verdict)


def _line(identity: str, name: str, found: list[Finding], verdict: Verdict | None) -> dict[str, Any]:
    best = max(found, key=lambda f: f.best.confidence, default=None)
    if verdict is not None:
        guesses, confidence, revealed = verdict.guesses, verdict.confidence, verdict.revealed
        named = revealed and verdict.named
    elif best is not None:
        guesses, confidence, revealed, named = best.guesses, best.best.confidence, True, best.named
    else:
        guesses, confidence, revealed, named = (), 0.0, False, False
    quotes = dict.fromkeys(e.quote for f in found for e in f.evidence)
    return {
        "id": identity,
        "attribute": name,
        "revealed": revealed,
        "named": named,
        "guesses": [guess.value for guess in guesses],
        "confidence": round(confidence, 4),
        "evidence": list(quotes)[:MOST_QUOTES] if revealed else [],
    }
