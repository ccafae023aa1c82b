"""Whom a statement is about: the author, a relative or somebody else they mention."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from redraft.detectors.stated.frame import Frame
from redraft.domain.finding import Subject
from redraft.domain.text import Span
from redraft.languages import Language
from redraft.languages.notation import Notation, any_of, literally

_NAME = re.compile(r",?[ ](?P<name>[A-Z][a-z]{2,15})(?![\w])")

Owner = tuple[Subject, str]
"""The subject, and a label such as "your sister Anna"; the label is empty for the author."""


@dataclass(frozen=True, slots=True)
class Whom:
    """What ``whom.toml`` of a language says; group ``who`` of ``mention`` is the word for a person."""

    mention: re.Pattern[str]
    unsaid: re.Pattern[str]
    selves: re.Pattern[str]
    somebody: re.Pattern[str]
    relatives: frozenset[str]
    children: frozenset[str]
    carers: frozenset[str]
    not_names: frozenset[str]
    label: str
    named: str


@cache
def whom(language: Language) -> Whom:
    """The table of a language, compiled."""
    table = language.table("whom")
    notation = Notation({"who": literally((*table["relatives"], *table["others"]))}, table["parts"])
    relatives, children, carers, not_names = (
        frozenset(table[name]) for name in ("relatives", "children", "carers", "not_names")
    )
    return Whom(
        notation.compile(table["person"]),
        notation.compile(table["unsaid"]),
        notation.compile(rf"(?<![\w']){any_of(table['selves'])}(?!\w)"),
        notation.compile(rf"(?<![\w']){any_of(table['somebody'])}(?!\w)"),
        relatives,
        children,
        carers,
        not_names,
        table["label"],
        table["named"],
    )


def label(frame: Frame, match: re.Match[str]) -> tuple[Subject, str, int]:
    """Subject, label and end of a mention of a person, with the name that follows it."""
    words = whom(frame.language)
    who = " ".join(match["who"].split())
    subject = Subject.RELATIVE if who in words.relatives else Subject.BYSTANDER
    named = _NAME.match(frame.text, match.end())
    if named and named["name"] not in words.not_names:
        return subject, words.named.format(who=who, name=named["name"]), named.end()
    return subject, words.label.format(who=who), match.end()


def owner(frame: Frame, sentence: Span, at: int) -> Owner | None:
    """Whose something is that stands at ``at``: the nearest person named before it in the sentence, else the author
    when they speak of themselves there; None when nobody known is meant.
    """
    words = whom(frame.language)
    nearest: Owner | None = None
    place = -1
    for match in words.mention.finditer(frame.folded, sentence.start, at):
        if match["who"] in words.carers:
            continue
        subject, person, _ = label(frame, match)
        nearest, place = (subject, person), match.start()
    selves = [m.start() for m in words.selves.finditer(frame.folded, sentence.start, at)]
    others = [m.start() for m in words.somebody.finditer(frame.folded, sentence.start, at)]
    own = max((s for s in selves if s != place), default=-1)
    if nearest is not None and own < place:
        return nearest
    if own >= 0 and own > max(others, default=-1):
        return Subject.AUTHOR, ""
    if nearest is None and not others and words.unsaid.match(frame.folded, sentence.start):
        return Subject.AUTHOR, ""
    return nearest
