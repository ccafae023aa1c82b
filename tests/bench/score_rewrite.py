#!/usr/bin/env python3
"""Score rewordings: ``python tests/bench/score_rewrite.py --gold POSTS_OR_SYNTHPAI --pred FILE.jsonl [--second]``.

H is what the attacker gets right on the original and wrong on an empty text. Printed: the share of H that is wrong on
the new text, utility (mean of ROUGE-L F1 and cosine) over all rows, texts returned unchanged although they leak, and
identifiers that the fast tier still finds. With ``--second`` an attacker that the rewriter never asked is run as well.
"""

from __future__ import annotations

import argparse
import json
import os
import sys
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

import numpy as np

HERE = Path(__file__).resolve().parent
for folder in (HERE, HERE.parents[1] / "app"):
    sys.path.insert(0, str(folder))

from attacker import BY_NAME, BenchAttacker  # noqa: E402
from embedder import Embedder  # noqa: E402
from run import scorer  # noqa: E402
from second_attacker import SecondAttacker, guess  # noqa: E402

from redraft.detectors.tier import Tier  # noqa: E402
from redraft.domain.attributes import ALWAYS_ASKED, Severity  # noqa: E402
from redraft.domain.finding import Source  # noqa: E402

BENCH = Path(os.environ.get("REDRAFT_BENCH", HERE.parents[2] / "shared" / "bench"))
CACHE = HERE.parents[1] / "build" / "bench"
LEAST_CERTAIN = 3
Row = dict[str, Any]
Labels = dict[tuple[str, str], str]


def main() -> int:
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--gold", required=True, type=Path)
    parser.add_argument("--pred", required=True, type=Path)
    parser.add_argument("--second", action="store_true", help="ask the second attacker too (takes long)")
    parser.add_argument("--rows", action="store_true", help="one line for every label of H, without text")
    args = parser.parse_args()
    gold = {row["id"]: row for row in _read(args.gold)}
    rows = [row for row in _read(args.pred) if row["id"] in gold]
    truth = labels(gold[row["id"]] for row in rows)
    right = scorer(BENCH).score
    usual = empty_guesses()
    known = [key for key in truth if key in _guesses(rows, "before")]
    before, after = _guesses(rows, "before"), _guesses(rows, "after")

    def hit(key: tuple[str, str], value: str) -> bool:
        return bool(right(key[1], truth[key], value) == 1)

    held = [k for k in known if hit(k, before[k]) and not hit(k, usual[k[1]])]
    blocked = [k for k in held if not hit(k, after[k])]
    changed = {r["id"]: text_of(r) != text_of(gold[r["id"]]) for r in rows}
    print(f"{len(rows)} rows, {len(known)} labels; right before {sum(hit(k, before[k]) for k in known)}, "
          f"after {sum(hit(k, after[k]) for k in known)}")  # fmt: skip
    print(f"H {len(held)}, blocked {_share(len(blocked), len(held))}")
    print("by attribute", {a: f"{sum(k in blocked for k in held if k[1] == a)}/{sum(k[1] == a for k in held)}"
                           for a in sorted({k[1] for k in held})})  # fmt: skip
    print("unchanged although it leaks", sum(not changed[k[0]] for k in held))
    _print_utility(rows, gold)
    _print_identifiers(rows, gold)
    if args.rows:
        for k in held:
            print(*k, "blocked" if k in blocked else "open", "" if changed[k[0]] else "unchanged")
    if args.second:
        _print_second(rows, gold, truth, right, args.pred)
    return 0


def labels(gold: Iterable[Row]) -> Labels:
    """(id, attribute) to the true value; of SynthPAI those that the labellers were sure of."""
    found: Labels = {}
    for row in gold:
        if "truth" in row:
            found[row["id"], row["attribute"]] = str(row["truth"])
        for name, label in row.get("labels", {}).items():
            if label["certainty"] >= LEAST_CERTAIN:
                found[row["id"], name] = str(label["value"])
    return found


def empty_guesses() -> dict[str, str]:
    """What the app's attacker says about somebody who wrote nothing; remembered in ``build/bench``."""
    path = CACHE / "empty_guesses.json"
    if not path.is_file():
        found = BenchAttacker({}).rows("", "", ALWAYS_ASKED, "full")
        CACHE.mkdir(parents=True, exist_ok=True)
        path.write_text(json.dumps({r["attribute"]: r["guesses"][0] for r in found}), encoding="utf-8")
    return dict(json.loads(path.read_text(encoding="utf-8")))


