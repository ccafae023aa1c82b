"""Judge rewordings blind, by readers who saw neither the program nor who made what.

    python tests/bench/run.py rewrite --data models/corpus/blind/drafts.jsonl --out new.jsonl --set hide=revealed
    python models/fitting/rewriter/blind.py ask FOLDER new=new.jsonl old=old.jsonl    # pairs and texts for readers
    python models/fitting/rewriter/blind.py tell FOLDER                               # a table of what they said

One reader marks ``pairs.jsonl`` by ``MARK.md`` into ``marks.jsonl``; of each way another reads ``read_WAY.jsonl`` by
``READ.md`` into ``told_WAY.jsonl``, for which nobody reads two ways. What was known is what a reader of the drafts said
with certainty 3 or more (``known.jsonl``). Which way a pair is of stands beside the folder, not in it.
"""

from __future__ import annotations

import json
import random
import shutil
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

DRAFTS = Path(__file__).resolve().parents[2] / "corpus" / "blind"
SURE = 3


def rows(file: Path) -> dict[str, Any]:
    """By their ids."""
    return {row["id"]: row for row in map(json.loads, file.read_text("utf-8").splitlines())}


def write(file: Path, some: Sequence[Mapping[str, Any]]) -> None:
    """One JSON object a line."""
    file.write_text("".join(json.dumps(row, ensure_ascii=False) + "\n" for row in some), "utf-8")


def ask(folder: Path, ways: Mapping[str, Path]) -> None:
    """Write what the readers get; the same new text of two ways is one pair."""
    folder.mkdir(parents=True, exist_ok=True)
    drafts = rows(DRAFTS / "drafts.jsonl")
    made: dict[tuple[str, str], list[str]] = {}
    for way, file in ways.items():
        new = rows(file)
        write(folder / f"read_{way}.jsonl", [{"id": i, "text": new[i]["text"]} for i in drafts])
        for i in drafts:
            made.setdefault((i, new[i]["text"]), []).append(way)
    mixed = list(made)
    random.Random(len(mixed)).shuffle(mixed)
    write(
        folder / "pairs.jsonl", [{"id": f"p{n}", "old": drafts[i]["text"], "new": t} for n, (i, t) in enumerate(mixed)]
    )
    write(folder.with_suffix(".key"), [{"id": f"p{n}", "draft": p[0], "ways": made[p]} for n, p in enumerate(mixed)])
    for brief in ("READ.md", "MARK.md"):
        shutil.copy(DRAFTS / brief, folder)


def tell(folder: Path) -> None:
    """Print a line a way."""
    key, marks = rows(folder.with_suffix(".key")), rows(folder / "marks.jsonl")
    known = {i: sure(row["tells"]) for i, row in rows(DRAFTS / "known.jsonl").items()}
    for way in sorted({way for pair in key.values() for way in pair["ways"]}):
        own = [marks[p] for p, pair in key.items() if way in pair["ways"]]
        means = {name: sum(m[name] for m in own) / len(own) for name in ("post", "natural", "meaning", "invented")}
        line = f"{way}: {len(own)} drafts, " + ", ".join(f"{name} {mean:.2f}" for name, mean in means.items())
        if (read := folder / f"told_{way}.jsonl").exists():
            still = {i: sure(row["tells"]) for i, row in rows(read).items()}
            kept = sum(len(known[i] & still.get(i, set())) for i in known)
            line += f", still known {kept / sum(map(len, known.values())):.3f}"
        print(line)


def sure(tells: Mapping[str, Any]) -> set[str]:
    """What is known."""
    return {name for name, one in tells.items() if one["certainty"] >= SURE}


if __name__ == "__main__":
    command, place = sys.argv[1], Path(sys.argv[2])
    if command == "ask":
        ask(place, {name: Path(file) for name, file in (one.split("=", 1) for one in sys.argv[3:])})
    else:
        tell(place)
