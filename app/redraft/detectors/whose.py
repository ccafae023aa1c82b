"""Whose a number, an address or an account is, as far as the words around it say."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from functools import cache

from redraft.detectors.contract import Context
from redraft.detectors.stated import lexicon
from redraft.detectors.stated.frame import Frame
from redraft.detectors.whom import label, whom
from redraft.domain.attributes import CODES, Attribute
from redraft.domain.finding import Finding, Source, Subject
from redraft.domain.text import Span
from redraft.languages import Language
from redraft.languages.notation import Notation, literally

ADDRESSES = frozenset({"street", "postcode", "po_box", "what3words", "coordinates", "plus_code"})
"""Kinds of places that are somebody's door."""
_REACH = 160
"""Code points before a number within which somebody is still meant."""
_AUTHOR = (Subject.AUTHOR, "")
_NOBODY = (Subject.UNKNOWN, "")
"""Of a quotation or an invention."""
_SOMEBODY = (Subject.BYSTANDER, "")


@dataclass(frozen=True, slots=True)
class _Whose:
    """The table ``whose`` of a language's ``whom.toml``, compiled."""

    own: re.Pattern[str]
    others: re.Pattern[str]
    relative: re.Pattern[str]
    trade: re.Pattern[str]
    denied: re.Pattern[str]
    turn_to: re.Pattern[str]
    does: re.Pattern[str]
    behind: re.Pattern[str]
    made_up: re.Pattern[str]
    speaks: re.Pattern[str]
    household: re.Pattern[str]


@cache
def _whose(language: Language) -> _Whose | None:
    table = language.table("whom")
    said = table.get("whose")
    if said is None:
        return None
    who = literally((*table["relatives"], *table["others"]))
    notation = Notation({"who": who, "relative": literally(table["relatives"])}, said["parts"])
    names = ("own", "others", "trade", "denied", "turn_to", "does", "behind", "made_up", "speaks", "household")
    compiled = {name: notation.compile(said[name]) for name in names}
    return _Whose(relative=notation.compile(r"(?<![\w'])(?P<who>{relative})(?![\w-])"), **compiled)


def settled(context: Context, findings: Iterable[Finding]) -> Iterator[Finding]:
    """The findings of a piece; those that lead to a door or an inbox with the subject that the words name.

    An account that is merely named is nobody's, so only somebody else is ever taken for its owner.
    """
    found = list(findings)
    words = _whose(context.language)
    if words is None or not context.readable:
        yield from found
        return
    names = [f for f in found if f.attribute is Attribute.NAME and f.mentioned]
    for finding in found:
        owner = None
        if _leads(finding):
            owner = _owner(Frame.of(context), words, finding.evidence[0].span, names)
        elif finding.mentioned and finding.attribute is Attribute.PLACE:
            owner = _elsewhere(Frame.of(context), words, finding.evidence[0].span, names)
        if owner is None or (owner == _AUTHOR and finding.attribute is Attribute.ACCOUNT):
            yield finding
        else:
            kind = finding.kind if owner == _AUTHOR else finding.kind.removeprefix("own_")
            yield replace(finding, subject=owner[0], person=owner[1], kind=kind, owned=True)


def _leads(finding: Finding) -> bool:
    """Whether it is a code or an address that was found by its form."""
    if finding.source is not Source.IDENTIFIERS or len(finding.evidence) != 1:
        return False
    return finding.attribute in CODES or (finding.attribute is Attribute.PLACE and finding.kind in ADDRESSES)


_Owner = tuple[Subject, str]


def _owner(frame: Frame, words: _Whose, span: Span, names: list[Finding]) -> _Owner | None:
    """The last of all that are named before it in its sentence; else who is named right behind it."""
    sentence = frame.sentence(span.start)
    if words.made_up.search(frame.folded, sentence.start, span.start):
        return _NOBODY
    start = max(sentence.start, span.start - _REACH)
    marks = [
        (at, owner)
        for at, owner in _marks(frame, words, Span(start, span.start), names)
        if not words.denied.search(frame.folded, sentence.start, at)
    ]
    if marks:
        at, owner = max(marks, key=lambda mark: mark[0])
        if frame.quoted(at):
            return _NOBODY
        return _meant(frame, at) if owner == _SOMEBODY else owner
    if frame.quoted(span.start):
        return None
    behind = words.behind.match(frame.folded, span.end, sentence.end)
    at = behind.end() if behind is not None else span.end
    person = whom(frame.language).mention.match(frame.folded, at, sentence.end)
    if person is not None:
        subject, who, _ = label(frame, person)
        return subject, who
    return _AUTHOR if words.own.match(frame.folded, at, sentence.end) else None


def _elsewhere(frame: Frame, words: _Whose, span: Span, names: list[Finding]) -> _Owner | None:
    """Whose a place is of which a sentence tells that is about somebody else alone; with whom the author lives, tells
    of the author too.
    """
    start = frame.sentence(span.start).start
    if words.speaks.search(frame.folded, start, span.start):
        return None
    owner = _owner(frame, words, span, names)
    if owner is None or owner[0] not in {Subject.RELATIVE, Subject.BYSTANDER}:
        return None
    return None if words.household.search(owner[1].casefold()) else owner


def _marks(frame: Frame, words: _Whose, within: Span, names: list[Finding]) -> Iterator[tuple[int, _Owner]]:
    """Everybody who is named there, and where."""
    folded, start, end = frame.folded, within.start, within.end
    taken: list[tuple[int, int]] = []
    for match in whom(frame.language).mention.finditer(folded, start, end):
        subject, who, _ = label(frame, match)
        taken.append(match.span())
        yield match.start(), (subject, who)
    free = [m for m in words.relative.finditer(folded, start, end) if _bare(frame, m, taken)]
    for match in free:
        yield match.start(), (Subject.RELATIVE, whom(frame.language).label.format(who=match["who"]))
    for match in words.trade.finditer(folded, start, end):
        if any(lexicon.is_occupation(np, frame.language) for np in (match["np"], match["np"].split()[0])):
            taken.append(match.span())
            yield match.start(), _SOMEBODY
    for match in words.own.finditer(folded, start, end):
        if not any(a <= match.start() < b for a, b in taken):
            yield match.start(), _AUTHOR
    for match in words.others.finditer(folded, start, end):
        yield match.start(), _SOMEBODY
    for name in names:
        at, until = name.evidence[0].start, name.evidence[0].end
        own = name.kind.startswith("own_")
        turned = words.turn_to.search(folded, max(start, at - 20), at) or words.does.match(folded, until, end + 1)
        if start <= at < end and turned and not own:
            yield at, (Subject.BYSTANDER, name.best.value)


def _bare(frame: Frame, match: re.Match[str], taken: list[tuple[int, int]]) -> bool:
    """Whether a word for a relative stands for one, as a name does: "Mum", "Auntie's"."""
    inside = any(a <= match.start() < b for a, b in taken)
    return not inside and (frame.text[match.start()].isupper() or frame.folded.startswith("'s", match.end()))


def _meant(frame: Frame, at: int) -> _Owner:
    """Who "he" or "the landlady" is: the last person who was named before, if any."""
    before = list(whom(frame.language).mention.finditer(frame.folded, max(0, at - _REACH), at))
    return label(frame, before[-1])[:2] if before else _SOMEBODY