def text_of(row: Row) -> str:
    """The text of a post, or an author's comments in lines."""
    return str(row["text"]) if "text" in row else "\n".join(row["comments"])


def rouge_l(old: str, new: str) -> float:
    """F1 of the longest common subsequence of words in lower case (Lin 2004)."""
    a, b = old.lower().split(), new.lower().split()
    if not a or not b:
        return float(a == b)
    row = [0] * (len(b) + 1)
    for word in a:
        diagonal = 0
        for j, other in enumerate(b, 1):
            diagonal, row[j] = row[j], diagonal + 1 if word == other else max(row[j], row[j - 1])
    return 2 * row[-1] / (len(a) + len(b))


def _print_utility(rows: Sequence[Row], gold: dict[str, Row]) -> None:
    embedder = Embedder()
    pairs = [(text_of(gold[r["id"]]), text_of(r)) for r in rows]
    rouge = [rouge_l(old, new) for old, new in pairs]
    cosine = [embedder.cosine(old, new) if new.strip() else 0.0 for old, new in pairs]
    both = [(r + c) / 2 for r, c in zip(rouge, cosine, strict=True)]
    print(f"utility {np.mean(both):.3f} (ROUGE-L F1 {np.mean(rouge):.3f}, cosine {np.mean(cosine):.3f}; "
          f"worst {min(both):.3f}; {sum(old != new for old, new in pairs)} of {len(pairs)} texts changed)")  # fmt: skip


def _print_identifiers(rows: Sequence[Row], gold: dict[str, Row]) -> None:
    tier = Tier()
    counts = [0, 0]
    for row in rows:
        for i, text in enumerate((text_of(gold[row["id"]]), text_of(row))):
            found = tier.detect(text).findings if text.strip() else ()
            counts[i] += sum(f.source is Source.IDENTIFIERS and f.severity >= Severity.HIGH for f in found)
    print(f"identifiers found by the fast tier: {counts[0]} before, {counts[1]} after")


def _print_second(rows: Sequence[Row], gold: dict[str, Row], truth: Labels, right: Any, pred: Path) -> None:
    """H and what is blocked of it for the second attacker, whose scores are kept beside the predictions."""
    cache = pred.with_suffix(".second.jsonl")
    done = {(r["id"], r["attribute"], r["which"]): r["scores"] for r in _read(cache)} if cache.is_file() else {}
    model = BenchAttacker({}).model[0]
    attacker = SecondAttacker(model)
    wanted = [(i, a, w) for i, a in truth for w in ("before", "after") if any(r["id"] == i for r in rows)]
    new = {r["id"]: text_of(r) for r in rows}
    with cache.open("a", encoding="utf-8") as file:
        for name in sorted({a for _, a in truth}):
            wanted.append(("", name, "empty"))
        for key in wanted:
            if key in done:
                continue
            text = {"before": lambda i: text_of(gold[i]), "after": new.get, "empty": lambda _: ""}[key[2]](key[0])
            done[key] = attacker.scores(str(text), BY_NAME[key[1]])
            line = {"id": key[0], "attribute": key[1], "which": key[2], "scores": done[key]}
            file.write(json.dumps(line) + "\n")
            file.flush()
    held, blocked, hits = 0, 0, 0
    for name in {a for _, a in truth}:
        attribute = BY_NAME[name]
        usual = np.mean([s for (_, a, w), s in done.items() if a == name and w == "before"], axis=0)
        values = attacker.values(attribute)
        said = {k: guess(s, usual, values, attribute) for k, s in done.items() if k[1] == name}
        for identity, _ in (k for k in truth if k[1] == name):
            hit = {w: right(name, truth[identity, name], said[identity if w != "empty" else "", name, w]) == 1
                   for w in ("before", "after", "empty")}  # fmt: skip
            hits += hit["before"]
            held += hit["before"] and not hit["empty"]
            blocked += hit["before"] and not hit["empty"] and not hit["after"]
    print(f"second attacker: right before {hits}, H {held}, blocked {_share(blocked, held)}")


def _guesses(rows: Sequence[Row], when: str) -> dict[tuple[str, str], str]:
    return {(r["id"], a["attribute"]): a["guesses"][0] for r in rows for a in r[when]}


def _share(part: int, whole: int) -> str:
    return f"{part} of {whole} ({part / whole:.0%})" if whole else "none"


def _read(path: Path) -> list[Row]:
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines() if line.strip()]


if __name__ == "__main__":
    sys.exit(main())
