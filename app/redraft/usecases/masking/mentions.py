"""From what the fast tier found to mentions: where in a text somebody or something stands that gets a stand-in."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from functools import cache

from redraft.domain.attributes import CODES, Attribute
from redraft.domain.finding import Finding, Source
from redraft.domain.stand_ins import Kind
from redraft.domain.text import Span
from redraft.geography import cities_named, countries, plain, regions, states
from redraft.usecases.masking.tables import genders, kin, titles
from redraft.usecases.masking.taken import Taken

SURE, SURE_BY_FORM = 0.5, 0.4
"""Scores from which a name has a stand-in, and anything else; a wrong one costs little, since it comes back."""

_KINDS = {"email": Kind.EMAIL, "phone": Kind.PHONE, "url": Kind.LINK, "handle": Kind.ACCOUNT, "username": Kind.ACCOUNT}
_PLACES = {"street": Kind.ADDRESS, "po_box": Kind.ADDRESS, "postcode": Kind.POSTCODE, "coordinates": Kind.NUMBER,
           "what3words": Kind.NUMBER, "plus_code": Kind.NUMBER}  # fmt: skip
_ORGANISATIONS = frozenset({Attribute.ORGANISATION, Attribute.EMPLOYER, Attribute.SCHOOL})
_READ_ALONE = frozenset({Kind.ORGANISATION, Kind.TOWN, Kind.REGION, Kind.PLACE})
_NUMBERS = frozenset({"flight", "reference"})
"""Kinds of what narrows down by a number, among attributes that mostly do not."""
_EDGE = " \t\n\r\u00a0.,;:!?\"“”‘’'()[]"
_ABBREVIATED = re.compile(r"(?:^|[\s.])(?:[^\W\d_]|Jr|Sr|Inc|Ltd|Co|Corp|St)\.$")
_BEFORE = re.compile(r"(?<![^\W\d_])([^\W\d_]{2,14})\.?[ \u00a0]+$")
_BORN = re.compile(
    r"(?i)(?:\bborn(?: on)?|\bbirth(?:day|date)?\W{0,3}(?:is|on|of)?|\bdob|geboren(?: am)?|\bgeb\.?|geburtsdatum|\*)"
    r"\W{0,3}$"
)
_TITLE = re.compile(r"([^\W\d_]+)\.?[ \u00a0]+(?=\S)")
_WORD = re.compile(r"[^\W\d_]+")
_TOGETHER = re.compile(r"\s+(?:and|und|&)\s+")
_TOWN_WORDS = re.compile(r"^(?:new|north|south|east|west|saint|st\.?|bad|los|las|san|santa)\b", re.I)


@dataclass(frozen=True, slots=True)
class Mention:
    """A stretch of a text with what it is. ``titled``: a title stands right before it, as in "Ms Weber"; ``sex`` as the
    word before it says, ``f``, ``m`` or nothing.
    """

    span: Span
    kind: Kind
    titled: bool = False
    sex: str = ""


def mentions(text: str, findings: Iterable[Finding], *, untouched: Iterable[Span] = ()) -> list[Mention]:
    """What gets a stand-in, in order of the text, none overlapping another; nothing within what stays ``untouched``.

    Titles and possessives stay in the text, so that it reads as before.
    """
    found = [(rank, one) for finding in findings for rank, one in _of(text, finding)]
    taken = Taken(untouched)
    ordered = sorted(found, key=lambda pair: (pair[0], -len(pair[1].span), pair[1].span.start))
    kept = [one for _, one in ordered if taken.add(one.span)]
    return _agreeing(text, sorted(kept, key=lambda one: one.span))


def _agreeing(text: str, found: list[Mention]) -> list[Mention]:
    """The mentions with those settled by each other that were read alone: a word that is part of a person's name, or of
    a firm's, is that person or firm, and "Chloes" is Chloe.
    """
    said = [tuple(w.casefold() for w in _WORD.findall(text[one.span.start : one.span.end])) for one in found]
    kinds = {Kind.PERSON: set[str](), Kind.ORGANISATION: set[str]()}
    for one, words in zip(found, said, strict=True):
        if one.kind is Kind.PERSON:
            kinds[Kind.PERSON] |= {*words}
        elif one.kind is Kind.ORGANISATION and len(words) > 1:
            kinds[Kind.ORGANISATION].add(words[0])
    settled = []
    for one, words in zip(found, said, strict=True):
        name = words[0] if len(words) == 1 else ""
        if name and one.kind in _READ_ALONE and name in kinds[Kind.PERSON]:
            settled.append(person(text, one.span))
        elif name and one.kind is Kind.PERSON and name in kinds[Kind.ORGANISATION] and name not in genders():
            settled.append(Mention(one.span, Kind.ORGANISATION))
        elif (
            one.kind is Kind.PERSON and name[:-1] in kinds[Kind.PERSON] and name.endswith("s") and name not in genders()
        ):
            settled.append(replace(one, span=Span(one.span.start, one.span.end - 1)))
        else:
            settled.append(one)
    return settled


def word_before(text: str, at: int) -> str:
    """The word right before a place, in lower case without a full stop; empty when none stands there."""
    m = _BEFORE.search(text[max(0, at - 18) : at])
    return m[1].casefold() if m else ""


def person(text: str, span: Span) -> Mention:
    """A mention of a person, with what the word before it says."""
    before = word_before(text, span.start)
    return Mention(span, Kind.PERSON, before in titles(), titles().get(before) or kin().get(before, ""))


def _of(text: str, finding: Finding) -> Iterator[tuple[int, Mention]]:
    """The mentions of a finding; what the user wants hidden first, then what is sure by its form, then names."""
    if finding.source is Source.RULE:
        for evidence in finding.evidence:
            yield 0, Mention(evidence.span, Kind.TEXT)
        return
    born = any(_BORN.search(text[max(0, e.start - 24) : e.start]) for e in finding.evidence)
    kind = _kind(finding, born=born)
    named = kind in {Kind.PERSON, Kind.ORGANISATION}
    if kind is None or not finding.mentioned or finding.best.confidence < (SURE if named else SURE_BY_FORM):
        return
    for evidence in finding.evidence:
        span = trimmed(text, evidence.span)
        if not len(span):
            continue
        if kind is Kind.PERSON:
            for one in _people(text, span):
                yield 2, one
        else:
            yield (
                (2 if kind is Kind.ORGANISATION else 1),
                Mention(span, _place(text, span) if kind is Kind.PLACE else kind),
            )


def _kind(finding: Finding, *, born: bool) -> Kind | None:
    kind = finding.kind.removeprefix("own_")
    if finding.attribute is Attribute.NAME:
        return Kind.PERSON
    if finding.attribute is Attribute.PLACE:
        return _PLACES.get(kind, Kind.PLACE)
    if finding.attribute in _ORGANISATIONS:
        return Kind.ORGANISATION
    if kind == "birth_date" or (finding.attribute is Attribute.DATE and kind == "date" and born):
        return Kind.DATE
    if finding.attribute in CODES:
        return _KINDS.get(kind, Kind.NUMBER)
    return Kind.NUMBER if kind in _NUMBERS else None


def trimmed(text: str, span: Span) -> Span:
    """The stretch without marks around it and a possessive at its end."""
    start, end = span.start, span.end
    while start < end and text[start] in _EDGE and not (text[start] == "(" and ")" in text[start:end]):
        start += 1
    while end > start and text[end - 1] in _EDGE and not _ABBREVIATED.search(text[start:end]):
        if text[end - 1] == ")" and "(" in text[start:end]:
            break
        end -= 1
    if text[start:end].endswith(("’s", "'s")):
        end -= 2
    opened = text[start:end].count("(") - text[start:end].count(")")
    return Span(start, end + 1 if opened == 1 and text[end : end + 1] == ")" else end)


def _people(text: str, span: Span) -> Iterator[Mention]:
    """The people of a stretch that was taken for a name, each without title."""
    at = span.start
    for m in [*_TOGETHER.finditer(text, span.start, span.end), None]:
        part = trimmed(text, Span(at, m.start() if m else span.end))
        while (said := _TITLE.match(text, part.start, part.end)) and _is_said_of(said[1]):
            part = Span(said.end(), part.end)
        if len(part) and not _is_said_of(text[part.start : part.end]):
            yield from (person(text, one) for one in _owned(text, part))
        at = m.end() if m else span.end


def _is_said_of(word: str) -> bool:
    return word.casefold() in titles() or word.casefold() in kin()


def _owned(text: str, span: Span) -> Iterator[Span]:
    """Somebody and who is theirs, taken for one name where possessives have no mark: "Annas Bruder Thomas"."""
    words = [Span(span.start + m.start(), span.start + m.end()) for m in _WORD.finditer(text[span.start : span.end])]
    said = [text[word.start : word.end].casefold() for word in words]
    if len(words) > 1 and said[0].endswith("s") and said[1] in kin():
        yield Span(words[0].start, words[0].end - (said[0][:-1] in genders()))
        if len(words) > 2:
            yield Span(words[2].start, span.end)
    else:
        yield span


def _place(text: str, span: Span) -> Kind:
    """What sort of place it is, by the tables of places."""
    name = text[span.start : span.end]
    low = plain(name)
    if low in _countries():
        return Kind.COUNTRY
    if low in _states() or (low in regions() and not cities_named(name)):
        return Kind.REGION
    if cities_named(name) or _TOWN_WORDS.match(name):
        return Kind.TOWN
    return Kind.REGION if low in regions() else Kind.PLACE


@cache
def _countries() -> frozenset[str]:
    more = ("uk", "usa", "us", "england", "scotland", "wales", "great britain", "northern ireland", "uae",
            "deutschland", "osterreich", "schweiz")  # fmt: skip
    return frozenset((*(plain(country.name) for country in countries().values()), *more))


@cache
def _states() -> frozenset[str]:
    return frozenset(plain(state.name) for state in states().values())
