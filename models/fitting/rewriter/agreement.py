"""Do rewordings take out what people took out? ``python agreement.py [POSTS]``, by the encoders alone, no model.

Posts of *choose* with edits by hand that hide every label. Of the words that a rewording took out, how many did a
person take out or replace; of a person's, how many did it; and how much is still told. A person's way is one of many,
so neither comes near 1: it compares two ways of planning on the same posts.
"""

from __future__ import annotations

import random
import sys
import time
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import numpy as np

ROOT = Path(__file__).resolve().parents[3]
sys.path[:0] = [str(ROOT / "app"), str(ROOT / "tests"), str(ROOT / "tests" / "bench")]

from attacker import BenchAttacker  # noqa: E402
from chunks import Reworded, reworded, words_of  # noqa: E402
from sentences import CHOOSE  # noqa: E402

from redraft.usecases.rewrite import RewriteDraft  # noqa: E402
from redraft.usecases.stages import Rewrite  # noqa: E402


def posts(many: int) -> list[Reworded]:
    """Some posts of *choose*, always the same."""
    found = sorted((p for p in reworded() if p.writer in CHOOSE and p.sample(None)), key=lambda p: p.id)
    random.Random(1).shuffle(found)
    return found[:many]


def by_hand(post: Reworded) -> np.ndarray:
    """Of each word, whether a person took it out or said it otherwise."""
    gone = np.zeros(len(words_of(post.text)), dtype=bool)
    sample = post.sample(None)
    for chunk in sample.chunks if sample else ():
        gone[chunk.first : chunk.last] = True
    return gone


def by_plan(post: Reworded, made: Rewrite) -> np.ndarray:
    """The same of a rewording."""
    edits = list(zip(made.edits, made.chosen, strict=True))
    return np.array(
        [
            any(e.span.overlaps(w) and post.text[w.start : w.end] not in c.text for e, c in edits)
            for w in words_of(post.text)
        ]
    )


def main(arguments: Sequence[str]) -> None:
    """Reword, compare, print."""
    attacker = BenchAttacker({})
    rewrite = RewriteDraft(replace(attacker.rewrite.check, attacker=None), attacker.rewrite.makers)
    hands, plans, edits, told, left, began = [], [], [], 0, 0, time.time()
    for post in posts(int(arguments[0]) if arguments else 50):
        made = rewrite.run(post.text)
        hands.append(by_hand(post))
        plans.append(by_plan(post, made))
        edits.append(len(made.edits))
        before = {v.attribute for v in made.before.verdicts if v.revealed}
        told += len(before)
        left += len(before & {v.attribute for v in made.after.verdicts if v.revealed})
    hand, plan = np.concatenate(hands), np.concatenate(plans)
    kept = np.median([1 - one.mean() for one in plans])
    print(
        f"{len(plans)} posts: of the words that go {(hand & plan).sum() / plan.sum():.3f} went by hand, of those "
        f"{(hand & plan).sum() / hand.sum():.3f} go; words kept, median {kept:.2f}; {np.mean(edits):.1f} edits a post; "
        f"told {told}, after {left}; {time.time() - began:.0f} s"
    )


if __name__ == "__main__":
    main(sys.argv[1:])
