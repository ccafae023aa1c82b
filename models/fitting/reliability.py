#!/usr/bin/env python3
"""How often first guesses of some confidence were right: ``resources/reliability.json``, and a picture of it.

``python models/fitting/reliability.py --bench DIR --folds DIR --svg FILE``: ``--folds`` holds the out-of-fold
predictions of ``calibration.py``. Bins are of equal size. Each attribute has the share of first guesses that were
right where the text gives it away, for the sentence on how reliable such inferences are in general.
"""

from __future__ import annotations

import argparse
import json
from pathlib import Path

from data import ATTRIBUTES, ROOT, scorer

BINS = 8
OUT = ROOT / "resources" / "reliability.json"
SIZE, EDGE = 320, 40
Pair = tuple[str, float, bool]


def pairs(bench: Path, folds: Path) -> list[Pair]:
    """Attribute, confidence and whether the first guess was right, of every label that people were sure of."""
    score = scorer(bench).score
    found: list[Pair] = []
    for name in ("synthpai", "posts"):
        gold = {r["id"]: r for r in map(json.loads, (bench / f"{name}_dev.jsonl").read_text("utf-8").splitlines())}
        for line in (folds / f"{name}_full.jsonl").read_text("utf-8").splitlines():
            said = json.loads(line)
            row, attribute = gold[said["id"]], said["attribute"]
            label = row["labels"].get(attribute) if "labels" in row else {"value": row["truth"], "certainty": 5}
            if label and label["certainty"] >= 3:
                right = score(attribute, str(label["value"]), said["guesses"][0]) == 1
                found.append((attribute, float(said["confidence"]), right))
    return found


def bins(found: list[Pair]) -> list[dict[str, float]]:
    """Mean confidence and share right in bins of equal size."""
    order = sorted(found, key=lambda p: p[1])
    cut = [order[i * len(order) // BINS : (i + 1) * len(order) // BINS] for i in range(BINS)]
    return [
        {
            "confidence": round(sum(p[1] for p in part) / len(part), 3),
            "right": round(sum(p[2] for p in part) / len(part), 3),
            "count": len(part),
        }
        for part in cut
        if part
    ]


def picture(curve: list[dict[str, float]]) -> str:
    """An SVG: confidence to the right, share right upwards, the diagonal is perfect."""

    def at(x: float, y: float) -> str:
        return f"{EDGE + x * SIZE:.1f},{EDGE + (1 - y) * SIZE:.1f}"

    whole = SIZE + 2 * EDGE
    line = " ".join(at(b["confidence"], b["right"]) for b in curve)
    dots = "".join(
        f'<circle cx="{p.split(",")[0]}" cy="{p.split(",")[1]}" r="4" fill="#2a6f97"/>' for p in line.split()
    )
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{whole}" height="{whole}" font-family="sans-serif" '
        f'font-size="12"><rect width="{whole}" height="{whole}" fill="white"/>'
        f'<rect x="{EDGE}" y="{EDGE}" width="{SIZE}" height="{SIZE}" fill="none" stroke="#888"/>'
        f'<path d="M{at(0, 0)} L{at(1, 1)}" stroke="#bbb" stroke-dasharray="4"/>'
        f'<polyline points="{line}" fill="none" stroke="#2a6f97" stroke-width="2"/>{dots}'
        f'<text x="{EDGE}" y="{whole - 12}">confidence, 0 to 1</text>'
        f'<text x="8" y="{EDGE - 12}">share of first guesses that were right, 0 to 1</text></svg>\n'
    )


def main() -> None:
    """Write the file that ships, and the picture."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--bench", type=Path, required=True)
    parser.add_argument("--folds", type=Path, required=True)
    parser.add_argument("--svg", type=Path, required=True)
    args = parser.parse_args()
    found = pairs(args.bench, args.folds)
    by: dict[str, list[bool]] = {}
    for attribute, _, right in found:
        by.setdefault(ATTRIBUTES[attribute].value, []).append(right)
    curve = bins(found)
    made = {
        "made_by": "models/fitting/reliability.py",
        "labels": len(found),
        "curve": curve,
        "attributes": {a: {"right": round(sum(r) / len(r), 3), "count": len(r)} for a, r in sorted(by.items())},
    }
    OUT.write_text(json.dumps(made, indent=1) + "\n", encoding="utf-8")
    args.svg.parent.mkdir(parents=True, exist_ok=True)
    args.svg.write_text(picture(curve), encoding="utf-8")
    print(json.dumps(made, indent=1))


if __name__ == "__main__":
    main()
