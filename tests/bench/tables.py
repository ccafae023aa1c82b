#!/usr/bin/env python3
"""`make bench`: run the benchmarks on the development data, score them, and append the figures to build/bench.

    python tests/bench/tables.py [NAME …]      # default: all

The data and its scorers are read from ``REDRAFT_BENCH`` (default ``../shared/bench``); without them nothing is run.
"""

from __future__ import annotations

import os
import subprocess
import sys
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
BENCH = Path(os.environ.get("REDRAFT_BENCH", ROOT.parent / "shared" / "bench"))
OUT = ROOT / "build" / "bench"
RUNS = {
    "spans-panorama": ("spans", "panorama_dev.jsonl", "spans"),
    "spans-tab": ("spans", "tab_dev.jsonl", "spans"),
    "health": ("health", "health_dev.jsonl", "health"),
    "music": ("music", "music_survey_dev.csv", "music"),
    "speed": ("speed", "posts_dev.jsonl", ""),
    "posts": ("posts", "posts_dev.jsonl", "posts"),
    "drafts": ("drafts", str(BENCH.parent / "corpus" / "further_dev.jsonl"), "drafts"),
    "synthpai": ("synthpai", "synthpai_dev.jsonl", "synthpai"),
    "rewrite": ("rewrite", "posts_dev.jsonl", "rewrite"),
    "rewrite-authors": ("rewrite", "synthpai_dev.jsonl", "rewrite"),
    "rewrite-redacted": ("rewrite_baselines", "posts_dev.jsonl", "rewrite"),
    "rewrite-prompt": ("rewrite_baselines", "posts_dev.jsonl", "rewrite"),
    "fair": ("fair", str(ROOT / "models" / "corpus" / "further.jsonl"), ""),
    "injection": ("injection", str(ROOT / "tests" / "bench" / "injection_drafts.jsonl"), ""),
}

EXTRA = {
    "speed": ["--limit", "12"],
    "rewrite-redacted": ["--set", "kind=redacted"],
    "rewrite-prompt": ["--set", "kind=prompt", "--sample", "1", "--limit", "60"],
}


SAME = "one-conductor"
"""Whether window, command line and benchmarks find the same in all five drafts of the test."""


def main(names: list[str]) -> int:
    """Run, score, print and keep."""
    if not BENCH.is_dir():
        print(f"There is no benchmark data at {BENCH}. Set REDRAFT_BENCH to its folder.", file=sys.stderr)
        return 2
    if unknown := set(names) - {*RUNS, SAME}:
        print(f"Not a benchmark: {', '.join(sorted(unknown))}. There are: {', '.join([*RUNS, SAME])}.", file=sys.stderr)
        return 2
    OUT.mkdir(parents=True, exist_ok=True)
    commit = _say("git", "rev-parse", "--short", "HEAD").strip()
    failed = 0
    for name in names or [*RUNS, SAME]:
        if name == SAME:
            failed += _same()
            continue
        module, data, scorer = RUNS[name]
        target = OUT / f"{name}-{commit}.jsonl"
        command = [sys.executable, "tests/bench/run.py", module, "--data", str(BENCH / data), "--out", str(target)]
        command += EXTRA.get(name, [])
        began = time.monotonic()
        status = subprocess.run(command, cwd=ROOT, check=False).returncode
        failed += status != 0
        words = _score(scorer, BENCH / data, target) if status == 0 else f"failed with exit code {status}"
        line = f"== {name} at {commit}, {time.monotonic() - began:.0f} s\n{words}"
        print(line, flush=True)
        with (OUT / "results.txt").open("a", encoding="utf-8") as file:
            file.write(line + "\n")
    return 1 if failed else 0


def _same() -> int:
    environment = {**os.environ, "REDRAFT_ALL_DRAFTS": "1", "QT_QPA_PLATFORM": "offscreen"}
    command = [sys.executable, "-m", "pytest", "-q", "tests/gui/test_one_conductor.py"]
    return subprocess.run(command, cwd=ROOT, env=environment, check=False).returncode != 0


def _score(scorer: str, gold: Path, target: Path) -> str:
    if scorer == "spans":
        return _say(sys.executable, str(BENCH / "score_spans.py"), str(gold), str(target))
    if scorer == "drafts":
        return _say(sys.executable, str(BENCH / "score_drafts.py"), "--gold", str(gold), "--pred", str(target))
    if scorer == "rewrite":
        command = ["tests/bench/score_rewrite.py", "--gold", str(gold), "--pred", str(target), "--second"]
        return _say(sys.executable, *command)
    if scorer:
        return _say(sys.executable, str(BENCH / "score.py"), scorer, "--gold", str(gold), "--pred", str(target))
    return target.read_text(encoding="utf-8") if target.name.startswith("speed") else f"predictions in {target}"


def _say(*command: str) -> str:
    done = subprocess.run(command, cwd=ROOT, check=False, text=True, capture_output=True)
    return done.stdout if done.returncode == 0 else done.stdout + done.stderr


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
