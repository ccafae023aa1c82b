#!/usr/bin/env python3
"""How often an answer flips when a wording is exchanged for one that was not averaged, beside a single question's rate.

``python models/fitting/flips.py --bench DIR --cache DIR --numbers FILE``: for each wording ``w`` of an attribute the
verdict without it is compared with the verdicts that have ``w`` in the place of one of the others. Counted are the
first guesses of what is called revealed, over the SynthPAI authors in the cache.
"""

from __future__ import annotations

import argparse
from collections.abc import Iterator
from pathlib import Path

from calibration import Fitter
from data import SCORER_NAMES, Item, items

from redraft.domain.attributes import Attribute
from redraft.domain.relations import same
from redraft.inference.calibration import load
from redraft.inference.fusing import Fuser
from redraft.inference.judging import judge


def exchanges(keys: list[str]) -> Iterator[tuple[list[str], list[str]]]:
    """All but one wording, and the same with the one left out in the place of another."""
    for out in keys:
        kept = [k for k in keys if k != out]
        for gone in kept:
            yield kept, [out if k == gone else k for k in kept]


def main() -> None:
    """Print both rates by attribute and together."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--bench", type=Path, required=True)
    parser.add_argument("--cache", type=Path, required=True)
    parser.add_argument("--numbers", type=Path, required=True)
    args = parser.parse_args()
    fitter, numbers = Fitter(args.bench), load(args.numbers)
    rows = items("synthpai", args.bench / "synthpai_dev.jsonl", args.cache / "synthpai.jsonl")
    fuser = Fuser(fitter.questions, numbers, fitter.jobs)
    total = {"averaged": [0, 0], "single": [0, 0]}

    def first(item: Item, attribute: Attribute, keys: list[str]) -> tuple[str, bool]:
        others = {k: v for k, v in item.raw.items() if not k.startswith(f"{attribute.value}.")}
        raw = others | {k: item.raw[k] for k in keys}
        ranking = fuser.rank(attribute, raw, fitter.reading(item))
        return ranking.values[0], judge(attribute, ranking, numbers, None).revealed

    for attribute in SCORER_NAMES:
        keys = [w.key for w in fitter.questions.wordings if w.attribute is attribute]
        counts = {"averaged": [0, 0], "single": [0, 0]}
        for item in rows:
            for kept, exchanged in exchanges(keys):
                value, revealed = first(item, attribute, kept)
                if revealed:
                    counts["averaged"][0] += not same(attribute, value, first(item, attribute, exchanged)[0])
                    counts["averaged"][1] += 1
            names = fitter.questions.values[attribute]
            if first(item, attribute, keys)[1]:
                alone = [names[int(fuser.spread(k, item.raw[k]).argmax())] for k in keys]
                pairs = [(a, b) for i, a in enumerate(alone) for b in alone[i + 1 :]]
                counts["single"][0] += sum(not same(attribute, a, b) for a, b in pairs)
                counts["single"][1] += len(pairs)
        print(attribute.value, {k: f"{a} of {b}" for k, (a, b) in counts.items()})
        for kind, (flips, count) in counts.items():
            total[kind][0] += flips
            total[kind][1] += count
    print({kind: f"{100 * flips / max(1, count):.1f} %" for kind, (flips, count) in total.items()})


if __name__ == "__main__":
    main()
