"""Whether a changed sentence still stands: it is parsed again, and may have no fault that the old one had not."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from redraft.domain.edit import Change
from redraft.domain.text import Span
from redraft.rewriting import pieces
from redraft.rewriting.coherence import FINITE, SUBJECTS, Coherence


def standing(doc: Any, changes: Sequence[Change], parse: Callable[[Sequence[str]], Sequence[Any]]) -> list[Change]:
    """Those of the changes after which the sentences around them still stand; ``parse`` makes documents of texts."""
    text, whole, sentences = doc.text, Coherence(doc), pieces.sentences(doc.text)
    kept = [c for c in changes if whole.fits(c)]
    old, new = zip(*(_around(text, c, sentences) for c in kept), strict=True) if kept else ((), ())
    different = list(dict.fromkeys([*old, *new]))
    found = dict(zip(different, map(faults, parse(different)), strict=True))
    return [c for c, before, after in zip(kept, old, new, strict=True) if found[after] <= found[before]]


def _around(text: str, change: Change, sentences: Sequence[Span]) -> tuple[str, str]:
    """The sentences that a change touches, before and after it."""
    near = [s for s in sentences if s.start <= change.span.end and change.span.start <= s.end]
    start = min([change.span.start, *(s.start for s in near)])
    end = max([change.span.end, *(s.end for s in near)])
    return text[start:end], text[start : change.span.start] + change.words + text[change.span.end : end]


def faults(doc: Any) -> int:
    """How often a parsed text has a word that lacks what it needs."""
    return sum(map(_lacks, doc))


def _lacks(token: Any) -> bool:
    children = list(token.children)
    if token.dep_ in ("det", "poss") and token.tag_ in ("DT", "PRP$"):
        return token.head.i < token.i or token.head.pos_ in ("ADP", "CCONJ", "PUNCT", "VERB", "AUX", "ADV")
    if token.dep_ == "prep" and token.tag_ == "IN" and not children:
        return not any(t.tag_ in ("WP", "WDT", "WRB") for t in token.sent)
    if token.dep_ == "ROOT" and token.tag_ in FINITE - {"VBP"} and not any(c.dep_ in SUBJECTS for c in children):
        return True
    if token.lemma_ == "be" and token.dep_ in ("ROOT", "conj", "advcl", "ccomp", "relcl") and token.pos_ == "AUX":
        return not any(c.i > token.i and not c.is_punct and c.dep_ not in ("cc", "conj", "neg") for c in children)
    return False
