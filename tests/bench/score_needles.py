#!/usr/bin/env python3
"""Accuracy by how much the model read: ``score_needles.py --gold synthpai_dev.jsonl --svg FILE NAME=PRED.jsonl …``.

Each PRED is what ``run.py needles`` wrote, NAME what it shall be called, a number of code points for the curve or the
name of an arm for a level line. Only authors that every file holds whole are scored, on labels of certainty 3 or more.
"""

from __future__ import annotations

import argparse
import os
import sys
from collections import Counter
from pathlib import Path

sys.path[:0] = [str(Path(__file__).parent), str(Path(__file__).parents[2] / "app")]

from run import read_rows, scorer  # noqa: E402

BENCH = Path(os.environ.get("REDRAFT_BENCH", Path(__file__).resolve().parents[3] / "shared" / "bench"))
WIDTH, HEIGHT, EDGE = 360, 240, 44
ATTRIBUTES = 8


def accuracy(gold: dict[str, dict], said: list[dict], authors: set[str]) -> tuple[int, int]:
    """Labels that the first guess has right, and how many there are."""
    score = scorer(BENCH).score
    right = total = 0
    for row in said:
        label = gold[row["id"]]["labels"].get(row["attribute"]) if row["id"] in authors else None
        if label and int(label["certainty"]) >= 3:
            total += 1
            right += score(row["attribute"], str(label["value"]), row["guesses"][0]) == 1
    return right, total


def picture(curve: list[tuple[int, float]], levels: list[tuple[str, float]]) -> str:
    """The curve over code points read, and level lines with their names, as SVG."""
    most = max((letters for letters, _ in curve), default=1)

    def at(letters: float, share: float) -> str:
        return f"{EDGE + letters / most * WIDTH:.1f},{EDGE + HEIGHT - share * HEIGHT:.1f}"

    dots = "".join(
        f'<circle cx="{at(n, s).split(",")[0]}" cy="{at(n, s).split(",")[1]}" r="3" fill="#2a6f97"/>'
        f'<text x="{at(n, s).split(",")[0]}" y="{EDGE + HEIGHT + 16}" text-anchor="middle">{n:,}</text>'
        for n, s in curve
    )
    lines = "".join(
        f'<path d="M{at(0, s)} L{at(most, s)}" stroke="#999" stroke-dasharray="4"/>'
        f'<text x="{EDGE + 4}" y="{float(at(0, s).split(",")[1]) - 4:.1f}" fill="#555">{name}</text>'
        for name, s in levels
    )
    points = " ".join(at(n, s) for n, s in curve)
    width, height = WIDTH + 2 * EDGE, HEIGHT + 2 * EDGE
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{width}" height="{height}" font-family="sans-serif" '
        f'font-size="12"><rect width="{width}" height="{height}" fill="white"/>'
        f'<rect x="{EDGE}" y="{EDGE}" width="{WIDTH}" height="{HEIGHT}" fill="none" stroke="#888"/>{lines}'
        f'<polyline points="{points}" fill="none" stroke="#2a6f97" stroke-width="2"/>{dots}'
        f'<text x="8" y="{EDGE - 14}">share of labels whose first guess is right, by code points read</text></svg>\n'
    )


def main() -> None:
    """Print the table and write the picture."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--gold", required=True, type=Path)
    parser.add_argument("--svg", required=True, type=Path)
    parser.add_argument("runs", nargs="+", metavar="NAME=PRED")
    args = parser.parse_args()
    gold = {row["id"]: row for row in read_rows(args.gold)}
    runs = {name: read_rows(Path(path)) for name, _, path in (run.partition("=") for run in args.runs)}
    whole = [{i for i, n in Counter(row["id"] for row in said).items() if n == ATTRIBUTES} for said in runs.values()]
    authors = set.intersection(*whole)
    curve, levels = [], []
    for name, said in runs.items():
        right, total = accuracy(gold, said, authors)
        print(f"{name}: {right} of {total} labels of {len(authors)} authors ({right / max(1, total):.0%})")
        (curve if name.isdigit() else levels).append((int(name) if name.isdigit() else name, right / max(1, total)))
    args.svg.parent.mkdir(parents=True, exist_ok=True)
    args.svg.write_text(picture(sorted(curve), levels), encoding="utf-8")


if __name__ == "__main__":
    main()
