#!/usr/bin/env python3
"""Fit ``models/music/judge-MODEL.json``: what the model says of anybody's music, to be subtracted.

    python models/fitting/judge.py --out models/music/judge-qwen2.5-coder-1.5b.json

The reference playlists are drawn from Redraft's own list of artists: each from three of its lines, taken with the
weight of their country's listeners. Nothing of a benchmark and no person's music is in them.
"""

from __future__ import annotations

import argparse
import json
import random
import sys
from collections import defaultdict
from pathlib import Path

import numpy as np

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT / "app"))

from redraft.assets import resource  # noqa: E402
from redraft.inference.engine import Engine  # noqa: E402
from redraft.inference.playlist import PlaylistJudge  # noqa: E402
from redraft.models.store import ModelStore  # noqa: E402
from redraft.music.catalogue import countries, lists  # noqa: E402

PLAYLISTS, LINES, ARTISTS = 24, 3, 14


def playlists(seed: int) -> list[list[str]]:
    """Names of artists, :data:`ARTISTS` for each reference playlist."""
    rng = random.Random(seed)
    known = [(artist, names) for artist, names in lists() if artist.country]
    weights = [countries()[artist.country].weight for artist, _ in known]
    found = []
    for _ in range(PLAYLISTS):
        pool = [
            name for _, names in rng.choices(known, weights, k=LINES) for name in rng.sample(names, min(12, len(names)))
        ]
        found.append(rng.sample(pool, min(ARTISTS, len(pool))))
    return found


def main() -> int:
    """Ask about each, and write the mean log-probability of every answer."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--out", required=True, type=Path)
    args = parser.parse_args()
    chosen = ModelStore().chosen()
    engine = Engine(chosen.path)
    judge = PlaylistJudge(engine, resource("languages", "en", "prompts"), resource("music", "countries.txt"), None)
    scores: dict[str, dict[str, list[float]]] = defaultdict(lambda: defaultdict(list))
    for number, artists in enumerate(playlists(1), start=1):
        for question, values in judge.judge({"artists": artists}).raw.items():
            for value, score in values.items():
                scores[question][value].append(score)
        print(f"{number} of {PLAYLISTS}", flush=True)
    means = {q: {v: round(float(np.mean(s)), 4) for v, s in values.items()} for q, values in scores.items()}
    about = f"Mean log-probabilities over {PLAYLISTS} made-up playlists, by models/fitting/judge.py."
    args.out.write_text(json.dumps({"about": about, "means": means}, indent=1, ensure_ascii=False) + "\n", "utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
