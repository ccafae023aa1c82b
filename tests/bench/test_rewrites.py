"""No invented fact: what the rewriter says instead on the development texts, each wording read by hand.

``audits/rewrites.jsonl`` holds places and verdicts, no text: ``faithful`` where the new words say nothing that the old
ones do not, ``invents`` where they do; ``before`` where an earlier version did. What has changed since has to be read.
"""

from __future__ import annotations

import json
import os
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest

from redraft.detectors.tier import Tier
from redraft.domain.attributes import ALWAYS_ASKED, Attribute
from redraft.rewriting.editor import Editor
from redraft.usecases.check import CheckDraft
from redraft.usecases.rewrite import RewriteDraft

ROOT = Path(__file__).parents[2]
BENCH = Path(os.environ.get("REDRAFT_BENCH", ROOT.parent / "shared" / "bench"))
AUDIT = Path(__file__).parent / "audits" / "rewrites.jsonl"
AUTHORS = 60
"""Authors that were read, the first of the file, beside all posts."""
MOST_UNREAD = 0.02
NAMES = {"sex": Attribute.SEX, "relationship_status": Attribute.RELATIONSHIP, "city_country": Attribute.LOCATION,
         "birth_city_country": Attribute.BIRTHPLACE, "income_level": Attribute.INCOME}  # fmt: skip
pytestmark = [
    pytest.mark.bench,
    pytest.mark.skipif(not (BENCH / "posts_dev.jsonl").exists(), reason="no development benchmark here"),
]


def texts() -> Iterator[tuple[str, str, str, tuple[Attribute, ...]]]:
    """Set, id, text and what has to be hidden."""
    for line in (BENCH / "posts_dev.jsonl").read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        yield "posts", row["id"], row["text"], (NAMES.get(row["attribute"]) or Attribute(row["attribute"]),)
    for line in (BENCH / "synthpai_dev.jsonl").read_text(encoding="utf-8").splitlines()[:AUTHORS]:
        row = json.loads(line)
        yield "synthpai", row["id"], "\n".join(row["comments"]), ALWAYS_ASKED


def made() -> Iterator[tuple[str, str, int, int, str]]:
    """Every edit that the ladders alone make: set, id, start, end, attribute."""
    job = RewriteDraft(CheckDraft(Tier()), Editor())
    for name, identity, text, hide in texts():
        result = job.run(text, hide=hide)
        for edit, chosen in zip(result.edits, result.chosen, strict=True):
            if chosen is not None:
                yield name, identity, edit.span.start, edit.span.end, edit.attribute.value


def test_no_rewording_invents_a_fact() -> None:
    verdicts = {
        (r["set"], r["id"], r["start"], r["end"], r["attribute"]): r["verdict"]
        for r in map(json.loads, AUDIT.read_text(encoding="utf-8").splitlines())
    }
    edits = list(made())
    changed = {edit[:2] for edit in edits}
    found = Counter(verdicts.get(edit, "unread") for edit in edits)
    print(f"{len(changed)} texts changed by {len(edits)} edits: {dict(found)}")
    assert len(changed) >= 200
    assert found["invents"] == 0
    assert found["unread"] <= MOST_UNREAD * len(edits)
