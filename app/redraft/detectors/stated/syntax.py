"""What the parser adds to a pattern: whether the clause of a hit is denied, supposed or somebody else's word."""

from __future__ import annotations

from typing import Any

_UNREAL_MARKS = {"if", "unless", "whether", "until", "till", "though", "like", "lest"}
_UNREAL_MODALS = {"would", "could", "might", "should", "'d", "may", "can"}
_UNREAL_VERBS = {
    "wish", "imagine", "pretend", "suppose", "dream", "wonder", "hope", "want", "claim", "joke", "lie", "doubt",
}  # fmt: skip
_SPEECH = {
    "say",
    "tell",
    "think",
    "assume",
    "believe",
    "call",
    "claim",
    "ask",
    "guess",
    "joke",
    "insist",
    "convince",
    "hear",
    "act",
}
_OWN = {"i", "we"}


def asserted(doc: Any, start: int, end: int) -> bool:
    """True when the author asserts the clause that ``text[start:end]`` belongs to.

    ``doc`` is parsed. False under negation, conditions, wishes, modal verbs, "when I'm …" and the speech or thought of
    others; true when nothing of that is found, since the pattern itself already matched an assertion.
    """
    span = doc.char_span(start, end, alignment_mode="expand")
    if span is None or not len(span):
        return False
    token = span.root
    inner = True
    for _ in range(8):
        clause = token.pos_ in {"VERB", "AUX"} or token.dep_ in {"ROOT", "ccomp", "advcl"}
        if clause and _unreal_here(token, span, modals=inner):
            return False
        inner = inner and not clause
        parent = token.head
        if parent is token:
            return True
        if token.dep_ in {"conj", "parataxis"} and _has_subject(token):
            return True
        if token.dep_ in {"ccomp", "xcomp"} and parent.i not in range(span.start, span.end):
            lemma = parent.lemma_.lower()
            if lemma in _UNREAL_VERBS:
                return False
            if lemma in _SPEECH and not _own_word(parent):
                return False
        token = parent
    return True


def _unreal_here(token: Any, span: Any, *, modals: bool) -> bool:
    """``modals``: "could" denies its own clause only, not what is said in a clause below it."""
    for child in token.children:
        word = child.lower_
        if child.dep_ == "neg":
            return True
        if child.dep_ == "mark" and word in _UNREAL_MARKS:
            return True
        if modals and child.dep_ == "aux" and word in _UNREAL_MODALS:
            return True
        if child.dep_ == "advmod" and word in {"when", "once", "whenever"} and token.dep_ == "advcl":
            return True
        if child.dep_ == "prep" and word == "like" and child.i < span.start:
            return False
    return False


def _has_subject(token: Any) -> bool:
    return any(child.dep_ in {"nsubj", "nsubjpass"} for child in token.children)


def _own_word(verb: Any) -> bool:
    """True for "I think I'm …" in the present; what somebody else says or what the author once thought is not."""
    subject = next((c for c in verb.children if c.dep_ == "nsubj"), None)
    present = verb.tag_ in {"VBP", "VB", "VBG"}
    return subject is not None and subject.lower_ in _OWN and present
