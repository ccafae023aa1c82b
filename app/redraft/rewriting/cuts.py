"""What can be left out of a text so that the rest still stands, by its syntax: words, phrases, clauses, sentences."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from redraft.domain.edit import Change
from redraft.domain.text import Span
from redraft.rewriting import pieces
from redraft.rewriting.coherence import Coherence
from redraft.rewriting.seams import closed, unlabelled
from redraft.rewriting.words import list_of

_MODIFIERS = frozenset({"amod", "compound", "nmod", "advmod", "nummod", "npadvmod", "quantmod", "predet", "intj"})
_PHRASES = frozenset({"prep", "agent", "advcl", "relcl", "acl", "appos", "parataxis", "npadvmod", "oprd", "dative"})
_NEEDED = frozenset(
    {
        "not",
        "n't",
        "never",
        "no",
        "more",
        "less",
        "than",
        "too",
        "how",
        "so",
        "as",
        "else",
        "other",
        "same",
        "only",
        "own",
        "such",
        "few",
        "many",
        "all",
        "both",
        "each",
        "every",
    }
)
"""Words without which a sentence says something else."""
_ASKING = frozenset({"WRB", "WP", "WDT", "WP$"})
_NOUNS = frozenset({"NOUN", "PROPN", "NUM"})
LONGEST = 40
"""Words; what is longer goes sentence by sentence."""


def cuts(doc: Any) -> tuple[Change, ...]:
    """Every stretch of a parsed ``spacy.tokens.Doc`` that may go, each with the seam that is left; they overlap."""
    text, whole, sentences = doc.text, Coherence(doc), pieces.sentences(doc.text)
    found: dict[tuple[Span, str], Change] = {}
    for span, kind in _spans(doc, whole):
        if kind != "sentence":
            span = pieces.before_emoji(text, span)  # noqa: PLW2901
            if not any(s.start <= span.start and span.end <= s.end for s in sentences):
                continue
        if not span or _within_word(text, span) or whole.hangs(span, kind):
            continue
        gap, words = closed(text, span)
        if text[gap.start : gap.end].count("\n") > words.count("\n") and kind != "sentence":
            continue
        if gap.end > gap.start and (text[: gap.start] + words + text[gap.end :]).strip():
            found.setdefault((gap, words), Change(gap, words, kind))
    return tuple(found.values())


def _within_word(text: str, span: Span) -> bool:
    """Whether a word, or one with a hyphen, would be cut in two."""
    edges = text[max(0, span.start - 1) : span.start + 1], text[span.end - 1 : span.end + 1]
    return any(re.fullmatch(r"\w[\w'’-]|[\w'’-]\w", edge) is not None for edge in edges)


def _spans(doc: Any, coherence: Coherence) -> Iterator[tuple[Span, str]]:
    text = doc.text
    whole = [unlabelled(text, s) for s in pieces.sentences(text)]
    if len(whole) > 1:
        for i, one in enumerate(whole):
            yield one, "sentence"
            joined = i + 1 < len(whole) and "\n" not in text[one.end : whole[i + 1].start]
            if joined and "?" not in text[one.start : one.end] and coherence.hangs(one, "sentence"):
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
    if token.lower_ in _NEEDED or token.tag_ in _ASKING:
        return
    if token.dep_ in _MODIFIERS and words <= 4 and token.tag_ not in ("RP", "IN") and not _measured(token):
        yield span, "word"
    if token.dep_ in _PHRASES and words <= LONGEST and not _bound(token) and not _measured(token):
        bound = (
            token.dep_ in ("prep", "oprd", "dative")
            and token.head.pos_ in ("VERB", "AUX")
            and left.i == token.head.i + 1
        )
        yield span, "aside" if _fenced(token.doc, left.i, right.i) else "object" if bound else "phrase"
    if token.dep_ == "conj":
        yield from _joined(token, span)


def _measured(token: Any) -> bool:
    """A word without which a measure, a name of several words or a superlative is no longer one: "nine year old"."""
    head = token.head
    if token.dep_ == "compound" and any(True for _ in token.children):
        return True
    first = token.left_edge
    if (
        token.dep_ in ("npadvmod", "advcl")
        and token.pos_ in _NOUNS
        and first.i > 0
        and first.nbor(-1).tag_ in ("IN", "RP", "TO")
    ):
        return True  # "come off chemo", whatever the parser thinks
    if head.dep_ == "npadvmod" or (token.dep_ == "npadvmod" and head.lower_ in ("old", "ago", "later", "together")):
        return True
    if token.dep_ == "nummod" and not (head.tag_ == "NNS" and head.dep_ == "pobj" and head.lemma_ in list_of("times")):
        return True  # but "for years"
    return token.tag_ in ("JJS", "RBS") and any(c.dep_ in ("relcl", "acl") for c in head.children)


def _bound(token: Any) -> bool:
    """What a word that says little needs: "a bit of luck", "in front of a shop", "the one who came"."""
    head = token.head
    if token.dep_ == "prep":
        if head.tag_ == "VBN" and head.lower_ == "born":
            return True
        little = head.lemma_.casefold() in list_of("partitives") or head.pos_ in ("NUM", "DET", "ADJ", "PRON")
        return (token.lower_ == "of" and little) or not any(True for _ in token.children)
    return token.dep_ in ("relcl", "acl") and (
        head.pos_ in ("PRON", "DET", "NUM")
        or head.lemma_.casefold() in ("thing", "one", "person", "somebody", "someone")
    )


def _joined(token: Any, span: Span) -> Iterator[tuple[Span, str]]:
    """Of "A and B" either half."""
    doc, head = token.doc, token.head
    before = doc[token.left_edge.i - 1] if token.left_edge.i > 0 else None
    if before is None or token.left_edge.i <= head.i:
        return
    if head.dep_ in ("nsubj", "nsubjpass") and head.head.tag_ not in ("VBD", "VB", "MD"):
        return  # two who are, of whom one would be
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
