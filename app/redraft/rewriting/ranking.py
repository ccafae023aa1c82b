"""What a change costs: how it reads, what it takes away, who made it. Learnt from the corpus's edits."""

from __future__ import annotations

import math
import re
from collections.abc import Mapping, Sequence

from redraft.domain.edit import Change
from redraft.rewriting.seams import leans

MOST_SEAM = 4.0
"""Log-odds beyond which a change reads no better or worse."""
MUCH = 3
"""Words of a question that may not go cheaply."""
KINDS = ("word", "phrase", "object", "aside", "clause", "sentence", "memory", "step", "gap")
FEATURES = (
    "lost",
    "share",
    "new",
    "said",
    "after",
    "unread",
    "leans",
    "support",
    "first",
    "last",
    "asks",
    "seam",
    *KINDS,
)
WEIGHTS: Mapping[str, float] = {
    "lost": 0.085, "share": 3.0, "leans": 0.7, "first": 4.0, "last": 1.2, "asks": 1.2, "seam": 0.35,
    "word": 1.35, "phrase": 0.85, "object": 1.6, "aside": 0.5, "clause": 0.45, "sentence": 0.75,
    "new": 0.15, "said": 0.25, "after": 0.22, "unread": 0.4, "support": -0.3, "memory": 2.2, "step": 0.7, "gap": 3.0,
}  # fmt: skip
"""Nats. Those of leaving out follow ``models/fitting/rewriter/prices.py``, rounded, on the scale of the others (last
line), which are by judgement, as is what a large share, the first and the last sentence cost: they are missed most.
"""


def features(text: str, change: Change, reads: tuple[float, float] | None, seam: float) -> dict[str, float]:
    """What the ranker looks at. ``reads``: how the change reads, see the fluency of the model; None unread. ``seam``:
    the log-odds that a person wrote it, by the encoder.
    """
    old = text[change.span.start : change.span.end]
    lost = change.lost(text)
    removed = change.kind in ("sentence", "clause") and leans(change.words + text[change.span.end :])
    said, after = reads or (0.0, 0.0)
    found = {
        "lost": float(lost),
        "share": lost / max(1, len(text.split())),
        "new": float(len(change.words.split())),
        "said": max(0.0, -said),
        "after": min(12.0, max(0.0, -after - 1.0)),
        "unread": float(reads is None),
        "leans": float(removed),
        "first": float(change.kind in ("sentence", "clause") and not text[: change.span.start].strip()),
        "last": float(change.kind == "sentence" and not text[change.span.end :].strip()),
        "asks": float(_asks(text, change, old) and lost >= MUCH),
        "seam": -max(-MOST_SEAM, min(MOST_SEAM, seam)),
        "support": math.log1p(change.support),
    }
    return found | {kind: float(kind == change.kind) for kind in KINDS}


def _asks(text: str, change: Change, old: str) -> bool:
    """True for what goes from a question, or with one: a question is what a post is for."""
    rest = _END.search(text, change.span.end)
    return "?" in old or (rest is not None and rest.group() == "?" and old.rstrip()[-1:] not in ".!…\n")


def cost(text: str, change: Change, reads: tuple[float, float] | None, seam: float) -> float:
    """In nats, at least 0.2."""
    found = features(text, change, reads, seam)
    return max(0.2, sum(WEIGHTS[name] * value for name, value in found.items()))


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


_END = re.compile(r"[.!?…\n]")
_LABEL = re.compile(r"\s*(?:\d{1,2}[/.)]|[-*•–>])\s*")
_BROKEN = re.compile(
    r"\b(?:the|an?|my|our|your|of|with|and|or|as|for|to|at|from|by|on|in|near|about) ?[.,;:!?)]"
    r"|\s,|[,;:] ?[.,;:!?]|\(\s*\)|^\s*[,.;:]|\b(?:an?|the) (?:the|an?|my|in|on|at|for|with|and|or)\b"
    r"|(?<!\S)[-–'’]\w|\b(?:want|need|have|has|had|got|get|make|made|take|took|find|found|use|used) ?[.,;!?)]"
    r"|\b(?:i['’]?m|am|are|was|were|we['’]re|they['’]re|you['’]re) ?(?:[.,;!?)]| (?:so|and|but|because|or)\b)",
    re.I,
)


def costs(
    text: str, changes: Sequence[Change], reads: Sequence[tuple[float, float] | None], seams: Sequence[float]
) -> dict[Change, float]:
    """Of each change."""
    return {c: cost(text, c, how, seam) for c, how, seam in zip(changes, reads, seams, strict=True)}
