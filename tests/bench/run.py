#!/usr/bin/env python3
"""Run one development benchmark: ``python tests/bench/run.py NAME --data FILE --out FILE.jsonl``.

``NAME`` is a module beside this file that knows the rows, such as ``synthpai``: whichever offers
``run(data, out, options)`` is one. Predictions are written one line at a time, so a run that was stopped goes on where
it was: rows whose ids the output already holds are left out.
"""

from __future__ import annotations

import argparse
import csv
import importlib
import importlib.util
import json
import random
import re
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from types import ModuleType
from typing import Any, TextIO

HERE = Path(__file__).resolve().parent
ROOT = HERE.parents[1]
BENCHMARK = re.compile(r"^def run\(.*: Options\) -> None:$", re.MULTILINE)
"""What a module has that is one."""


@dataclass(frozen=True, slots=True)
class Options:
    """What the command line asked for. ``extra`` holds ``--set key=value`` pairs that only one benchmark knows."""

    limit: int | None
    sample: int | None
    depth: str
    extra: dict[str, str]


def read_rows(path: Path) -> list[dict[str, Any]]:
    """The rows of a ``.jsonl``, ``.json`` or ``.csv`` file; a csv row gets its 0-based ``index``."""
    text = path.read_text(encoding="utf-8")
    if path.suffix == ".csv":
        return [{**row, "index": i} for i, row in enumerate(csv.DictReader(text.splitlines()))]
    if path.suffix == ".json":
        return list(json.loads(text))
    return [json.loads(line) for line in text.splitlines() if line.strip()]


def row_id(row: dict[str, Any]) -> str:
    """What tells a row from the others: its ``id``, otherwise its ``index``."""
    return str(row["id"] if "id" in row else row["index"])


def choose(rows: list[dict[str, Any]], options: Options) -> list[dict[str, Any]]:
    """The first ``limit`` rows, of a shuffled order when ``sample`` gives a seed."""
    chosen = list(rows)
    if options.sample is not None:
        random.Random(options.sample).shuffle(chosen)
    return chosen[: options.limit]


def done_ids(out: Path) -> set[str]:
    """Ids that the output holds already; a last line that was cut short by a kill is cut off."""
    if not out.exists():
        return set()
    ids: set[str] = set()
    whole = 0
    raw = out.read_bytes()
    for line in raw.splitlines(keepends=True):
        try:
            ids.add(row_id(json.loads(line)))
        except (ValueError, KeyError):
            break
        if not line.endswith(b"\n"):
            break
        whole += len(line)
    if whole < len(raw):
        with out.open("r+b") as file:
            file.truncate(whole)
    return ids


def write_row(file: TextIO, row: dict[str, Any]) -> None:
    """One prediction, on disk before the next is made."""
    file.write(json.dumps(row, ensure_ascii=False) + "\n")
    file.flush()


def pending(data: Path, out: Path, options: Options) -> Iterator[dict[str, Any]]:
    """Chosen rows without a prediction yet; what the output holds is looked up at once, before it is opened."""
    done = done_ids(out)
    return (row for row in choose(read_rows(data), options) if row_id(row) not in done)


def scorer(bench: Path) -> ModuleType:
    """The benchmark's own scorer, ``score.py`` in the folder of its data."""
    spec = importlib.util.spec_from_file_location("score", bench / "score.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def benchmarks() -> list[str]:
    """The names of all modules beside this file that offer ``run``; none is imported."""
    return sorted(p.stem for p in HERE.glob("*.py") if BENCHMARK.search(p.read_text(encoding="utf-8")))


def main(argv: list[str] | None = None) -> int:
    """Parse the command line and hand over to the benchmark's module."""
    for folder in (str(HERE), str(ROOT / "app")):
        if folder not in sys.path:
            sys.path.insert(0, folder)
    parser = argparse.ArgumentParser(description="Run one development benchmark and write its predictions.")
    parser.add_argument("name", choices=benchmarks())
    parser.add_argument("--data", required=True, type=Path)
    parser.add_argument("--out", required=True, type=Path)
    parser.add_argument("--limit", type=int, help="only so many rows")
    parser.add_argument("--sample", type=int, metavar="SEED", help="shuffle the rows by this seed first")
    parser.add_argument("--pass", dest="depth", choices=["first", "full"], default="full")
    parser.add_argument("--set", dest="extra", action="append", default=[], metavar="KEY=VALUE")
    args = parser.parse_args(argv)
    if not args.data.is_file():
        parser.error(f"there is no file {args.data}")
    args.out.parent.mkdir(parents=True, exist_ok=True)
    extra = dict(pair.split("=", 1) for pair in args.extra)
    module = importlib.import_module(args.name)
    module.run(args.data, args.out, Options(args.limit, args.sample, args.depth, extra))
    return 0


if __name__ == "__main__":
    sys.modules.setdefault("run", sys.modules["__main__"])
    sys.exit(main())
