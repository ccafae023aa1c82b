"""Fit how votes of the same author are pooled, on SynthPAI authors read in parts.

``fusion.py --data synthpai_dev.jsonl --bench FOLDER --cache FILE --out models/fusion/archive.json``

Each author's comments are dealt into ``--parts`` parts and each part is read by the full attacker, as a scan reads one
dossier after another; the verdicts are cached, so the model runs once and may be stopped at any time (``--limit``,
``--sample``). Then three numbers (see :class:`redraft.profiles.votes.Fusion`) are chosen by the log-likelihood of the
labels of certainty 3 and more, and their calibration is printed for authors left out, five-fold, beside that of the
surest single part.
"""

from __future__ import annotations

import argparse
import itertools
import json
import random
import sys
from collections.abc import Iterator, Sequence
from dataclasses import asdict
from math import log
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[2]
sys.path[:0] = [str(ROOT / "app"), str(ROOT / "tests" / "bench")]

from attacker import BY_NAME, NAMES, BenchAttacker  # noqa: E402
from run import done_ids, read_rows, scorer  # noqa: E402

from redraft.domain.attributes import ALWAYS_ASKED, Attribute  # noqa: E402
from redraft.profiles.votes import Fusion, Part, Vote, confidences, grouped  # noqa: E402

GRID = tuple(itertools.product((0.05, 0.1, 0.2), (0.1, 0.25, 0.5, 0.75, 1.0), (0.6, 0.8, 1.0, 1.2)))
"""Prior, discount, model. With a discount of 0 only the strongest vote would count, and one post would carry all."""
FOLDS = 5
Case = tuple[str, Attribute, str, list[list[tuple[str, float]]]]
"""Author, attribute, true value, and each part's guesses."""


def read_parts(data: Path, cache: Path, parts: int, limit: int | None, sample: int) -> None:
    """Ask about the parts of authors that the cache does not hold."""
    rows = read_rows(data)
    random.Random(sample).shuffle(rows)
    done = done_ids(cache)
    attacker = None
    for row in rows[:limit]:
        if row["id"] in done:
            continue
        attacker = attacker or BenchAttacker({})
        told = []
        for part in range(parts):
            text = "\n".join(row["comments"][part::parts])
            found = attacker.rows(row["id"], text, ALWAYS_ASKED, "full") if text else []
            told.append({f["attribute"]: list(_guesses(f)) for f in found})
        with cache.open("a", encoding="utf-8") as file:
            file.write(json.dumps({"id": row["id"], "parts": told}) + "\n")


def _guesses(row: dict[str, Any]) -> Iterator[tuple[str, float]]:
    """The first guess has the verdict's confidence; what it leaves is shared among the others."""
    first, *rest = row["guesses"]
    yield first, row["confidence"]
    yield from ((value, (1 - row["confidence"]) / 3) for value in rest)


def cases(data: Path, cache: Path) -> list[Case]:
    """What there is to fit on."""
    labels = {row["id"]: row["labels"] for row in read_rows(data)}
    found: list[Case] = []
    for line in read_rows(cache):
        for name, label in labels[line["id"]].items():
            if name in BY_NAME and int(label["certainty"]) >= 3:
                parts = [[(v, c) for v, c in part.get(name, [])] for part in line["parts"]]
                found.append((line["id"], BY_NAME[name], str(label["value"]), parts))
    return found


def fused(case: Case, fusion: Fusion) -> tuple[str, float]:
    """The first guess of all parts together."""
    votes = [
        Vote(value, fusion.weight(sure, by_model=True), (Part(n, 1.0),), stated=False)
        for n, part in enumerate(case[3])
        for value, sure in part
    ]
    found = confidences(grouped(case[1], votes), fusion)
    return found[0] if found else ("", fusion.prior)


def surest(case: Case) -> tuple[str, float]:
    """The surest single part's first guess."""
    return max((part[0] for part in case[3] if part), key=lambda g: g[1], default=("", 0.1))


def main() -> None:
    """Read, fit, report, write."""
    parser = argparse.ArgumentParser(description="Fit the fusion of many readings of one author.")
    for name in ("data", "bench", "cache", "out"):
        parser.add_argument(f"--{name}", type=Path, required=True)
    parser.add_argument("--parts", type=int, default=2)
    parser.add_argument("--limit", type=int)
    parser.add_argument("--sample", type=int, default=11)
    args = parser.parse_args()
    read_parts(args.data, args.cache, args.parts, args.limit, args.sample)
    score = scorer(args.bench).score
    all_cases = cases(args.data, args.cache)

    def right(case: Case, guess: str) -> bool:
        return score(NAMES[case[1]], case[2], guess) == 1.0

    def likelihood(fusion: Fusion, some: Sequence[Case]) -> float:
        told = [(fused(case, fusion), case) for case in some]
        return sum(log(max(1e-3, sure if right(case, value) else 1 - sure)) for (value, sure), case in told)

    def best(some: Sequence[Case]) -> Fusion:
        return max((Fusion(*numbers) for numbers in GRID), key=lambda f: likelihood(f, some))

    authors = sorted({case[0] for case in all_cases})
    random.Random(0).shuffle(authors)
    told = []
    for fold in range(FOLDS):
        out = set(authors[fold::FOLDS])
        fusion = best([c for c in all_cases if c[0] not in out])
        told += [(*fused(c, fusion), c) for c in all_cases if c[0] in out]
    _print("fused, out of fold", [(sure, right(c, value)) for value, sure, c in told])
    _print("surest part", [(surest(c)[1], right(c, surest(c)[0])) for c in all_cases])
    chosen = best(all_cases)
    numbers = {k: round(v, 4) for k, v in asdict(chosen).items()}
    args.out.parent.mkdir(parents=True, exist_ok=True)
    made = f"models/fitting/fusion.py on {len(authors)} SynthPAI development authors in {args.parts} parts"
    args.out.write_text(json.dumps(numbers | {"made_by": made}, indent=1) + "\n", encoding="utf-8")
    print(numbers)


def _print(name: str, told: list[tuple[float, bool]]) -> None:
    top1 = sum(ok for _, ok in told) / len(told)
    brier = sum((sure - ok) ** 2 for sure, ok in told) / len(told)
    mean = sum(sure for sure, _ in told) / len(told)
    print(f"{name}: {len(told)} labels, top-1 {top1:.1%}, mean confidence {mean:.1%}, Brier {brier:.3f}")


if __name__ == "__main__":
    main()
