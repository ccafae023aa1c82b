"""What a change costs: how unlikely it is that the author would post it. Learnt from a careful reader's marks."""

from __future__ import annotations

import math
import re
from collections.abc import Sequence

from redraft.domain.edit import Change
from redraft.rewriting.seams import leans

MOST_SEAM = 4.0
"""Log-odds beyond which the encoder counts no more."""
MOST_TAKEN_UP = 3
"""Words that go though the rest of the text takes them up again, beyond which it makes no difference."""
KINDS = ("word", "phrase", "object", "aside", "clause", "sentence", "memory", "step")
FEATURES = (
    *("lost", "share", "new", "leans", "support", "first", "last", "place", "taken_up", "clean"),
    "seam",
    *KINDS,
)
WEIGHTS: dict[str, float] = {
    "lost": -0.232, "share": -0.645, "new": -0.291, "leans": -0.021, "support": 0.272, "first": -0.658, "last": 0.151,
    "place": -0.092, "taken_up": -0.437, "clean": 0.086, "seam": 0.824, "word": -0.113, "phrase": -0.117,
    "object": -0.613, "aside": 0.346, "clause": 0.371, "sentence": 0.514, "memory": 0.01, "step": -0.307,
}  # fmt: skip
CONSTANT = 0.04
"""Log-odds that the author would post a change, by ``models/fitting/rewriter/prices.py``, less what a change lacks that
no model has read."""
GAP = 2.5
"""Nats of a gap, which nobody would write, where a number or an address must not stand."""
LEAST = 0.1
"""Nats that every change costs: one that is not needed is better not made."""


def features(text: str, change: Change, seam: float) -> dict[str, float]:
    """What the ranker looks at. ``seam``: the log-odds that the author would post it, by the encoder."""
    before, old, rest = text[: change.span.start], text[change.span.start : change.span.end], text[change.span.end :]
    lost = change.lost(text)
    whole = change.kind in ("sentence", "clause")
    found = {
        "lost": lost / 10,
        "share": lost / max(1, len(text.split())),
        "new": len(change.words.split()) / 5,
        "leans": float(whole and leans(change.words + rest)),
        "first": float(whole and not before.strip()),
        "last": float(change.kind == "sentence" and not rest.strip()),
        "place": len(before) / max(1, len(text)),
        "taken_up": min(MOST_TAKEN_UP, len(_named(old) - _named(change.words) & _named(rest))),
        "clean": float(_ends(old, rest)),
        "seam": max(-MOST_SEAM, min(MOST_SEAM, seam)),
        "support": math.log1p(change.support),
    }
    return found | {kind: float(kind == change.kind) for kind in KINDS}


def _named(words: str) -> set[str]:
    """The words that a text could take up again: those that are no little ones."""
    return {w.casefold() for w in _WORD.findall(words)} - _LITTLE


def _ends(old: str, rest: str) -> bool:
    """Whether what goes ends where a reader draws breath."""
    return not rest.strip() or rest.lstrip()[0] in ".!?,;:)–—" or old.rstrip()[-1:] in ".!?,;"


def cost(text: str, change: Change, seam: float) -> float:
    """In nats: the negative logarithm of how likely the author would post it."""
    if change.kind == "gap":
        return GAP
    found = features(text, change, seam)
    odds = CONSTANT + sum(weight * found[name] for name, weight in WEIGHTS.items())
    return LEAST + math.log1p(math.exp(-odds))


def broken(text: str, change: Change) -> bool:
    """True where what is left cannot be right, by its look alone."""
    new = change.applied(text)
    line = new[new.rfind("\n", 0, change.span.start) + 1 :].partition("\n")[0]
    if _LABEL.fullmatch(line) and change.kind != "gap":
        return True
    before, old = text[: change.span.start], text[change.span.start : change.span.end]
    if any(open_.search(before) and needed.match(old) and not needed.match(change.words) for open_, needed in _NEEDED):
        return True
    item, rest = before[before.rfind("\n") + 1 :], text[change.span.end :].partition("\n")[0]
    if change.kind == "sentence" and _LABEL.fullmatch(item) and rest.strip():
        return True  # the rest of an entry speaks of its beginning
    around = new[max(0, change.span.start - 12) : change.span.start + len(change.words) + 12]
    return bool(_BROKEN.search(around)) and not _BROKEN.search(
        text[max(0, change.span.start - 12) : change.span.end + 12]
    )


_WORD = re.compile(r"[^\W\d_][\w'’]{2,}")
_LITTLE = frozenset((
    "the", "and", "but", "for", "not", "with", "from", "this", "that", "these", "those", "there", "here", "was",
    "were", "are", "been", "have", "has", "had", "does", "did", "done", "you", "she", "they", "her", "him",
    "his", "its", "our", "your", "their", "them", "who", "what", "when", "where", "which", "how", "just",
    "only", "all", "any", "some", "one", "two", "then", "than", "out", "off", "over", "more", "most", "very",
    "too", "also", "still", "into", "about", "after", "before", "because", "while", "can", "could", "will",
    "would",
))  # fmt: skip
_NEEDED = (
    (re.compile(r"\bbetween\b[^.!?;\n]*$", re.I), re.compile(r"\s*(?:and|&)\s", re.I)),
    (re.compile(r"\byears?[ -]$", re.I), re.compile(r"old\b", re.I)),
)
"""What has to follow: "between" wants two, and "sixty years" without "old" is no age."""
_LABEL = re.compile(r"\s*(?:\d{1,2}[/.)]|[-*•–>])\s*")
_BROKEN = re.compile(
    r"\b(?:the|an?|my|our|your|of|with|and|or|as|for|to|at|from|by|on|in|near|about) ?[.,;:!?)]"
    r"|\s,|[,;:] ?[.,;:!?]|\(\s*\)|^\s*[,.;:]|\b(?:an?|the) (?:the|an?|my|in|on|at|for|with|and|or)\b"
    r"|(?<!\S)[-–'’]\w|\b(?:want|need|have|has|had|got|get|make|made|take|took|find|found|use|used) ?[.,;!?)]"
    r"|\b(?:i['’]?m|am|are|was|were|we['’]re|they['’]re|you['’]re) ?(?:[.,;!?)]| (?:so|and|but|because|or)\b)",
    re.I,
)


def costs(text: str, changes: Sequence[Change], seams: Sequence[float]) -> dict[Change, float]:
    """Of each change."""
    return {change: cost(text, change, seam) for change, seam in zip(changes, seams, strict=True)}
