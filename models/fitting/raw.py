#!/usr/bin/env python3
"""Keep the model's raw scores of benchmark rows outside the repository, so that everything after them is refitted fast.

``python models/fitting/raw.py synthpai|posts --data FILE --cache FILE.jsonl --model FILE``; resumes. Every wording of
the English ``attacker.json`` is asked, also those that a pass could not afford; for posts only about the row's
own attribute, and what is needed to judge it. Rows come in a shuffled order.
"""

from __future__ import annotations

import argparse
import json
import random
import sys
import time
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT / "app"))

from redraft.domain.attributes import ALWAYS_ASKED, Attribute  # noqa: E402
from redraft.inference.asking import affordable, ask, needed  # noqa: E402
from redraft.inference.engine import Engine  # noqa: E402
from redraft.inference.questions import load  # noqa: E402

NAMES = {
    "relationship_status": "relationship",
    "income_level": "income",
    "city_country": "location",
    "birth_city_country": "birthplace",
}
UNLIMITED = 10**6


def read_text(row: dict[str, Any]) -> str:
    """What the model reads."""
    return "\n".join(row["comments"]) if "comments" in row else str(row["text"])


def main() -> None:
    """Score every row that the cache lacks."""
    parser = argparse.ArgumentParser()
    parser.add_argument("name", choices=["synthpai", "posts"])
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--cache", type=Path, required=True)
    parser.add_argument("--limit", type=int)
    parser.add_argument("--model", type=Path, required=True)
    args = parser.parse_args()
    rows = [json.loads(line) for line in args.data.read_text(encoding="utf-8").splitlines()]
    done = set()
    if args.cache.exists():
        done = {json.loads(line)["id"] for line in args.cache.read_text(encoding="utf-8").splitlines()}
    engine = Engine(args.model)
    questions = load(engine.model, ROOT / "resources" / "languages" / "en" / "prompts")
    engine.keep(questions.opening)
    random.Random(1).shuffle(rows)
    args.cache.parent.mkdir(parents=True, exist_ok=True)
    with args.cache.open("a", encoding="utf-8") as out:
        for row in rows[: args.limit]:
            if row["id"] in done:
                continue
            start = time.time()
            attributes = list(ALWAYS_ASKED)
            if args.name == "posts":
                attributes = needed([Attribute(NAMES.get(row["attribute"], row["attribute"]))])
            engine.evaluated = 0
            text = questions.read(engine.model, read_text(row), row.get("question", ""))
            held = engine.hold([*questions.opening, *text])
            (raw,) = ask(engine, questions, [held], affordable(questions, attributes, UNLIMITED))
            record = {
                "id": row["id"],
                "scores": {k: [round(x, 2) for x in v] for k, v in raw.items()},
                "tokens": len(text),
                "evaluated": engine.evaluated,
                "seconds": round(time.time() - start, 2),
            }
            out.write(json.dumps(record) + "\n")
            out.flush()


if __name__ == "__main__":
    main()
