"""What the parser adds to a pattern: whether the clause of a hit is denied, supposed or somebody else's word."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import Any

from redraft.languages import Language


@dataclass(frozen=True, slots=True)
class Signs:
    """The words of a language that undo a clause, from ``guards.toml``."""

    marks: frozenset[str]
    modals: frozenset[str]
    times: frozenset[str]
    comparing: frozenset[str]
    wishing: frozenset[str]
    speaking: frozenset[str]
    own: frozenset[str]


@cache
def _signs(language: Language) -> Signs:
    return Signs(**{name: frozenset(words) for name, words in language.table("guards")["parsed"].items()})


def asserted(doc: Any, start: int, end: int, language: Language) -> bool:
    """True when the author asserts the clause that ``text[start:end]`` belongs to.

    ``doc`` is parsed. False under negation, conditions, wishes, modal verbs, "when I'm …" and the speech or thought of
    others; true when nothing of that is found, since the pattern itself already matched an assertion.
    """
    span = doc.char_span(start, end, alignment_mode="expand")
    if span is None or not len(span):
        return False
    signs, token = _signs(language), span.root
    inner = True
    for _ in range(8):
        clause = token.pos_ in {"VERB", "AUX"} or token.dep_ in {"ROOT", "ccomp", "advcl"}
        if clause and _unreal_here(token, span, signs, modals=inner):
            return False
        inner = inner and not clause
        parent = token.head
        if parent is token:
            return True
        if token.dep_ in {"conj", "parataxis"} and _has_subject(token):
            return True
        if token.dep_ in {"ccomp", "xcomp"} and parent.i not in range(span.start, span.end):
            lemma = parent.lemma_.lower()
            if lemma in signs.wishing:
                return False
            if lemma in signs.speaking and not _own_word(parent, signs):
                return False
        token = parent
    return True


def _unreal_here(token: Any, span: Any, signs: Signs, *, modals: bool) -> bool:
    """``modals``: "could" denies its own clause only, not what is said in a clause below it."""
    for child in token.children:
        word = child.lower_
        if child.dep_ == "neg":
            return True
        if child.dep_ == "mark" and word in signs.marks:
            return True
        if modals and child.dep_ == "aux" and word in signs.modals:
            return True
        if child.dep_ == "advmod" and word in signs.times and token.dep_ == "advcl":
            return True
        if child.dep_ == "prep" and word in signs.comparing and child.i < span.start:
            return False
    return False


def _has_subject(token: Any) -> bool:
    return any(child.dep_ in {"nsubj", "nsubjpass"} for child in token.children)


def _own_word(verb: Any, signs: Signs) -> bool:
    """True for "I think I'm …" in the present; what somebody else says or what the author once thought is not."""
    subject = next((c for c in verb.children if c.dep_ == "nsubj"), None)
    present = verb.tag_ in {"VBP", "VB", "VBG"}
    return subject is not None and subject.lower_ in signs.own and present
