"""Many texts in common batches against llama.cpp's own prompt rate: ``python tests/bench/run.py batching …``.

``FILE`` holds rows of ``{"id", "text"}``. The same weights, in the same run, first read the texts as one long prompt,
then through a first pass over all of them with its questions and answers. One line comes out: tokens per second of
processor time of both, and their ratio; wall clock would mostly tell what else the computer does.
"""

from __future__ import annotations

import time
from pathlib import Path

from attacker import BenchAttacker
from run import Options, choose, read_rows, write_row

from redraft.domain.attributes import ALWAYS_ASKED

USUAL = 24
"""Rows where no limit is given."""


def run(data: Path, out: Path, options: Options) -> None:
    """Measure both and write the ratio."""
    texts = [str(row["text"]) for row in choose(read_rows(data), options)][: options.limit or USUAL]
    attack = BenchAttacker(options.extra).attack
    engine = attack.engine
    tokens = [t for text in texts for t in engine.model.tokens(text)][: engine.context - 1000]
    engine.hold([])
    began = time.process_time()
    engine.hold(tokens)
    raw = len(tokens) / (time.process_time() - began)
    engine.hold(attack.questions.opening)
    engine.evaluated = 0
    began = time.process_time()
    attack.infer_many(texts, list(ALWAYS_ASKED), lambda _: None)
    batched = engine.evaluated / (time.process_time() - began)
    figures = {"raw_tokens_per_second": round(raw, 1), "batched_tokens_per_second": round(batched, 1)}
    with out.open("a", encoding="utf-8") as file:
        write_row(file, {"id": f"{len(texts)} texts", **figures, "ratio": round(batched / raw, 3)})
    print(figures, f"{100 * batched / raw:.0f} % of the raw prompt rate")
