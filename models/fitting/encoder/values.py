"""How often the first answer is right, and one of three, without the model: ``python values.py SIGNALS.jsonl POSTS…``.

SIGNALS is what ``signals.py --alone`` wrote. ``--writers A,B`` takes only theirs; ``--each OUT`` writes every label
with the answers, to be looked at. Takes half a second a post, most of it the encoder's, which ``--kept FILE`` keeps.
"""

from __future__ import annotations

import argparse
import json
import pickle
import sys
from collections import defaultdict
from pathlib import Path

from judge import attribute_of, finding, right
from posts import EIGHT, Post, load

ROOT = Path(__file__).resolve().parents[3]
sys.path.insert(0, str(ROOT / "app"))

from redraft.encoder.telling import Reading, Telling  # noqa: E402
from redraft.knowledge.tables import Knowledge  # noqa: E402
from redraft.usecases.known import Known  # noqa: E402
from redraft.usecases.voices import answers, probability_told, voices_of  # noqa: E402
from redraft.usecases.weights import Weights  # noqa: E402


def main() -> None:
    """Read, ask the tables, count."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("signals", type=Path)
    parser.add_argument("posts", type=Path, nargs="+")
    parser.add_argument("--writers", default="")
    parser.add_argument("--each", type=Path)
    parser.add_argument("--kept", type=Path)
    given = parser.parse_args()
    wanted = set(filter(None, given.writers.split(",")))
    posts = [post for post in load(given.posts) if not wanted or post.writer in wanted]
    signals = {row["id"]: row for row in map(json.loads, given.signals.read_text("utf-8").splitlines())}
    weights = Weights.of(json.loads((ROOT / "models" / "encoder" / "judge.json").read_text("utf-8")))
    counted: dict[str, list[int]] = defaultdict(lambda: [0, 0, 0])
    lines = []
    knowledge = Knowledge()
    for post, reading in zip(posts, readings(posts, given.kept), strict=True):
        stated = tuple(finding(row, post.text) for row in signals[post.id]["stated"])
        for told in knowledge.about(post.text, reading.told, reading.weight):
            name = told.attribute.value
            if name not in EIGHT or name not in post.labels:
                continue
            voices, truth = voices_of(told, Known(stated)), str(post.labels[name]["value"])
            found = answers(voices, probability_told(voices, weights), weights)
            hits = [right(attribute_of(name), truth, guess.value) for guess in found]
            counted[name] = [a + b for a, b in zip(counted[name], (1, any(hits[:1]), any(hits)), strict=True)]
            lines.append([post.id, name, truth, [(g.value, round(g.confidence, 2)) for g in found]])
    for name, (labels, first, three) in counted.items():
        print(f"{name:12} {labels:4} labels: first right {first / labels:.3f}, among three {three / labels:.3f}")
    labels, first, three = map(sum, zip(*counted.values(), strict=True))
    print(f"{'all':12} {labels:4} labels: first right {first / labels:.3f}, among three {three / labels:.3f}")
    if given.each:
        given.each.write_text("".join(json.dumps(line, ensure_ascii=False) + "\n" for line in lines), "utf-8")


def readings(posts: list[Post], kept: Path | None) -> list[Reading]:
    """What the encoder makes of each post."""
    if kept is not None and kept.exists():
        found: list[Reading] = pickle.loads(kept.read_bytes())
        return found
    telling = Telling.load(ROOT / "models" / "encoder")
    found = [telling.read(post.text) for post in posts]
    if kept is not None:
        kept.write_bytes(pickle.dumps(found))
    return found


if __name__ == "__main__":
    main()
