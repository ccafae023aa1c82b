"""The same people and places where the fast tier did not see them: in other letters, or bent, as in "Annas"."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from redraft import languages
from redraft.domain.stand_ins import CODES, Kind
from redraft.domain.text import Span
from redraft.usecases.masking.entities import Entity, parts
from redraft.usecases.masking.mentions import Mention, person
from redraft.usecases.masking.taken import Taken

_WORD = re.compile(r"(?<![\w@#./])[^\W\d_]+(?:[’'‑-][^\W\d_]{3,})*")
_BENT = {Kind.PERSON: ("s",), Kind.TOWN: ("s", "er", "ers", "ern"), Kind.REGION: ("s", "er"), Kind.COUNTRY: ("s",)}
"""What grammar puts right behind a name of a kind, in languages that have no mark between."""
LEAST = 3
"""Letters of a name that is looked for again."""


def again(text: str, found: Iterable[tuple[Mention, Entity]], untouched: Sequence[Span]) -> list[Mention]:
    """Further mentions of those that were found, none overlapping what has one already or stays ``untouched``."""
    pairs = list(found)
    terms = dict(term for _, entity in pairs for term in _terms(entity))
    taken = Taken([*(one.span for one, _ in pairs), *untouched])
    more: list[Mention] = []
    for m in _WORD.finditer(text) if terms else ():
        span = Span(m.start(), m.end())
        hit = _hit(m.group(), terms)
        if hit is None or taken.holds(span):
            continue
        kind, length = hit
        span = Span(span.start, span.start + length)
        last = more[-1] if more else None
        if last is not None and last.kind is kind is Kind.PERSON and text[last.span.end : span.start] == " ":
            more[-1] = replace(last, span=Span(last.span.start, span.end))
        else:
            more.append(person(text, span) if kind is Kind.PERSON else Mention(span, kind))
    return more


def _terms(entity: Entity) -> Iterator[tuple[str, Kind]]:
    """The words by which one may be named again, in small letters."""
    if entity.kind in CODES or entity.kind in {Kind.TEXT, Kind.ADDRESS}:
        return
    common = languages.default().words("commonest") | languages.default().words("function")
    for name in entity.names:
        words = parts(name) if entity.kind is Kind.PERSON else (name.casefold(),)
        for word in words:
            if len(word) >= LEAST and word.isalpha() and word not in common:
                yield word, entity.kind


def _hit(word: str, terms: dict[str, Kind]) -> tuple[Kind, int] | None:
    """What a word names, and how many of its letters do; a word in small letters only where it is no other word."""
    low = word.casefold()
    if len(low) != len(word):
        return None
    if low in terms:
        known = languages.default().words("dictionary")
        return None if word.islower() and low in known else (terms[low], len(word))
    if not word[0].isupper():
        return None
    for ending in ("ers", "ern", "er", "s"):
        stem = low.removesuffix(ending)
        if stem != low and stem in terms and ending in _BENT.get(terms[stem], ()):
            return terms[stem], len(stem)
    return None
