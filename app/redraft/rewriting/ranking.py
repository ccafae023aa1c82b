"""What a change costs: how unlikely it is that the author would post it. Learnt from a careful reader's marks."""

from __future__ import annotations

import math
import re
from collections.abc import Sequence

from redraft.domain.edit import Change
from redraft.rewriting.seams import leans

MOST_SEAM = 4.0
"""Log-odds beyond which the encoder counts no more."""
MOST_AFTER = 12.0
"""Nats that what follows a change may be likelier or less likely than before, beyond which it counts no more."""
KINDS = ("word", "phrase", "object", "aside", "clause", "sentence", "memory", "step")
FEATURES = (
    *("lost", "share", "new", "leans", "support", "first", "last", "seam", "said", "after", "unread"),
    *KINDS,
)
WEIGHTS: dict[str, float] = {
    "lost": -0.255, "share": -0.053, "new": -0.344, "leans": -0.143, "support": 0.056, "first": -0.791, "last": 0.253,
    "seam": 0.366, "said": -0.046, "after": -0.147, "unread": -0.208, "word": -0.051, "phrase": -0.127,
    "object": -0.446, "aside": 0.284, "clause": 0.197, "sentence": 0.467, "memory": -0.041, "step": -0.249,
}  # fmt: skip
CONSTANT = 0.357
"""Log-odds that the author would post a change, by ``models/fitting/rewriter/prices.py``."""
GAP = 2.0
"""Nats of a gap, which nobody would write, where a number or an address must not stand."""
LEAST = 0.1
"""Nats that every change costs: one that is not needed is better not made."""


def features(text: str, change: Change, seam: float, reads: tuple[float, float] | None = None) -> dict[str, float]:
    """What the ranker looks at. ``seam``: the log-odds that the author would post it, by the encoder. ``reads``: how
    the change reads, see the fluency of the model; None unread.
    """
    lost = change.lost(text)
    whole = change.kind in ("sentence", "clause")
    said, after = reads or (0.0, 0.0)
    found = {
        "lost": lost / 10,
        "share": lost / max(1, len(text.split())),
        "new": len(change.words.split()) / 5,
        "leans": float(whole and leans(change.words + text[change.span.end :])),
        "first": float(whole and not text[: change.span.start].strip()),
        "last": float(change.kind == "sentence" and not text[change.span.end :].strip()),
        "seam": max(-MOST_SEAM, min(MOST_SEAM, seam)),
        "said": max(0.0, -said),
        "after": min(MOST_AFTER, max(-MOST_AFTER, -after)) / 4,
        "unread": float(reads is None),
        "support": math.log1p(change.support),
    }
    return found | {kind: float(kind == change.kind) for kind in KINDS}


def cost(text: str, change: Change, seam: float, reads: tuple[float, float] | None = None) -> float:
    """In nats: the negative logarithm of how likely the author would post it."""
    if change.kind == "gap":
        return GAP
    found = features(text, change, seam, reads)
    odds = CONSTANT + sum(weight * found[name] for name, weight in WEIGHTS.items())
    return LEAST + math.log1p(math.exp(-odds))


def broken(text: str, change: Change) -> bool:
    """True where what is left cannot be right, by its look alone."""
    new = change.applied(text)
    line = new[new.rfind("\n", 0, change.span.start) + 1 :].partition("\n")[0]
    if _LABEL.fullmatch(line) and change.kind != "gap":
        return True
    around = new[max(0, change.span.start - 12) : change.span.start + len(change.words) + 12]
    return bool(_BROKEN.search(around)) and not _BROKEN.search(
        text[max(0, change.span.start - 12) : change.span.end + 12]
    )


_LABEL = re.compile(r"\s*(?:\d{1,2}[/.)]|[-*•–>])\s*")
_BROKEN = re.compile(
    r"\b(?:the|an?|my|our|your|of|with|and|or|as|for|to|at|from|by|on|in|near|about) ?[.,;:!?)]"
    r"|\s,|[,;:] ?[.,;:!?]|\(\s*\)|^\s*[,.;:]|\b(?:an?|the) (?:the|an?|my|in|on|at|for|with|and|or)\b"
    r"|(?<!\S)[-–'’]\w|\b(?:want|need|have|has|had|got|get|make|made|take|took|find|found|use|used) ?[.,;!?)]"
    r"|\b(?:i['’]?m|am|are|was|were|we['’]re|they['’]re|you['’]re) ?(?:[.,;!?)]| (?:so|and|but|because|or)\b)",
    re.I,
)


def costs(
    text: str, changes: Sequence[Change], seams: Sequence[float], reads: Sequence[tuple[float, float] | None]
) -> dict[Change, float]:
    """Of each change."""
    return {c: cost(text, c, seam, how) for c, seam, how in zip(changes, seams, reads, strict=True)}
