"""Keep what the tiers and the model say of posts, so that the judge is refitted fast: ``python signals.py OUT POSTS…``.

Resumes. ``--writers A,B`` takes only theirs. Needs the default model; some 5 s a post.
"""

from __future__ import annotations

import argparse
import json
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[3]
sys.path[:0] = [str(ROOT / "app"), str(ROOT / "tests" / "bench")]

from attacker import BenchAttacker  # noqa: E402

from redraft.domain.attributes import ASKED  # noqa: E402
from redraft.reports.check_json import finding_to_json, verdict_to_json  # noqa: E402
from redraft.usecases.known import result_of  # noqa: E402
from redraft.usecases.ports import Pass, Question  # noqa: E402


def main() -> None:
    """Ask about every post that the output lacks."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("out", type=Path)
    parser.add_argument("posts", type=Path, nargs="+")
    parser.add_argument("--writers", default="")
    parser.add_argument("--alone", action="store_true", help="ask the tiers alone, not the model")
    given = parser.parse_args()
    wanted = set(filter(None, given.writers.split(",")))
    done = {json.loads(line)["id"] for line in given.out.open(encoding="utf-8")} if given.out.exists() else set()
    attacker = BenchAttacker({})
    with given.out.open("a", encoding="utf-8") as out:
        for file in given.posts:
            for line in file.read_text("utf-8").splitlines():
                row = json.loads(line)
                if row["id"] in done or (wanted and row["id"].split("-")[0] not in wanted):
                    continue
                stated = attacker.check.fast.detect(row["text"]).findings
                kept = {"id": row["id"], "stated": [finding_to_json(f) for f in stated]}
                if not given.alone:
                    question = Question(row["text"], ASKED, Pass.FULL)
                    found = result_of(attacker.check.attacker.infer(question))
                    kept["verdicts"] = [verdict_to_json(v) for v in found.verdicts]
                out.write(json.dumps(kept) + "\n")
                out.flush()


if __name__ == "__main__":
    main()
