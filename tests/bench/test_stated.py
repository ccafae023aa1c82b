"""Stated facts on the development texts: the prefilter's loss and the share that is parsed."""

from __future__ import annotations

import json
import os
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from redraft import languages
from redraft.detectors.contract import Context
from redraft.detectors.registry import statements
from redraft.detectors.stated import detector
from redraft.detectors.stated.frame import Frame
from redraft.detectors.stated.pattern import statements as statements_of

ROOT = Path(__file__).parents[2]
BENCH = Path(os.environ.get("REDRAFT_BENCH", ROOT.parent / "shared" / "bench"))
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


def test_the_prefilter_loses_little() -> None:
    patterns = statements_of(languages.default())
    kept = total = 0
    for _, _, text in comments():
        frame = Frame(Context(text))
        total += len(detector.hits(frame, patterns.all))
        kept += len(detector.hits(frame))
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
