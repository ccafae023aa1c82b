"""Keep what a layer of the model makes of posts: ``python states.py OUT.npz POSTS.jsonl …``.

For each post the state at the end of the stem ("Describe the author.") and at the end of each always asked question,
just as the app reads it. Resumes; saves every 50 posts. ``--writers A,B`` takes only theirs, ``--layer N``
another layer.
"""

from __future__ import annotations

import argparse
import json
import sys
import time
from pathlib import Path

import numpy as np

ROOT = Path(__file__).resolve().parents[3]
sys.path.insert(0, str(ROOT / "app"))

from redraft import languages  # noqa: E402
from redraft.domain.attributes import ALWAYS_ASKED  # noqa: E402
from redraft.inference.engine import Engine  # noqa: E402
from redraft.inference.questions import load  # noqa: E402
from redraft.inference.readouts import LAYER  # noqa: E402
from redraft.models.store import ModelStore  # noqa: E402


def main() -> None:
    """Read every post that the output lacks."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("out", type=Path)
    parser.add_argument("posts", type=Path, nargs="+")
    parser.add_argument("--writers", default="")
    parser.add_argument("--layer", type=int, default=LAYER)
    parser.add_argument("--threads", type=int, default=2)
    given = parser.parse_args()
    wanted = set(filter(None, given.writers.split(",")))
    kept = dict(np.load(given.out)) if given.out.exists() else {}
    engine = Engine(ModelStore().chosen().path, threads=given.threads, gpu=False, watched=given.layer, no_further=True)
    questions = load(engine.model, languages.default().path("prompts"))
    engine.keep(questions.opening)
    firsts = [next(w for w in questions.wordings if w.attribute is a and w.rank == 0) for a in ALWAYS_ASKED]
    rows = [json.loads(line) for file in given.posts for line in file.read_text("utf-8").splitlines() if line.strip()]
    rows = [r for r in rows if r["id"] not in kept and (not wanted or r["id"].split("-")[0] in wanted)]
    began = time.time()
    for count, row in enumerate(rows, 1):
        root = engine.hold([*questions.opening, *questions.read(engine.model, row["text"])])
        stem = engine.fork(root)
        engine.extend([(stem, questions.stem)], watch=True)
        states = list(engine.states)
        engine.extend([(engine.fork(stem), w.tokens) for w in firsts], watch=True)
        kept[row["id"]] = np.stack([*states, *engine.states]).astype(np.float16)
        if count % 50 == 0 or count == len(rows):
            part = given.out.with_suffix(".part.npz")
            np.savez(part, **kept)
            part.replace(given.out)
            print(count, "of", len(rows), round((time.time() - began) / count, 2), "s a post", flush=True)


if __name__ == "__main__":
    main()
