"""Stated facts on the development texts: the audited verdicts, the prefilter's loss and the share that is parsed."""

from __future__ import annotations

import json
import os
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from redraft.detectors.contract import Context
from redraft.detectors.pieces import pieces
from redraft.detectors.registry import statements
from redraft.detectors.stated import detector
from redraft.detectors.stated.frame import Frame, Verdict

ROOT = Path(__file__).parents[2]
BENCH = Path(os.environ.get("REDRAFT_BENCH", ROOT.parent / "shared" / "bench"))
AUDIT = Path(__file__).parent / "audits" / "stated.jsonl"
pytestmark = [
    pytest.mark.bench,
    pytest.mark.skipif(not (BENCH / "synthpai_dev.jsonl").exists(), reason="no development benchmark here"),
]


def rows(name: str) -> list[dict]:
    return [json.loads(line) for line in (BENCH / name).read_text(encoding="utf-8").splitlines() if line.strip()]


def comments() -> Iterator[tuple[str, str, str]]:
    for author in rows("synthpai_dev.jsonl"):
        for number, text in enumerate(author["comments"]):
            yield "synthpai", f"{author['id']}/{number}", text


def others() -> Iterator[tuple[str, str, str]]:
    for name, file in (("health", "health_dev"), ("posts", "posts_dev"), ("pano", "panorama_dev")):
        for number, row in enumerate(rows(f"{file}.jsonl")):
            yield name, str(number), row.get("response") or row.get("text") or row.get("post") or ""


def test_findings_are_right_in_95_of_100() -> None:
    verdicts = {
        (r["set"], r["id"], r["start"], r["end"], r["attribute"]): r["verdict"]
        for r in map(json.loads, AUDIT.read_text(encoding="utf-8").splitlines())
    }
    stated, known, unknown = detector.StatedFacts(), [], 0
    for name, key, text in [*comments(), *others()]:
        for piece in pieces(text):
            context = Context(text[piece.start : piece.end])
            stated.needs(context)
            for finding in stated.detect(context):
                at = finding.evidence[0]
                place = (name, key, at.start + piece.start, at.end + piece.start, finding.attribute.value)
                if place in verdicts:
                    known.append(verdicts[place] == "right")
                else:
                    unknown += 1
    print(f"stated: {sum(known)} of {len(known)} audited findings right; {unknown} not audited")
    assert sum(known) / len(known) >= 0.95
    assert unknown <= 0.1 * len(known), "read the new findings and add their verdicts"


def test_the_prefilter_loses_little() -> None:
    everything = detector.index().all_rules()
    kept = total = 0
    for _, _, text in comments():
        frame = Frame(Context(text))
        candidates = set(map(id, detector.index().candidates(frame.words)))
        for rule in everything:
            for match in rule.pattern.finditer(frame.folded):
                if (
                    frame.judge(match.start(), match.end(), rule.guard) is Verdict.OUT
                    or rule.value(match, frame) is None
                ):
                    continue
                total += 1
                kept += id(rule) in candidates
    print(f"prefilter keeps {kept} of {total}")
    assert kept >= 0.97 * total


def test_speed_and_share_parsed() -> None:
    texts = [text for _, _, text in comments()]
    chosen = statements()
    for one in chosen:
        one.needs(Context("I'm 34 in Leeds"))
    start, parsed = time.process_time(), 0
    for text in texts:
        context = Context(text)
        for one in chosen:
            parsed += bool(one.needs(context))
            list(one.detect(context))
    rate = len(texts) / (time.process_time() - start)
    print(f"statements: {rate:.0f} comments a second; {parsed} of {len(texts)} reach the parser")
    assert parsed < 0.15 * len(texts)
    assert rate > 200  # about 1,500 on a quiet machine; a loaded one counts more processor time for the same work
