"""SynthPAI authors hidden among 5,000 posts that say nothing: what is still found when the model reads a part only.

``--set arm=telling`` reads the posts that :class:`redraft.profiles.shelf.Shelf` chooses, ``random`` as much text of
posts drawn at random, ``own`` the author's comments alone: what could be found at best. ``--set letters=N`` code
points are read, 8,000 unless said, which is what a minute of the model's time takes on two cores. Scored by
``score.py synthpai``; labels are never read here. ``--set model=no`` asks nothing and prints how good the choice is:
which share of the chosen text is the author's own, and how much of what the author wrote (of ``letters`` of it, if it
is more) was chosen.
"""

from __future__ import annotations

import json
import random
from collections.abc import Iterable
from pathlib import Path
from statistics import fmean
from typing import Any

from attacker import BenchAttacker
from haystack import posts
from run import Options, pending, write_row

from redraft.assets import resource
from redraft.detectors.tier import Tier
from redraft.domain.archive import Post
from redraft.domain.attributes import ALWAYS_ASKED
from redraft.profiles.shelf import Shelf
from redraft.profiles.telling import Telling

HAY = 5_000


def run(data: Path, out: Path, options: Options) -> None:
    """Write predictions; ``--limit 30 --sample 5`` is the benchmark."""
    arm = options.extra.get("arm", "telling")
    letters = int(options.extra.get("letters", 8_000))
    tier = Tier()
    rows = pending(data, out, options)
    if options.extra.get("model") == "no":
        measure(arm, rows, letters, tier, out)
        return
    attacker = BenchAttacker(options.extra)
    with out.open("a", encoding="utf-8") as file:
        for row in rows:
            text, share = chosen(arm, row["id"], row["comments"], letters, tier)
            found = attacker.rows(row["id"], text, ALWAYS_ASKED, options.depth)
            found[0]["own_share"] = round(share, 3)
            file.write("".join(json.dumps(r, ensure_ascii=False) + "\n" for r in found))
            file.flush()


def measure(arm: str, rows: Iterable[dict[str, Any]], letters: int, tier: Tier, out: Path) -> None:
    """Write share and recall of each author, and print their means."""
    measured = []
    with out.open("a", encoding="utf-8") as file:
        for row in rows:
            text, share = chosen(arm, row["id"], row["comments"], letters, tier)
            held = share * len(text) / min(letters, sum(map(len, row["comments"])))
            measured.append((share, held))
            write_row(file, {"id": row["id"], "arm": arm, "own_share": round(share, 3), "held": round(held, 3)})
    shares, helds = zip(*measured, strict=True)
    for name, values in (("own share of the chosen text", shares), ("share of the own text chosen", helds)):
        print(f"{arm}, {len(measured)} authors, {name}: mean {fmean(values):.3f}, least {min(values):.3f}")


def chosen(arm: str, name: str, comments: list[str], letters: int, tier: Tier) -> tuple[str, float]:
    """What the model reads, and which share of it the author wrote."""
    if arm == "own":
        return "\n".join(comments), 1.0
    texts = [(text, False) for text in posts(HAY, seed=1)] + [(text, True) for text in comments]
    random.Random(name).shuffle(texts)
    if arm == "random":
        taken: list[tuple[str, bool]] = []
        while sum(len(t) + 1 for t, _ in taken) < letters:
            taken.append(texts[len(taken)])
        lines = taken
    else:
        shelf = Shelf(Telling.load(resource("languages", "en", "prompts", "cues.json")))
        found = tier.detect_many([text for text, _ in texts])
        for at, ((text, _), result) in enumerate(zip(texts, found, strict=True)):
            shelf.offer(at, Post(str(at), text), result.findings)
        dossier = shelf.dossier(letters, ALWAYS_ASKED)
        lines = [(p.post.text[p.span.start : p.span.end], texts[p.at][1]) for p in dossier.pieces]
    own = sum(len(text) for text, is_own in lines if is_own)
    return "\n".join(text for text, _ in lines), own / max(1, sum(len(text) for text, _ in lines))
