#!/usr/bin/env python3
"""Keep the model's raw scores of benchmark rows outside the repository, so that everything after them is refitted fast.

``python tests/bench/fit_raw.py synthpai|posts --data FILE --cache FILE.jsonl``; resumes. Rows come in a shuffled order.
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

from redraft.domain.attributes import SYNTHPAI, Attribute  # noqa: E402
from redraft.inference.asking import ask, chosen  # noqa: E402
from redraft.inference.engine import Engine  # noqa: E402
from redraft.inference.questions import load  # noqa: E402

NAMES = {
    "relationship_status": "relationship",
    "income_level": "income",
    "city_country": "location",
    "birth_city_country": "birthplace",
}


def read_text(row: dict[str, Any], *, question: bool) -> str:
    """What the model reads; ``question`` puts what a post replies to in front of it."""
    if "comments" in row:
        return "\n".join(row["comments"])
    return f"(Somebody else asked: {row['question'].strip()})\n{row['text']}" if question else str(row["text"])


def main() -> None:
    """Score every row that the cache lacks."""
    parser = argparse.ArgumentParser()
    parser.add_argument("name", choices=["synthpai", "posts"])
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--cache", type=Path, required=True)
    parser.add_argument("--question", action="store_true", help="posts: read the question that was asked, too")
    parser.add_argument("--limit", type=int)
    parser.add_argument("--model", type=Path, required=True)
    args = parser.parse_args()
    rows = [json.loads(line) for line in args.data.read_text(encoding="utf-8").splitlines()]
    done = set()
    if args.cache.exists():
        done = {json.loads(line)["id"] for line in args.cache.read_text(encoding="utf-8").splitlines()}
    engine = Engine(args.model)
    questions = load(engine.model, ROOT / "resources" / "prompts")
    texts = {r["id"]: read_text(r, question=args.question) for r in rows}
    random.Random(1).shuffle(rows)
    with args.cache.open("a", encoding="utf-8") as out:
        for row in [{"id": "", "attribute": None}, *rows[: args.limit]]:
            if row["id"] in done:
                continue
            start = time.time()
            text = engine.model.tokens(texts.get(row["id"], ""))
            attributes = list(SYNTHPAI)
            if args.name == "posts" and row["attribute"]:
                attributes = [Attribute(NAMES.get(row["attribute"], row["attribute"]))]
            engine.evaluated = engine.generated = 0
            held = engine.hold([*questions.opening, *text])
            wordings, lists = chosen(questions, attributes, full=True)
            raw = ask(engine, questions, held, wordings, lists)
            record = {
                "id": row["id"],
                "scores": {k: [round(x, 3) for x in v] for k, v in raw.scores.items()},
                "lists": raw.lists,
                "tokens": len(text),
                "evaluated": engine.evaluated,
                "generated": engine.generated,
                "seconds": round(time.time() - start, 2),
            }
            out.write(json.dumps(record) + "\n")
            out.flush()


if __name__ == "__main__":
    main()
