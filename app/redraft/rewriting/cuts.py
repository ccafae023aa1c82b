"""What can be left out of a text so that the rest still stands, by its syntax: words, phrases, clauses, sentences."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from redraft.domain.edit import Change
from redraft.domain.text import Span
from redraft.rewriting import pieces
from redraft.rewriting.seams import closed, leans, unlabelled

_MODIFIERS = frozenset({"amod", "compound", "nmod", "advmod", "nummod", "npadvmod", "quantmod", "predet", "intj"})
_PHRASES = frozenset({"prep", "agent", "advcl", "relcl", "acl", "appos", "parataxis", "npadvmod", "oprd", "dative"})
_NEEDED = frozenset({"not", "n't", "never", "no", "more", "less", "than", "too", "how", "so", "as"})
"""Words without which a sentence says something else."""
LONGEST = 40
"""Words; what is longer goes sentence by sentence."""


def cuts(doc: Any) -> tuple[Change, ...]:
    """Every stretch of a parsed ``spacy.tokens.Doc`` that may go, each with the seam that is left; they overlap."""
    text = doc.text
    found: dict[tuple[Span, str], Change] = {}
    for span, kind in _spans(doc):
        gap, words = closed(text, span)
        if text[gap.start : gap.end].count("\n") > words.count("\n") and kind != "sentence":
            continue
        if gap.end > gap.start and (text[: gap.start] + words + text[gap.end :]).strip():
            found.setdefault((gap, words), Change(gap, words, kind))
    return tuple(found.values())


def _spans(doc: Any) -> Iterator[tuple[Span, str]]:
    text = doc.text
    whole = [unlabelled(text, s) for s in pieces.sentences(text)]
    if len(whole) > 1:
        for i, one in enumerate(whole):
            yield one, "sentence"
            if (
                i + 1 < len(whole)
                and "\n" not in text[one.end : whole[i + 1].start]
                and leans(text[whole[i + 1].start :])
            ):
                yield Span(one.start, whole[i + 1].end), "sentence"
    for span in pieces.droppable(text):
        if not any(span.start <= s.start and s.end <= span.end for s in whole):
            yield span, "clause"
    for token in doc:
        yield from _of(token)


def _of(token: Any) -> Iterator[tuple[Span, str]]:
    """What goes with one token: itself and all that hangs on it, or one half of what "and" joins."""
    if token.is_space or token.is_punct:
        return
    left, right = token.left_edge, token.right_edge
    while right.is_punct and right.i > token.i and right.text not in ")]\"”'":
        right = right.nbor(-1)
    if right.pos_ == "PROPN" and right.i + 1 < len(token.doc) and right.nbor().pos_ == "PROPN":
        return  # through a name
    span = Span(left.idx, right.idx + len(right))
    words = right.i - left.i + 1
    if token.dep_ in _MODIFIERS and words <= 4 and token.lower_ not in _NEEDED:
        yield span, "word"
    if token.dep_ in _PHRASES and words <= LONGEST and token.lower_ not in _NEEDED:
        bound = (
            token.dep_ in ("prep", "oprd", "dative")
            and token.head.pos_ in ("VERB", "AUX")
            and left.i == token.head.i + 1
        )
        yield span, "aside" if _fenced(token.doc, left.i, right.i) else "object" if bound else "phrase"
    if token.dep_ == "conj":
        yield from _joined(token, span)


def _joined(token: Any, span: Span) -> Iterator[tuple[Span, str]]:
    """Of "A and B" either half."""
    doc, head = token.doc, token.head
    before = doc[token.left_edge.i - 1] if token.left_edge.i > 0 else None
    if before is None or token.left_edge.i <= head.i:
        return
    joint = before if before.dep_ == "cc" or before.lower_ in ("and", "but", "or", "so", "&", "+") else None
    start = joint.idx if joint is not None else span.start
    yield Span(start, span.end), "clause" if token.pos_ in ("VERB", "AUX") else "phrase"
    if joint is None:
        return
    after = token.left_edge.idx
    own = any(child.dep_ in ("nsubj", "nsubjpass", "expl") for child in token.children)
    if token.pos_ in ("VERB", "AUX") and not own:
        first = next((c for c in head.children if c.dep_ in ("aux", "auxpass", "neg") and c.i < head.i), head)
        if first.idx < after and not doc.text[first.idx - 1 : first.idx].isalnum():
            yield Span(min(first.idx, head.idx), after), "clause"
    elif token.pos_ in ("VERB", "AUX"):
        if head.left_edge.idx < after:
            yield Span(head.left_edge.idx, after), "clause"
    elif head.left_edge.idx < after:
        yield Span(head.left_edge.idx, after), "phrase"


def _fenced(doc: Any, first: int, last: int) -> bool:
    """Whether marks stand on both sides."""
    before = first == 0 or doc[first - 1].is_punct or doc[first].is_sent_start
    after = last + 1 >= len(doc) or doc[last + 1].is_punct
    return bool(before and after)
